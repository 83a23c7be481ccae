// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/recoveries.h"

#include "core/crypto/compare.h"
#include "core/crypto/qtbytes.h"
#include "core/relay/accounts/authorise.h"
#include "core/relay/accounts/deviceliststore.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;
using Nothing = std::monostate;

Result<void> authoriseOwn(const Actor &actor)
{
    Object own = Object::absent();
    own.relation = Relation::Own;
    return authorise(actor, Action::Recover, own);
}

/// A clock that was set back gives no tries and takes none for longer than a day.
TriesLeft leftOf(const RecoveryTries &tries, UtcTime now)
{
    const Milliseconds passed = std::max(now - tries.since, Milliseconds { 0 });
    if (tries.wrong == 0 || passed >= kRecoveryTriesLast)
        return {};
    const int left = std::max(kMostRecoveryTries - tries.wrong, 0);
    return { left, left > 0 ? Milliseconds { 0 } : kRecoveryTriesLast - passed };
}

RecoveryTries oneMore(RecoveryTries tries, UtcTime now)
{
    if (leftOf(tries, now) == TriesLeft())
        tries = { 0, now };
    ++tries.wrong;
    return tries;
}

bool hasGoodSizes(const RecoveryChange &change)
{
    const auto isWithin = [](const QByteArray &bytes, std::size_t most) {
        return !bytes.isEmpty() && std::size_t(bytes.size()) <= most;
    };
    const bool isSameSheet = change.parameters.isEmpty() && change.proofHash.isEmpty();
    const bool isSheet = isWithin(change.parameters, archive::kMostSheetParameterBytes)
        && std::size_t(change.proofHash.size()) == crypto::kDigestBytes;
    return isWithin(change.blob, archive::kMostRecoveryBlobBytes) && (isSameSheet || isSheet);
}

/// As the record would be; the version is the one after what is replaced.
Result<RecoveryRecord> changed(
    const std::optional<RecoveryRecord> &before, const RecoveryChange &change, quint32 begun, UtcTime now)
{
    RecoveryRecord after { change.replaces + 1, now, now, begun, change.parameters, change.proofHash, change.blob };
    if (!change.parameters.isEmpty())
        return after;
    if (!before || before->begun != begun)
        return { Errc::Conflict, QStringLiteral("no recovery of this account") };
    after.made = before->made;
    after.parameters = before->parameters;
    after.proofHash = before->proofHash;
    return after;
}

bool isRepeat(const RecoveryRecord &there, const RecoveryRecord &asked)
{
    return there.version == asked.version && there.begun == asked.begun && there.parameters == asked.parameters
        && there.proofHash == asked.proofHash && there.blob == asked.blob;
}

} // namespace

void Recoveries::state(const Actor &actor, Reply<RecoveryState> reply)
{
    m_registry.read<RecoveryState>(
        [actor, now = m_registry.clock().utcNow()](sql::Database &database) -> Result<RecoveryState> {
            if (auto allowed = authoriseOwn(actor); !allowed)
                return allowed.error();
            RecoveryStore store(database);
            auto record = store.record(actor.user);
            if (!record)
                return record.error();
            const auto tries = store.tries(actor.user);
            if (!tries)
                return tries.error();
            const auto list = DeviceListStore(database).list(actor.user);
            if (!list)
                return list.error();
            if (*record) {
                (*record)->proofHash.clear();
                if (!list->isLinked(actor.device) || list->begunAnew() != (*record)->begun)
                    (*record)->blob.clear();
            }
            return RecoveryState { std::move(*record), leftOf(*tries, now) };
        },
        std::move(reply));
}

void Recoveries::change(const Actor &actor, const RecoveryChange &change, Reply<qint64> reply)
{
    m_registry.write<qint64>(
        [this, actor, change](sql::Database &database) { return changeNow(database, actor, change); },
        std::move(reply));
}

Result<qint64> Recoveries::changeNow(sql::Database &database, const Actor &actor, const RecoveryChange &change)
{
    if (auto allowed = authoriseOwn(actor); !allowed)
        return allowed.error();
    if (!hasGoodSizes(change))
        return { Errc::Invalid, QStringLiteral("no recovery") };
    const auto list = listOfLinked(database, actor);
    if (!list)
        return list.error();
    RecoveryStore store(database);
    const auto before = store.record(actor.user);
    if (!before)
        return before.error();
    const UtcTime now = m_registry.clock().utcNow();
    const auto after = changed(*before, change, list->begunAnew(), now);
    if (!after)
        return after.error();
    if (*before && isRepeat(**before, *after))
        return after->version; // whoever lost the answer asks again
    if ((*before ? (*before)->version : 0) != change.replaces)
        return { Errc::Conflict, QStringLiteral("another recovery is there") };
    if (auto saved = store.save(actor.user, *after); !saved)
        return saved.error();
    if (change.parameters.isEmpty())
        return after->version;
    const auto noted = AuditLog(database).append(now, actOf(actor.user, "set-recovery"_L1, actor.device.raw()));
    return noted ? Result<qint64>(after->version) : Result<qint64>(noted.error());
}

void Recoveries::open(const Actor &actor, const crypto::Digest &proofHash, Reply<RecoveryOpening> reply)
{
    m_registry.write<RecoveryOpening>(
        [this, actor, proofHash](sql::Database &database) { return openNow(database, actor, proofHash); },
        std::move(reply));
}

/// A wrong proof is no error here: what fails is undone, and this must be counted.
Result<RecoveryOpening> Recoveries::openNow(
    sql::Database &database, const Actor &actor, const crypto::Digest &proofHash)
{
    if (auto allowed = authoriseOwn(actor); !allowed)
        return allowed.error();
    RecoveryStore store(database);
    const auto record = store.record(actor.user);
    if (!record)
        return record.error();
    if (!*record)
        return { Errc::NotFound, QStringLiteral("no recovery") };
    const auto tries = store.tries(actor.user);
    if (!tries)
        return tries.error();
    const UtcTime now = m_registry.clock().utcNow();
    if (const TriesLeft left = leftOf(*tries, now); left.count == 0)
        return RecoveryOpening { std::nullopt, left };
    const QByteArrayView asked(proofHash.data(), qsizetype(proofHash.size()));
    const bool isRight = crypto::equalInConstantTime(asked, (*record)->proofHash);
    const RecoveryTries counted = isRight ? RecoveryTries { 0, now } : oneMore(*tries, now);
    if (auto saved = store.save(actor.user, counted); !saved)
        return saved.error();
    const auto act = actOf(actor.user, isRight ? "open-recovery"_L1 : "fail-recovery"_L1, actor.device.raw());
    if (auto noted = AuditLog(database).append(now, act); !noted)
        return noted.error();
    RecoveryOpening opening { std::nullopt, leftOf(counted, now) };
    if (isRight)
        opening.blob = (*record)->blob;
    return opening;
}

void Recoveries::remove(const Actor &actor, Reply<void> reply)
{
    m_registry.write<Nothing>(
        [this, actor](sql::Database &database) -> Result<Nothing> {
            if (auto allowed = authoriseOwn(actor); !allowed)
                return allowed.error();
            if (const auto list = listOfLinked(database, actor); !list)
                return list.error();
            RecoveryStore store(database);
            const auto record = store.record(actor.user);
            if (!record)
                return record.error();
            if (!*record)
                return Nothing {};
            if (auto removed = store.remove(actor.user); !removed)
                return removed.error();
            const auto noted = AuditLog(database).append(
                m_registry.clock().utcNow(), actOf(actor.user, "remove-recovery"_L1, actor.device.raw()));
            return noted ? Result<Nothing>(Nothing {}) : Result<Nothing>(noted.error());
        },
        [reply = std::move(reply)](
            const Result<Nothing> &done) { reply(done ? Result<void>() : Result<void>(done.error())); });
}

} // namespace pc::relay::accounts
