// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts: this room as one object: who belongs here, how they sign in, what they may ask. The relay makes one, hands its
// routes the HTTP requests, and asks it about each hello and each frame.
//
//   token in hello ──actorOf()──▶ Actor ──authorise(actor, action, object)──▶ yes or why not      no SQL, no waiting
//
// Thread: any, after start(). To end: stop(), then the reader, then the writer, then this.

#pragma once

#include "core/relay/accounts/administration.h"
#include "core/relay/accounts/archives.h"
#include "core/relay/accounts/devicelists.h"
#include "core/relay/accounts/histories.h"
#include "core/relay/accounts/letters.h"
#include "core/relay/accounts/linkdesk.h"
#include "core/relay/accounts/offices.h"
#include "core/relay/accounts/recoveries.h"
#include "core/relay/accounts/selfservice.h"
#include "core/relay/accounts/signin.h"

#include <memory>

namespace pc::relay::accounts {

struct AccountsOptions
{
    HashPoolOptions hashes;
    SignInLimits limits;
    LinkLimits linking;
    ArchiveOptions archives;
    HistoryLimits histories;

    bool operator==(const AccountsOptions &) const = default;
};

class Accounts
{
public:
    /// Waits until people, devices and keys are loaded. The schema must be in place.
    static Result<std::unique_ptr<Accounts>> start(sql::Writer &writer, sql::Reader &reader, const Clock &clock,
        Random &random, RegistryHooks hooks, const AccountsOptions &options = {});

    /// Who this access token speaks for now. Microseconds for one that was seen before. Error: Unauthenticated.
    Result<Actor> actorOf(QByteArrayView accessToken);

    /// The same for a device that is connected, whose role, policy or standing may have changed since.
    Result<Actor> actorOf(UserId user, DeviceId device) const { return m_registry.roster().actor(user, device); }

    const Roster &roster() const { return m_registry.roster(); }
    SignIn &signIn() { return m_signIn; }
    SelfService &self() { return m_self; }
    DeviceLists &deviceLists() { return m_deviceLists; }
    Offices &offices() { return m_offices; }
    Letters &letters() { return m_letters; }
    LinkDesk &links() { return m_links; }
    Archives &archives() { return m_archives; }
    Histories &histories() { return m_histories; }
    Recoveries &recoveries() { return m_recoveries; }
    Administration &administration() { return m_administration; }

    /// Call once a day: makes a new signing key when the old one has had its time.
    void rotateKeysIfDue()
    {
        m_registry.rotateKeys(false, [](const Result<void> &) {});
    }

    void stop() { m_hashes.stop(); }

private:
    Accounts(sql::Writer &writer, sql::Reader &reader, const Clock &clock, Random &random, RegistryHooks hooks,
        const AccountsOptions &options);

    Registry m_registry;
    HashPool m_hashes;
    SignIn m_signIn;
    SelfService m_self;
    DeviceLists m_deviceLists;
    Offices m_offices;
    Letters m_letters;
    LinkDesk m_links;
    Archives m_archives;
    Recoveries m_recoveries;
    Histories m_histories;
    Administration m_administration;
};

} // namespace pc::relay::accounts
