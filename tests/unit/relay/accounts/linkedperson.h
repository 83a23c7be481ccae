// SPDX-License-Identifier: GPL-3.0-or-later
// Ana with a laptop and a tablet that are in her device list, and a phone that is signed in and is not.

#pragma once

#include "core/crypto/qtbytes.h"
#include "core/identity/devicelist.h"

#include "accountsfixture.h"

namespace pc::test {

struct LinkedPerson
{
    explicit LinkedPerson(AccountsOptions options = AccountsFixture::cheap())
        : relay(options)
    {
        say(laptop, identity::ListAct::Begin, laptop.device);
        say(laptop, identity::ListAct::Add, tablet.device);
    }

    static crypto::Ed25519Key keyOf(std::uint8_t number)
    {
        return *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, number));
    }

    /// Appends to her device list; a test that needs it cannot go on without.
    void say(const SignedIn &by, identity::ListAct act, DeviceId device, std::uint8_t key = 7)
    {
        identity::ListedDevice listed;
        listed.id = device;
        const auto entry = identity::makeListEntry(list, user(), act, listed, relay.clock.utcNow(), keyOf(key));
        const auto said = awaited<quint32>(
            [&](auto reply) { relay.accounts().deviceLists().append(actor(by), crypto::toByteArray(entry), reply); });
        if (!said || !list.append(entry))
            qFatal("the device list was not changed");
    }

    /// Also when its access token has run out.
    Actor actor(const SignedIn &by) { return *relay.accounts().actorOf(by.person.id, by.device); }

    UserId user() const { return laptop.person.id; }

    AccountsFixture relay;
    SchoolId school = relay.school();
    SignedIn laptop = relay.joined(school, QStringLiteral("ana"));
    SignedIn tablet = *relay.logIn(QStringLiteral("ana"), kPassword);
    SignedIn phone = *relay.logIn(QStringLiteral("ana"), kPassword);
    identity::DeviceList list;
};

} // namespace pc::test
