// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/random.h"
#include "tests/unit/store/shelf.h"

#include <QTest>

#include <set>

using namespace pc;
using namespace pc::test;
using store::Range;

class TestRanges : public QObject
{
    Q_OBJECT

private:
    static Range range(qint64 first, qint64 last) { return { Seq { first }, Seq { last } }; }

private Q_SLOTS:
    void missingIsWhatLiesBetween()
    {
        const std::vector<Range> held { range(3, 5), range(9, 9) };
        QCOMPARE(store::missing(held, range(1, 12)), (std::vector { range(1, 2), range(6, 8), range(10, 12) }));
        QCOMPARE(store::missing(held, range(4, 9)), (std::vector { range(6, 8) }));
        QVERIFY(store::missing(held, range(3, 5)).empty());
        QVERIFY(store::missing(held, range(5, 4)).empty());
        QVERIFY(store::missing({}, range(1, 0)).empty());
        QCOMPARE(store::missing({}, range(1, 3)), (std::vector { range(1, 3) }));
    }

    /// Against a plain set of numbers, in whatever order they come.
    void heldRangesEqualTheSetTheyStandFor()
    {
        Shelf shelf;
        SeededRandom random(11);
        std::set<qint64> held;
        std::set<qint64> silent;
        for (int i = 0; i < 600; ++i) {
            const qint64 first = 1 + qint64(random.below(120));
            const qint64 last = first + qint64(random.below(4));
            if (random.below(3) == 0) {
                QVERIFY(shelf.store->held
                            .holdSilently(shelf.conversation, range(first, last),
                                random.below(2) ? store::Silence::Expired : store::Silence::NotShown)
                            .ok());
                for (qint64 seq = first; seq <= last; ++seq) {
                    if (held.insert(seq).second)
                        silent.insert(seq);
                }
            } else {
                const bool isFree = *shelf.store->held.take(shelf.conversation, Seq { first });
                QCOMPARE(isFree, !held.contains(first) || silent.contains(first));
                held.insert(first);
                silent.erase(first);
            }
            if (random.below(40) == 0) {
                const qint64 cut = qint64(random.below(120));
                QVERIFY(shelf.store->held.truncate(shelf.conversation, Seq { cut }).ok());
                held.erase(held.upper_bound(cut), held.end());
                silent.erase(silent.upper_bound(cut), silent.end());
            }
            QVERIFY(equals(*shelf.store->held.held(shelf.conversation), held));
            const auto silentRanges = shelf.store->held.silent(shelf.conversation);
            QVERIFY(silentRanges.ok());
            std::set<qint64> found;
            for (const store::SilentRange &part : *silentRanges) {
                for (Seq seq = part.range.first; seq <= part.range.last; seq = next(seq))
                    QVERIFY(found.insert(seq.raw()).second);
            }
            QCOMPARE(found, silent);
            qint64 cursor = 0;
            while (held.contains(cursor + 1))
                ++cursor;
            QCOMPARE(*shelf.store->held.cursor(shelf.conversation, Seq { 1 }), Seq { cursor });
        }
    }

private:
    /// The same numbers, in ranges that neither touch nor overlap.
    static bool equals(const std::vector<Range> &ranges, const std::set<qint64> &numbers)
    {
        std::set<qint64> found;
        qint64 end = -1;
        for (const Range &part : ranges) {
            if (part.first.raw() <= end + 1)
                return false;
            for (Seq seq = part.first; seq <= part.last; seq = next(seq))
                found.insert(seq.raw());
            end = part.last.raw();
        }
        return found == numbers;
    }
};

QTEST_GUILESS_MAIN(TestRanges)
#include "tst_ranges.moc"
