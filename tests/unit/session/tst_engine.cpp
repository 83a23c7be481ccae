// SPDX-License-Identifier: GPL-3.0-or-later
// What is said and kept nowhere, what users do to conversations, threads, and a disk that refuses.

#include "core/session/ledger.h"
#include "tests/unit/session/desk.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#ifdef Q_OS_UNIX
#include <sys/resource.h>

#include <csignal>
#endif

using namespace pc;
using namespace pc::test;

#ifdef Q_OS_UNIX
namespace {

/// While it lives no file grows, as on a full disk.
class FullDisk
{
public:
    FullDisk()
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        getrlimit(RLIMIT_FSIZE, &m_limit);
        const rlimit tiny { 4096, m_limit.rlim_max };
        setrlimit(RLIMIT_FSIZE, &tiny);
    }

    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_limit);
        std::signal(SIGXFSZ, m_handler);
    }

    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    void (*m_handler)(int);
    rlimit m_limit {};
};

} // namespace
#endif

class TestEngine : public QObject
{
    Q_OBJECT

private:
    const ConversationId c1 = conversation(1);

    static void begin(Desk &desk)
    {
        desk.connect({ stateOf(conversation(1), {}, { kMe, kMaria }) });
        desk.link.takeRequests();
        desk.heard = {};
    }

    static wire::Typing typing(bool isTyping)
    {
        wire::Typing frame;
        frame.conversation = conversation(1);
        frame.user = kMaria;
        frame.isTyping = isTyping;
        return frame;
    }

private Q_SLOTS:
    void whatATurnsConsequenceChangedIsToldAfterTheTurn()
    {
        Desk desk;
        QStringList told;
        QObject::connect(desk.engine.get(), &session::Session::messageAdded, desk.engine.get(),
            [&](const chat::Message &) { told.append(QStringLiteral("added")); });
        QObject::connect(desk.engine.get(), &session::Session::messageChanged, desk.engine.get(),
            [&](const chat::Message &) { told.append(QStringLiteral("changed")); });
        session::Ledger ledger(*desk.store, desk.clock, *desk.engine);
        const auto written = ledger.write([&](session::Turn &turn) -> Result<void> {
            turn.added({});
            turn.then([&] {
                (void)ledger.write([](session::Turn &next) -> Result<void> {
                    next.changed({});
                    return {};
                });
            });
            return {};
        });
        QVERIFY(written.ok());
        QCOMPARE(told, (QStringList { QStringLiteral("added"), QStringLiteral("changed") }));
    }

    void typingIsSaidAtMostEveryThreeSeconds()
    {
        Desk desk;
        begin(desk);
        for (int i = 0; i < 60; ++i) {
            desk.engine->setTyping(c1, true);
            desk.clock.advance(Milliseconds { 100 });
        }
        QCOMPARE(desk.link.takePosts().size(), size_t(2));
        desk.engine->setTyping(c1, false);
        desk.engine->setTyping(c1, false);
        QCOMPARE(desk.link.takePosts().size(), size_t(1));
    }

    void typingEndsAfterSilenceOrWithTheMessage()
    {
        Desk desk;
        begin(desk);
        desk.deliver(typing(true));
        desk.clock.advance(Milliseconds { 5'999 });
        QCOMPARE(desk.heard.typing.back(), std::vector { kMaria });
        desk.clock.advance(Milliseconds { 1 });
        QVERIFY(desk.heard.typing.back().empty());
        desk.deliver(typing(true));
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("x")));
        QVERIFY(desk.heard.typing.back().empty());
        QCOMPARE(desk.heard.typing.size(), size_t(4));
    }

    void whoWasThereIsUnknownOnceTheConnectionIsLost()
    {
        Desk desk;
        begin(desk);
        wire::Presence presence;
        presence.user = kMaria;
        presence.status = wire::PresenceStatus::Online;
        desk.deliver(presence);
        desk.disconnect();
        QCOMPARE(desk.heard.presence.size(), size_t(2));
        QCOMPARE(desk.heard.presence.back().status, people::PresenceStatus::Offline);
    }

    void awayIsSaidOnceAndAtTheNextHello()
    {
        Desk desk;
        begin(desk);
        desk.engine->setActive(false);
        desk.engine->setActive(false);
        QCOMPARE(desk.link.takePosts().size(), size_t(1));
        QVERIFY(!desk.greeter->hello().active);
    }

    void aNewConversationIsThereWhenTheRelayAgreed()
    {
        Desk desk;
        begin(desk);
        desk.directory.answer
            = people::DirectoryPage { { { kTom, {}, QStringLiteral("Tom"), people::Role::Staff, {} } }, {} };
        QVERIFY(desk.engine->directory(QStringLiteral("to"), {}).result().ok());
        auto created = desk.engine->createDirect(kTom);
        QVERIFY(!created.isFinished());
        const auto asked = desk.link.take<wire::Conversation>();
        QCOMPARE(asked.size(), size_t(1));
        wire::Ack ack;
        ack.conversation = asked.front().second.conversation;
        ack.seq = Seq { 1 };
        desk.answer(asked.front().first, ack);
        QVERIFY(created.isFinished() && created.result().ok());
        const auto summary = desk.summary(*created.result());
        QCOMPARE(summary.conversation.members.size(), size_t(2));
        QVERIFY(std::any_of(summary.conversation.members.begin(), summary.conversation.members.end(),
            [](const chat::Member &member) { return member.person.name == QStringLiteral("Tom"); }));
        QVERIFY(desk.engine->createDirect(kTom).isFinished()); // there already
        QVERIFY(desk.link.take<wire::Conversation>().empty());
    }

    void whatTheRelayRefusesIsToldAndChangesNothing()
    {
        Desk desk;
        begin(desk);
        auto renamed = desk.engine->rename(c1, QStringLiteral("Mine"));
        wire::ErrorReply no;
        no.code = Errc::Forbidden;
        desk.answer(desk.link.take<wire::Conversation>().front().first, no);
        QCOMPARE(renamed.result().code(), Errc::Forbidden);
        QCOMPARE(desk.summary(c1).conversation.title, QStringLiteral("Class 3B"));
    }

    void withoutAConnectionActionsFailAtOnce()
    {
        Desk desk;
        begin(desk);
        auto pending = desk.engine->rename(c1, QStringLiteral("Mine"));
        desk.disconnect();
        QCOMPARE(pending.result().code(), Errc::Network);
        QCOMPARE(desk.engine->createDirect(kTom).result().code(), Errc::Network);
    }

    void settingsAreKeptOnceTheRelayHasThem()
    {
        Desk desk;
        begin(desk);
        auto set = desk.engine->setSettings(c1, { std::nullopt, false, true });
        desk.answer(desk.link.take<wire::Conversation>().front().first, wire::Ack {});
        QVERIFY(set.result().ok());
        QVERIFY(desk.summary(c1).conversation.settings.pinned);
    }

    void leavingIsRemovingOneself()
    {
        Desk desk;
        begin(desk);
        auto left = desk.engine->removeMember(c1, kMe);
        wire::Ack ack;
        ack.seq = Seq { 1 };
        desk.answer(desk.link.take<wire::Conversation>().front().first, ack);
        QVERIFY(left.result().ok());
        QVERIFY(desk.summary(c1).conversation.left);
        QCOMPARE(desk.page(c1).messages.front().content.event, chat::EventKind::Left);
    }

    void callsFromAnotherThreadAreTakenOnTheOwnOne()
    {
        Desk desk;
        begin(desk);
        QFuture<Result<MessageId>> sent;
        session::LinkStatus status;
        const std::unique_ptr<QThread> window(QThread::create([&] {
            status = desk.engine->linkStatus();
            sent = desk.engine->send(conversation(1), { QStringLiteral("from afar") });
        }));
        window->start();
        QVERIFY(window->wait(5'000));
        QCOMPARE(status.state, session::LinkState::UpToDate);
        QVERIFY(!sent.isFinished());
        QTRY_VERIFY(sent.isFinished());
        QCOMPARE(desk.texts(c1), QStringList { QStringLiteral("from afar") });
    }

    void aClockThatIsOffIsToldAndNotOnceItIsRight_data()
    {
        QTest::addColumn<int>("minutes"); // that the relay is ahead
        QTest::addColumn<int>("clock");
        QTest::newRow("right") << 0 << int(session::OwnClock::Right);
        QTest::newRow("a little slow") << 10 << int(session::OwnClock::Right);
        QTest::newRow("slow") << 11 << int(session::OwnClock::Slow);
        QTest::newRow("a little fast") << -10 << int(session::OwnClock::Right);
        QTest::newRow("fast") << -11 << int(session::OwnClock::Fast);
        QTest::newRow("years") << -5'256'000 << int(session::OwnClock::Fast);
    }

    void aClockThatIsOffIsToldAndNotOnceItIsRight()
    {
        QFETCH(int, minutes);
        QFETCH(int, clock);
        Desk desk;
        desk.greeting.serverTime = desk.clock.utcNow() + std::chrono::minutes { minutes };
        begin(desk);
        QCOMPARE(int(desk.engine->linkStatus().clock), clock);
        QCOMPARE(desk.engine->linkStatus().state, session::LinkState::UpToDate);
        const UtcTime relayTime = desk.relayTime.utcNow();
        desk.clock.setUtc(desk.clock.utcNow() + std::chrono::minutes { minutes }); // somebody puts it right
        QCOMPARE(desk.relayTime.utcNow(), relayTime); // what is dated goes on by the relay's time
        desk.deliver(wire::Heartbeat {});
        QCOMPARE(desk.engine->linkStatus().clock, session::OwnClock::Right);
    }

    void aComputerThatSleptIsNotSaidToHaveAWrongClock()
    {
        Desk desk;
        desk.greeting.serverTime = desk.clock.utcNow();
        begin(desk);
        desk.clock.setUtc(desk.clock.utcNow() + std::chrono::hours { 8 }); // timers stood still meanwhile
        desk.deliver(wire::Heartbeat {});
        QCOMPARE(desk.engine->linkStatus().clock, session::OwnClock::Right);
    }

    /// The relay tells a head once: what came while nothing could be kept must not be forgotten.
    void whatCameWhileTheDiskRefusedIsAskedForAfterwards_data()
    {
        QTest::addColumn<bool>("byHeartbeat");
        QTest::newRow("an entry") << false;
        QTest::newRow("a heartbeat") << true;
    }

    void whatCameWhileTheDiskRefusedIsAskedForAfterwards()
    {
#ifdef Q_OS_UNIX
        QFETCH(const bool, byHeartbeat);
        Desk desk;
        begin(desk);
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("before")));
        desk.link.take<wire::Sync>();
        {
            const FullDisk disk;
            desk.deliver(messageFrame(c1, Seq { 2 }, QStringLiteral("not kept")));
            if (byHeartbeat)
                desk.deliver(wire::Heartbeat { { headOf(c1, Seq { 3 }) } });
            desk.clock.advance(Milliseconds { 1'000 });
            QCOMPARE(desk.heard.storeStates, (std::vector<session::StoreState> { { Errc::Disk, false } }));
        }
        desk.clock.advance(Milliseconds { 10'000 });
        QCOMPARE(desk.heard.storeStates.back(), session::StoreState());
        const auto asked = desk.link.take<wire::Sync>();
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked.front().second.after, Seq { 1 });
        QCOMPARE(asked.front().second.upTo, std::optional(Seq { byHeartbeat ? 3 : 2 }));
#else
        QSKIP("no limit on file sizes here");
#endif
    }

    void asLongAsTheDiskRefusesNothingIsAcknowledged()
    {
#ifdef Q_OS_UNIX
        Desk desk;
        begin(desk);
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("before")));
        auto disk = std::make_unique<FullDisk>();
        desk.deliver(messageFrame(c1, Seq { 2 }, QString(4'000, u'x')));
        desk.deliver(messageFrame(c1, Seq { 3 }, QString(4'000, u'x')));
        const auto sent = desk.engine->send(c1, { QStringLiteral("not kept") }).result();
        desk.clock.advance(Milliseconds { 1'000 });
        const auto receipts = desk.link.take<wire::Receipt>();
        const auto states = desk.heard.storeStates;
        const auto now = desk.engine->storeState();
        disk.reset();

        QVERIFY(!sent.ok());
        QCOMPARE(states, std::vector { now }); // said once, and to be asked for
        QCOMPARE(now.trouble, std::optional(Errc::Disk));
        QVERIFY(receipts.empty());
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 1 });
        // The disk is back: the session tries by itself, and the next heads bring what was not kept.
        desk.clock.advance(Milliseconds { 5'000 });
        desk.deliver(wire::Heartbeat { { headOf(c1, Seq { 3 }) } });
        desk.clock.advance(Milliseconds { 500 });
        QCOMPARE(desk.link.take<wire::Sync>().size(), size_t(1));
        QVERIFY(desk.engine->send(c1, { QStringLiteral("kept") }).result().ok());
#else
        QSKIP("no limit on file sizes here");
#endif
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
