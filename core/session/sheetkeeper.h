// SPDX-License-Identifier: GPL-3.0-or-later
// SheetKeeper: the recovery sheet of the person who is signed in: makes one, learns of one that another of their devices made, keeps
// what lies at the relay for it as it should be.
//
//   make ─▶ the words are shown ─▶ keep ─▶ sealed and at the relay (from here on it counts) ─▶ its lock in the store, the store's
//                                          key wrapped for it
//
// Whoever dies in between learns at the next connection what counts: the relay has the one sheet or the other, and a blob says which,
// signed by the account's key. A sheet that was replaced by another counts no more, whatever the relay shows: it has lost the other
// one, and nothing is sealed for a paper that may be anywhere. What is to be sealed anew, after a device was taken out, is noted in the store until it was done.
//
// Thread: the session's loop. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/link/archiveapi.h"
#include "core/recovery/archivekeys.h"
#include "core/session/heldlist.h"
#include "core/session/sheetworker.h"

#include <memory>
#include <optional>

namespace pc::session {

struct SheetKeeperParts
{
    LinkerParts linker;
    link::ArchiveApi &archives;
    Clock &relayTime; ///< As far as it is known.
    SheetWorker &worker;
    SheetCosts costs;
    std::function<Result<void>(const recovery::SheetLock &)>
        wrap; ///< The store's key, where that was not done for this lock.
    std::function<void(const SheetState &)> changed;

    std::function<void()> devicesChanged; ///< The archive gets another key, if there is one.
};

class SheetKeeper
{
public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    /// References outlive this.
    SheetKeeper(SheetKeeperParts parts, UserId user);

    /// What the store has of it, told to `changed`. Errors: the store's.
    Result<void> load();

    /// Asks the relay what counts, and does what was left undone. Whenever there is a connection; and by itself each hour.
    void refresh();

    void make(SheetWords words, SheetLanguage language, const Reply<QStringList> &reply); ///< As RecoveryDesk has them.
    void keep(const Reply<void> &reply);
    void drop() { m_made.reset(); }
    void test(const QString &typed, const Reply<SheetAnswer> &reply);

    /// What lies at the relay is sealed anew, without the sheet: the device list is longer.
    void sealAnew();

    /// The same, and noted until it was done: the archive's keys are others.
    void keysChanged();

    /// Around taking a device out: what is archived from then on is under a key that it does not have.
    Result<void> aboutToRemove(DeviceId device);
    void wasRemoved();

private:
    struct Made
    {
        recovery::SheetParameters parameters;
        recovery::SheetKeys keys;
    };

    /// One change of what lies at the relay, until it is there.
    struct Upload
    {
        std::shared_ptr<HeldList> held;
        std::optional<recovery::SheetLock> lock; ///< Of another sheet; else the present one's.
        crypto::Digest proofHash {}; ///< Of that one.
        Reply<void> reply;
        int conflicts = 0;
    };
    using UploadPtr = std::shared_ptr<Upload>;

    template<typename T>
    Reply<T> guarded(Reply<T> then) const;
    void withList(const Reply<std::shared_ptr<HeldList>> &then);
    Result<recovery::ArchiveKeys> archiveKeys();
    Result<recovery::ArchiveKeys> begunKeys();
    void onList(const std::shared_ptr<HeldList> &held, const Reply<void> &reply);
    void upload(const UploadPtr &upload);
    void onKnown(const UploadPtr &upload, const link::RecoveryInfo &known);
    void send(const UploadPtr &upload, const recovery::SheetLock &lock, qint64 replaces);
    void onSent(const UploadPtr &upload, const recovery::SheetLock &lock, const Result<qint64> &version);
    Result<void> counts(const recovery::SheetLock &lock, qint64 version, UtcTime madeAt);
    Result<void> learn(const link::RecoveryInfo &known);
    Result<bool> wasReplaced(const recovery::SheetLock &lock);
    Result<void> noteThatItCounts(const recovery::SheetLock &lock);
    Result<void> forget();
    void finishUndone();
    void onListForRemoved(const HeldList &held, DeviceId removed);
    bool isNoted(const QString &note);
    void lookWhetherTestIsDue();
    void tell();

    SheetKeeperParts m_parts;
    UserId m_user;
    std::optional<store::SheetRow> m_row;
    std::optional<recovery::SheetLock> m_lock; ///< Of m_row.
    std::optional<Made> m_made;
    bool m_isKeeping = false;
    bool m_isSealingAnew = false;
    bool m_isToBeSealedAgain = false;
    bool m_isTestDue = false;
    bool m_isMissing = false;
    std::unique_ptr<Timer> m_hourly;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

template<typename T>
SheetKeeper::Reply<T> SheetKeeper::guarded(Reply<T> then) const
{
    return [alive = std::weak_ptr<int>(m_alive), then = std::move(then)](Result<T> result) {
        if (!alive.expired())
            then(std::move(result));
    };
}

} // namespace pc::session
