// SPDX-License-Identifier: GPL-3.0-or-later
// What proves messages, and since when somebody was seen in a conversation: what members are given goes by both.

#include <QTest>

#include <map>

#include "shelf.h"

using namespace pc;
using namespace pc::store;
using namespace pc::test;

namespace {

const QByteArray kCommitment(32, 'c');
const QByteArray kKey(32, 'k');

chat::Message unreadable(const Shelf &shelf, qint64 seq, chat::Missing missing = chat::Missing::BeforeThisDevice)
{
    chat::Message message = Shelf::logged(shelf.conversation, seq);
    message.content = { .kind = chat::ContentKind::Unreadable, .text = {}, .missing = missing };
    return message;
}

struct Known : Shelf
{
    Known() { (void)store->conversations.describe(conversation, chat::ConversationKind::Class); }

    Openings &openings() const { return store->openings; }

    bool holds(qint64 seq, const QByteArray &key) const
    {
        const auto found = openings().find(conversation, messageOf(seq));
        return found && *found && (*found)->frankingKey == key;
    }

    std::vector<Seq> wanted() const
    {
        auto wanted = openings().wanted(conversation, 100);
        return wanted ? *wanted : std::vector<Seq> { Seq { -1 } };
    }

    std::optional<Seq> since(quint8 user) const
    {
        const auto since = store->members.presentSince(conversation, userOf(user));
        return since ? *since : Seq { -1 };
    }

    bool sees(const std::vector<quint8> &users, qint64 at) const
    {
        bool ok = store->members.beginSnapshot(conversation, Seq { at }).ok();
        for (const quint8 user : users)
            ok = ok && store->members.inSnapshot(conversation, userOf(user), false, Seq { at }).ok();
        return ok && store->members.endSnapshot(conversation).ok()
            && store->conversations.raiseHead(conversation, Seq { at }).ok();
    }
};

using Seqs = std::vector<Seq>;

} // namespace

class TestOpenings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyStaysKnownWhileTheCommitmentIsTheSame()
    {
        Known shelf;
        QVERIFY(shelf.openings().save(shelf.conversation, messageOf(1), { kCommitment, kKey }));
        QVERIFY(shelf.openings().save(shelf.conversation, messageOf(1), { kCommitment, {} }));
        QVERIFY(shelf.holds(1, kKey));
        QVERIFY(shelf.openings().save(shelf.conversation, messageOf(1), { QByteArray(32, 'd'), {} }));
        QVERIFY(shelf.holds(1, {})); // the log has another message than this store made
    }

    void whatIsKeptBackIsAskedForOnceReleased()
    {
        Known shelf;
        QVERIFY(shelf.put(unreadable(shelf, 1)));
        QVERIFY(shelf.openings().save(shelf.conversation, messageOf(1), { kCommitment, {}, true }));
        QVERIFY(shelf.openings().askAgain()); // changes nothing about it
        QVERIFY(shelf.wanted().empty() && shelf.openings().withWanted()->empty());
        QVERIFY(shelf.openings().find(shelf.conversation, messageOf(1)).valueOr({})->isKeptBack);
        QVERIFY(shelf.openings().release(shelf.conversation));
        QCOMPARE(shelf.wanted(), (Seqs { Seq { 1 } }));
    }

    void anOpeningGoesWithItsMessage()
    {
        Known shelf;
        for (const qint64 seq : { 1, 2, 3 }) {
            QVERIFY(shelf.put(Shelf::logged(shelf.conversation, seq)));
            QVERIFY(shelf.openings().save(shelf.conversation, messageOf(seq), { kCommitment, kKey }));
        }
        QVERIFY(shelf.store->messages.remove(shelf.conversation, messageOf(3)));
        const auto expired = shelf.store->expiry.drop(
            shelf.conversation, utcFromMilliseconds(1'760'000'000'000 + 2), 100); // the school's retention
        QVERIFY(expired);
        QCOMPARE(expired->messages, 1);
        QVERIFY(!*shelf.openings().find(shelf.conversation, messageOf(1)));
        QVERIFY(shelf.holds(2, kKey));
        QVERIFY(!*shelf.openings().find(shelf.conversation, messageOf(3)));
    }

    void askedForIsWhatDoesNotOpenHereAndCouldBeProven()
    {
        Known shelf;
        using chat::Missing;
        const std::map<qint64, Missing> all { { 1, Missing::BeforeThisDevice }, { 2, Missing::WithoutThisDevice },
            { 3, Missing::Damaged }, { 4, Missing::Refused }, { 5, Missing::NotYet },
            { 6, Missing::BeforeThisDevice } };
        for (const auto &[seq, missing] : all) {
            QVERIFY(shelf.put(unreadable(shelf, seq, missing)));
            if (seq != 6)
                QVERIFY(shelf.openings().save(shelf.conversation, messageOf(seq), { kCommitment, {} }));
        }
        QCOMPARE(shelf.wanted(), (Seqs { Seq { 3 }, Seq { 2 }, Seq { 1 } }));
        QCOMPARE(shelf.openings().withWanted()->size(), std::size_t(1));
        QVERIFY(shelf.store->conversations.describe(shelf.conversation, chat::ConversationKind::Direct));
        QVERIFY(shelf.openings().withWanted()->empty());
        QVERIFY(shelf.store->conversations.describe(shelf.conversation, chat::ConversationKind::Group));
        QVERIFY(shelf.store->conversations.setLeft(shelf.conversation, true));
        QVERIFY(shelf.openings().withWanted()->empty());
    }

    void whatNobodyHasIsAskedForAFewTimesAndThenAgainLater()
    {
        Known shelf;
        QVERIFY(shelf.put(unreadable(shelf, 1)));
        QVERIFY(shelf.openings().save(shelf.conversation, messageOf(1), { kCommitment, {} }));
        for (int i = 0; i < kMostAsked; ++i) {
            QCOMPARE(shelf.wanted(), Seqs { Seq { 1 } });
            QVERIFY(shelf.openings().missed(shelf.conversation, Seq { 1 }));
        }
        QVERIFY(shelf.wanted().empty() && shelf.openings().withWanted()->empty());
        QVERIFY(shelf.openings().askAgain());
        QCOMPARE(shelf.wanted(), Seqs { Seq { 1 } });
    }

    void whatCameInAnotherWayIsNotAskedForAnyMore()
    {
        Known shelf;
        QVERIFY(shelf.put(unreadable(shelf, 1)));
        QVERIFY(shelf.openings().save(shelf.conversation, messageOf(1), { kCommitment, {} }));
        QVERIFY(shelf.store->messages.setContent(shelf.conversation, messageOf(1), { .text = QStringLiteral("x") }));
        QVERIFY(shelf.openings().askAgain());
        QVERIFY(shelf.wanted().empty() && shelf.openings().withWanted()->empty());
    }

    void givenIsWhatIsReadableAndProven()
    {
        Known shelf;
        for (const qint64 seq : { 1, 2, 3, 4 }) {
            QVERIFY(shelf.put(seq == 2 ? unreadable(shelf, seq) : Shelf::logged(shelf.conversation, seq)));
            if (seq != 3) // of an earlier version
                QVERIFY(shelf.openings().save(
                    shelf.conversation, messageOf(seq), { kCommitment, seq == 2 ? QByteArray() : kKey }));
        }
        const auto proven = shelf.openings().proven(shelf.conversation, { Seq { 1 }, Seq { 9 } }, 10);
        QCOMPARE(proven->size(), std::size_t(2));
        QCOMPARE(proven->front().message.seq, Seq { 4 });
        QCOMPARE(proven->front().message.sender, userOf(2));
        QCOMPARE(proven->front().message.content.text, QStringLiteral("message 4"));
        QVERIFY((proven->front().opening == Opening { kCommitment, kKey }));
        QCOMPARE(shelf.openings().proven(shelf.conversation, { Seq { 1 }, Seq { 3 } }, 10)->size(), std::size_t(1));
        QCOMPARE(shelf.openings().proven(shelf.conversation, { Seq { 1 }, Seq { 9 } }, 1)->size(), std::size_t(1));
    }

    void whoIsFirstHeardOfCountsFromThere()
    {
        Known shelf;
        QVERIFY(shelf.sees({ 1, 2 }, 10));
        QCOMPARE(shelf.since(1), Seq { 10 });
        QCOMPARE(shelf.since(3), std::nullopt);
        QVERIFY(shelf.sees({ 1, 2, 3 }, 20));
        QCOMPARE(shelf.since(1), Seq { 10 });
        QCOMPARE(shelf.since(3), Seq { 20 });
    }

    void nobodyIsMadeAMemberOfEarlierTimes()
    {
        Known shelf;
        QVERIFY(shelf.sees({ 1, 2 }, 50));
        // A relay that shows an older entry, or an older state, of somebody whom it brings in now.
        QVERIFY(shelf.store->members.join(shelf.conversation, userOf(8), false, Seq { 7 }));
        QVERIFY(shelf.store->members.inSnapshot(shelf.conversation, userOf(9), false, Seq { 5 }));
        QCOMPARE(shelf.since(8), Seq { 50 });
        QCOMPARE(shelf.since(9), Seq { 50 });
    }

    void whoCameLaterCountsFromTheirEntry()
    {
        Known shelf;
        QVERIFY(shelf.sees({ 1 }, 10));
        QVERIFY(shelf.store->conversations.raiseHead(shelf.conversation, Seq { 12 }));
        QVERIFY(shelf.store->members.join(shelf.conversation, userOf(2), false, Seq { 12 }));
        QCOMPARE(shelf.since(2), Seq { 12 });
    }

    void whoLeftAndCameBackBeginsAnew()
    {
        Known shelf;
        QVERIFY(shelf.sees({ 1, 2 }, 10));
        QVERIFY(shelf.store->members.leave(shelf.conversation, userOf(2), Seq { 20 }));
        QCOMPARE(shelf.since(2), std::nullopt);
        QVERIFY(shelf.store->conversations.raiseHead(shelf.conversation, Seq { 30 }));
        QVERIFY(shelf.store->members.join(shelf.conversation, userOf(2), false, Seq { 30 }));
        QCOMPARE(shelf.since(2), Seq { 30 });
        QVERIFY(shelf.sees({ 1 }, 40));
        QCOMPARE(shelf.since(2), std::nullopt);
        QVERIFY(shelf.sees({ 1, 2 }, 50));
        QCOMPARE(shelf.since(2), Seq { 50 });
    }

    void aBreakThatIsHeardOfLateCountsToo()
    {
        Known shelf;
        QVERIFY(shelf.sees({ 1, 2 }, 10));
        QVERIFY(shelf.sees({ 1, 2 }, 70)); // who was away sees what is now, then reads what was
        QVERIFY(shelf.store->members.leave(shelf.conversation, userOf(2), Seq { 20 }));
        QVERIFY(shelf.store->members.join(shelf.conversation, userOf(2), false, Seq { 30 }));
        QCOMPARE(shelf.since(2), Seq { 30 });
        QVERIFY(*shelf.store->members.isPresent(shelf.conversation, userOf(2)));
    }
};

QTEST_GUILESS_MAIN(TestOpenings)

#include "tst_openings.moc"
