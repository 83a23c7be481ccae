// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/localrecoverydesk.h"

#include "core/crypto/qtbytes.h"
#include "core/session/promised.h"

#include <utility>

namespace pc::session {

namespace {

using VoidReply = std::function<void(Result<void>)>;

Error notAtThisTime()
{
    return { Errc::Conflict, QStringLiteral("not now") };
}

} // namespace

LocalRecoveryDesk::LocalRecoveryDesk(const SheetCosts &costs, StoreKeyWay storeKey, QObject *parent)
    : RecoveryDesk(parent)
    , m_costs(costs)
    , m_storeKey(std::move(storeKey))
{
}

LocalRecoveryDesk::~LocalRecoveryDesk() = default;

// ---- What is shown

ArchiveState LocalRecoveryDesk::archive() const
{
    const std::lock_guard lock(m_mutex);
    return m_archive;
}

SheetState LocalRecoveryDesk::sheet() const
{
    const std::lock_guard lock(m_mutex);
    return m_sheet;
}

SheetOffer LocalRecoveryDesk::offer() const
{
    const std::lock_guard lock(m_mutex);
    return m_offer;
}

void LocalRecoveryDesk::showArchive(const ArchiveState &archive)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_archive == archive)
            return;
        m_archive = archive;
    }
    Q_EMIT archiveChanged(archive);
}

void LocalRecoveryDesk::showSheet(const SheetState &sheet)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_sheet == sheet)
            return;
        m_sheet = sheet;
    }
    Q_EMIT sheetChanged(sheet);
}

void LocalRecoveryDesk::showOffer(const SheetOffer &offer)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_offer == offer)
            return;
        m_offer = offer;
    }
    Q_EMIT offerChanged(offer);
}

// ---- The archive

QFuture<Result<void>> LocalRecoveryDesk::setKeepsArchive(bool keeps)
{
    return promised<void>(this, [this, keeps](const VoidReply &reply) {
        if (m_archivist.setKeeps)
            m_archivist.setKeeps(keeps, reply);
        else
            reply(notAtThisTime());
    });
}

void LocalRecoveryDesk::saveNow()
{
    QMetaObject::invokeMethod(this, [this] {
        if (m_archivist.saveNow)
            m_archivist.saveNow();
    });
}

void LocalRecoveryDesk::archiveKeysChanged()
{
    if (m_keeper)
        m_keeper->keysChanged();
}

// ---- Signed in

Result<void> LocalRecoveryDesk::open(const LinkerParts &parts, link::ArchiveApi &archives, Clock &relayTime,
    std::function<Result<void>(const recovery::SheetLock &)> wrap, UserId user)
{
    close();
    const auto devicesChanged = [this] {
        if (m_archivist.devicesChanged)
            m_archivist.devicesChanged();
    };
    m_keeper = std::make_unique<SheetKeeper>(
        SheetKeeperParts { parts, archives, relayTime, m_worker, m_costs, std::move(wrap),
            [this](const SheetState &sheet) { showSheet(sheet); }, devicesChanged },
        user);
    return m_keeper->load();
}

void LocalRecoveryDesk::close()
{
    m_keeper.reset();
    m_archivist = {};
    showSheet({});
    showArchive({});
    endOffer();
}

QFuture<Result<QStringList>> LocalRecoveryDesk::makeSheet(SheetWords kind, SheetLanguage language)
{
    return promised<QStringList>(this, [this, kind, language](const SheetKeeper::Reply<QStringList> &reply) {
        if (m_keeper)
            m_keeper->make(kind, language, reply);
        else
            reply(notAtThisTime());
    });
}

QFuture<Result<void>> LocalRecoveryDesk::keepSheet()
{
    return promised<void>(this, [this](const VoidReply &reply) {
        if (m_keeper)
            m_keeper->keep(reply);
        else
            reply(notAtThisTime());
    });
}

void LocalRecoveryDesk::dropSheet()
{
    QMetaObject::invokeMethod(this, [this] {
        if (m_keeper)
            m_keeper->drop();
    });
}

QFuture<Result<SheetAnswer>> LocalRecoveryDesk::testSheet(const QString &typed)
{
    return promised<SheetAnswer>(this, [this, typed](const AnswerReply &reply) {
        if (m_keeper)
            m_keeper->test(typed, reply);
        else
            reply(notAtThisTime());
    });
}

// ---- Waiting to be let in

void LocalRecoveryDesk::beginOffer(RecovererParts parts)
{
    m_recoverer = std::make_unique<Recoverer>(
        std::move(parts), m_worker, m_costs, [this](const SheetOffer &offer) { showOffer(offer); });
    m_recoverer->ask();
}

void LocalRecoveryDesk::endOffer()
{
    m_recoverer.reset();
    showOffer({});
}

QFuture<Result<SheetAnswer>> LocalRecoveryDesk::recover(const QString &typed)
{
    return promised<SheetAnswer>(this, [this, typed](const AnswerReply &reply) {
        if (m_recoverer)
            m_recoverer->recover(typed, reply);
        else
            reply(notAtThisTime());
    });
}

// ---- A store that is closed

QFuture<Result<SheetAnswer>> LocalRecoveryDesk::unlockWithSheet(const QString &typed)
{
    return promised<SheetAnswer>(this, [this, typed](const AnswerReply &reply) { unlockNow(typed, reply); });
}

void LocalRecoveryDesk::unlockNow(const QString &typed, const AnswerReply &reply)
{
    const auto wrapped = m_storeKey.wrapped();
    if (!wrapped) {
        reply(wrapped.error());
        return;
    }
    const auto lock = recovery::lockOfWrappedKey(crypto::viewOf(*wrapped), m_costs.floor);
    if (!lock) {
        reply(lock.code() == Errc::NewerVersion ? lock.error() : Error { Errc::NotFound, lock.error().detail });
        return;
    }
    m_worker.deriveTyped(
        typed, lock->parameters, [reply](const SheetMistake &mistake) { reply(SheetAnswer(mistake)); },
        [this, bytes = *wrapped, reply](const Result<recovery::SheetKeys> &keys) {
            if (!keys) {
                reply(keys.error());
                return;
            }
            auto key = recovery::unwrapStoreKey(*keys, crypto::viewOf(bytes), m_costs.floor);
            if (!key && key.code() == Errc::KeyMismatch)
                reply(SheetAnswer(kNotThisSheet));
            else if (!key)
                reply(key.error());
            else
                m_storeKey.take(*std::move(key), [reply](const Result<void> &taken) {
                    reply(taken ? Result<SheetAnswer>(SheetAnswer()) : Result<SheetAnswer>(taken.error()));
                });
        });
}

} // namespace pc::session
