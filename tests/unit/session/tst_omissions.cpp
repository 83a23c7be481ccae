// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that a relay left out, and what is no such thing.

#include "core/chat/contentcodec.h"
#include "core/session/omissions.h"
#include "tests/unit/session/desk.h"

#include <QTest>

using namespace pc;
using namespace pc::test;

class TestOmissions : public QObject
{
    Q_OBJECT

private:
    const ConversationId c1 = conversation(1);
    const MessageId kNeverCame = message(77);

    static void begin(Desk &desk, Seq first = Seq { 1 }, Seq head = {})
    {
        auto state = stateOf(conversation(1), head, { kMe, kMaria, kTom });
        state.first = first;
        desk.connect({ state });
        desk.link.takeRequests();
        desk.heard = {};
    }

    /// By Maria's one device.
    static wire::Message after(Seq seq, std::optional<MessageId> earlier)
    {
        wire::Message frame = messageFrame(conversation(1), seq, QStringLiteral("%1").arg(seq.raw()));
        chat::Content content { .kind = chat::ContentKind::Text, .text = QStringLiteral("%1").arg(seq.raw()) };
        content.follows = earlier;
        frame.content = chat::encodeContent(content);
        return frame;
    }

    static wire::Message byTom(Seq seq)
    {
        wire::Message frame = messageFrame(conversation(1), seq, QStringLiteral("by another"), kTom);
        frame.device = device(3);
        return frame;
    }

    /// The texts before which something is missing.
    static QStringList missedBefore(Desk &desk)
    {
        QStringList texts;
        for (const chat::Message &one : desk.page(conversation(1)).messages) {
            if (one.missesEarlier)
                texts << one.content.text;
        }
        return texts;
    }

    static link::Answer synced(Seq first, Seq last, Seq head, Seq oldest = Seq { 1 })
    {
        wire::Ack ack;
        ack.synced = wire::Synced { first, last, head, oldest, {} };
        return ack;
    }

    /// The hole that the desk asks for holds nothing, or nothing any more.
    void answerHole(Desk &desk, Seq first, Seq last, Seq head, Seq oldest = Seq { 1 })
    {
        desk.clock.advance(Milliseconds { 500 });
        const auto asked = desk.link.take<wire::Sync>();
        QCOMPARE(asked.size(), size_t(1));
        desk.answer(asked.front().first, synced(first, last, head, oldest));
    }

    /// What the next message is sealed as; the relay does not answer yet.
    static std::pair<FrameId, wire::Message> written(Desk &desk, const QString &text)
    {
        desk.send(conversation(1), text);
        const auto sent = desk.link.take<wire::Message>();
        if (sent.size() != 1)
            qFatal("one message was to leave");
        return sent.front();
    }

private Q_SLOTS:
    void whatWasLeftOutIsMissedOnceItsWriterGoesOn()
    {
        Desk desk;
        begin(desk);
        const auto first = after(Seq { 1 }, {});
        desk.deliver(first);
        desk.deliver(after(Seq { 2 }, first.message));
        QCOMPARE(missedBefore(desk), QStringList());
        desk.deliver(after(Seq { 3 }, kNeverCame));
        QCOMPARE(missedBefore(desk), QStringList { QStringLiteral("3") });
        QVERIFY(desk.heard.added.back().missesEarlier);
    }

    void theFirstOneOfAllIsMissedToo()
    {
        Desk desk;
        begin(desk);
        desk.deliver(byTom(Seq { 1 }));
        desk.deliver(after(Seq { 2 }, kNeverCame));
        QCOMPARE(missedBefore(desk), QStringList { QStringLiteral("2") });
    }

    void itIsMissedAtANumberThatIsSaidToHoldNothing()
    {
        Desk desk;
        begin(desk);
        desk.deliver(after(Seq { 1 }, {}));
        desk.deliver(byTom(Seq { 3 }));
        answerHole(desk, Seq { 2 }, Seq { 2 }, Seq { 3 });
        desk.deliver(after(Seq { 4 }, kNeverCame));
        QCOMPARE(missedBefore(desk), QStringList { QStringLiteral("4") });
    }

    void whatComesLaterIsMissedNoMore()
    {
        Desk desk;
        begin(desk);
        auto late = after(Seq { 2 }, {});
        late.message = kNeverCame;
        desk.deliver(after(Seq { 1 }, kNeverCame));
        QCOMPARE(missedBefore(desk), QStringList { QStringLiteral("1") });
        desk.deliver(late);
        QCOMPARE(missedBefore(desk), QStringList());
        QCOMPARE(desk.heard.changed.size(), size_t(1));
        QVERIFY(!desk.heard.changed.back().missesEarlier);
    }

    void earlierProgramsAreNotMissed()
    {
        Desk desk;
        begin(desk);
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("x")));
        desk.deliver(messageFrame(c1, Seq { 2 }, QStringLiteral("y")));
        QCOMPARE(missedBefore(desk), QStringList());
    }

    void whatMayStillComeIsNotMissed()
    {
        Desk desk;
        begin(desk);
        desk.deliver(after(Seq { 1 }, {}));
        desk.deliver(after(Seq { 3 }, kNeverCame));
        QCOMPARE(missedBefore(desk), QStringList());
    }

    void whatWasBeforeThisPersonIsNotMissed()
    {
        Desk desk;
        begin(desk, Seq { 5 });
        desk.deliver(after(Seq { 5 }, kNeverCame));
        QCOMPARE(missedBefore(desk), QStringList());
        desk.deliver(after(Seq { 6 }, message(78)));
        QCOMPARE(missedBefore(desk), QStringList { QStringLiteral("6") });
    }

    void whatWasWhileThisPersonWasAwayIsNotMissed()
    {
        Desk desk;
        begin(desk);
        desk.deliver(after(Seq { 1 }, {}));
        auto back = stateOf(c1, Seq { 7 }, { kMe, kMaria, kTom });
        back.first = Seq { 8 };
        desk.deliver(back);
        desk.deliver(after(Seq { 8 }, kNeverCame));
        QCOMPARE(missedBefore(desk), QStringList());
    }

    void whatIsTooOldIsNotMissed()
    {
        Desk desk;
        begin(desk);
        desk.deliver(byTom(Seq { 4 }));
        answerHole(desk, Seq { 4 }, Seq { 4 }, Seq { 4 }, Seq { 4 });
        desk.deliver(after(Seq { 5 }, kNeverCame));
        QCOMPARE(missedBefore(desk), QStringList());
    }

    void whatExpiredHereIsNotMissed()
    {
        Desk desk;
        begin(desk);
        const auto old = after(Seq { 1 }, {});
        desk.deliver(old);
        QVERIFY(desk.store->transact([&] { return desk.store->held.expire(c1, { Seq { 1 }, Seq { 1 } }); }));
        QVERIFY(desk.store->messages.remove(c1, old.message));
        desk.deliver(after(Seq { 2 }, old.message));
        QCOMPARE(missedBefore(desk), QStringList());
    }

    void inAConversationThatIsNotKnownYetNothingIsMissed()
    {
        Desk desk;
        desk.connect();
        desk.deliver(after(Seq { 1 }, kNeverCame));
        desk.deliver(stateOf(c1, Seq { 1 }, { kMe, kMaria }));
        QCOMPARE(missedBefore(desk), QStringList());
    }

    void eachDeviceIsCountedForItself()
    {
        Desk desk;
        begin(desk);
        const auto first = after(Seq { 1 }, {});
        desk.deliver(first);
        auto other = after(Seq { 2 }, {});
        other.device = device(5);
        desk.deliver(other);
        desk.deliver(after(Seq { 3 }, first.message));
        QCOMPARE(missedBefore(desk), QStringList());
    }

    void aMessageNamesTheOneBeforeItAndWhenItWasWritten()
    {
        Desk desk;
        begin(desk);
        const auto [firstFrame, first] = written(desk, QStringLiteral("one"));
        auto content = chat::decodeContent(first.content);
        QVERIFY(content && !content->follows);
        QCOMPARE(content->written, std::optional(desk.clock.utcNow()));
        desk.answer(firstFrame, ackOf(first, Seq { 1 }));
        const auto [secondFrame, second] = written(desk, QStringLiteral("two"));
        content = chat::decodeContent(second.content);
        QCOMPARE(content->follows, std::optional(first.message));
        // What others are given proves the message: the row says the same as what was sealed.
        QCOMPARE(chat::encodeContent(desk.page(c1).messages.back().content), second.content);
    }

    void whatTheRelayRefusedIsNotNamed()
    {
        Desk desk;
        begin(desk);
        const auto [firstFrame, first] = written(desk, QStringLiteral("one"));
        desk.answer(firstFrame, ackOf(first, Seq { 1 }));
        const auto [refusedFrame, refused] = written(desk, QStringLiteral("two"));
        desk.answer(refusedFrame, wire::ErrorReply { Errc::TooLarge, {}, {}, {} });
        const auto [lastFrame, last] = written(desk, QStringLiteral("three"));
        QCOMPARE(chat::decodeContent(last.content)->follows, std::optional(first.message));
    }

    void whatIsSealedAnewNamesTheSame()
    {
        Desk desk;
        begin(desk);
        const auto [firstFrame, first] = written(desk, QStringLiteral("one"));
        desk.answer(firstFrame, ackOf(first, Seq { 1 }));
        const auto [staleFrame, stale] = written(desk, QStringLiteral("two"));
        desk.answer(staleFrame, wire::ErrorReply { Errc::StaleEpoch, {}, {}, {} });
        desk.clock.advance(Milliseconds { 60'000 });
        const auto again = desk.link.take<wire::Message>();
        QVERIFY(!again.empty());
        QCOMPARE(again.front().second.content, stale.content);
    }

    void aReceiptSaysWhereMessagesAre()
    {
        Desk desk;
        begin(desk, Seq { 3 });
        desk.deliver(messageFrame(c1, Seq { 3 }, QStringLiteral("x")));
        desk.deliver(messageFrame(c1, Seq { 5 }, QStringLiteral("x")));
        answerHole(desk, Seq { 4 }, Seq { 4 }, Seq { 5 });
        for (const auto &[id, receipt] : desk.link.take<wire::Receipt>())
            desk.answer(id, wire::Ack {});
        desk.clock.advance(Milliseconds { 200 });
        const auto receipts = desk.link.take<wire::Receipt>();
        QCOMPARE(receipts.size(), size_t(1));
        const auto proof = groups::readReceiptProof(receipts.back().second.proof);
        QVERIFY(proof && proof->before);
        QVERIFY(!groups::hasMessage(*proof->before, 0)); // 4: nothing
        QVERIFY(groups::hasMessage(*proof->before, 1)); // 3
        QVERIFY(groups::hasMessage(*proof->before, 2)); // 2: from before this person
    }

    void aReceiptCoversNothingThatItsGiverLacks_data()
    {
        QTest::addColumn<int>("places");
        QTest::addColumn<qint64>("delivered");
        QTest::newRow("has both") << 0b11 << qint64(3);
        QTest::newRow("lacks the second") << 0b01 << qint64(1);
        QTest::newRow("lacks both") << 0b00 << qint64(0);
    }

    /// Own messages at 1 and 2, and Maria's at 3, which she has confirmed.
    void aReceiptCoversNothingThatItsGiverLacks()
    {
        QFETCH(const int, places);
        QFETCH(const qint64, delivered);
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }) });
        desk.link.takeRequests();
        for (const qint64 seq : { 1, 2 }) {
            const auto [frame, sent] = written(desk, QStringLiteral("own"));
            desk.answer(frame, ackOf(sent, Seq { seq }));
        }
        const auto last = messageFrame(c1, Seq { 3 }, QStringLiteral("x"), kTom);
        desk.deliver(last);
        groups::PlacesBefore before {};
        for (const int seq : { 1, 2 }) {
            if ((places & seq) != 0)
                groups::setMessage(before, 2 - seq);
        }
        auto receipt = receiptFrame(c1, kMaria, wire::ReceiptKind::Delivered, Seq { 3 }, Revision { 1 }, last.message);
        receipt.proof = groups::proveReceipt(
            { c1, chat::ReceiptKind::Delivered, Seq { 3 }, last.message, kMaria, device(2), before },
            OpenGroups::leafKeyOf(kMaria, device(2)));
        desk.deliver(receipt);
        QCOMPARE(desk.summary(c1).conversation.watermarks.delivered, Seq { delivered });
    }
};

QTEST_GUILESS_MAIN(TestOmissions)
#include "tst_omissions.moc"
