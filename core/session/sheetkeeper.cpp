// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/sheetkeeper.h"

#include "core/archive/recoveryproof.h"
#include "core/base/log.h"
#include "core/crypto/qtbytes.h"
#include "core/recovery/recoveryblob.h"

#include <utility>

namespace pc::session {

using recovery::ArchiveKeys;
using recovery::RecoverySheet;
using recovery::SheetKeys;
using recovery::SheetLock;
using recovery::SheetParameters;

namespace {

constexpr Milliseconds kTestAfter { std::chrono::hours(7 * 24) };
constexpr int kMostOvertaken = 3;

Error noSheet()
{
    return { Errc::Conflict, QStringLiteral("there is no sheet") };
}

} // namespace

SheetKeeper::SheetKeeper(SheetKeeperParts parts, UserId user)
    : m_parts(std::move(parts))
    , m_user(user)
    , m_hourly(m_parts.linker.clock.makeTimer([this] { refresh(); }))
{
}

void SheetKeeper::tell()
{
    SheetState state;
    if (m_row && m_lock)
        state = { true, sheetWordsOf(m_lock->parameters.kind), languageOf(m_lock->parameters.language), m_row->madeAt,
            m_isTestDue };
    state.isMissing = !state.exists && m_isMissing;
    m_parts.changed(state);
}

Result<void> SheetKeeper::load()
{
    auto row = m_parts.linker.store.recovery.sheet();
    if (!row)
        return row.error();
    m_row = *std::move(row);
    if (m_row) {
        const auto lock = SheetLock::decode(crypto::viewOf(m_row->lock), m_parts.costs.floor);
        if (lock && lock->user == m_user)
            m_lock = *lock;
        else
            m_row.reset(); // of a newer program, or another person's: the relay says what counts
    }
    if (m_lock) {
        if (const auto wrapped = m_parts.wrap(*m_lock); !wrapped)
            qCWarning(lcSession) << "the store's key was not wrapped:" << wireName(wrapped.code());
    }
    lookWhetherTestIsDue();
    tell();
    return {};
}

/// Once it is asked for, it is for as long as this program runs; and again after a week.
void SheetKeeper::lookWhetherTestIsDue()
{
    if (!m_row || m_row->testedAt || m_isTestDue)
        return;
    const UtcTime now = m_parts.relayTime.utcNow();
    if (now - m_row->madeAt < kTestAfter || (m_row->askedAt && now - *m_row->askedAt < kTestAfter))
        return;
    m_isTestDue = true;
    m_row->askedAt = now;
    const auto saved = m_parts.linker.store.transact([this] { return m_parts.linker.store.recovery.save(*m_row); });
    if (!saved)
        qCWarning(lcSession) << "it was not kept when a sheet was asked for:" << wireName(saved.code());
}

// ---- With the person before the screen

void SheetKeeper::make(SheetWords words, SheetLanguage language, const Reply<QStringList> &reply)
{
    if (m_isKeeping) {
        reply(Error { Errc::Conflict, QStringLiteral("a sheet is being kept") });
        return;
    }
    m_made.reset();
    auto sheet = RecoverySheet::generate(kindOf(words), languageOf(language), m_parts.linker.keys);
    const auto parameters = SheetParameters::fresh(sheet, m_parts.linker.keys, m_parts.costs.made);
    const QStringList shown = sheet.words();
    m_parts.worker.derive(
        std::move(sheet), parameters, guarded<SheetKeys>([this, shown, parameters, reply](Result<SheetKeys> keys) {
            if (!keys) {
                reply(keys.error());
                return;
            }
            m_made = Made { parameters, *std::move(keys) };
            reply(shown);
        }));
}

void SheetKeeper::keep(const Reply<void> &reply)
{
    if (!m_made || m_isKeeping) {
        reply(Error { Errc::Conflict, QStringLiteral("no sheet was made") });
        return;
    }
    m_isKeeping = true;
    const auto ended = [this, reply](const Result<void> &kept) {
        m_isKeeping = false;
        if (kept)
            m_made.reset();
        reply(kept);
        if (kept)
            refresh(); // whether it is there
    };
    withList([this, ended](const Result<std::shared_ptr<HeldList>> &held) {
        if (held)
            onList(*held, ended);
        else
            ended(held.error());
    });
}

void SheetKeeper::onList(const std::shared_ptr<HeldList> &held, const Reply<void> &reply)
{
    if (!m_made) {
        reply(Error { Errc::Conflict, QStringLiteral("the sheet was dropped") });
        return;
    }
    if (const auto begun = begunKeys(); !begun) {
        reply(begun.error());
        return;
    }
    const SheetLock lock = m_made->keys.lockFor(m_user, held->accountKey().publicKey());
    upload(std::make_shared<Upload>(Upload { held, lock, archive::proofHash(m_made->keys.proof()), reply }));
}

void SheetKeeper::test(const QString &typed, const Reply<SheetAnswer> &reply)
{
    const auto identity = groups::loadDeviceIdentity(m_parts.linker.store);
    if (!m_lock || !identity || !*identity) {
        reply(identity ? noSheet() : identity.error());
        return;
    }
    const auto onKeys
        = [this, reply, lock = *m_lock, account = (*identity)->certificate.accountKey](const Result<SheetKeys> &keys) {
              if (!keys) {
                  reply(keys.error());
                  return;
              }
              const bool isPresent = m_row && m_lock && *m_lock == lock && keys->isLockFor(lock, account);
              if (!isPresent) {
                  reply(SheetAnswer(kNotThisSheet));
                  return;
              }
              m_row->testedAt = m_parts.relayTime.utcNow();
              m_isTestDue = false;
              auto &store = m_parts.linker.store;
              const auto saved = store.transact([&] { return store.recovery.save(*m_row); });
              tell();
              reply(saved ? Result<SheetAnswer>(SheetAnswer()) : Result<SheetAnswer>(saved.error()));
          };
    m_parts.worker.deriveTyped(
        typed, m_lock->parameters, [reply](const SheetMistake &mistake) { reply(SheetAnswer(mistake)); },
        guarded<SheetKeys>(onKeys));
}

// ---- What lies at the relay

void SheetKeeper::withList(const Reply<std::shared_ptr<HeldList>> &then)
{
    HeldList::open(m_parts.linker, m_user, guarded<std::shared_ptr<HeldList>>(then));
}

Result<ArchiveKeys> SheetKeeper::archiveKeys()
{
    const auto row = m_parts.linker.store.archive.state();
    if (!row)
        return row.error();
    return row->keys.isEmpty() ? Result<ArchiveKeys>(ArchiveKeys()) : ArchiveKeys::decode(row->keys.view());
}

/// Those that there are, or the first.
Result<ArchiveKeys> SheetKeeper::begunKeys()
{
    auto keys = archiveKeys();
    if (!keys || !keys->isEmpty())
        return keys;
    *keys = ArchiveKeys::begin(m_parts.linker.keys);
    auto &store = m_parts.linker.store;
    const auto saved = store.transact([&]() -> Result<void> {
        auto row = store.archive.state();
        if (!row)
            return row.error();
        row->keys = keys->encode();
        return store.archive.save(*row);
    });
    return saved ? std::move(keys) : Result<ArchiveKeys>(saved.error());
}

void SheetKeeper::upload(const UploadPtr &upload)
{
    m_parts.archives.recovery(upload->held->accessToken(),
        guarded<link::RecoveryInfo>([this, upload](const Result<link::RecoveryInfo> &known) {
            if (known)
                onKnown(upload, *known);
            else
                upload->reply(known.error());
        }));
}

void SheetKeeper::onKnown(const UploadPtr &upload, const link::RecoveryInfo &known)
{
    if (upload->lock) {
        const QByteArray parameters = crypto::toByteArray(upload->lock->parameters.encode());
        if (known.version > 0 && known.parameters == parameters) // an answer was lost
            upload->reply(counts(*upload->lock, known.version, known.madeAt.value_or(m_parts.relayTime.utcNow())));
        else
            send(upload, *upload->lock, known.version);
        return;
    }
    if (const auto learned = learn(known); !learned || !m_lock)
        upload->reply(learned);
    else
        send(upload, *m_lock, known.version);
}

void SheetKeeper::send(const UploadPtr &upload, const SheetLock &lock, qint64 replaces)
{
    auto keys = archiveKeys();
    if (!keys) {
        upload->reply(keys.error());
        return;
    }
    const HeldList &held = *upload->held;
    const recovery::RecoveryContents contents { crypto::WipingBytes::copyOf(held.accountKey().seed()), *std::move(keys),
        held.list().number(), held.list().head() };
    const auto blob = recovery::sealRecoveryBlob(lock, contents, m_parts.linker.keys);
    if (!blob) {
        upload->reply(blob.error());
        return;
    }
    link::RecoveryUpdate update { replaces, crypto::toByteArray(*blob) };
    if (upload->lock) {
        update.parameters = crypto::toByteArray(lock.parameters.encode());
        update.proofHash = crypto::toByteArray(upload->proofHash);
    }
    m_parts.archives.changeRecovery(held.accessToken(), update,
        guarded<qint64>([this, upload, lock](const Result<qint64> &version) { onSent(upload, lock, version); }));
}

void SheetKeeper::onSent(const UploadPtr &upload, const SheetLock &lock, const Result<qint64> &version)
{
    const bool isOvertaken = !version && version.code() == Errc::Conflict && ++upload->conflicts <= kMostOvertaken;
    if (isOvertaken)
        this->upload(upload); // another device was first
    else if (!version)
        upload->reply(version.error());
    else
        upload->reply(counts(lock, *version, m_parts.relayTime.utcNow()));
}

/// This sheet does from now on, whichever counted before.
Result<void> SheetKeeper::counts(const SheetLock &lock, qint64 version, UtcTime madeAt)
{
    const bool isSame = m_row && m_lock && *m_lock == lock;
    if (isSame && m_row->version == version)
        return m_parts.wrap(lock);
    store::SheetRow row { crypto::toByteArray(lock.encode()), version, madeAt, {}, {} };
    if (isSame) {
        row = *m_row;
        row.version = version;
    }
    auto &store = m_parts.linker.store;
    const auto saved = store.transact([&] {
        auto noted = noteThatItCounts(lock);
        return noted ? store.recovery.save(row) : noted;
    });
    if (!saved)
        return saved;
    m_row = row;
    m_lock = lock;
    m_isMissing = false;
    if (!isSame)
        m_isTestDue = false;
    tell();
    return m_parts.wrap(lock);
}

} // namespace pc::session
