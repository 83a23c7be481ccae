// SPDX-License-Identifier: GPL-3.0-or-later
// What is too old goes out of a device's store and is said to be gone; after a year the store is as large as after weeks.

#include "tests/unit/store/shelf.h"

#include <QFileInfo>
#include <QTest>

using namespace pc;
using namespace pc::test;

namespace {

constexpr Milliseconds kDay { std::chrono::hours(24) };
constexpr UtcTime kBegin = utcFromMilliseconds(1'760'000'000'000);

} // namespace

class TestExpiry : public QObject
{
    Q_OBJECT

    static void put(Shelf &shelf, qint64 seq, UtcTime at, bool isOutgoing = false)
    {
        auto message = Shelf::logged(shelf.conversation, seq, isOutgoing);
        message.time = at;
        QVERIFY(shelf.put(message));
    }

    static store::Expired drop(Shelf &shelf, UtcTime before, int most = 500)
    {
        store::Expired expired;
        const auto written = shelf.store->transact([&]() -> Result<void> {
            auto dropped = shelf.store->expiry.drop(shelf.conversation, before, most);
            if (!dropped)
                return dropped.error();
            expired = *dropped;
            return {};
        });
        if (!written)
            qFatal("nothing was dropped: %s", qPrintable(written.error().detail));
        return expired;
    }

    static chat::Page pageOf(Shelf &shelf)
    {
        const auto page
            = store::Timeline(*shelf.store).page({ shelf.conversation, chat::PageRequest::Anchor::Newest, {}, 500 });
        return page ? *page : chat::Page {};
    }

private Q_SLOTS:
    void whatIsOlderIsGoneAndItsPlaceSaysSo()
    {
        Shelf shelf;
        for (const qint64 seq : { 1, 2, 3, 4, 5 })
            put(shelf, seq, kBegin + seq * kDay);
        QCOMPARE(shelf.store->expiry.due(kBegin + 4 * kDay)->size(), size_t(1));
        const store::Expired expired = drop(shelf, kBegin + 4 * kDay);
        QCOMPARE(expired.messages, 3);
        QCOMPARE(expired.range, (store::Range { Seq { 1 }, Seq { 3 } }));
        const chat::Page page = pageOf(shelf);
        QCOMPARE(page.messages.size(), size_t(2));
        QCOMPARE(page.total, 2);
        QVERIFY(page.atStart);
        QCOMPARE(page.holes, (std::vector { chat::Hole { Seq { 1 }, Seq { 3 }, true } }));
        QVERIFY(store::Timeline(*shelf.store).gaps(shelf.conversation)->empty()); // nothing of it is fetched again
        QCOMPARE(*shelf.store->held.cursor(shelf.conversation, Seq { 1 }), Seq { 5 });
        QVERIFY(shelf.store->expiry.due(kBegin + 4 * kDay)->empty());
        QCOMPARE(drop(shelf, kBegin + 4 * kDay).messages, 0);
    }

    void holesBelowAreExplainedToo()
    {
        Shelf shelf;
        for (const qint64 seq : { 3, 4, 8, 9 })
            put(shelf, seq, kBegin + seq * kDay);
        QVERIFY(shelf.store->held.holdSilently(shelf.conversation, { Seq { 6 }, Seq { 6 } }, store::Silence::NotShown)
                    .ok());
        QCOMPARE(drop(shelf, kBegin + 9 * kDay).messages, 3);
        const chat::Page page = pageOf(shelf);
        QCOMPARE(page.messages.size(), size_t(1));
        QCOMPARE(page.total, 1);
        QCOMPARE(page.holes, (std::vector { chat::Hole { Seq { 1 }, Seq { 8 }, true } }));
        QVERIFY(store::Timeline(*shelf.store).gaps(shelf.conversation)->empty());
    }

    void theNextTimeTheSameGapGrows()
    {
        Shelf shelf;
        for (qint64 seq = 1; seq <= 6; ++seq)
            put(shelf, seq, kBegin + seq * kDay);
        drop(shelf, kBegin + 3 * kDay);
        drop(shelf, kBegin + 5 * kDay);
        QCOMPARE(pageOf(shelf).holes, (std::vector { chat::Hole { Seq { 1 }, Seq { 4 }, true } }));
        QCOMPARE(shelf.store->held.silent(shelf.conversation)->size(), size_t(1));
    }

    void aStepTakesNoMoreThanItMay()
    {
        Shelf shelf;
        for (qint64 seq = 1; seq <= 6; ++seq)
            put(shelf, seq, kBegin);
        QCOMPARE(drop(shelf, kBegin + kDay, 4).messages, 4);
        QCOMPARE(drop(shelf, kBegin + kDay, 4).messages, 2);
        QVERIFY(pageOf(shelf).messages.empty());
    }

    void whatWaitsForTheRelayStays()
    {
        Shelf shelf;
        put(shelf, 1, kBegin);
        auto unsent = Shelf::logged(shelf.conversation, 50, true);
        unsent.seq = {};
        unsent.order = store::unsentKey(1);
        unsent.time = kBegin;
        unsent.state = chat::DeliveryState::Sending;
        QVERIFY(shelf.store->messages.add(unsent).ok());
        QCOMPARE(drop(shelf, kBegin + kDay).messages, 1);
        QCOMPARE(pageOf(shelf).messages.size(), size_t(1));
        QVERIFY(shelf.store->expiry.due(kBegin + kDay)->empty());
    }

    void whatTheGroupHasNotComeToStays()
    {
        Shelf shelf;
        for (const qint64 seq : { 1, 2, 3 })
            put(shelf, seq, kBegin);
        store::GroupRow group;
        group.conversation = shelf.conversation;
        group.cursor = Seq { 2 };
        QVERIFY(shelf.store->groups.save(group).ok());
        QCOMPARE(drop(shelf, kBegin + kDay).range, (store::Range { Seq { 1 }, Seq { 2 } }));
        QCOMPARE(pageOf(shelf).messages.size(), size_t(1));
    }

    void receiptsOfWhatIsGoneGo()
    {
        Shelf shelf;
        for (const qint64 seq : { 1, 2 })
            put(shelf, seq, kBegin + seq * kDay, true);
        for (const qint64 upTo : { 1, 2 }) {
            QVERIFY(shelf.store->receipts
                        .add({ shelf.conversation, Revision { upTo }, userOf(2), chat::ReceiptKind::Read, Seq { upTo },
                            kBegin })
                        .ok());
        }
        QVERIFY(shelf.store->members.join(shelf.conversation, userOf(2), false, Seq { 1 }).ok());
        drop(shelf, kBegin + 2 * kDay);
        const auto kept = shelf.store->receipts.ofMessage(shelf.conversation, Seq { 2 }, userOf(1));
        QCOMPARE(kept->size(), size_t(1));
        QCOMPARE(kept->front().readAt, std::optional(kBegin));
    }

    void aYearOfMessagesTakesTheRoomOfFourWeeks()
    {
        Shelf shelf;
        qint64 smallest = std::numeric_limits<qint64>::max();
        qint64 largest = 0;
        qint64 seq = 0;
        for (int day = 0; day < 52 * 7; ++day) {
            const UtcTime now = kBegin + day * kDay;
            const auto written = shelf.store->transact([&]() -> Result<void> {
                for (int i = 0; i < 150; ++i) {
                    auto message = Shelf::logged(shelf.conversation, ++seq, i % 5 == 0);
                    message.time = now;
                    message.content.text = QString(120 + i, u'x');
                    if (!shelf.put(message))
                        return Errc::Internal;
                }
                return {};
            });
            QVERIFY(written.ok());
            if (day % 7 != 6)
                continue;
            while (drop(shelf, now - 28 * kDay).messages > 0) { }
            QVERIFY(shelf.store->giveBackRoom().ok());
            QCOMPARE(QFileInfo(shelf.path() + QStringLiteral("-wal")).size(), 0);
            if (day < 6 * 7)
                continue;
            smallest = std::min(smallest, QFileInfo(shelf.path()).size());
            largest = std::max(largest, QFileInfo(shelf.path()).size());
        }
        QVERIFY2(largest * 100 <= smallest * 105, qPrintable(QStringLiteral("%1 to %2").arg(smallest).arg(largest)));
    }

    void whenMuchGoesTheFileBecomesSmaller()
    {
        Shelf shelf;
        const auto written = shelf.store->transact([&]() -> Result<void> {
            for (qint64 seq = 1; seq <= 6'000; ++seq) {
                auto message = Shelf::logged(shelf.conversation, seq);
                message.content.text = QString(400, u'x');
                if (!shelf.put(message))
                    return Errc::Internal;
            }
            return {};
        });
        QVERIFY(written.ok());
        QVERIFY(shelf.store->giveBackRoom().ok()); // nothing yet, but the log
        const qint64 before = QFileInfo(shelf.path()).size();
        while (drop(shelf, kBegin + kDay).messages > 0) { }
        QVERIFY(shelf.store->giveBackRoom().ok());
        QVERIFY(QFileInfo(shelf.path()).size() < before / 2);
        shelf.reopen();
        QVERIFY(pageOf(shelf).messages.empty());
    }
};

QTEST_GUILESS_MAIN(TestExpiry)
#include "tst_expiry.moc"
