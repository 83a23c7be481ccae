// SPDX-License-Identifier: GPL-3.0-or-later
// LocalRecoveryDesk: the RecoveryDesk of one profile: a recoverer while a device waits to be let in, a sheet keeper while somebody is
// signed in, and the way to the store's key while the store is closed. The archive itself is the archivist's: it says what to show
// (showArchive), and is asked through setArchivist().
//
// Thread: lives on session's loop; RecoveryDesk's functions may be called from any.

#pragma once

#include "core/session/recoverer.h"
#include "core/session/recoverydesk.h"
#include "core/session/sheetkeeper.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace pc::session {

/// How a store that is closed is opened by its sheet.
struct StoreKeyWay
{
    /// The store's key as it is wrapped for the sheet. Errors: Conflict (not now), NotFound, and the disk's.
    std::function<Result<QByteArray>()> wrapped;

    /// What it was. Errors: Conflict (not now), and the vault's.
    std::function<void(crypto::SecretBytes key, std::function<void(Result<void>)> reply)> take;
};

/// Who keeps the history at the relay.
struct ArchivistWay
{
    std::function<void(bool keeps, std::function<void(Result<void>)> reply)> setKeeps;
    std::function<void()> saveNow;
    std::function<void()> devicesChanged; ///< One came in or was taken out: see Archivist.
};

class LocalRecoveryDesk final : public RecoveryDesk
{
    Q_OBJECT

public:
    LocalRecoveryDesk(const SheetCosts &costs, StoreKeyWay storeKey, QObject *parent);
    ~LocalRecoveryDesk() override;

    ArchiveState archive() const override;
    SheetState sheet() const override;
    SheetOffer offer() const override;
    QFuture<Result<void>> setKeepsArchive(bool keeps) override;
    void saveNow() override;
    QFuture<Result<QStringList>> makeSheet(SheetWords kind, SheetLanguage language) override;
    QFuture<Result<void>> keepSheet() override;
    void dropSheet() override;
    QFuture<Result<SheetAnswer>> testSheet(const QString &typed) override;
    QFuture<Result<SheetAnswer>> recover(const QString &typed) override;
    QFuture<Result<SheetAnswer>> unlockWithSheet(const QString &typed) override;
    bool canUnlockWithSheet() const override { return m_canUnlock; }

    SheetWorker &worker() { return m_worker; }
    const SheetCosts &costs() const { return m_costs; }

    /// While a device waits to be let in. `parts` stay until close().
    void beginOffer(RecovererParts parts);
    void endOffer();

    /// While somebody is signed in; `parts` but for worker, costs and `changed` are the caller's, and stay until close(). Errors: the
    /// store's.
    Result<void> open(const LinkerParts &parts, link::ArchiveApi &archives, Clock &relayTime,
        std::function<Result<void>(const recovery::SheetLock &)> wrap, UserId user);
    void close();

    /// Null when nobody is signed in.
    SheetKeeper *keeper() { return m_keeper.get(); }

    void setCanUnlock(bool can) { m_canUnlock = can; }

    // The archivist's side, on this desk's thread.

    void showArchive(const ArchiveState &archive);
    void setArchivist(ArchivistWay way) { m_archivist = std::move(way); } ///< After open(); close() forgets it.
    void archiveKeysChanged(); ///< The store has others than before: the sheet is to open them too.

private:
    using AnswerReply = std::function<void(Result<SheetAnswer>)>;

    void showSheet(const SheetState &sheet);
    void showOffer(const SheetOffer &offer);
    void unlockNow(const QString &typed, const AnswerReply &reply);

    const SheetCosts m_costs;
    StoreKeyWay m_storeKey;
    ArchivistWay m_archivist;
    std::atomic<bool> m_canUnlock { false };

    mutable std::mutex m_mutex;
    ArchiveState m_archive; ///< Under the mutex, as the next two.
    SheetState m_sheet;
    SheetOffer m_offer;

    std::unique_ptr<Recoverer> m_recoverer;
    std::unique_ptr<SheetKeeper> m_keeper;
    SheetWorker m_worker { *this }; ///< Goes first: what it answers asks for the others.
};

} // namespace pc::session
