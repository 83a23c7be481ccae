// SPDX-License-Identifier: GPL-3.0-or-later
// What core/groups keeps: groups and their pieces, changes on their way, key packages, pins.

#include "tests/unit/store/shelf.h"

#include <QTest>

using namespace pc;
using namespace pc::store;
using namespace pc::test;

namespace {

crypto::WipingBytes secret(std::uint8_t byte)
{
    return crypto::WipingBytes::copyOf(std::array<std::uint8_t, 3> { byte, 0, byte });
}

GroupRow rowOf(ConversationId conversation)
{
    GroupRow row;
    row.conversation = conversation;
    row.place = GroupPlace::Joined;
    row.generation = 2;
    row.cursor = Seq { 40 };
    row.joinedAt = Seq { 30 };
    row.leafSince = utcFromMilliseconds(5);
    row.isLastResort = true;
    row.failures = 1;
    row.failingSince = utcFromMilliseconds(4);
    return row;
}

GroupPieces piecesOf(std::uint8_t byte)
{
    GroupPieces pieces { secret(byte), secret(2), secret(3), {} };
    pieces.senders.emplace(7, secret(byte));
    return pieces;
}

EarlyEntry earlyAt(ConversationId conversation, qint64 seq, qint64 last)
{
    EarlyEntry entry;
    entry.conversation = conversation;
    entry.seq = Seq { seq };
    entry.last = Seq { last };
    entry.message = messageOf(seq);
    entry.body = QByteArray::number(seq);
    return entry;
}

} // namespace

class TestGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupIsKeptInPieces()
    {
        Shelf shelf;
        const GroupRow row = rowOf(shelf.conversation);
        QVERIFY(shelf.store->groups.save(row).ok());
        QVERIFY(!shelf.store->groups.pieces(shelf.conversation)->has_value());
        QVERIFY(shelf.store->groups.savePieces(shelf.conversation, piecesOf(1)).ok());
        QVERIFY(shelf.store->groups.saveSender(shelf.conversation, 8, secret(8)).ok());
        QVERIFY(shelf.store->groups.saveNodes(shelf.conversation, secret(9)).ok());
        shelf.reopen();
        QCOMPARE(shelf.store->groups.find(shelf.conversation)->value(), row);
        const auto pieces = shelf.store->groups.pieces(shelf.conversation);
        QVERIFY(pieces.ok() && *pieces);
        QVERIFY((*pieces)->epoch == secret(1) && (*pieces)->nodes == secret(9) && (*pieces)->proposals == secret(3));
        QCOMPARE((*pieces)->senders.size(), size_t(2));
        QVERIFY((*pieces)->senders.at(8) == secret(8));
    }

    void aNewEpochLeavesNothingOfTheOld()
    {
        Shelf shelf;
        QVERIFY(shelf.store->groups.save(rowOf(shelf.conversation)).ok());
        QVERIFY(shelf.store->groups.savePieces(shelf.conversation, piecesOf(1)).ok());
        QVERIFY(shelf.store->groups.saveSender(shelf.conversation, 8, secret(8)).ok());
        QVERIFY(shelf.store->groups.savePieces(shelf.conversation, piecesOf(5)).ok());
        const auto pieces = shelf.store->groups.pieces(shelf.conversation);
        QVERIFY((*pieces)->epoch == secret(5));
        QCOMPARE((*pieces)->senders.size(), size_t(1));
        QVERIFY(shelf.store->groups.removePieces(shelf.conversation).ok());
        QVERIFY(!shelf.store->groups.pieces(shelf.conversation)->has_value());
    }

    void earlyEntriesComeInTheirOrder()
    {
        Shelf shelf;
        QVERIFY(shelf.store->groups.save(rowOf(shelf.conversation)).ok());
        Handshakes &early = shelf.store->handshakes;
        for (const qint64 seq : { 9, 5, 7 })
            QVERIFY(early.addEarly(earlyAt(shelf.conversation, seq, seq)).ok());
        QVERIFY(early.addEarly(earlyAt(shelf.conversation, 10, 20)).ok());
        auto other = earlyAt(shelf.conversation, 5, 5);
        other.body = "another";
        QVERIFY(early.addEarly(other).ok());
        QCOMPARE((*early.firstEarly(shelf.conversation))->body, QByteArray("5")); // the first to come stays
        QCOMPARE(*early.countEarly(shelf.conversation), qint64(4));
        QVERIFY(early.removeEarlyAbove(shelf.conversation, Seq { 7 }).ok());
        QCOMPARE(*early.countEarly(shelf.conversation), qint64(2));
        QVERIFY(early.removeEarly(shelf.conversation, Seq { 5 }).ok());
        QCOMPARE((*early.firstEarly(shelf.conversation))->seq, Seq { 7 });
    }

    void oneChangeOfAConversationIsOnItsWay()
    {
        Shelf shelf;
        QVERIFY(shelf.store->groups.save(rowOf(shelf.conversation)).ok());
        const auto pending = [&](qint64 message) {
            return PendingHandshake { shelf.conversation, messageOf(message), 1, 2, 3, true, "content", "tree", {},
                "info", secret(1), secret(2), secret(3) };
        };
        QVERIFY(shelf.store->handshakes.savePending(pending(1)).ok());
        QCOMPARE(shelf.store->handshakes.savePending(pending(2)).code(), Errc::Conflict);
        shelf.reopen();
        const auto found = shelf.store->handshakes.pending(shelf.conversation);
        QVERIFY(found.ok() && *found);
        QCOMPARE((*found)->message, messageOf(1));
        QCOMPARE((*found)->epoch, quint64(3));
        QVERIFY((*found)->joins && (*found)->welcome.isEmpty() && (*found)->tree == "tree");
        QVERIFY((*found)->nextNodes == secret(2));
        QCOMPARE(shelf.store->handshakes.allPending()->size(), size_t(1));
        QVERIFY(shelf.store->handshakes.removePending(shelf.conversation).ok());
        QVERIFY(!shelf.store->handshakes.pending(shelf.conversation)->has_value());
    }

    void whatIsKnownOfAKeyIsKept()
    {
        Shelf shelf;
        AccountPins &pins = shelf.store->accountPins;
        const auto at = [](qint64 time) { return utcFromMilliseconds(time); };
        QVERIFY(!pins.find(userOf(1))->has_value());
        AccountPin pin { "one", at(1), {}, {}, {}, false, ConfirmedBy::Nobody, {}, {} };
        QVERIFY(pins.save(userOf(1), pin).ok());
        QVERIFY(**pins.find(userOf(1)) == pin);
        pin = { "one", at(1), "two", at(3), "list", true, ConfirmedBy::Office, at(4), "word" };
        QVERIFY(pins.save(userOf(1), pin).ok());
        shelf.reopen();
        QVERIFY(**shelf.store->accountPins.find(userOf(1)) == pin);
        QVERIFY(!shelf.store->accountPins.find(userOf(2))->has_value());
        QVERIFY(!shelf.store->accountPins.office()->has_value());
        QVERIFY(shelf.store->accountPins.saveOffice({ "first", false }).ok());
        QVERIFY(shelf.store->accountPins.saveOffice({ "office", true }).ok());
        QVERIFY(**shelf.store->accountPins.office() == (OfficeRow { "office", true }));
    }

    void whatThisDeviceSealedIsKnownUntilItCameBy()
    {
        Shelf shelf;
        QVERIFY(shelf.store->groups.save(rowOf(shelf.conversation)).ok());
        Groups &groups = shelf.store->groups;
        QVERIFY(groups.addSealed(shelf.conversation, messageOf(1)).ok());
        QVERIFY(groups.addSealed(shelf.conversation, messageOf(1)).ok());
        QVERIFY(groups.addSealed(shelf.conversation, messageOf(2)).ok());
        QVERIFY(*groups.isSealed(shelf.conversation, messageOf(1)));
        QVERIFY(groups.removeSealed(shelf.conversation, messageOf(1)).ok());
        QVERIFY(!*groups.isSealed(shelf.conversation, messageOf(1)));
        QVERIFY(groups.removeAllSealed(shelf.conversation).ok());
        QVERIFY(!*groups.isSealed(shelf.conversation, messageOf(2)));
    }
};

QTEST_GUILESS_MAIN(TestGroups)
#include "tst_groups.moc"
