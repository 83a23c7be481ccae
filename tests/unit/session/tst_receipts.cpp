// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/session/desk.h"

#include <QTest>

using namespace pc;
using namespace pc::test;
using wire::ReceiptKind;

class TestReceipts : public QObject
{
    Q_OBJECT

private:
    const ConversationId c1 = conversation(1);

    static void begin(Desk &desk, const std::vector<UserId> &members = { kMe, kMaria, kTom })
    {
        desk.connect({ stateOf(conversation(1), {}, members) });
        desk.link.takeRequests();
        desk.heard = {};
    }

    static void sendOne(Desk &desk, Seq seq)
    {
        desk.send(conversation(1), QStringLiteral("own"));
        const auto sent = desk.link.take<wire::Message>();
        desk.answer(sent.front().first, ackOf(sent.front().second, seq));
    }

    static chat::DeliveryState shown(Desk &desk)
    {
        return chat::displayedState(
            desk.page(conversation(1)).messages.front(), desk.summary(conversation(1)).conversation.watermarks);
    }

private Q_SLOTS:
    void manyMessagesCostOneReceipt()
    {
        Desk desk;
        begin(desk);
        for (qint64 seq = 1; seq <= 50; ++seq)
            desk.deliver(messageFrame(c1, Seq { seq }, QStringLiteral("x")));
        QVERIFY(desk.link.take<wire::Receipt>().empty());
        desk.clock.advance(Milliseconds { 200 });
        const auto receipts = desk.link.take<wire::Receipt>();
        QCOMPARE(receipts.size(), size_t(1));
        QCOMPARE(receipts.front().second.kind, ReceiptKind::Delivered);
        QCOMPARE(receipts.front().second.upTo, Seq { 50 });
    }

    void deliveredStopsBeforeAHole()
    {
        Desk desk;
        begin(desk);
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("x")));
        desk.deliver(messageFrame(c1, Seq { 3 }, QStringLiteral("x")));
        desk.engine->markRead(c1, Seq { 3 });
        desk.clock.advance(Milliseconds { 200 });
        for (const auto &[id, receipt] : desk.link.take<wire::Receipt>())
            QCOMPARE(receipt.upTo, Seq { 1 });
        QCOMPARE(desk.summary(c1).unread, 0); // the own badge does not wait for the hole
    }

    void readIsKeptAndSentAgainUntilAcknowledged()
    {
        Desk desk;
        begin(desk);
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("x")));
        desk.engine->markRead(c1, Seq { 1 });
        QCOMPARE(desk.summary(c1).unread, 0);
        desk.clock.advance(Milliseconds { 200 });
        QCOMPARE(desk.link.take<wire::Receipt>().size(), size_t(2));
        desk.crash();
        desk.run();
        QCOMPARE(desk.summary(c1).unread, 0);
        desk.connect({}, { headOf(c1, Seq { 1 }) });
        desk.clock.advance(Milliseconds { 200 });
        const auto receipts = desk.link.take<wire::Receipt>();
        QCOMPARE(receipts.size(), size_t(2));
        for (const auto &[id, receipt] : receipts)
            desk.answer(id, wire::Ack {});
        desk.disconnect();
        desk.connect({}, { headOf(c1, Seq { 1 }) });
        desk.clock.advance(Milliseconds { 10'000 });
        QVERIFY(desk.link.take<wire::Receipt>().empty());
    }

    void ownMessagesAndEventsAskForNoReceipt()
    {
        Desk desk;
        begin(desk);
        sendOne(desk, Seq { 1 });
        desk.clock.advance(Milliseconds { 10'000 });
        QVERIFY(desk.link.take<wire::Receipt>().empty());
    }

    void theMarkIsTheSlowestMembers()
    {
        Desk desk;
        begin(desk);
        sendOne(desk, Seq { 1 });
        QCOMPARE(shown(desk), chat::DeliveryState::Sent);
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Delivered, Seq { 1 }, Revision { 1 }));
        QCOMPARE(shown(desk), chat::DeliveryState::Sent);
        desk.deliver(desk.receiptOf(c1, kTom, ReceiptKind::Read, Seq { 1 }, Revision { 2 }));
        QCOMPARE(shown(desk), chat::DeliveryState::Delivered); // who read it has received it
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 1 }, Revision { 3 }));
        QCOMPARE(shown(desk), chat::DeliveryState::Read);
        QCOMPARE(desk.heard.watermarks.size(), size_t(2));
    }

    void aMarkNeverGoesBack()
    {
        Desk desk;
        begin(desk, { kMe, kMaria });
        sendOne(desk, Seq { 1 });
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 1 }, Revision { 1 }));
        QCOMPARE(shown(desk), chat::DeliveryState::Read);
        auto join = stateOf(c1, {}, { kTom });
        join.op = wire::ConversationOp::AddMembers;
        join.message = message(9);
        join.actor = kMaria;
        join.seq = Seq { 2 };
        desk.deliver(join); // somebody who has read nothing
        QCOMPARE(shown(desk), chat::DeliveryState::Read);
    }

    void detailsTellWhoAndWhen()
    {
        Desk desk;
        begin(desk);
        sendOne(desk, Seq { 1 });
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Delivered, Seq { 1 }, Revision { 1 }));
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Delivered, Seq { 1 }, Revision { 4 }));
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 1 }, Revision { 5 }));
        const auto details = desk.engine->receipts(desk.page(c1).messages.front().id).result();
        QVERIFY(details.ok());
        QCOMPARE(details->size(), size_t(2));
        QCOMPARE((*details)[0].user, kMaria);
        QCOMPARE((*details)[0].deliveredAt, std::optional(utcFromMilliseconds(1'760'000'000'001)));
        QCOMPARE((*details)[0].readAt, std::optional(utcFromMilliseconds(1'760'000'000'005)));
        QVERIFY(!(*details)[1].deliveredAt);
    }

    void aMissedReceiptIsFetchedOnceTheHeadsShowIt()
    {
        Desk desk;
        begin(desk);
        sendOne(desk, Seq { 1 });
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Delivered, Seq { 1 }, Revision { 1 }));
        desk.deliver(wire::Heartbeat { { headOf(c1, Seq { 1 }, Revision { 3 }) } });
        desk.clock.advance(Milliseconds { 500 });
        const auto syncs = desk.link.take<wire::Sync>();
        QCOMPARE(syncs.size(), size_t(1));
        QCOMPARE(syncs.front().second.receiptsAfter, std::optional(Revision { 1 }));
        QCOMPARE(desk.engine->linkStatus().state, session::LinkState::UpToDate); // nothing to read is missing
        desk.link.deliver(desk.receiptOf(c1, kTom, ReceiptKind::Read, Seq { 1 }, Revision { 3 }));
        wire::Ack ack;
        ack.synced = wire::Synced { Seq { 1 }, {}, Seq { 1 }, Seq { 1 }, Revision { 3 } };
        desk.answer(syncs.front().first, ack);
        QCOMPARE(shown(desk), chat::DeliveryState::Delivered);
        QCOMPARE(desk.greeter->hello().cursors.front().revision, Revision { 3 });
        desk.clock.advance(Milliseconds { 60'000 });
        QVERIFY(desk.link.take<wire::Sync>().empty());
    }

    void readingOnAnotherDeviceReadsHere()
    {
        Desk desk;
        begin(desk);
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("x")));
        QCOMPARE(desk.summary(c1).unread, 1);
        desk.deliver(desk.receiptOf(c1, kMe, ReceiptKind::Read, Seq { 1 }, Revision { 1 }));
        QCOMPARE(desk.summary(c1).unread, 0);
        desk.engine->markRead(c1, Seq {});
        QCOMPARE(desk.summary(c1).conversation.readUpTo, Seq { 1 });
    }
};

QTEST_GUILESS_MAIN(TestReceipts)
#include "tst_receipts.moc"
