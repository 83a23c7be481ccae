// SPDX-License-Identifier: GPL-3.0-or-later
// Recoverer: what a person's sheet opens at the relay, for a device that is signed in and not one of theirs yet.
//
// Thread: the session's loop. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/link/archiveapi.h"
#include "core/recovery/recoveryblob.h"
#include "core/session/sheetworker.h"

#include <functional>
#include <memory>

namespace pc::session {

struct RecovererParts
{
    link::RelayAddress relay;
    link::Network &network;
    Clock &clock;
    UserId user;
    std::function<QString()> accessToken; ///< One that is good now.

    /// The device goes on with it (see Enrolment::recover()).
    std::function<void(recovery::RecoveryContents, std::function<void(Result<void>)>)> recovered;
};

class Recoverer
{
public:
    using Reply = std::function<void(Result<SheetAnswer>)>;

    /// `worker` outlives this.
    Recoverer(RecovererParts parts, SheetWorker &worker, const SheetCosts &costs,
        std::function<void(const SheetOffer &)> offered);

    void ask(); ///< What there is: then `offered`. Again until the relay has said so.

    void recover(const QString &typed, Reply reply); ///< As RecoveryDesk has it.

private:
    template<typename T>
    std::function<void(Result<T>)> guarded(std::function<void(Result<T>)> then) const;
    void end(const Reply &reply, const Result<SheetAnswer> &answer);
    void onKnown(const QString &typed, const link::RecoveryInfo &known, const Reply &reply);
    void onKeys(std::shared_ptr<recovery::SheetKeys> keys, const Reply &reply);
    void onOpened(const recovery::SheetKeys &keys, const link::RecoveryOpened &opened, const Reply &reply);
    void show(const link::RecoveryTriesLeft &tries);

    RecovererParts m_parts;
    SheetWorker &m_worker;
    SheetCosts m_costs;
    std::function<void(const SheetOffer &)> m_offered;
    link::ArchiveApi m_archives;
    SheetOffer m_offer;
    bool m_isBusy = false;
    std::unique_ptr<Timer> m_again;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
