// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/session/desk.h"

#include <QTest>

using namespace pc;
using namespace pc::test;
using chat::DeliveryState;

class TestOutbox : public QObject
{
    Q_OBJECT

private:
    const ConversationId c1 = conversation(1);
    const ConversationId c2 = conversation(2);

    static void begin(Desk &desk)
    {
        desk.connect({ stateOf(conversation(1), {}, { kMe, kMaria }), stateOf(conversation(2), {}, { kMe, kTom }) });
        desk.link.takeRequests();
    }

    static DeliveryState stateOfOnly(Desk &desk, ConversationId id)
    {
        const auto page = desk.page(id);
        return page.messages.size() == 1 ? page.messages.front().state : DeliveryState::Read;
    }

    static wire::ErrorReply error(Errc code, std::optional<Milliseconds> retryAfter = {})
    {
        wire::ErrorReply reply;
        reply.code = code;
        reply.retryAfter = retryAfter;
        return reply;
    }

private Q_SLOTS:
    void aSentMessageIsOnTheDiskBeforeItLeaves()
    {
        Desk desk;
        begin(desk);
        desk.disconnect();
        const MessageId id = desk.send(c1, QStringLiteral("hello"));
        QVERIFY(!id.raw().isNull());
        QCOMPARE(desk.heard.added.size(), size_t(1));
        QVERIFY(desk.link.takeRequests().empty());
        desk.crash();
        desk.run();
        QCOMPARE(desk.texts(c1), QStringList { QStringLiteral("hello") });
        begin(desk);
        desk.disconnect();
        desk.welcome();
        const auto sent = desk.link.take<wire::Message>();
        QCOMPARE(sent.size(), size_t(1));
        QCOMPARE(sent.front().second.message, id);
    }

    void anAckGivesSeqTimeAndPlace()
    {
        Desk desk;
        begin(desk);
        desk.send(c1, QStringLiteral("hello"));
        const auto sent = desk.link.take<wire::Message>();
        QCOMPARE(sent.size(), size_t(1));
        desk.answer(sent.front().first, ackOf(sent.front().second, Seq { 1 }));
        const auto page = desk.page(c1);
        QCOMPARE(page.messages.size(), size_t(1));
        QCOMPARE(page.messages.front().state, DeliveryState::Sent);
        QCOMPARE(page.messages.front().seq, Seq { 1 });
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 1 });
        QCOMPARE(desk.engine->linkStatus().outgoing, 0);
        QCOMPARE(desk.heard.changed.back().seq, Seq { 1 });
    }

    void aConversationsMessagesLeaveOneAfterTheOther()
    {
        Desk desk;
        begin(desk);
        desk.send(c1, QStringLiteral("one"));
        desk.send(c1, QStringLiteral("two"));
        desk.send(c2, QStringLiteral("other"));
        auto sent = desk.link.take<wire::Message>();
        QCOMPARE(sent.size(), size_t(2)); // one a conversation
        QCOMPARE(sent[0].second.conversation, c1);
        QCOMPARE(sent[1].second.conversation, c2);
        desk.answer(sent[0].first, ackOf(sent[0].second, Seq { 1 }));
        sent = desk.link.take<wire::Message>();
        QCOMPARE(sent.size(), size_t(1));
        QCOMPARE(sent[0].second.conversation, c1);
    }

    void aReconnectSendsTheSameBytesUnderTheSameId()
    {
        Desk desk;
        begin(desk);
        desk.send(c1, QStringLiteral("hello"));
        const auto first = desk.link.take<wire::Message>();
        desk.disconnect();
        desk.welcome();
        const auto second = desk.link.take<wire::Message>();
        QCOMPARE(second.size(), size_t(1));
        QCOMPARE(second.front().second.message, first.front().second.message);
        QCOMPARE(second.front().second.content, first.front().second.content);
    }

    void threeTriesWithoutAnswerFailButGoOn()
    {
        Desk desk;
        begin(desk);
        const MessageId id = desk.send(c1, QStringLiteral("hello"));
        for (int attempt = 1; attempt <= 3; ++attempt) {
            const auto sent = desk.link.take<wire::Message>();
            QCOMPARE(sent.size(), size_t(1));
            QCOMPARE(stateOfOnly(desk, c1), DeliveryState::Sending);
            desk.answer(sent.front().first, Error { Errc::Timeout, {} });
            if (attempt < 3)
                desk.clock.advance(Milliseconds { 30'000 });
        }
        QCOMPARE(stateOfOnly(desk, c1), DeliveryState::Failed);
        QCOMPARE(desk.page(c1).messages.front().failure, std::optional(Errc::Timeout));
        QVERIFY(desk.link.take<wire::Message>().empty());
        desk.clock.advance(Milliseconds { 30'000 });
        const auto again = desk.link.take<wire::Message>();
        QCOMPARE(again.size(), size_t(1));
        QCOMPARE(again.front().second.message, id);
        desk.answer(again.front().first, ackOf(again.front().second, Seq { 1 }));
        QCOMPARE(stateOfOnly(desk, c1), DeliveryState::Sent);
        QVERIFY(!desk.page(c1).messages.front().failure);
    }

    void timeOfflineCountsAsNoAttempt()
    {
        Desk desk;
        begin(desk);
        desk.send(c1, QStringLiteral("hello"));
        for (int i = 0; i < 10; ++i) {
            const auto sent = desk.link.take<wire::Message>();
            desk.link.answer(sent.front().first, Error { Errc::Network, {} });
            desk.disconnect();
            desk.clock.advance(Milliseconds { 3'600'000 });
            desk.welcome();
        }
        QCOMPARE(stateOfOnly(desk, c1), DeliveryState::Sending);
    }

    void finalRefusalsAreFinalAndLetTheNextOneGo_data()
    {
        QTest::addColumn<Errc>("code");
        for (const Errc code : { Errc::Forbidden, Errc::TooLarge, Errc::Invalid, Errc::Conflict })
            QTest::newRow(wireName(code).data()) << code;
    }

    void finalRefusalsAreFinalAndLetTheNextOneGo()
    {
        QFETCH(Errc, code);
        Desk desk;
        begin(desk);
        const MessageId refused = desk.send(c1, QStringLiteral("one"));
        desk.send(c1, QStringLiteral("two"));
        auto sent = desk.link.take<wire::Message>();
        desk.answer(sent.front().first, error(code));
        QCOMPARE(desk.page(c1).messages.front().failure, std::optional(code));
        sent = desk.link.take<wire::Message>();
        QCOMPARE(sent.size(), size_t(1));
        QVERIFY(sent.front().second.message != refused);
        desk.answer(sent.front().first, ackOf(sent.front().second, Seq { 1 }));
        desk.clock.advance(Milliseconds { 3'600'000 });
        desk.disconnect();
        desk.welcome();
        QVERIFY(desk.link.take<wire::Message>().empty());
        desk.engine->retry(refused);
        QCOMPARE(desk.link.take<wire::Message>().size(), size_t(1));
    }

    void aLimitIsWaitedForAndCountsAsNoAttempt()
    {
        Desk desk;
        begin(desk);
        desk.send(c1, QStringLiteral("one"));
        for (int i = 0; i < 10; ++i) {
            const auto sent = desk.link.take<wire::Message>();
            QCOMPARE(sent.size(), size_t(1));
            desk.answer(sent.front().first, error(i % 2 ? Errc::RateLimited : Errc::Unavailable, Milliseconds { 600 }));
            desk.clock.advance(Milliseconds { 599 });
            QVERIFY(desk.link.take<wire::Message>().empty());
            desk.clock.advance(Milliseconds { 1 });
        }
        QCOMPARE(stateOfOnly(desk, c1), DeliveryState::Sending);
    }

    void anOwnMessageThatComesBackFindsItsBubble_data()
    {
        QTest::addColumn<bool>("hasFailed");
        QTest::newRow("sending") << false;
        QTest::newRow("failed") << true;
    }

    void anOwnMessageThatComesBackFindsItsBubble()
    {
        QFETCH(bool, hasFailed);
        Desk desk;
        begin(desk);
        const MessageId id = desk.send(c1, QStringLiteral("one"));
        if (hasFailed)
            desk.answer(desk.link.take<wire::Message>().front().first, error(Errc::Forbidden));
        auto frame = messageFrame(c1, Seq { 1 }, QStringLiteral("one"), kMe);
        frame.message = id;
        desk.deliver(frame);
        QCOMPARE(desk.page(c1).messages.size(), size_t(1));
        QCOMPARE(stateOfOnly(desk, c1), DeliveryState::Sent);
        QCOMPARE(desk.engine->linkStatus().outgoing, 0);
        desk.disconnect();
        desk.welcome();
        QVERIFY(desk.link.take<wire::Message>().empty());
    }

    void aCancelledMessageGoesAndComesBackOnlyIfTheRelayHasIt()
    {
        Desk desk;
        begin(desk);
        const MessageId id = desk.send(c1, QStringLiteral("one"));
        const auto sent = desk.link.take<wire::Message>();
        desk.engine->cancel(id);
        QVERIFY(desk.page(c1).messages.empty());
        QCOMPARE(desk.heard.removed, std::vector { id });
        desk.answer(sent.front().first, ackOf(sent.front().second, Seq { 1 }));
        QCOMPARE(desk.texts(c1), QStringList { QStringLiteral("one") }); // too late: the log has it
        QCOMPARE(stateOfOnly(desk, c1), DeliveryState::Sent);
        QCOMPARE(desk.engine->linkStatus().outgoing, 0);
    }

    void aCancelledMessageIsShownAgainWhenTheLogHasIt()
    {
        Desk desk;
        begin(desk);
        const MessageId id = desk.send(c1, QStringLiteral("one"));
        desk.engine->cancel(id);
        desk.disconnect();
        desk.crash();
        desk.run();
        begin(desk);
        QVERIFY(desk.link.take<wire::Message>().empty());
        QVERIFY(desk.page(c1).messages.empty());
        auto frame = messageFrame(c1, Seq { 1 }, QStringLiteral("one"), kMe);
        frame.message = id;
        frame.device = device(1);
        frame.content = QByteArrayLiteral("its sender cannot open it");
        desk.deliver(frame);
        QCOMPARE(desk.texts(c1), QStringList { QStringLiteral("one") });
        QCOMPARE(stateOfOnly(desk, c1), DeliveryState::Sent);
    }

    void whatCannotBeSentIsSaidAtOnce()
    {
        Desk desk;
        begin(desk);
        QCOMPARE(desk.engine->send(c1, { QStringLiteral("  ") }).result().code(), Errc::Invalid);
        QCOMPARE(desk.engine->send(c1, { QString(20'000, u'x') }).result().code(), Errc::TooLarge);
        QCOMPARE(desk.engine->send(conversation(77), { QStringLiteral("x") }).result().code(), Errc::NotFound);
        auto state = stateOf(c2, {}, { kTom });
        state.left = true;
        desk.deliver(state);
        QCOMPARE(desk.engine->send(c2, { QStringLiteral("x") }).result().code(), Errc::Forbidden);
    }

    void aLongOutboxDrainsInOrder()
    {
        Desk desk;
        begin(desk);
        desk.disconnect();
        QStringList written;
        for (int i = 0; i < 500; ++i) {
            written.append(QString::number(i));
            desk.send(c1, written.back());
        }
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }) });
        QElapsedTimer timer;
        timer.start();
        QStringList arrived;
        qint64 seq = 0;
        for (auto sent = desk.link.take<wire::Message>(); !sent.empty(); sent = desk.link.take<wire::Message>()) {
            QCOMPARE(sent.size(), size_t(1));
            desk.answer(sent.front().first, ackOf(sent.front().second, Seq { ++seq }));
        }
        qInfo("500 messages left in %lld ms", timer.elapsed());
        QCOMPARE(seq, 500);
        QCOMPARE(desk.texts(c1), written);
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 500 });
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
