// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/session/desk.h"

#include <QTest>

using namespace pc;
using namespace pc::test;

class TestCatchUp : public QObject
{
    Q_OBJECT

private:
    const ConversationId c1 = conversation(1);

    static link::Answer synced(Seq first, Seq last, Seq head, Seq oldest = Seq { 1 }, Revision revision = {})
    {
        wire::Ack ack;
        ack.synced = wire::Synced { first, last, head, oldest, revision };
        return ack;
    }

    static std::pair<FrameId, wire::Sync> onlySync(Desk &desk)
    {
        const auto syncs = desk.link.take<wire::Sync>();
        return syncs.size() == 1 ? syncs.front() : std::pair<FrameId, wire::Sync> {};
    }

private Q_SLOTS:
    void helloTellsWhatIsStoredNewestFirst()
    {
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe }), stateOf(conversation(2), {}, { kMe }) });
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("a")));
        desk.deliver(messageFrame(conversation(2), Seq { 1 }, QStringLiteral("b")));
        desk.deliver(messageFrame(conversation(2), Seq { 2 }, QStringLiteral("c")));
        desk.deliver(messageFrame(conversation(2), Seq { 4 }, QStringLiteral("e")));
        const wire::Hello hello = desk.greeter->hello();
        QCOMPARE(hello.cursors.size(), size_t(2));
        QCOMPARE(hello.cursors[0], (wire::Cursor { conversation(2), Seq { 2 }, {} }));
        QCOMPARE(hello.cursors[1], (wire::Cursor { c1, Seq { 1 }, {} }));
        QVERIFY(!hello.partial);
    }

    void theNewestPageComesFirstAndTheRestIsFetchedUpwards()
    {
        Desk desk;
        desk.welcome();
        desk.link.deliver(stateOf(c1, Seq { 1000 }, { kMe, kMaria }));
        for (qint64 seq = 951; seq <= 1000; ++seq)
            desk.link.deliver(messageFrame(c1, Seq { seq }, QString::number(seq)));
        desk.deliver(wire::CaughtUp { { headOf(c1, Seq { 1000 }) }, false });
        QCOMPARE(desk.engine->linkStatus().state, session::LinkState::CatchingUp);
        QCOMPARE(desk.engine->linkStatus().missing, 950);
        QCOMPARE(desk.page(c1).messages.size(), size_t(50)); // readable at once
        auto [id, sync] = onlySync(desk);
        QCOMPARE(sync.after, Seq { 0 });
        QCOMPARE(sync.upTo, std::optional(Seq { 950 }));
        QVERIFY(!sync.newestFirst); // what is sealed opens in the log's order
        for (qint64 seq = 1; seq <= 500; ++seq)
            desk.link.deliver(messageFrame(c1, Seq { seq }, QString::number(seq)));
        desk.answer(id, synced(Seq { 1 }, Seq { 500 }, Seq { 1000 }));
        QCOMPARE(desk.heard.filled.back(), (store::Range { Seq { 1 }, Seq { 500 } }));
        std::tie(id, sync) = onlySync(desk);
        QCOMPARE(sync.after, Seq { 500 });
        QCOMPARE(sync.upTo, std::optional(Seq { 950 }));
        for (qint64 seq = 501; seq <= 950; ++seq)
            desk.link.deliver(messageFrame(c1, Seq { seq }, QString::number(seq)));
        desk.answer(id, synced(Seq { 501 }, Seq { 950 }, Seq { 1000 }));
        QCOMPARE(desk.engine->linkStatus().state, session::LinkState::UpToDate);
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 1000 });
        QCOMPARE(desk.page(c1, 500).total, 1000);
    }

    void onlyAFewPagesAreUnderWayNewestConversationsFirst()
    {
        Desk desk;
        desk.welcome();
        wire::CaughtUp heads;
        for (quint32 i = 1; i <= 10; ++i) {
            desk.link.deliver(stateOf(conversation(i), Seq { 100 + i }, { kMe, kMaria }));
            desk.link.deliver(messageFrame(conversation(i), Seq { 100 + i }, QStringLiteral("x")));
            heads.heads.push_back(headOf(conversation(i), Seq { 100 + i }));
        }
        desk.deliver(heads);
        const auto syncs = desk.link.take<wire::Sync>();
        QCOMPARE(syncs.size(), size_t(4));
        for (size_t i = 0; i < syncs.size(); ++i)
            QCOMPARE(syncs[i].second.conversation, conversation(quint32(10 - i)));
    }

    void whatRetentionTookIsClosedAndSaid()
    {
        Desk desk;
        desk.connect({ stateOf(c1, Seq { 10 }, { kMe, kMaria }) });
        const auto [id, sync] = onlySync(desk);
        desk.link.deliver(messageFrame(c1, Seq { 9 }, QStringLiteral("i")));
        desk.link.deliver(messageFrame(c1, Seq { 10 }, QStringLiteral("j")));
        desk.answer(id, synced(Seq { 9 }, Seq { 10 }, Seq { 10 }, Seq { 9 }));
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 10 });
        QCOMPARE(desk.page(c1).holes, (std::vector { chat::Hole { Seq { 1 }, Seq { 8 }, true } }));
        QCOMPARE(desk.page(c1).total, 2);
        QCOMPARE(desk.engine->linkStatus().state, session::LinkState::UpToDate);
        QVERIFY(desk.link.take<wire::Sync>().empty());
    }

    void seqsWithNothingToShowAreNoHole()
    {
        Desk desk;
        desk.connect({ stateOf(c1, Seq { 3 }, { kMe, kMaria }) });
        const auto [id, sync] = onlySync(desk);
        desk.link.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("a")));
        desk.link.deliver(messageFrame(c1, Seq { 3 }, QStringLiteral("c")));
        desk.answer(id, synced(Seq { 1 }, Seq { 3 }, Seq { 3 }));
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 3 });
        QVERIFY(desk.page(c1).holes.empty());
        QCOMPARE(desk.page(c1).total, 2);
        desk.deliver(messageFrame(c1, Seq { 2 }, QStringLiteral("b"))); // it was only late
        QCOMPARE(desk.texts(c1).join(u' '), QStringLiteral("a b c"));
        QCOMPARE(desk.page(c1).total, 3);
    }

    void whatLiesBelowANewcomersFirstEntryIsNoLoss()
    {
        Desk desk;
        desk.connect();
        desk.deliver(
            messageFrame(c1, Seq { 40 }, QStringLiteral("before its State"))); // what it is comes with the answer
        desk.clock.advance(Milliseconds { 500 });
        const auto [id, sync] = onlySync(desk);
        QCOMPARE(sync.after, Seq {});
        auto state = stateOf(c1, Seq { 40 }, { kMe, kMaria });
        state.first = Seq { 40 };
        desk.link.deliver(state);
        desk.answer(id, synced(Seq { 40 }, Seq { 39 }, Seq { 40 }, Seq { 40 }));
        QVERIFY(desk.page(c1).holes.empty());
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 40 });
        QCOMPARE(desk.engine->linkStatus().state, session::LinkState::UpToDate);
    }

    void aHoleThatStaysIsAskedForThreeTimesAndThenWhenLookedAt()
    {
        Desk desk;
        desk.connect({ stateOf(c1, Seq { 3 }, { kMe, kMaria }) });
        for (int i = 0; i < 3; ++i) {
            const auto [id, sync] = onlySync(desk);
            QVERIFY(!id.raw().isNull());
            desk.answer(id, Error { Errc::Timeout, {} });
            desk.clock.advance(Milliseconds { 30'000 });
        }
        QVERIFY(desk.link.take<wire::Sync>().empty());
        QCOMPARE(desk.page(c1).holes.size(), size_t(1)); // shown, not forgotten
        desk.engine->fetchHole(c1, { Seq { 1 }, Seq { 3 } });
        desk.clock.advance(Milliseconds { 30'000 });
        QCOMPARE(desk.link.take<wire::Sync>().size(), size_t(1));
    }

    void aConversationMissingFromTheHeadsWasLeft()
    {
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }), stateOf(conversation(2), {}, { kMe }) });
        desk.disconnect();
        desk.connect({}, { headOf(c1, {}) });
        QVERIFY(!desk.summary(c1).conversation.left);
        QVERIFY(desk.summary(conversation(2)).conversation.left);
    }

    void headsMayComeInParts()
    {
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe }), stateOf(conversation(2), {}, { kMe }) });
        desk.disconnect();
        desk.welcome();
        desk.deliver(wire::CaughtUp { { headOf(c1, {}) }, true });
        QCOMPARE(desk.engine->linkStatus().state, session::LinkState::CatchingUp);
        desk.deliver(wire::CaughtUp { { headOf(conversation(2), {}) }, false });
        QCOMPARE(desk.engine->linkStatus().state, session::LinkState::UpToDate);
        QVERIFY(!desk.summary(conversation(2)).conversation.left);
    }

    void aRestoredRelayIsOfferedWhatItForgot()
    {
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }) });
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("kept")));
        const MessageId own = desk.send(c1, QStringLiteral("own"));
        auto sent = desk.link.take<wire::Message>();
        const QByteArray bytes = sent.front().second.content;
        desk.answer(sent.front().first, ackOf(sent.front().second, Seq { 2 }));
        const auto theirs = messageFrame(c1, Seq { 3 }, QStringLiteral("theirs"));
        desk.deliver(theirs);
        desk.disconnect();
        desk.send(c1, QStringLiteral("waiting"));

        desk.greeting.logEpoch = Uuid { { 10 } };
        desk.welcome();
        // The new log has another message at seq 2: it must not be mistaken for the one that was there.
        auto other = messageFrame(c1, Seq { 2 }, QStringLiteral("after the restore"));
        other.message = message(77);
        desk.deliver(other);
        desk.deliver(wire::CaughtUp { { headOf(c1, Seq { 1 }) }, false });
        QCOMPARE(desk.texts(c1).join(u','), QStringLiteral("kept,theirs,own,waiting"));
        desk.deliver(other);
        QCOMPARE(desk.texts(c1).join(u','), QStringLiteral("kept,after the restore,theirs,own,waiting"));

        sent = desk.link.take<wire::Message>();
        QCOMPARE(sent.size(), size_t(1));
        QCOMPARE(sent.front().second.message, own);
        QCOMPARE(sent.front().second.content, bytes);
        desk.answer(sent.front().first, ackOf(sent.front().second, Seq { 3 }));
        auto again = theirs;
        again.seq = Seq { 4 };
        desk.deliver(again);
        QCOMPARE(desk.texts(c1).join(u','), QStringLiteral("kept,after the restore,own,theirs,waiting"));
    }

    /// Others were there first: the log reaches as far as before, with other entries.
    void aRestoredRelayThatHasGrownAgainIsNotTakenForTheOldOne()
    {
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }) });
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("kept")));
        const MessageId own = desk.send(c1, QStringLiteral("own"));
        auto sent = desk.link.take<wire::Message>();
        desk.answer(sent.front().first, ackOf(sent.front().second, Seq { 2 }));
        desk.disconnect();
        desk.link.take<wire::Sync>();

        desk.greeting.logEpoch = Uuid { { 10 } };
        desk.welcome();
        desk.deliver(wire::CaughtUp { { headOf(c1, Seq { 3 }) }, false, { headOf(c1, Seq { 1 }) } });
        sent = desk.link.take<wire::Message>();
        QCOMPARE(sent.size(), size_t(1));
        QCOMPARE(sent.front().second.message, own);
        const auto asked = desk.link.take<wire::Sync>();
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked.front().second.after, Seq { 1 });
    }

    /// The messages are in the backup, what was confirmed of them may not be.
    void whatWasConfirmedIsConfirmedAgainToARestoredRelay()
    {
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }) });
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("kept")));
        const auto confirmed = [&desk] {
            desk.clock.advance(Milliseconds { 200 });
            const auto receipts = desk.link.take<wire::Receipt>();
            for (const auto &[id, receipt] : receipts)
                desk.answer(id, wire::Ack {});
            return receipts.size() == 1 && receipts.front().second.upTo == Seq { 1 };
        };
        QVERIFY(confirmed());
        desk.disconnect();
        desk.greeting.logEpoch = Uuid { { 10 } };
        desk.welcome();
        desk.deliver(wire::CaughtUp { { headOf(c1, Seq { 1 }) }, false, { headOf(c1, Seq { 1 }) } });
        QVERIFY(confirmed());
    }

    /// The relay tells a head once: what it tells before the catch-up has closed must not be forgotten.
    void whatIsToldDuringACatchUpIsAskedFor_data()
    {
        QTest::addColumn<bool>("restored");
        QTest::addColumn<bool>("byHeartbeat");
        QTest::newRow("restored, an entry") << true << false;
        QTest::newRow("restored, a heartbeat") << true << true;
        QTest::newRow("as ever, a heartbeat") << false << true;
    }

    void whatIsToldDuringACatchUpIsAskedFor()
    {
        QFETCH(const bool, restored);
        QFETCH(const bool, byHeartbeat);
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }) });
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("kept")));
        desk.disconnect();
        desk.link.take<wire::Sync>();
        if (restored)
            desk.greeting.logEpoch = Uuid { { 10 } };
        desk.welcome();
        if (byHeartbeat)
            desk.deliver(wire::Heartbeat { { headOf(c1, Seq { 2 }) } });
        else
            desk.deliver(messageFrame(c1, Seq { 2 }, QStringLiteral("later than the greeting was read")));
        desk.deliver(wire::CaughtUp { { headOf(c1, Seq { 1 }) }, false });
        const auto asked = desk.link.take<wire::Sync>();
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked.front().second.after, Seq { 1 });
    }

    /// Its receipts are numbered anew: what was heard of the old ones says nothing of what is missing.
    void receiptsThatARestoredRelayForgotAreNotAskedFor()
    {
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }) });
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("kept")));
        desk.deliver(wire::Heartbeat { { headOf(c1, Seq { 1 }, Revision { 1 }) } });
        desk.deliver(desk.receiptOf(c1, kMaria, wire::ReceiptKind::Read, Seq { 1 }, Revision { 1 }));
        desk.disconnect();
        desk.link.take<wire::Sync>();
        desk.greeting.logEpoch = Uuid { { 10 } };
        desk.welcome();
        desk.deliver(wire::CaughtUp { { headOf(c1, Seq { 1 }) }, false });
        QVERIFY(desk.link.take<wire::Sync>().empty());
    }

    void aHoleIsAskedForThoughAskingForReceiptsWasGivenUp()
    {
        Desk desk;
        desk.connect({ stateOf(c1, {}, { kMe, kMaria }) });
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("a")));
        desk.deliver(wire::Heartbeat { { headOf(c1, Seq { 1 }, Revision { 2 }) } });
        for (int i = 0; i < 3; ++i) {
            desk.clock.advance(Milliseconds { 30'000 });
            const auto [id, sync] = onlySync(desk);
            QVERIFY(!id.raw().isNull());
            desk.answer(id, synced(Seq { 2 }, Seq { 1 }, Seq { 1 }, Seq { 1 }, Revision { 1 }));
        }
        desk.clock.advance(Milliseconds { 30'000 });
        QVERIFY(desk.link.take<wire::Sync>().empty());
        desk.deliver(wire::Heartbeat { { headOf(c1, Seq { 2 }, Revision { 2 }) } });
        desk.clock.advance(Milliseconds { 500 });
        const auto [id, sync] = onlySync(desk);
        QCOMPARE(sync.after, Seq { 1 });
        QCOMPARE(sync.upTo, std::optional(Seq { 2 }));
    }

    void anotherUsersTokenWritesNothing()
    {
        Desk desk;
        desk.greeting.user = kTom;
        desk.welcome();
        QCOMPARE(desk.heard.signedOut, std::vector { Errc::Unauthenticated });
        QCOMPARE(desk.link.phase(), link::LinkPhase::Closed);
    }

    void aRevokedDeviceIsSignedOut()
    {
        Desk desk;
        desk.connect();
        desk.link.setPhase(link::LinkPhase::Refused, Errc::Unauthenticated);
        desk.settle();
        QCOMPARE(desk.heard.signedOut, std::vector { Errc::Unauthenticated });
        QCOMPARE(desk.engine->linkStatus().state, session::LinkState::Refused);
        QCOMPARE(desk.engine->linkStatus().reason, std::optional(Errc::Unauthenticated));
    }
};

QTEST_GUILESS_MAIN(TestCatchUp)
#include "tst_catchup.moc"
