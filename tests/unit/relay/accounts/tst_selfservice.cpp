// SPDX-License-Identifier: GPL-3.0-or-later

#include <QTest>

#include "accountsfixture.h"

using namespace pc;
using namespace pc::test;
using people::Role;

namespace {

QStringList namesOf(const Page<people::Person> &page)
{
    QStringList names;
    for (const people::Person &person : page.items)
        names << person.name;
    return names;
}

} // namespace

class TestSelfService : public QObject
{
    Q_OBJECT

    static Page<people::Person> directory(AccountsFixture &relay, const SignedIn &who, const QString &search = {},
        const QString &after = {}, int limit = 50)
    {
        auto page = awaited<Page<people::Person>>(
            [&](auto reply) { relay.accounts().self().directory(relay.actorOf(who), search, after, limit, reply); });
        return page ? std::move(*page) : Page<people::Person> { {}, QStringLiteral("failed") };
    }

    static Result<void> revoke(AccountsFixture &relay, const SignedIn &who, DeviceId device)
    {
        return awaited<void>(
            [&](auto reply) { relay.accounts().self().revokeDevice(relay.actorOf(who), device, reply); });
    }

private Q_SLOTS:
    void theDirectoryShowsWhomOneMayWriteTo()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn ana = relay.joined(school, QStringLiteral("ana"));
        relay.joined(school, QStringLiteral("ben"));
        const SignedIn carl = relay.joined(school, QStringLiteral("carl"), Role::Staff);
        relay.joined(school, QStringLiteral("dora"), Role::Administrator);
        relay.joined(relay.school(QStringLiteral("Elsewhere")), QStringLiteral("eve"), Role::Staff);
        relay.person(school, QStringLiteral("not joined"), Role::Staff);
        QCOMPARE(namesOf(directory(relay, ana)), (QStringList { QStringLiteral("carl"), QStringLiteral("dora") }));
        QCOMPARE(namesOf(directory(relay, carl)),
            (QStringList { QStringLiteral("ana"), QStringLiteral("ben"), QStringLiteral("dora") }));

        const people::SchoolPolicy open { true, false };
        QVERIFY(awaited<School>([&](auto reply) { relay.accounts().administration().setPolicy(school, open, reply); }));
        QCOMPARE(namesOf(directory(relay, ana)),
            (QStringList { QStringLiteral("ben"), QStringLiteral("carl"), QStringLiteral("dora") }));
    }

    void whoIsDisabledIsNotShown()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn ana = relay.joined(school, QStringLiteral("ana"));
        const SignedIn carl = relay.joined(school, QStringLiteral("carl"), Role::Staff);
        QVERIFY(awaited<PersonRecord>(
            [&](auto reply) { relay.accounts().administration().setDisabled(carl.person.id, true, reply); }));
        QVERIFY(directory(relay, ana).items.empty());
    }

    void searchingLooksIntoNamesAndLabels()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn ana = relay.joined(school, QStringLiteral("ana"));
        const auto add = [&](const QString &name, const QString &label) {
            const auto person = awaited<PersonRecord>([&](auto reply) {
                relay.accounts().administration().createPerson({ school, name, Role::Staff, label }, reply);
            });
            QVERIFY(relay.join(relay.inviteFor(person->person.id), QStringLiteral("user.") + name.left(3), kPassword));
        };
        add(QStringLiteral("Jörg Müller"), QStringLiteral("Teacher, 3B"));
        add(QStringLiteral("Eva Öztürk"), QStringLiteral("Ärztin"));
        QCOMPARE(namesOf(directory(relay, ana, QStringLiteral("MÜLL"))), QStringList { QStringLiteral("Jörg Müller") });
        QCOMPARE(namesOf(directory(relay, ana, QStringLiteral("3b"))), QStringList { QStringLiteral("Jörg Müller") });
        QCOMPARE(namesOf(directory(relay, ana, QStringLiteral("ärz"))), QStringList { QStringLiteral("Eva Öztürk") });
        QVERIFY(directory(relay, ana, QStringLiteral("%")).items.empty());
        QVERIFY(directory(relay, ana, QStringLiteral("' OR 1=1 --")).items.empty());
    }

    void pagesCoverEverybodyOnce()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn carl = relay.joined(school, QStringLiteral("carl"), Role::Staff);
        QStringList expected;
        for (int i = 0; i < 23; ++i) {
            const QString name = QStringLiteral("parent%1").arg(i % 5); // names repeat
            QVERIFY(
                relay.join(relay.inviteFor(relay.person(school, name)), QStringLiteral("user%1").arg(i), kPassword));
            expected << name;
        }
        expected.sort();
        QStringList got;
        QString after;
        int pages = 0;
        do {
            const auto page = directory(relay, carl, {}, after, 7);
            got << namesOf(page);
            after = page.next;
            QVERIFY(++pages < 10);
        } while (!after.isEmpty());
        QCOMPARE(got, expected);
        QCOMPARE(pages, 4);
    }

    void aCursorThatIsNoneIsRefused()
    {
        AccountsFixture relay;
        const SignedIn carl = relay.joined(relay.school(), QStringLiteral("carl"), Role::Staff);
        QCOMPARE(directory(relay, carl, {}, QStringLiteral("%%%")).next, QStringLiteral("failed"));
        QCOMPARE(directory(relay, carl, {}, QStringLiteral("AAAA")).next, QStringLiteral("failed"));
    }

    void onesDevicesAreListedAndRevoked()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn ana = relay.joined(school, QStringLiteral("ana"));
        const SignedIn ben = relay.joined(school, QStringLiteral("ben"));
        const auto second = relay.logIn(QStringLiteral("ana"), kPassword);
        const auto list = [&] {
            return awaited<Page<Device>>(
                [&](auto reply) { relay.accounts().self().devices(relay.actorOf(ana), {}, 50, reply); });
        };
        QCOMPARE(list()->items.size(), size_t(2));
        QCOMPARE(list()->items.front().name, QStringLiteral("Laptop"));

        QVERIFY(revoke(relay, ana, second->device));
        QCOMPARE(list()->items.size(), size_t(1));
        QVERIFY(!relay.accounts().actorOf(second->tokens.access));
        QVERIFY(!relay.refresh(second->tokens.refresh));
        QCOMPARE(relay.endedDevices(), std::vector { second->device });

        // Somebody else's, one that is gone and one that never was give one answer.
        const auto foreign = revoke(relay, ana, ben.device);
        const auto gone = revoke(relay, ana, second->device);
        const auto none = revoke(relay, ana, DeviceId { Uuid { { 1, 2, 3 } } });
        QCOMPARE(foreign.code(), Errc::NotFound);
        QCOMPARE(foreign.error(), gone.error());
        QCOMPARE(foreign.error(), none.error());
        QVERIFY(relay.accounts().actorOf(ben.tokens.access));
    }

    void selfComesFromTheRosterAtOnce()
    {
        AccountsFixture relay;
        const SignedIn ana = relay.joined(relay.school(), QStringLiteral("ana"));
        const auto self = relay.accounts().self().self(relay.actorOf(ana));
        QVERIFY(self);
        QCOMPARE(self->person, ana.person);
        QCOMPARE(self->school, ana.school);
        QCOMPARE(self->device, ana.device);
    }

    void aRememberedTokenIsJudgedInMicroseconds()
    {
        AccountsFixture relay;
        const SignedIn ana = relay.joined(relay.school(), QStringLiteral("ana"));
        QVERIFY(relay.accounts().actorOf(ana.tokens.access));
        const auto start = std::chrono::steady_clock::now();
        constexpr int kTimes = 10'000;
        for (int i = 0; i < kTimes; ++i)
            QVERIFY(relay.accounts().actorOf(ana.tokens.access).ok());
        const auto taken = std::chrono::steady_clock::now() - start;
        const double each
            = double(std::chrono::duration_cast<std::chrono::nanoseconds>(taken).count()) / kTimes / 1'000;
        qInfo("%.2f microseconds each", each);
        QVERIFY(each < 50); // a signature alone takes more
    }

    void rotatingTheKeyTwiceEndsOldTokensNotSignIns()
    {
        AccountsFixture relay;
        const SignedIn ana = relay.joined(relay.school(), QStringLiteral("ana"));
        relay.clock.advance(std::chrono::hours(24 * 31));
        relay.restart();
        const auto second = relay.refresh(ana.tokens.refresh);
        QVERIFY(second);
        // The new key signs, the old one verifies: a token of the first key fails for its time alone.
        QVERIFY(relay.accounts().actorOf(second->access));
        relay.accounts().rotateKeysIfDue();
        QVERIFY(relay.refresh(second->refresh));
    }
};

QTEST_APPLESS_MAIN(TestSelfService)
#include "tst_selfservice.moc"
