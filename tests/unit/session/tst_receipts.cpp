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
        sendOne(desk, Seq { 2 });
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 2 }, Revision { 1 }));
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 1 }, Revision { 2 }));
        QCOMPARE(desk.summary(c1).conversation.watermarks.read, Seq { 2 });
        auto join = stateOf(c1, {}, { kTom });
        join.op = wire::ConversationOp::AddMembers;
        join.message = message(9);
        join.actor = kMaria;
        join.seq = Seq { 3 };
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

    void whatIsConfirmedIsTheLastMessageOfOthersAndProvenAtItsPlace()
    {
        Desk desk;
        begin(desk);
        const auto last = messageFrame(c1, Seq { 2 }, QStringLiteral("x"));
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("x")));
        desk.deliver(last);
        sendOne(desk, Seq { 3 });
        desk.engine->markRead(c1, Seq { 3 });
        desk.clock.advance(Milliseconds { 200 });
        const auto receipts = desk.link.take<wire::Receipt>();
        QCOMPARE(receipts.size(), size_t(2));
        for (const auto &[id, receipt] : receipts) {
            QCOMPARE(receipt.upTo, Seq { 2 });
            const auto kind
                = receipt.kind == ReceiptKind::Read ? chat::ReceiptKind::Read : chat::ReceiptKind::Delivered;
            const groups::ReceiptClaim claim { c1, kind, Seq { 2 }, last.message, kMe, device(1) };
            const auto proof = groups::readReceiptProof(receipt.proof);
            QVERIFY(proof);
            QCOMPARE(
                desk.groups.judge(claim, *proof).valueOr(groups::ProofVerdict::False), groups::ProofVerdict::Holds);
            desk.answer(id, wire::Ack {});
        }
        desk.clock.advance(Milliseconds { 10'000 });
        QVERIFY(desk.link.take<wire::Receipt>().empty());
    }

    void whatNobodySignedSaysNothing_data()
    {
        QTest::addColumn<int>("lie");
        QTest::newRow("without a proof") << 0;
        QTest::newRow("garbage") << 1;
        QTest::newRow("delivered shown as read") << 2;
        QTest::newRow("of another place") << 3;
        QTest::newRow("of another conversation") << 4;
        QTest::newRow("of another member") << 5;
        QTest::newRow("of another entry at that place") << 6;
    }

    /// Maria has confirmed the first message to this conversation and another one.
    void whatNobodySignedSaysNothing()
    {
        QFETCH(const int, lie);
        Desk desk;
        begin(desk, { kMe, kMaria });
        sendOne(desk, Seq { 1 });
        sendOne(desk, Seq { 2 });
        const auto good = desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 2 }, Revision { 1 });
        wire::Receipt shownHere = good;
        const auto first = desk.store->messages.loggedAt(c1, Seq { 1 });
        const auto second = desk.store->messages.loggedAt(c1, Seq { 2 });
        switch (lie) {
        case 0:
            shownHere.proof.clear();
            break;
        case 1:
            shownHere.proof = QByteArray(shownHere.proof.size(), '\1');
            break;
        case 2:
            shownHere.proof = receiptFrame(c1, kMaria, ReceiptKind::Delivered, Seq { 2 }, {}, **second).proof;
            break;
        case 3:
            shownHere.proof = receiptFrame(c1, kMaria, ReceiptKind::Read, Seq { 1 }, {}, **first).proof;
            break;
        case 4:
            shownHere.proof = receiptFrame(conversation(2), kMaria, ReceiptKind::Read, Seq { 2 }, {}, **second).proof;
            break;
        case 5:
            shownHere.proof = receiptFrame(c1, kTom, ReceiptKind::Read, Seq { 2 }, {}, **second).proof;
            break;
        default:
            shownHere.proof = receiptFrame(c1, kMaria, ReceiptKind::Read, Seq { 2 }, {}, **first).proof;
            break;
        }
        desk.deliver(shownHere);
        desk.clock.advance(Milliseconds { 10'000 });
        QCOMPARE(desk.summary(c1).conversation.watermarks, chat::Watermarks {});
        QVERIFY(desk.heard.watermarks.empty());
        QVERIFY(!desk.engine->receipts(**second).result()->front().readAt);
        QVERIFY(desk.store->receipts.waiting(c1)->empty());
        desk.deliver(good);
        QCOMPARE(desk.summary(c1).conversation.watermarks.read, Seq { 2 });
    }

    void aReceiptThatIsFasterThanItsMessageWaitsForIt()
    {
        Desk desk;
        begin(desk, { kMe, kMaria });
        desk.send(c1, QStringLiteral("own"));
        const auto sent = desk.link.take<wire::Message>();
        desk.deliver(
            receiptFrame(c1, kMaria, ReceiptKind::Read, Seq { 1 }, Revision { 1 }, sent.front().second.message));
        QCOMPARE(shown(desk), chat::DeliveryState::Sending);
        desk.crash();
        desk.run(); // it waits on the disk
        desk.connect({}, { headOf(c1, {}, Revision { 1 }) });
        const auto again = desk.link.take<wire::Message>();
        desk.answer(again.front().first, ackOf(again.front().second, Seq { 1 }));
        desk.clock.advance(Milliseconds { 200 });
        QCOMPARE(shown(desk), chat::DeliveryState::Read);
        QVERIFY(desk.store->receipts.waiting(c1)->empty());
    }

    /// The relay says that Maria read up to an entry which then turns out to be another one than she signed.
    void whatWaitsIsNotAppliedToSomethingElse()
    {
        Desk desk;
        begin(desk, { kMe, kMaria });
        sendOne(desk, Seq { 1 });
        desk.deliver(receiptFrame(c1, kMaria, ReceiptKind::Read, Seq { 2 }, Revision { 1 }, message(77)));
        QCOMPARE(desk.store->receipts.waiting(c1)->size(), size_t(1));
        sendOne(desk, Seq { 2 });
        desk.clock.advance(Milliseconds { 200 });
        QCOMPARE(desk.summary(c1).conversation.watermarks, chat::Watermarks {});
        QVERIFY(desk.store->receipts.waiting(c1)->empty());
    }

    void aReceiptBeyondTheEndIsNotTrueOfWhatComesLater()
    {
        Desk desk;
        begin(desk, { kMe, kMaria });
        auto beyond = receiptFrame(c1, kMaria, ReceiptKind::Read, Seq { 50 }, Revision { 1 }, message(77));
        beyond.proof = receiptFrame(c1, kMaria, ReceiptKind::Read, Seq { 1 }, {}, message(77)).proof;
        desk.deliver(beyond);
        QVERIFY(desk.store->receipts.waiting(c1)->empty());
        for (qint64 seq = 1; seq <= 60; ++seq)
            sendOne(desk, Seq { seq });
        desk.clock.advance(Milliseconds { 200 });
        QCOMPARE(desk.summary(c1).conversation.watermarks, chat::Watermarks {});
    }

    /// Maria had read the own message as number 2; in the log that grew again it is number 3, and she has not seen it there.
    void whatWasConfirmedToALostLogIsNotTrueOfTheNextOne()
    {
        Desk desk;
        begin(desk, { kMe, kMaria });
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("kept")));
        sendOne(desk, Seq { 2 });
        const auto old = desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 2 }, Revision { 1 });
        desk.deliver(old);
        desk.deliver(receiptFrame(c1, kMaria, ReceiptKind::Read, Seq { 3 }, Revision { 2 }, message(77)));
        QCOMPARE(desk.store->receipts.waiting(c1)->size(), size_t(1));
        QCOMPARE(desk.summary(c1).conversation.watermarks.read, Seq { 2 });
        desk.disconnect();
        desk.greeting.logEpoch = Uuid { { 10 } };
        desk.welcome();
        desk.deliver(wire::CaughtUp { { headOf(c1, Seq { 1 }) }, false, { headOf(c1, Seq { 1 }) } });
        QVERIFY(desk.store->receipts.waiting(c1)->empty());
        const auto again = desk.link.take<wire::Message>();
        desk.deliver(messageFrame(c1, Seq { 2 }, QStringLiteral("after the restore")));
        desk.answer(again.front().first, ackOf(again.front().second, Seq { 3 }));
        desk.deliver(old);
        desk.clock.advance(Milliseconds { 200 });
        QCOMPARE(desk.summary(c1).conversation.watermarks.read, Seq { 1 });
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 3 }, Revision { 1 }));
        QCOMPARE(desk.summary(c1).conversation.watermarks.read, Seq { 3 });
    }

    void aDeviceThatIsNotKnownYetIsBelievedOnceItIs()
    {
        Desk desk;
        begin(desk, { kMe, kMaria });
        sendOne(desk, Seq { 1 });
        desk.groups.unknown = { device(2) };
        desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 1 }, Revision { 1 }));
        desk.clock.advance(Milliseconds { 200 });
        QCOMPARE(shown(desk), chat::DeliveryState::Sent);
        desk.groups.unknown.clear();
        desk.deliver(messageFrame(c1, Seq { 2 }, QStringLiteral("x"))); // as the change that lets it in would
        desk.clock.advance(Milliseconds { 200 });
        QCOMPARE(desk.summary(c1).conversation.watermarks.read, Seq { 1 });
    }

    void whatCanNeverBeJudgedDoesNotPileUp()
    {
        Desk desk;
        begin(desk, { kMe, kMaria });
        desk.groups.unknown = { device(2) };
        for (qint64 seq = 1; seq <= 20; ++seq) {
            sendOne(desk, Seq { seq });
            desk.deliver(desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { seq }, Revision { seq }));
        }
        const auto waiting = desk.store->receipts.waiting(c1);
        QCOMPARE(waiting->size(), size_t(1));
        QCOMPARE(waiting->front().receipt.upTo, Seq { 20 });
        const auto written = desk.store->transact([&]() -> Result<void> {
            for (quint32 n = 0; n < store::kMostWaitingReceipts + 10; ++n) {
                auto other = waiting->front();
                other.device = device(100 + n);
                if (auto waits = desk.store->receipts.wait(other); !waits)
                    return waits;
            }
            return {};
        });
        QVERIFY(written);
        QCOMPARE(desk.store->receipts.waiting(c1)->size(), size_t(store::kMostWaitingReceipts));
    }

    /// What the user read elsewhere is their other device's word, too.
    void theRelayCannotReadForSomebody()
    {
        Desk desk;
        begin(desk);
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("x")));
        auto invented = desk.receiptOf(c1, kMe, ReceiptKind::Read, Seq { 1 }, Revision { 1 });
        invented.proof = desk.receiptOf(c1, kMaria, ReceiptKind::Read, Seq { 1 }, Revision { 1 }).proof;
        desk.deliver(invented);
        desk.clock.advance(Milliseconds { 200 });
        QCOMPARE(desk.summary(c1).unread, 1);
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
