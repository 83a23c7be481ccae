// SPDX-License-Identifier: GPL-3.0-or-later
// Members' devices ask for history and give it, over a real relay: who may ask, who is told and who may answer. What is in the bytes is
// nothing to a relay, and nothing here.

#include "core/link/historyapi.h"
#include "tests/support/groupdevice/opentalk.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/relay/wireclient.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QTest>

#include <algorithm>

using namespace pc;
using namespace pc::test;
using link::HistoryApi;
using link::WantedHistory;
using people::Role;

namespace {

const QByteArray kRequest(200, 'r');
const QByteArray kAnswer(250 * 1024, 'a');

/// A device that is connected, and asks the relay and waits.
struct Device
{
    Device(const TestRelay &relay, Enrolled who)
        : self(std::move(who))
        , way(clock)
        , api(*link::RelayAddress::fromUrl(relay.url()), way.network, clock)
    {
    }

    template<typename T, typename Call, typename... Given>
    Result<T> ask(Call call, const Given &...given)
    {
        std::optional<Result<T>> came;
        (api.*call)(self.accessToken, given..., [&came](Result<T> result) { came.emplace(std::move(result)); });
        if (!QTest::qWaitFor([&came] { return came.has_value(); }, 20'000))
            return Error { Errc::Timeout, QStringLiteral("no answer") };
        return std::move(*came);
    }

    Result<quint32> request(ConversationId where, const QByteArray &what = kRequest)
    {
        return ask<quint32>(&HistoryApi::ask, where, what);
    }

    std::vector<quint32> wanted()
    {
        std::vector<quint32> numbers;
        const auto all = ask<std::vector<WantedHistory>>(&HistoryApi::wanted);
        for (const WantedHistory &one : all ? *all : std::vector<WantedHistory>())
            numbers.push_back(one.request == kRequest ? one.number : 0);
        return numbers;
    }

    Result<QByteArray> read(quint32 number) { return ask<QByteArray>(&HistoryApi::read, number); }
    Result<void> give(quint32 number, const QByteArray &what = kAnswer)
    {
        return ask<void>(&HistoryApi::give, number, what);
    }
    Result<void> drop(quint32 number) { return ask<void>(&HistoryApi::drop, number); }

    /// Hints that somebody asks, or that something was given.
    std::ptrdiff_t hints() const
    {
        return std::ranges::count_if(client.heard<wire::Keys>(),
            [](const wire::Keys &keys) { return keys.op == wire::KeysOp::CheckGroup && !keys.conversation; });
    }

    Enrolled self;
    SystemClock clock;
    ScriptedWay way;
    HistoryApi api;
    WireClient client;
};

using Numbers = std::vector<quint32>;

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT

    TestRelay m_relay;

    std::unique_ptr<Device> device(const Enrolled &who)
    {
        auto made = std::make_unique<Device>(m_relay, who);
        return made->client.greet(m_relay.url(), who.accessToken) ? std::move(made) : nullptr;
    }

    std::unique_ptr<Device> device(const char *name, Role role)
    {
        return device(m_relay.enrol(QString::fromLatin1(name), role));
    }

    static ConversationId group(Device &owner, const std::vector<const Device *> &members)
    {
        wire::Conversation create;
        create.kind = wire::ConversationKind::Group;
        create.title = QStringLiteral("Trip");
        for (const Device *member : members)
            create.members.push_back({ member->self.person.id, false, {}, {}, {} });
        return openTalk(owner.client, create);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_relay.options().accounts.histories.step = Milliseconds { 60'000 }; // nobody else meanwhile
        QVERIFY(m_relay.start());
    }

    void aMemberAsksAndStaffIsToldBeforeOthersAndGives()
    {
        const auto ada = device("Ada First", Role::Staff);
        const auto jana = device("Jana First", Role::Guardian);
        const auto luis = device("Luis First", Role::Guardian);
        const ConversationId where = group(*ada, { jana.get(), luis.get() });
        QVERIFY(where != ConversationId {});
        const auto number = jana->request(where);
        QVERIFY2(number, qPrintable(number ? QString() : number.error().detail));
        QTRY_COMPARE(ada->hints(), 1);
        QCOMPARE(luis->hints(), 0);
        QVERIFY(luis->wanted().empty());
        QCOMPARE(ada->wanted(), Numbers { *number });
        QVERIFY(jana->read(*number)->isEmpty());
        QVERIFY(ada->give(*number));
        QTRY_COMPARE(jana->hints(), 1);
        QCOMPARE(*jana->read(*number), kAnswer);
        QVERIFY(jana->drop(*number));
        QCOMPARE(jana->read(*number).code(), Errc::NotFound);
    }

    void ownDevicesAreAskedFirst()
    {
        const auto ada = device("Ada Second", Role::Staff);
        const auto jana = device("Jana Second", Role::Guardian);
        const auto tablet = device(m_relay.anotherDevice(jana->self));
        const ConversationId where = group(*ada, { jana.get() });
        const auto number = tablet->request(where);
        QTRY_COMPARE(jana->hints(), 1);
        QCOMPARE(jana->wanted(), Numbers { *number });
        QVERIFY(ada->wanted().empty());
        QVERIFY(jana->give(*number, "mine"));
        QCOMPARE(*tablet->read(*number), QByteArray("mine"));
        QCOMPARE(jana->read(*number).code(), Errc::NotFound); // it asked for nothing
    }

    void whoHasNothingPassesItOnUntilNobodyIsLeft()
    {
        const auto ada = device("Ada Third", Role::Staff);
        const auto jana = device("Jana Third", Role::Guardian);
        const ConversationId where = group(*ada, { jana.get() });
        const auto number = jana->request(where);
        QCOMPARE(ada->wanted(), Numbers { *number });
        QVERIFY(ada->drop(*number));
        QCOMPARE(jana->read(*number).code(), Errc::Expired);
    }

    void nobodyAsksBetweenTwoPeople()
    {
        const auto ada = device("Ada Fourth", Role::Staff);
        const auto jana = device("Jana Fourth", Role::Guardian);
        const ConversationId where = openTalk(jana->client, ada->self.person.id);
        QVERIFY(where != ConversationId {});
        QCOMPARE(jana->request(where).code(), Errc::Forbidden);
        QVERIFY(ada->wanted().empty());
    }

    void whoIsNotInItAsksAndAnswersNothing()
    {
        const auto ada = device("Ada Fifth", Role::Staff);
        const auto jana = device("Jana Fifth", Role::Guardian);
        const auto former = device("Former Fifth", Role::Guardian);
        const auto stranger = device("Stranger Fifth", Role::Staff);
        const ConversationId where = group(*ada, { jana.get(), former.get() });
        wire::Conversation remove;
        remove.conversation = where;
        remove.message = ada->client.newMessageId();
        remove.op = wire::ConversationOp::RemoveMembers;
        remove.members = { { former->self.person.id, false, {}, {}, {} } };
        QVERIFY(ada->client.ask(remove));
        QCOMPARE(stranger->request(where).code(), Errc::NotFound);
        QCOMPARE(former->request(where).code(), Errc::Forbidden);
        const auto number = jana->request(where);
        QVERIFY(number);
        for (const auto &other : { &stranger, &former }) {
            QVERIFY((*other)->wanted().empty());
            QCOMPARE((*other)->give(*number).code(), Errc::NotFound);
            QCOMPARE((*other)->read(*number).code(), Errc::NotFound);
            QVERIFY((*other)->drop(*number));
        }
        QCOMPARE(ada->give(*number).code(), Errc::NotFound); // it did not take its turn
        QCOMPARE(ada->wanted(), Numbers { *number });
        QVERIFY(ada->give(*number));
    }

    void nothingThatIsTooLongIsCarried()
    {
        const auto ada = device("Ada Sixth", Role::Staff);
        const auto jana = device("Jana Sixth", Role::Guardian);
        const ConversationId where = group(*ada, { jana.get() });
        QCOMPARE(jana->request(where, QByteArray(3'000, 'r')).code(), Errc::TooLarge);
        QCOMPARE(jana->request(where, {}).code(), Errc::Invalid);
        const auto number = jana->request(where);
        QCOMPARE(ada->wanted(), Numbers { *number });
        QVERIFY(!ada->give(*number, QByteArray(300 * 1024, 'a')));
        QVERIFY(ada->give(*number));
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
