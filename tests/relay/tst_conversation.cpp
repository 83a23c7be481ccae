// SPDX-License-Identifier: GPL-3.0-or-later
// A real relay over real sockets, seen by devices that only speak frames.

#include "tests/support/groupdevice/groupdevice.h"
#include "tests/support/groupdevice/lookalike.h"
#include "tests/support/groupdevice/opentalk.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/relay/wireclient.h"

#include <QTest>

using namespace pc;
using namespace pc::test;

class TestConversation : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestRelay> m_relay;
    Enrolled m_teacher;
    Enrolled m_mother;

    static wire::Conversation createDirect(UserId with)
    {
        SystemRandom random;
        wire::Conversation change;
        change.op = wire::ConversationOp::Create;
        change.kind = wire::ConversationKind::Direct;
        change.conversation = ConversationId { makeUuid4(random) };
        change.message = MessageId { makeUuid4(random) };
        change.members = { { with, false, {}, {}, {} } };
        return change;
    }

    static wire::Message say(WireClient &from, ConversationId where, const QByteArray &text)
    {
        return { where, from.newMessageId(), {}, {}, lookalike(where, 0, text), {}, {} };
    }

private Q_SLOTS:
    void init()
    {
        m_relay = std::make_unique<TestRelay>();
        QVERIFY(m_relay->start());
        m_teacher = m_relay->enrol(QStringLiteral("Ada Okafor"), people::Role::Staff);
        m_mother = m_relay->enrol(QStringLiteral("Jana Horakova"), people::Role::Guardian);
        QVERIFY(!m_teacher.accessToken.isEmpty() && !m_mother.accessToken.isEmpty());
    }

    void cleanup() { m_relay.reset(); }

    void twoPeopleTalkBothWays()
    {
        WireClient teacher;
        WireClient mother(wire::Encoding::Json);
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        QVERIFY(mother.greet(m_relay->url(), m_mother.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        QVERIFY(id != ConversationId {});
        // The mother is told what she came into, and by whom.
        QTRY_COMPARE(mother.heard<wire::Conversation>().size(), size_t(2));
        const auto ack = teacher.ask(say(teacher, id, "Good morning"));
        QCOMPARE(ack->seq, std::optional(Seq { 3 }));
        QTRY_COMPARE(mother.heard<wire::Message>().size(), size_t(1));
        const auto received = mother.heard<wire::Message>().front();
        QCOMPARE(insideOf(received.content), QByteArray("Good morning"));
        QCOMPARE(received.sender, m_teacher.person.id);
        QCOMPARE(received.seq, Seq { 3 });
        QCOMPARE(received.sentAt, ack->sentAt.value());
        QVERIFY(mother.ask(say(mother, id, "Good morning!")).has_value());
        QTRY_COMPARE(teacher.heard<wire::Message>().size(), size_t(1));
        QCOMPARE(teacher.undecodable + mother.undecodable, 0);
    }

    void theSendersOtherDeviceSeesWhatWasSent()
    {
        const auto second = m_relay->anotherDevice(m_teacher);
        WireClient desk;
        WireClient home;
        QVERIFY(desk.greet(m_relay->url(), m_teacher.accessToken));
        QVERIFY(home.greet(m_relay->url(), second.accessToken));
        const auto id = openTalk(desk, m_mother.person.id);
        QVERIFY(desk.ask(say(desk, id, "from my desk")).has_value());
        QTRY_COMPARE(home.heard<wire::Message>().size(), size_t(1));
        QVERIFY(desk.heard<wire::Message>().empty());
    }

    void aRepeatGetsTheFirstAnswerAndIsDeliveredOnce()
    {
        WireClient teacher;
        WireClient mother;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        QVERIFY(mother.greet(m_relay->url(), m_mother.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        const auto message = say(teacher, id, "once");
        const auto first = teacher.ask(message);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(teacher.ask(message)->seq, first->seq);
        QVERIFY(teacher.ask(say(teacher, id, "last")).has_value());
        QTRY_COMPARE(mother.heard<wire::Message>().size(), size_t(2));
        auto other = message;
        other.content = lookalike(id, 0, "something else");
        QCOMPARE(teacher.error(teacher.send(other))->code, Errc::Conflict);
    }

    void whatWasMissedComesAtHelloInOrder()
    {
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        for (int i = 0; i < 30; ++i)
            QVERIFY(teacher.ask(say(teacher, id, QByteArray::number(i))).has_value());
        WireClient mother;
        QVERIFY(mother.greet(m_relay->url(), m_mother.accessToken));
        const auto missed = mother.heard<wire::Message>();
        QCOMPARE(missed.size(), size_t(30));
        for (size_t i = 0; i < missed.size(); ++i) {
            QCOMPARE(missed[i].seq, Seq { qint64(i) + 3 });
            QCOMPARE(insideOf(missed[i].content), QByteArray::number(int(i)));
        }
        QCOMPARE(mother.heard<wire::CaughtUp>().back().heads.front().seq, Seq { 32 });

        wire::Hello hello;
        hello.cursors = { { id, Seq { 32 }, {} } };
        WireClient again;
        QVERIFY(again.greet(m_relay->url(), m_mother.accessToken, hello));
        QVERIFY(again.heard<wire::Message>().empty());
    }

    void acknowledgedMessagesOutliveTheRelay()
    {
        ConversationId id;
        {
            WireClient teacher;
            QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
            id = openTalk(teacher, m_mother.person.id);
            for (int i = 0; i < 50; ++i)
                QVERIFY(teacher.ask(say(teacher, id, QByteArray::number(i))).has_value());
        }
        m_relay->stop();
        QVERIFY(m_relay->start());
        WireClient mother;
        QVERIFY(mother.greet(m_relay->url(), m_mother.accessToken));
        QCOMPARE(mother.heard<wire::CaughtUp>().back().heads.front().seq, Seq { 52 });
    }

    void receiptsReachTheSender()
    {
        WireClient teacher;
        WireClient mother;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        QVERIFY(mother.greet(m_relay->url(), m_mother.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        QVERIFY(teacher.ask(say(teacher, id, "read me")).has_value());
        for (const auto kind : { wire::ReceiptKind::Delivered, wire::ReceiptKind::Read })
            QVERIFY(mother.ask(wire::Receipt { id, kind, Seq { 3 }, {}, {}, {}, "her word" }).has_value());
        QTRY_COMPARE(teacher.heard<wire::Receipt>().size(), size_t(2));
        const auto receipts = teacher.heard<wire::Receipt>();
        QCOMPARE(receipts[1].kind, wire::ReceiptKind::Read);
        QCOMPARE(receipts[1].user, m_mother.person.id);
        QCOMPARE(receipts[1].revision, Revision { 2 });
        QCOMPARE(receipts[1].proof, "her word"); // the relay's part is to hand it on
    }

    void typingReachesTheOtherAndNobodyElse()
    {
        const auto father = m_relay->enrol(QStringLiteral("Petr Horak"), people::Role::Guardian);
        WireClient teacher;
        WireClient mother;
        WireClient stranger;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        QVERIFY(mother.greet(m_relay->url(), m_mother.accessToken));
        QVERIFY(stranger.greet(m_relay->url(), father.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        teacher.send(wire::Typing { id, true, {} });
        QTRY_COMPARE(mother.heard<wire::Typing>().size(), size_t(1));
        QCOMPARE(mother.heard<wire::Typing>().front().user, m_teacher.person.id);
        stranger.send(wire::Typing { id, true, {} });
        QVERIFY(stranger.ask(createDirect(m_teacher.person.id)).has_value()); // whatever was to come has come
        QCOMPARE(mother.heard<wire::Typing>().size(), size_t(1));
        QVERIFY(stranger.heard<wire::Typing>().empty());
    }

    void presenceIsToldToThoseWhoShareAConversation()
    {
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        QVERIFY(openTalk(teacher, m_mother.person.id) != ConversationId {});
        WireClient mother;
        QVERIFY(mother.greet(m_relay->url(), m_mother.accessToken));
        QTRY_VERIFY(!teacher.heard<wire::Presence>().empty());
        QCOMPARE(teacher.heard<wire::Presence>().back().user, m_mother.person.id);
        QCOMPARE(teacher.heard<wire::Presence>().back().status, wire::PresenceStatus::Online);
        QTRY_VERIFY(!mother.heard<wire::Presence>().empty());
        QCOMPARE(mother.heard<wire::Presence>().back().user, m_teacher.person.id);
        mother.send(wire::Presence { {}, wire::PresenceStatus::Away, {}, false });
        QTRY_COMPARE(teacher.heard<wire::Presence>().back().status, wire::PresenceStatus::Away);
    }

    void aRevokedDeviceIsCutAtOnceAndTold()
    {
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        QVERIFY(m_relay->revoke(m_teacher.device));
        QTRY_VERIFY(!teacher.isOpen());
        QCOMPARE(teacher.heard<wire::Goodbye>().front().reason, wire::GoodbyeReason::Revoked);
        WireClient again;
        QVERIFY(again.connectTo(m_relay->url()));
        wire::Hello hello;
        hello.accessToken = m_teacher.accessToken;
        QCOMPARE(again.error(again.send(hello))->code, Errc::Unauthenticated);
    }

    void aMessageBeforeThereIsAGroupWaits()
    {
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto created = teacher.ask(createDirect(m_mother.person.id));
        QVERIFY(created);
        const auto early = teacher.error(teacher.send(say(teacher, *created->conversation, "early")));
        QCOMPARE(early->code, Errc::StaleEpoch);
        QCOMPARE(early->epoch, std::nullopt);
        wire::Message clear = say(teacher, *created->conversation, {});
        clear.content = "in the clear";
        QCOMPARE(teacher.error(teacher.send(clear))->code, Errc::Invalid);
    }

    void othersAreToldOfALeafThatARevokedDeviceLeaves()
    {
        const auto second = m_relay->anotherDevice(m_teacher);
        WireClient old;
        WireClient home;
        WireClient mother(wire::Encoding::Json);
        QVERIFY(old.greet(m_relay->url(), m_teacher.accessToken));
        QVERIFY(home.greet(m_relay->url(), second.accessToken));
        QVERIFY(mother.greet(m_relay->url(), m_mother.accessToken));
        const auto id = openTalk(old, m_mother.person.id);
        const wire::Keys all { wire::KeysOp::CheckGroup };
        QVERIFY(mother.ask(all)->items.empty());
        QVERIFY(m_relay->revoke(m_teacher.device));
        for (WireClient *client : { &mother, &home }) {
            QTRY_COMPARE(client->heard<wire::Keys>().size(), size_t(1));
            QCOMPARE(client->heard<wire::Keys>().front(), (wire::Keys { wire::KeysOp::CheckGroup, id }));
        }
        QCOMPARE(mother.ask(all)->items, std::vector<QByteArray> { id.raw().toByteArray() });
        const auto group = mother.ask(wire::Keys { wire::KeysOp::CheckGroup, id });
        QCOMPARE(group->seq, std::optional(Seq { 2 }));
        QVERIFY(!group->frozen);
        QCOMPARE(group->items,
            std::vector<QByteArray> { m_teacher.person.id.raw().toByteArray() + m_teacher.device.raw().toByteArray() });
    }

    void aDisabledPersonIsCutToo()
    {
        WireClient mother;
        QVERIFY(mother.greet(m_relay->url(), m_mother.accessToken));
        QVERIFY(m_relay->disable(m_mother.person.id));
        QTRY_VERIFY(!mother.isOpen());
    }

    void theSameDeviceConnectedTwiceKeepsTheNewer()
    {
        WireClient old;
        WireClient fresh;
        QVERIFY(old.greet(m_relay->url(), m_teacher.accessToken));
        QVERIFY(fresh.greet(m_relay->url(), m_teacher.accessToken));
        QTRY_VERIFY(!old.isOpen());
        QCOMPARE(old.heard<wire::Goodbye>().front().reason, wire::GoodbyeReason::Replaced);
        QVERIFY(fresh.isOpen());
    }

    void nothingIsReadBeforeHello_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("garbage") << QByteArray("\xff\xfe garbage");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a message") << wire::encode({ FrameId {}, {}, wire::Message {} });
        QTest::newRow("too large") << QByteArray(5'000, 'a');
    }

    void nothingIsReadBeforeHello()
    {
        QFETCH(QByteArray, bytes);
        WireClient peer;
        QVERIFY(peer.connectTo(m_relay->url()));
        peer.sendRaw(bytes);
        QTRY_VERIFY(!peer.isOpen());
        QVERIFY(peer.heard<wire::Welcome>().empty());
    }

    void aWrongFrameIsAnsweredAndTheConnectionGoesOn()
    {
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        QCOMPARE(teacher.error(teacher.send(wire::Hello {}))->code, Errc::Invalid);
        QCOMPARE(
            teacher.error(teacher.send(wire::UnknownFrame { QStringLiteral("telepathy") }))->code, Errc::Unsupported);
        QCOMPARE(teacher
                     .error(teacher.send(wire::Message { ConversationId { teacher.newMessageId().raw() },
                         teacher.newMessageId(), {}, {}, "x", {}, {} }))
                     ->code,
            Errc::NotFound);
        QVERIFY(openTalk(teacher, m_mother.person.id) != ConversationId {});
    }

    void theMessageRateIsAnsweredWithWhenToComeBack()
    {
        m_relay->stop();
        m_relay->options().limits.messageBurst = 3;
        m_relay->options().limits.messagesPerMinute = 60;
        QVERIFY(m_relay->start());
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id); // two of the burst
        std::vector<FrameId> sent;
        for (int i = 0; i < 6; ++i)
            sent.push_back(teacher.send(say(teacher, id, "fast")));
        int refused = 0;
        for (const FrameId frame : sent) {
            if (const auto error = teacher.error(frame)) {
                QCOMPARE(error->code, Errc::RateLimited);
                QVERIFY(error->retryAfter > Milliseconds { 0 });
                ++refused;
            }
        }
        QVERIFY(refused >= 3);
    }

    void drainingSaysGoodbyeAndRefusesNewcomers()
    {
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        bool drained = false;
        connect(&m_relay->relay(), &relay::Relay::drained, this, [&] { drained = true; });
        m_relay->relay().drain();
        QVERIFY(!m_relay->relay().isReady());
        QTRY_VERIFY(!teacher.isOpen());
        QCOMPARE(teacher.heard<wire::Goodbye>().front().reason, wire::GoodbyeReason::Draining);
        QTRY_VERIFY(drained);
    }

    void endingWithOpenSessionsAndQuestionsUnderWayIsQuiet()
    {
        for (const int loops : { 1, 3 }) {
            m_relay->stop();
            m_relay->options().loops = loops;
            QVERIFY(m_relay->start());
            std::vector<std::unique_ptr<WireClient>> devices;
            for (const Enrolled &who : { m_teacher, m_mother }) {
                devices.push_back(std::make_unique<WireClient>());
                QVERIFY(devices.back()->greet(m_relay->url(), who.accessToken));
            }
            const auto id = openTalk(*devices[0], m_mother.person.id);
            for (int i = 0; i < 50; ++i) {
                devices[0]->send(say(*devices[0], id, "under way"));
                devices[1]->send(wire::Sync { id, {}, {}, 10, false, Revision {} });
            }
            m_relay->stop();
            for (const auto &device : devices)
                QTRY_VERIFY(!device->isOpen());
        }
        QVERIFY(m_relay->start());
    }

    void severalLoopsAreOneRelay()
    {
        m_relay->stop();
        m_relay->options().loops = 3;
        QVERIFY(m_relay->start());
        std::vector<std::unique_ptr<WireClient>> devices;
        for (int i = 0; i < 12; ++i) {
            const auto device = m_relay->anotherDevice(m_mother);
            devices.push_back(std::make_unique<WireClient>());
            QVERIFY(devices.back()->greet(m_relay->url(), device.accessToken));
        }
        WireClient teacher;
        QVERIFY(teacher.greet(m_relay->url(), m_teacher.accessToken));
        const auto id = openTalk(teacher, m_mother.person.id);
        for (int i = 0; i < 10; ++i)
            QVERIFY(teacher.ask(say(teacher, id, QByteArray::number(i))).has_value());
        teacher.send(wire::Typing { id, true, {} });
        for (const auto &device : devices) {
            QTRY_COMPARE(device->heard<wire::Message>().size(), size_t(10));
            QTRY_COMPARE(device->heard<wire::Typing>().size(), size_t(1));
            for (size_t i = 0; i < 10; ++i)
                QCOMPARE(device->heard<wire::Message>()[i].seq, Seq { qint64(i) + 3 });
        }
    }
};

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
