// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/archives.h"

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

/// With what is gone and not taken out yet: nobody fills the disk by beginning anew.
constexpr qint64 kQuotasAtOnce = 3;

Result<void> authoriseOwn(sql::Database &database, const Actor &actor)
{
    Object own = Object::absent();
    own.relation = Relation::Own;
    if (auto allowed = authorise(actor, Action::KeepArchive, own); !allowed)
        return allowed;
    const auto list = listOfLinked(database, actor);
    return list ? Result<void>() : Result<void>(list.error());
}

std::optional<Generation> inState(const std::vector<Generation> &all, GenerationState state)
{
    const auto found = std::ranges::find(all, state, &Generation::state);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

Error notNext(archive::ChainFault fault)
{
    return { Errc::Conflict, archive::faultText(fault) };
}

/// In the words that clients know.
Error refusalOfHeader(const Error &why)
{
    return why.code == Errc::NewerVersion ? Error { Errc::Unsupported, why.detail } : why;
}

Reply<Nothing> withoutValue(Reply<void> reply)
{
    return [reply = std::move(reply)](
               const Result<Nothing> &done) { reply(done ? Result<void>() : Result<void>(done.error())); };
}

Result<Nothing> finished(const Result<void> &done)
{
    return done ? Result<Nothing>(Nothing {}) : Result<Nothing>(done.error());
}

Result<void> activateNow(sql::Database &database, UserId person, const ArchiveTurn &turn)
{
    ArchiveStore store(database);
    const auto all = store.generations(person);
    if (!all)
        return all.error();
    auto present = inState(*all, GenerationState::Present);
    auto beside = inState(*all, GenerationState::Beside);
    if (present && present->number == turn.generation)
        return {}; // whoever lost the answer asks again
    const bool isAsKnown = beside && beside->number == turn.generation && beside->next == turn.next
        && turn.presentNext == (present ? present->next : 0);
    if (!isAsKnown)
        return { Errc::Conflict, QStringLiteral("an archive that is not as it was") };
    if (present) {
        present->state = GenerationState::Gone;
        if (auto saved = store.save(person, *present); !saved)
            return saved;
    }
    beside->state = GenerationState::Present;
    return store.save(person, *beside);
}

Result<void> setKeptNow(sql::Database &database, const Actor &actor, bool isKept, UtcTime now)
{
    ArchiveStore store(database);
    auto record = store.record(actor.user);
    if (!record)
        return record.error();
    if (record->isKept == isKept)
        return {};
    record->isKept = isKept;
    if (auto saved = store.save(actor.user, *record); !saved)
        return saved;
    const auto all
        = isKept ? Result<std::vector<Generation>>(std::vector<Generation>()) : store.generations(actor.user);
    if (!all)
        return all.error();
    for (Generation generation : *all) {
        generation.state = GenerationState::Gone;
        if (auto saved = store.save(actor.user, generation); !saved)
            return saved;
    }
    return AuditLog(database).append(
        now, actOf(actor.user, isKept ? "keep-archive"_L1 : "drop-archive"_L1, actor.device.raw()));
}

} // namespace

Archives::Archives(Registry &registry, const ArchiveOptions &options)
    : m_registry(registry)
    , m_options(options)
    , m_leases(options.lease, registry.clock())
{
}

void Archives::state(const Actor &actor, Reply<ArchiveState> reply)
{
    m_registry.read<ArchiveState>(
        [actor, quota = m_options.quotaBytes](sql::Database &database) -> Result<ArchiveState> {
            ArchiveStore store(database);
            const auto record = store.record(actor.user);
            if (!record)
                return record.error();
            const auto all = store.generations(actor.user);
            if (!all)
                return all.error();
            return ArchiveState { record->isKept, record->last, inState(*all, GenerationState::Present),
                inState(*all, GenerationState::Beside), quota };
        },
        std::move(reply));
}

void Archives::takeLease(const Actor &actor, Reply<ArchiveLease> reply)
{
    m_registry.read<ArchiveLease>(
        [this, actor](sql::Database &database) -> Result<ArchiveLease> {
            if (auto allowed = authoriseOwn(database, actor); !allowed)
                return allowed.error();
            return m_leases.take(actor);
        },
        std::move(reply));
}

Result<void> Archives::mayWrite(const Actor &actor) const
{
    if (!m_leases.isHeldBy(actor))
        return { Errc::Expired, QStringLiteral("no lease on this archive") };
    if (!m_registry.hasRoom())
        return { Errc::Unavailable, QStringLiteral("the disk is nearly full") };
    return {};
}

void Archives::append(const Actor &actor, const QByteArray &segment, Reply<quint32> reply)
{
    m_registry.write<quint32>(
        [this, actor, segment](sql::Database &database) { return appendNow(database, actor, segment); },
        std::move(reply));
}

Result<quint32> Archives::appendNow(sql::Database &database, const Actor &actor, const QByteArray &segment)
{
    const crypto::ByteView bytes = crypto::viewOf(segment);
    const auto header = archive::readSegmentHeader(bytes);
    if (!header)
        return refusalOfHeader(header.error());
    if (auto allowed = authoriseOwn(database, actor); !allowed)
        return allowed.error();
    if (header->user != actor.user)
        return { Errc::Forbidden, QStringLiteral("a segment of another person's archive") };
    ArchiveStore store(database);
    const auto record = store.record(actor.user);
    if (!record)
        return record.error();
    if (!record->isKept)
        return { Errc::NotFound, QStringLiteral("this person keeps no archive") };
    const auto all = store.generations(actor.user);
    if (!all)
        return all.error();
    const auto found = std::ranges::find_if(*all, [&header](const Generation &generation) {
        return generation.number == header->generation && generation.state != GenerationState::Gone;
    });
    const crypto::Digest hash = crypto::sha256Of(bytes);
    if (found != all->end() && found->next == header->number + 1 && found->head == hash)
        return found->next; // whoever lost the answer asks again
    if (auto may = mayWrite(actor); !may)
        return may.error();
    auto generation
        = found != all->end() ? Result<Generation>(*found) : beginGeneration(store, actor.user, *record, *all, *header);
    if (!generation)
        return generation.error();
    const archive::Chain chain(actor.user, generation->number, generation->next, generation->head);
    if (const auto fault = chain.faultOf(*header))
        return notNext(*fault);
    const qint64 charged = chargedBytes(segment.size());
    qint64 total = charged;
    for (const Generation &each : *all)
        total += each.bytes;
    if (generation->bytes + charged > m_options.quotaBytes)
        return { Errc::TooLarge, QStringLiteral("an archive that is full") };
    if (total > kQuotasAtOnce * m_options.quotaBytes)
        return { Errc::Unavailable, QStringLiteral("an earlier archive is still being taken out") };
    if (auto kept = store.append(actor.user, generation->number, header->number, m_registry.clock().utcNow(), segment);
        !kept)
        return kept.error();
    ++generation->next;
    generation->head = hash;
    generation->bytes += charged;
    if (auto saved = store.save(actor.user, *generation); !saved)
        return saved.error();
    return generation->next;
}

Result<Generation> Archives::beginGeneration(ArchiveStore &store, UserId person, ArchiveRecord record,
    const std::vector<Generation> &all, const archive::SegmentHeader &header)
{
    if (header.generation != record.last + 1)
        return notNext(archive::ChainFault::OtherGeneration);
    if (auto beside = inState(all, GenerationState::Beside)) {
        beside->state = GenerationState::Gone;
        if (auto saved = store.save(person, *beside); !saved)
            return saved.error();
    }
    record.last = header.generation;
    if (auto saved = store.save(person, record); !saved)
        return saved.error();
    Generation begun;
    begun.number = header.generation;
    begun.state = inState(all, GenerationState::Present) ? GenerationState::Beside : GenerationState::Present;
    return begun;
}

void Archives::read(const Actor &actor, quint32 generation, quint32 from, Reply<ArchivePage> reply)
{
    m_registry.read<ArchivePage>(
        [actor, generation, from](sql::Database &database) -> Result<ArchivePage> {
            if (auto allowed = authoriseOwn(database, actor); !allowed)
                return allowed.error();
            ArchiveStore store(database);
            const auto all = store.generations(actor.user);
            if (!all)
                return all.error();
            const bool isThere = std::ranges::any_of(*all, [generation](const Generation &each) {
                return each.number == generation && each.state != GenerationState::Gone;
            });
            if (!isThere)
                return { Errc::NotFound, QStringLiteral("no such archive") };
            auto segments = store.segments(actor.user, generation, from, kLongestArchivePage);
            if (!segments)
                return segments.error();
            return ArchivePage { std::move(*segments) };
        },
        std::move(reply));
}

void Archives::activate(const Actor &actor, const ArchiveTurn &turn, Reply<void> reply)
{
    m_registry.write<Nothing>(
        [this, actor, turn](sql::Database &database) -> Result<Nothing> {
            if (auto allowed = authoriseOwn(database, actor); !allowed)
                return allowed.error();
            if (!m_leases.isHeldBy(actor))
                return { Errc::Expired, QStringLiteral("no lease on this archive") };
            return finished(activateNow(database, actor.user, turn));
        },
        withoutValue(std::move(reply)));
}

void Archives::setKept(const Actor &actor, bool isKept, Reply<void> reply)
{
    m_registry.write<Nothing>(
        [this, actor, isKept](sql::Database &database) -> Result<Nothing> {
            if (auto allowed = authoriseOwn(database, actor); !allowed)
                return allowed.error();
            return finished(setKeptNow(database, actor, isKept, m_registry.clock().utcNow()));
        },
        withoutValue(std::move(reply)));
}

} // namespace pc::relay::accounts
