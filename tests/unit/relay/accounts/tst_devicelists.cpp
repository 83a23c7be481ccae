// SPDX-License-Identifier: GPL-3.0-or-later
// Device lists at the relay, with real keys on a real database.

#include "core/crypto/qtbytes.h"
#include "core/identity/devicelist.h"

#include <QTest>

#include "accountsfixture.h"

using namespace pc;
using namespace pc::test;
using identity::DeviceList;
using identity::ListAct;
using identity::ListedDevice;

namespace {

crypto::Ed25519Key keyOf(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, number));
}

ListedDevice deviceOf(DeviceId id)
{
    ListedDevice device;
    device.id = id;
    return device;
}

/// Ana with a laptop and a tablet, both signed in; and what her account key says.
struct Ana
{
    AccountsFixture relay;
    SchoolId school = relay.school();
    SignedIn laptop = relay.joined(school, QStringLiteral("ana"));
    SignedIn tablet = *relay.logIn(QStringLiteral("ana"), kPassword);
    DeviceList list;

    QByteArray entry(ListAct act, DeviceId device, std::uint8_t key = 7) const
    {
        return crypto::toByteArray(
            identity::makeListEntry(list, laptop.person.id, act, deviceOf(device), relay.clock.utcNow(), keyOf(key)));
    }

    Result<quint32> append(const SignedIn &by, const QByteArray &bytes)
    {
        return awaited<quint32>(
            [&](auto reply) { relay.accounts().deviceLists().append(relay.actorOf(by), bytes, reply); });
    }

    /// Appends and follows.
    Result<quint32> say(const SignedIn &by, ListAct act, DeviceId device)
    {
        const QByteArray bytes = entry(act, device);
        auto number = append(by, bytes);
        if (number)
            (void)list.append(crypto::viewOf(bytes));
        return number;
    }

    Result<DeviceListPage> read(const SignedIn &by, quint32 after = 0)
    {
        return awaited<DeviceListPage>([&](auto reply) {
            relay.accounts().deviceLists().read(relay.actorOf(by), laptop.person.id, after, reply);
        });
    }

    bool isSignedIn(const SignedIn &device) { return bool(relay.accounts().actorOf(device.person.id, device.device)); }
};

} // namespace

class TestDeviceLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAppendedIsReadByTheSchool()
    {
        Ana ana;
        QCOMPARE(*ana.say(ana.laptop, ListAct::Begin, ana.laptop.device), 1U);
        QCOMPARE(*ana.say(ana.laptop, ListAct::Add, ana.tablet.device), 2U);
        const SignedIn ben = ana.relay.joined(ana.school, QStringLiteral("ben"));
        const auto page = ana.read(ben);
        QVERIFY(page);
        QCOMPARE(page->number, 2U);
        DeviceList read;
        for (const QByteArray &entry : page->entries)
            QVERIFY(read.append(crypto::viewOf(entry)));
        QVERIFY(read == ana.list);
        QCOMPARE(ana.read(ben, 1)->entries.size(), 1U);
        QCOMPARE(ana.read(ben, 2)->entries.size(), 0U);

        const SignedIn eve = ana.relay.joined(ana.relay.school(QStringLiteral("Elsewhere")), QStringLiteral("eve"));
        QCOMPARE(ana.read(eve).code(), Errc::NotFound);
    }

    void whoHasNoListHasAnEmptyOne()
    {
        Ana ana;
        QCOMPARE(ana.read(ana.tablet)->number, 0U);
        QVERIFY(ana.read(ana.tablet)->entries.empty());
    }

    void itOutlastsTheRelay()
    {
        Ana ana;
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        ana.relay.restart();
        QCOMPARE(*ana.say(ana.laptop, ListAct::Add, ana.tablet.device), 2U);
    }

    void aLostAnswerIsAskedForAgain()
    {
        Ana ana;
        const QByteArray begin = ana.entry(ListAct::Begin, ana.laptop.device);
        QCOMPARE(*ana.append(ana.laptop, begin), 1U);
        QCOMPARE(*ana.append(ana.laptop, begin), 1U);
        QCOMPARE(ana.read(ana.laptop)->entries.size(), 1U);
    }

    void ofTwoBeginningsOneIsTaken()
    {
        Ana ana;
        const QByteArray tablets = ana.entry(ListAct::Begin, ana.tablet.device, 8);
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        QCOMPARE(ana.append(ana.tablet, tablets).code(), Errc::Conflict);
        QVERIFY(ana.isSignedIn(ana.laptop));
    }

    void whoBeginsAnewIsAloneAndSignsOutTheOthers()
    {
        Ana ana;
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        QCOMPARE(ana.append(ana.tablet, ana.entry(ListAct::Begin, ana.laptop.device, 8)).code(), Errc::NotFound);
        const QByteArray anew = ana.entry(ListAct::Begin, ana.tablet.device, 8);
        QCOMPARE(*ana.append(ana.tablet, anew), 2U);
        QVERIFY(!ana.isSignedIn(ana.laptop));
        QVERIFY(ana.isSignedIn(ana.tablet));
        QVERIFY(ana.relay.endedDevices() == std::vector { ana.laptop.device });
        // The old key says nothing any more.
        (void)ana.list.append(crypto::viewOf(anew));
        QCOMPARE(ana.append(ana.tablet, ana.entry(ListAct::Revoke, ana.tablet.device, 7)).code(), Errc::Invalid);
    }

    void aListBeginsWithTheDeviceThatAsks()
    {
        Ana ana;
        QCOMPARE(ana.append(ana.tablet, ana.entry(ListAct::Begin, ana.laptop.device)).code(), Errc::NotFound);
    }

    void aDeviceThatIsNotLinkedAddsItselfAndNothingElse()
    {
        Ana ana;
        const auto phone = ana.relay.logIn(QStringLiteral("ana"), kPassword);
        QVERIFY(phone);
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        QCOMPARE(ana.append(ana.tablet, ana.entry(ListAct::Add, phone->device)).code(), Errc::Forbidden);
        QCOMPARE(ana.append(ana.tablet, ana.entry(ListAct::Rename, ana.laptop.device)).code(), Errc::Forbidden);
        QCOMPARE(ana.append(ana.tablet, ana.entry(ListAct::Revoke, ana.laptop.device)).code(), Errc::Forbidden);
        QCOMPARE(*ana.say(ana.tablet, ListAct::Add, ana.tablet.device), 2U);
        QCOMPARE(*ana.say(ana.tablet, ListAct::Add, phone->device), 3U);
    }

    void anotherPersonsDeviceIsNotAdded()
    {
        Ana ana;
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        const SignedIn ben = ana.relay.joined(ana.school, QStringLiteral("ben"));
        QCOMPARE(ana.append(ana.laptop, ana.entry(ListAct::Add, ben.device)).code(), Errc::NotFound);
        QCOMPARE(ana.append(ben, ana.entry(ListAct::Add, ben.device)).code(), Errc::Conflict);
    }

    void aDeviceThatARestoredRelayDoesNotKnowIsTaken()
    {
        Ana ana;
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        QCOMPARE(*ana.say(ana.laptop, ListAct::Add, DeviceId { Uuid { { 9 } } }), 2U);
        QCOMPARE(*ana.say(ana.laptop, ListAct::Revoke, DeviceId { Uuid { { 9 } } }), 3U);
    }

    void anotherKeyAddsNothing()
    {
        Ana ana;
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        QCOMPARE(ana.append(ana.laptop, ana.entry(ListAct::Add, ana.tablet.device, 8)).code(), Errc::Invalid);
        QCOMPARE(ana.append(ana.laptop, "nothing").code(), Errc::Unsupported); // its first byte is a version
        QCOMPARE(ana.append(ana.laptop, QByteArray(200, 1)).code(), Errc::Invalid);
        QCOMPARE(ana.append(ana.laptop, {}).code(), Errc::Invalid);
    }

    void whoIsRevokedIsSignedOutAtOnce()
    {
        Ana ana;
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        QVERIFY(ana.say(ana.laptop, ListAct::Add, ana.tablet.device));
        QVERIFY(ana.isSignedIn(ana.tablet));
        QVERIFY(ana.say(ana.laptop, ListAct::Revoke, ana.tablet.device));
        QVERIFY(!ana.isSignedIn(ana.tablet));
        QVERIFY(ana.relay.endedDevices() == std::vector { ana.tablet.device });
        QVERIFY(!ana.relay.refresh(ana.tablet.tokens.refresh));
        QVERIFY(ana.isSignedIn(ana.laptop));
    }

    void aRevokedDeviceThatHasTheKeyStillSaysNothing()
    {
        Ana ana;
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        QVERIFY(ana.say(ana.laptop, ListAct::Add, ana.tablet.device));
        const Actor tablet = ana.relay.actorOf(ana.tablet);
        QVERIFY(ana.say(ana.laptop, ListAct::Revoke, ana.tablet.device));
        // A question that was under way when it was revoked, with the key in hand.
        for (const auto act : { ListAct::Add, ListAct::Revoke }) {
            const auto asked = awaited<quint32>([&](auto reply) {
                ana.relay.accounts().deviceLists().append(tablet, ana.entry(act, ana.laptop.device), reply);
            });
            QVERIFY(!asked);
        }
        QCOMPARE(ana.read(ana.laptop)->number, 3U);
    }

    void aDeviceThatSignedOutByItselfIsRevokedInTheListAsWell()
    {
        Ana ana;
        QVERIFY(ana.say(ana.laptop, ListAct::Begin, ana.laptop.device));
        QVERIFY(ana.say(ana.laptop, ListAct::Add, ana.tablet.device));
        QVERIFY(awaited<void>(
            [&](auto reply) { ana.relay.accounts().signIn().logOut(ana.relay.actorOf(ana.tablet), reply); }));
        QVERIFY(ana.say(ana.laptop, ListAct::Revoke, ana.tablet.device));
        QVERIFY(!ana.list.isLinked(ana.tablet.device));
    }
};

QTEST_GUILESS_MAIN(TestDeviceLists)
#include "tst_devicelists.moc"
