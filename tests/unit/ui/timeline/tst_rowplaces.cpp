// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/rowplaces.h"
#include "ui/timeline/scrollmap.h"

#include <QTest>

#include <vector>

using namespace pc;
using namespace pc::ui;

namespace {

/// Rows with heights of their own, in a view of 300.
struct Rows
{
    explicit Rows(int count, int height = 40)
        : heights(size_t(count), height)
    {
    }

    void place()
    {
        places.place({ int(heights.size()), 300, 10 }, [this](int row) {
            ++asked;
            return heights[size_t(row)];
        });
    }

    int topOf(int row) const { return places.find(row) ? places.find(row)->top : -9'999; }

    std::vector<int> heights;
    RowPlaces places;
    int asked = 0;
};

} // namespace

class TestRowPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortContentStandsAtTheBottom()
    {
        Rows rows(3);
        rows.place();
        QCOMPARE(rows.topOf(2), 250);
        QCOMPARE(rows.topOf(0), 170);
        QVERIFY(rows.places.showsEnd());
    }

    void nothingIsPlacedOfNothing()
    {
        Rows rows(0);
        rows.place();
        QVERIFY(rows.places.places().empty());
        QVERIFY(rows.places.showsEnd());
    }

    void onlyWhatIsInViewAndALittleMoreIsMeasured()
    {
        Rows rows(100'000);
        rows.places.anchorAt(50'000, 0);
        rows.place();
        QVERIFY(rows.asked < 60);
        QVERIFY(rows.places.places().size() < 25);
    }

    void rowsInsertedAboveDoNotMoveTheAnchor()
    {
        Rows rows(100);
        rows.places.anchorAt(50, 33);
        rows.place();
        rows.heights.insert(rows.heights.begin(), 20, 77);
        rows.places.rowsInserted(0, 19);
        rows.place();
        QCOMPARE(rows.topOf(70), 33);
    }

    void heightsThatChangeAboveAndBelowDoNotMoveTheAnchor()
    {
        Rows rows(100);
        rows.places.anchorAt(50, 33);
        rows.place();
        rows.heights[49] = 400;
        rows.heights[51] = 7;
        rows.place();
        QCOMPARE(rows.topOf(50), 33);
        QCOMPARE(rows.topOf(51), 73);
    }

    void insideATallRowTheSameShareStaysAbove()
    {
        Rows rows(3, 1'000);
        rows.places.anchorAt(1, -500);
        rows.place();
        rows.places.settle();
        rows.heights[1] = 2'000;
        rows.place();
        QCOMPARE(rows.topOf(1), -1'000);
    }

    void whenTheAnchorGoesItsPlacePassesToTheNextRow()
    {
        Rows rows(100);
        rows.places.anchorAt(50, 33);
        rows.place();
        const int next = rows.topOf(53);
        rows.places.rowsRemoved(50, 52);
        rows.heights.resize(97);
        rows.place();
        QCOMPARE(rows.topOf(50), next);
    }

    void whenTheEndGoesTheRestMovesDown()
    {
        Rows rows(100);
        rows.places.followEnd();
        rows.place();
        rows.places.rowsRemoved(90, 99);
        rows.heights.resize(90);
        rows.place();
        QCOMPARE(rows.topOf(89), 250);
    }

    void aMovedRowKeepsTheAnchorOnItsMessage()
    {
        Rows rows(100);
        rows.places.anchorAt(50, 100);
        rows.place();
        rows.places.rowMoved(99, 2); // another one comes from behind
        rows.place();
        QCOMPARE(rows.topOf(51), 100);
        rows.places.rowMoved(51, 53);
        rows.place();
        QCOMPARE(rows.topOf(53), 100);
    }

    void theEndIsFollowedUntilOneScrolls()
    {
        Rows rows(20);
        rows.places.followEnd();
        rows.place();
        rows.heights.push_back(40);
        rows.places.rowsInserted(20, 20);
        rows.place();
        QCOMPARE(rows.topOf(20), 250);
        rows.places.scrollBy(-50);
        rows.place();
        rows.places.settle();
        const int top = rows.topOf(19);
        rows.heights.push_back(40);
        rows.places.rowsInserted(21, 21);
        rows.place();
        QCOMPARE(rows.topOf(19), top);
        QVERIFY(!rows.places.showsEnd());
    }

    void nobodyScrollsBeyondEitherEnd()
    {
        Rows rows(20);
        rows.places.followEnd();
        rows.place();
        rows.places.scrollBy(500);
        rows.place();
        QCOMPARE(rows.topOf(19), 250);
        rows.places.settle();
        rows.places.scrollBy(-50'000);
        rows.place();
        QCOMPARE(rows.topOf(0), 10);
    }

    void theBarSpeaksOfTheWholeConversation()
    {
        const ScrollMap map { .before = 100'000, .loaded = 300, .after = 99'700, .inView = 10 };
        QCOMPARE(map.total(), 200'000);
        QCOMPARE(map.maximum(), 200'000 * ScrollMap::kUnits - 10 * ScrollMap::kUnits);
        QCOMPARE(map.valueAt(100'000.5), 10'000'050);
        QCOMPARE(map.messagesAt(10'000'050), 100'000.5);
        QCOMPARE(map.valueAt(1e12), map.maximum());
        const ScrollMap huge { .before = 100'000'000, .loaded = 1, .after = 0, .inView = 10 };
        QVERIFY(huge.maximum() > 0);
    }

    void ordersAreGuessedBetweenKnownPlaces()
    {
        const std::vector<ScrollMap::Known> known { { 0, 100 }, { 1'000, 2'100 }, { 2'000, 3'100 } };
        QCOMPARE(ScrollMap::orderAt(500, known).raw(), 1'100);
        QCOMPARE(ScrollMap::orderAt(1'500, known).raw(), 2'600);
        QCOMPARE(ScrollMap::orderAt(-5, known).raw(), 100);
        QCOMPARE(ScrollMap::orderAt(9'999, known).raw(), 3'100);
        QCOMPARE(ScrollMap::orderAt(1, {}).raw(), 0);
    }
};

QTEST_APPLESS_MAIN(TestRowPlaces)
#include "tst_rowplaces.moc"
