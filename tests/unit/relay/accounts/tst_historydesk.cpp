// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "core/relay/accounts/historydesk.h"

#include <QTest>

using namespace pc;
using namespace pc::relay::accounts;
using namespace std::chrono_literals;

namespace {

Uuid uuid(quint8 last)
{
    Uuid id;
    id.bytes[15] = last;
    return id;
}

const ConversationId kClass { uuid(100) };

Actor actor(quint8 user, quint8 device)
{
    return { UserId { uuid(user) }, people::Role::Guardian, SchoolId { uuid(10) }, DeviceId { uuid(device) } };
}

HistoryPeer peer(quint8 user, quint8 device, HistoryTier tier)
{
    return { UserId { uuid(user) }, DeviceId { uuid(device) }, tier };
}

/// Jana (1) asks with device 11; 12 is another one of hers. Staff is 2 with 21, other members are 3 and 4.
struct Desk
{
    explicit Desk(const HistoryLimits &limits = {})
        : desk(limits, clock, [this](UserId user) { hinted.push_back(user.raw().bytes[15]); })
    {
    }

    Result<quint32> open()
    {
        return desk.open(jana, kClass, "request",
            { peer(1, 11, HistoryTier::Own), peer(1, 12, HistoryTier::Own), peer(2, 21, HistoryTier::Staff),
                peer(3, 31, HistoryTier::Everybody), peer(4, 41, HistoryTier::Everybody) });
    }

    std::vector<quint32> wanted(const Actor &by)
    {
        std::vector<quint32> numbers;
        for (const HistoryWanted &one : desk.wanted(by))
            numbers.push_back(one.number);
        return numbers;
    }

    FakeClock clock;
    std::vector<int> hinted;
    HistoryDesk desk;
    Actor jana = actor(1, 11);
    Actor own = actor(1, 12);
    Actor staff = actor(2, 21);
    Actor member = actor(3, 31);
    Actor other = actor(4, 41);
};

using Numbers = std::vector<quint32>;
using Hints = std::vector<int>;

} // namespace

class TestHistoryDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatOneGivesTheOtherReads()
    {
        Desk d;
        const auto number = d.open();
        QVERIFY(number);
        QCOMPARE(d.hinted, Hints { 1 });
        const auto wanted = d.desk.wanted(d.own);
        QVERIFY(wanted == (std::vector<HistoryWanted> { { *number, "request" } }));
        QVERIFY(d.desk.read(d.jana, *number)->isEmpty());
        QVERIFY(d.desk.answer(d.own, *number, "given"));
        QCOMPARE(*d.desk.read(d.jana, *number), QByteArray("given"));
        QCOMPARE(*d.desk.read(d.jana, *number), QByteArray("given")); // who lost it reads it again
        d.desk.drop(d.jana, *number);
        QCOMPARE(d.desk.read(d.jana, *number).code(), Errc::NotFound);
        QCOMPARE(d.desk.size(), 0);
    }

    void ownDevicesComeFirstThenStaffThenEverybody()
    {
        Desk d;
        const auto number = d.open();
        QVERIFY(d.wanted(d.staff).empty() && d.wanted(d.member).empty());
        d.clock.advance(6s);
        QVERIFY(d.desk.read(d.jana, *number));
        QCOMPARE(d.hinted, (Hints { 1, 2 }));
        QVERIFY(d.wanted(d.member).empty());
        d.clock.advance(6s);
        QVERIFY(d.desk.read(d.jana, *number));
        QCOMPARE(d.hinted, (Hints { 1, 2, 3, 4 }));
        QCOMPARE(d.wanted(d.member), Numbers { *number });
    }

    void oneDeviceAtATimeHasItAndAnotherOnceItsTurnIsOver()
    {
        Desk d;
        const auto number = d.open();
        d.clock.advance(6s);
        QVERIFY(d.desk.read(d.jana, *number));
        QCOMPARE(d.wanted(d.staff), Numbers { *number });
        QCOMPARE(d.wanted(d.staff), Numbers { *number }); // still its turn
        QVERIFY(d.wanted(d.own).empty());
        QCOMPARE(d.desk.answer(d.own, *number, "given").code(), Errc::NotFound);
        d.clock.advance(31s);
        QCOMPARE(d.wanted(d.own), Numbers { *number });
        QCOMPARE(d.desk.answer(d.staff, *number, "too late").code(), Errc::NotFound);
        QVERIFY(d.desk.answer(d.own, *number, "given"));
    }

    void whoCannotGivePassesItOnAndIsNotAskedAgain()
    {
        Desk d;
        const auto number = d.open();
        QCOMPARE(d.wanted(d.own), Numbers { *number });
        d.desk.drop(d.own, *number);
        QCOMPARE(d.hinted, (Hints { 1, 2 })); // no own device is left: no need to wait
        QVERIFY(d.wanted(d.own).empty());
        QCOMPARE(d.wanted(d.staff), Numbers { *number });
        d.desk.drop(d.staff, *number);
        d.desk.drop(d.member, *number); // it does not have it
        for (const Actor &by : { d.member, d.other }) {
            QCOMPARE(d.wanted(by), Numbers { *number });
            QVERIFY(d.desk.read(d.jana, *number));
            d.desk.drop(by, *number);
        }
        QCOMPARE(d.desk.read(d.jana, *number).code(), Errc::Expired);
    }

    void whoWasNotChosenGetsAndGivesNothing()
    {
        Desk d;
        const auto number = d.open();
        const Actor stranger = actor(9, 91);
        QVERIFY(d.wanted(stranger).empty());
        QCOMPARE(d.desk.read(stranger, *number).code(), Errc::NotFound);
        QCOMPARE(d.desk.answer(stranger, *number, "given").code(), Errc::NotFound);
        d.desk.drop(stranger, *number);
        QCOMPARE(d.desk.read(d.own, *number).code(), Errc::NotFound); // another device of hers asked
        QVERIFY(d.wanted(d.jana).empty()); // nobody answers themselves
        QCOMPARE(d.desk.size(), 1);
    }

    void aFewAreToldAtATimeAndAllOfThemAgain()
    {
        HistoryLimits limits;
        limits.hintsAStep = 2;
        Desk d(limits);
        std::vector<HistoryPeer> peers;
        for (quint8 user = 2; user <= 6; ++user)
            peers.push_back(peer(user, quint8(user + 50), HistoryTier::Everybody));
        const auto number = d.desk.open(d.jana, kClass, "request", peers);
        for (int i = 0; i < 3; ++i) {
            d.clock.advance(6s);
            QVERIFY(d.desk.read(d.jana, *number));
        }
        QCOMPARE(d.hinted, (Hints { 2, 3, 4, 5, 6, 2, 3 }));
    }

    void anotherRequestTakesTheEarlierOnesPlace()
    {
        Desk d;
        const auto first = d.open();
        QCOMPARE(d.wanted(d.own), Numbers { *first });
        QVERIFY(d.desk.answer(d.own, *first, "given"));
        const auto second = d.open();
        QVERIFY(second && *second != *first);
        QCOMPARE(d.desk.read(d.jana, *first).code(), Errc::NotFound);
        QCOMPARE(d.desk.size(), 1);
    }

    void nothingStaysLongerThanItMay()
    {
        Desk d;
        const auto number = d.open();
        d.clock.advance(600s);
        QCOMPARE(d.desk.read(d.jana, *number).code(), Errc::NotFound);
        QCOMPARE(d.desk.size(), 0);
    }

    void everythingIsBounded()
    {
        HistoryLimits limits;
        limits.ofAPerson = 2;
        limits.atOnce = 3;
        limits.answerBytes = 10;
        Desk d(limits);
        const auto ask = [&d](const Actor &by, quint8 conversation) {
            return d.desk.open(
                by, ConversationId { uuid(conversation) }, "request", { peer(2, 21, HistoryTier::Staff) });
        };
        const auto first = ask(d.jana, 1);
        const auto second = ask(d.jana, 2);
        QVERIFY(first && second);
        QCOMPARE(ask(d.jana, 3).code(), Errc::RateLimited);
        QVERIFY(ask(d.member, 3));
        QCOMPARE(ask(d.other, 4).code(), Errc::RateLimited);
        QCOMPARE(d.wanted(d.staff).size(), std::size_t(3));
        QVERIFY(d.desk.answer(d.staff, *first, "123456"));
        QCOMPARE(d.desk.answer(d.staff, *second, "123456").code(), Errc::Unavailable);
        d.desk.drop(d.jana, *first);
        QVERIFY(d.desk.answer(d.staff, *second, "123456"));
        QCOMPARE(d.desk.answer(d.staff, *second, QByteArray(kMostHistoryAnswerBytes + 1, 'x')).code(), Errc::TooLarge);
        QCOMPARE(d.desk.answer(d.staff, *second, {}).code(), Errc::Invalid);
        QCOMPARE(d.desk.open(d.jana, kClass, {}, {}).code(), Errc::Invalid);
        QCOMPARE(d.desk.open(d.jana, kClass, QByteArray(kMostHistoryRequestBytes + 1, 'x'), {}).code(), Errc::TooLarge);
    }

    void whoAsksAgainAndAgainWaits()
    {
        HistoryLimits limits;
        limits.asks = { 3, 60s, 10 };
        Desk d(limits);
        for (int i = 0; i < 3; ++i)
            QVERIFY(d.desk.mayAsk(d.jana.user));
        QVERIFY(!d.desk.mayAsk(d.jana.user));
        QVERIFY(d.desk.mayAsk(d.member.user));
        d.clock.advance(61s);
        QVERIFY(d.desk.mayAsk(d.jana.user));
    }

    void notEverybodyOfALargeClassIsTried()
    {
        HistoryLimits limits;
        limits.tries = 3;
        Desk d(limits);
        std::vector<HistoryPeer> peers;
        for (quint8 user = 2; user <= 9; ++user)
            peers.push_back(peer(user, quint8(user + 50), HistoryTier::Everybody));
        const auto number = d.desk.open(d.jana, kClass, "request", peers);
        for (quint8 user = 2; user <= 4; ++user) {
            QVERIFY(d.desk.read(d.jana, *number));
            QCOMPARE(d.wanted(actor(user, quint8(user + 50))), Numbers { *number });
            d.desk.drop(actor(user, quint8(user + 50)), *number);
        }
        QCOMPARE(d.desk.read(d.jana, *number).code(), Errc::Expired);
        QVERIFY(d.wanted(actor(5, 55)).empty());
    }

    void ofNobodyElseNothingIsToBeHad()
    {
        Desk d;
        const auto number = d.desk.open(d.jana, kClass, "request", { peer(1, 11, HistoryTier::Own) });
        QCOMPARE(d.desk.read(d.jana, *number).code(), Errc::Expired);
    }
};

QTEST_APPLESS_MAIN(TestHistoryDesk)

#include "tst_historydesk.moc"
