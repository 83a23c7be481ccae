// SPDX-License-Identifier: GPL-3.0-or-later
// A school's office at the relay, with real keys on a real database.

#include "core/crypto/qtbytes.h"
#include "core/identity/devicelist.h"
#include "core/identity/officelist.h"

#include <QTest>

#include "accountsfixture.h"

using namespace pc;
using namespace pc::test;
using identity::OfficeAct;
using identity::OfficeList;
using identity::OfficeMember;

namespace {

crypto::Ed25519Key keyOf(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, number));
}

struct Somebody
{
    SignedIn signedIn;
    std::uint8_t key = 0;

    OfficeMember member(std::uint8_t otherKey = 0) const
    {
        OfficeMember made;
        made.user = signedIn.person.id;
        std::ranges::copy(keyOf(otherKey ? otherKey : key).publicKey(), made.accountKey.begin());
        return made;
    }
};

/// A head, a secretary, a teacher and a parent, each with a device list.
struct Town
{
    AccountsFixture relay;
    SchoolId id = relay.school();
    Somebody head = joined(QStringLiteral("head"), 1, people::Role::Administrator);
    Somebody secretary = joined(QStringLiteral("secretary"), 2, people::Role::Administrator);
    Somebody teacher = joined(QStringLiteral("teacher"), 3, people::Role::Staff);
    Somebody parent = joined(QStringLiteral("parent"), 4, people::Role::Guardian);
    OfficeList list;

    Somebody joined(const QString &name, std::uint8_t key, people::Role role)
    {
        Somebody made { relay.joined(id, name, role), key };
        identity::ListedDevice device;
        device.id = made.signedIn.device;
        const auto entry = identity::makeListEntry(
            {}, made.signedIn.person.id, identity::ListAct::Begin, device, relay.clock.utcNow(), keyOf(key));
        const auto begun = awaited<quint32>([&](auto reply) {
            relay.accounts().deviceLists().append(relay.actorOf(made.signedIn), crypto::toByteArray(entry), reply);
        });
        if (!begun)
            qFatal("no device list");
        return made;
    }

    Result<quint32> append(const Somebody &by, const QByteArray &entry)
    {
        return awaited<quint32>(
            [&](auto reply) { relay.accounts().offices().append(relay.actorOf(by.signedIn), entry, reply); });
    }

    QByteArray entry(OfficeAct act, const OfficeMember &member, std::uint8_t signer) const
    {
        return crypto::toByteArray(
            identity::makeOfficeEntry(list, id, act, member, relay.clock.utcNow(), keyOf(signer)));
    }

    /// Appends and follows.
    Result<quint32> say(const Somebody &by, OfficeAct act, const OfficeMember &member)
    {
        const QByteArray bytes = entry(act, member, by.key);
        auto number = append(by, bytes);
        if (number)
            (void)list.append(crypto::viewOf(bytes));
        return number;
    }

    QByteArray word(const Somebody &about, std::uint8_t signer, std::optional<UserId> user = {}) const
    {
        identity::OfficeWord made;
        made.school = id;
        made.user = user.value_or(about.signedIn.person.id);
        made.accountKey = about.member().accountKey;
        made.role = quint8(about.signedIn.person.role);
        made.issued = relay.clock.utcNow();
        return crypto::toByteArray(identity::makeOfficeWord(made, keyOf(signer)));
    }

    Result<void> confirm(const Somebody &by, const QByteArray &bytes)
    {
        return awaited<void>(
            [&](auto reply) { relay.accounts().offices().say(relay.actorOf(by.signedIn), bytes, reply); });
    }

    QByteArray wordAbout(const Somebody &person, const Somebody &asked)
    {
        const auto page = awaited<DeviceListPage>([&](auto reply) {
            relay.accounts().deviceLists().read(relay.actorOf(asked.signedIn), person.signedIn.person.id, 0, reply);
        });
        return page ? page->word : QByteArray("no page");
    }

    Result<OfficePage> read(const Somebody &by, quint32 after = 0)
    {
        return awaited<OfficePage>(
            [&](auto reply) { relay.accounts().offices().read(relay.actorOf(by.signedIn), after, reply); });
    }
};

} // namespace

class TestOffices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAdministratorBeginsItAndEverybodyReadsIt()
    {
        Town school;
        QCOMPARE(school.read(school.parent)->number, 0U);
        QCOMPARE(*school.say(school.head, OfficeAct::Begin, school.head.member()), 1U);
        QCOMPARE(*school.say(school.head, OfficeAct::Add, school.secretary.member()), 2U);
        school.relay.restart();
        const auto page = school.read(school.parent);
        QCOMPARE(page->number, 2U);
        OfficeList list;
        for (const QByteArray &entry : page->entries)
            QVERIFY(list.append(crypto::viewOf(entry)));
        QVERIFY(list == school.list);
        QCOMPARE(school.read(school.parent, 1)->entries.size(), size_t(1));
    }

    void nobodyElseBeginsOrLeadsIt()
    {
        Town school;
        for (const Somebody *other : { &school.teacher, &school.parent })
            QCOMPARE(school.say(*other, OfficeAct::Begin, other->member()).code(), Errc::Forbidden);
        QVERIFY(school.say(school.head, OfficeAct::Begin, school.head.member()));
        QCOMPARE(school.say(school.secretary, OfficeAct::Add, school.secretary.member()).code(), Errc::Forbidden);
        // Another's entry, handed in by who does not speak for it.
        QCOMPARE(school.append(school.secretary, school.entry(OfficeAct::Add, school.secretary.member(), 1)).code(),
            Errc::Forbidden);
    }

    void onlyAdministratorsUnderTheirOwnKeyAreAdded()
    {
        Town school;
        QVERIFY(school.say(school.head, OfficeAct::Begin, school.head.member()));
        QCOMPARE(school.say(school.head, OfficeAct::Add, school.teacher.member()).code(), Errc::NotFound);
        QCOMPARE(school.say(school.head, OfficeAct::Add, school.secretary.member(9)).code(), Errc::Invalid);
        QVERIFY(school.say(school.head, OfficeAct::Add, school.secretary.member()));
        QVERIFY(school.say(school.secretary, OfficeAct::Remove, school.head.member()));
        QCOMPARE(school.say(school.head, OfficeAct::Add, school.head.member()).code(), Errc::Forbidden);
    }

    void aRepeatIsAnsweredAsItWasAndAForkIsRefused()
    {
        Town school;
        const QByteArray begin = school.entry(OfficeAct::Begin, school.head.member(), 1);
        QCOMPARE(*school.append(school.head, begin), 1U);
        QCOMPARE(*school.append(school.head, begin), 1U);
        QCOMPARE(school.append(school.secretary, school.entry(OfficeAct::Begin, school.secretary.member(), 2)).code(),
            Errc::Conflict);
        QCOMPARE(school.append(school.head, "\1nonsense").code(), Errc::Invalid);
    }

    void itsWordComesWithThePersonsDevices()
    {
        Town school;
        QVERIFY(school.wordAbout(school.parent, school.teacher).isEmpty());
        const QByteArray word = school.word(school.parent, 1);
        QCOMPARE(school.confirm(school.head, word).code(), Errc::Forbidden); // nobody speaks for the office yet
        QVERIFY(school.say(school.head, OfficeAct::Begin, school.head.member()));
        QVERIFY(school.confirm(school.head, word));
        school.relay.restart();
        QCOMPARE(school.wordAbout(school.parent, school.teacher), word);
        QVERIFY(school.say(school.head, OfficeAct::Add, school.secretary.member()));
        const QByteArray newer = school.word(school.parent, 2);
        QVERIFY(school.confirm(school.secretary, newer));
        QCOMPARE(school.wordAbout(school.parent, school.teacher), newer);
    }

    void aWordThatDoesNotCountIsRefused()
    {
        Town school;
        QVERIFY(school.say(school.head, OfficeAct::Begin, school.head.member()));
        QCOMPARE(school.confirm(school.teacher, school.word(school.parent, 1)).code(), Errc::Forbidden);
        QCOMPARE(school.confirm(school.head, school.word(school.parent, 3)).code(), Errc::Forbidden);
        QCOMPARE(school.confirm(school.head, "\1nonsense").code(), Errc::Invalid);
        const UserId nobody { Uuid { { 0x77 } } };
        QCOMPARE(school.confirm(school.head, school.word(school.parent, 1, nobody)).code(), Errc::NotFound);
        QVERIFY(school.wordAbout(school.parent, school.teacher).isEmpty());
    }

    void anotherSchoolHasAnOfficeOfItsOwn()
    {
        Town school;
        QVERIFY(school.say(school.head, OfficeAct::Begin, school.head.member()));
        const SchoolId other = school.relay.school(QStringLiteral("Other"));
        Somebody stranger { school.relay.joined(other, QStringLiteral("other"), people::Role::Administrator), 5 };
        QCOMPARE(school.read(stranger)->number, 0U);
        QCOMPARE(school.confirm(stranger, school.word(school.parent, 1)).code(), Errc::NotFound);
        QCOMPARE(
            school.append(stranger, school.entry(OfficeAct::Add, school.secretary.member(), 1)).code(), Errc::Conflict);
    }
};

QTEST_GUILESS_MAIN(TestOffices)
#include "tst_offices.moc"
