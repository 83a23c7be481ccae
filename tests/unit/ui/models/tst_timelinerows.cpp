// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/people/person.h"
#include "tests/support/fakesession/numberedid.h"
#include "ui/models/timelinerows.h"
#include "ui/models/timelinetext.h"
#include "ui/models/timetext.h"

#include <QTest>

using namespace pc;
using namespace pc::ui;
using namespace pc::support;
using namespace std::chrono_literals;

using Kind = TimelineRow::Kind;

namespace {

constexpr UtcTime kNoon = utcFromMilliseconds(1'764'676'800'000); // 2025-12-02 12:00 UTC

chat::Message message(qint64 seq, quint64 sender, UtcTime time, bool outgoing = false)
{
    chat::Message made;
    made.id = numberedId<MessageId>(quint64(seq));
    made.sender = numberedId<UserId>(sender);
    made.seq = Seq { seq };
    made.order = chat::OrderKey { seq };
    made.time = time;
    made.outgoing = outgoing;
    return made;
}

chat::Page pageOf(std::vector<chat::Message> messages)
{
    chat::Page page;
    page.total = qint64(messages.size());
    page.messages = std::move(messages);
    page.atStart = page.atEnd = true;
    return page;
}

TimelineWindow windowOf(const chat::Page &page)
{
    TimelineWindow window;
    window.replace(page);
    return window;
}

std::vector<Kind> kinds(const std::vector<TimelineRow> &rows)
{
    std::vector<Kind> all;
    for (const TimelineRow &row : rows)
        all.push_back(row.kind);
    return all;
}

} // namespace

class TestTimelineRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSenderWithinFiveMinutesIsOneGroup()
    {
        const auto window = windowOf(pageOf({ message(1, 1, kNoon), message(2, 1, kNoon + 5min),
            message(3, 1, kNoon + 10min + 1ms), message(4, 2, kNoon + 11min) }));
        const auto rows = makeRows({ window, {}, {}, {} });
        QCOMPARE(rows[0].kind, Kind::Day);
        QVERIFY(rows[1].startsGroup && !rows[1].endsGroup);
        QVERIFY(!rows[2].startsGroup && rows[2].endsGroup);
        QVERIFY(rows[3].startsGroup && rows[3].endsGroup);
        QVERIFY(rows[4].startsGroup && rows[4].endsGroup);
    }

    void dividersSeparatorsHolesAndEventsEndAGroup()
    {
        chat::Page page = pageOf({ message(1, 1, kNoon), message(2, 1, kNoon), message(5, 1, kNoon),
            message(6, 1, kNoon), message(7, 1, kNoon) });
        page.messages[3].content.kind = chat::ContentKind::Event;
        page.holes = { { Seq { 3 }, Seq { 4 } } };
        const auto window = windowOf(page);
        const auto rows = makeRows({ window, {}, UnreadMark { Seq { 1 }, 3 }, {} });
        QCOMPARE(kinds(rows),
            (std::vector { Kind::Day, Kind::Message, Kind::Unread, Kind::Message, Kind::Hole, Kind::Message,
                Kind::Message, Kind::Message }));
        for (const TimelineRow &row : rows)
            QVERIFY(row.startsGroup && row.endsGroup);
    }

    void theDividerSkipsOwnMessagesAndEvents()
    {
        chat::Page page
            = pageOf({ message(1, 1, kNoon), message(2, 9, kNoon, true), message(3, 1, kNoon), message(4, 1, kNoon) });
        page.messages[2].content.kind = chat::ContentKind::Event;
        const auto window = windowOf(page);
        const auto rows = makeRows({ window, {}, UnreadMark { Seq { 1 }, 1 }, {} });
        QCOMPARE(rows[rows.size() - 2].kind, Kind::Unread);
    }

    void noDividerWhereAnOlderMessageMayBeNewToo()
    {
        chat::Page page = pageOf({ message(10, 1, kNoon), message(11, 1, kNoon) });
        page.atStart = false;
        page.before = 9;
        page.total = 11;
        const auto window = windowOf(page);
        const auto rows = makeRows({ window, {}, UnreadMark { Seq { 4 }, 7 }, {} });
        QCOMPARE(kinds(rows), (std::vector { Kind::Message, Kind::Message }));
    }

    void daysAreSeparatedButNotGuessedAtTheUpperEdge()
    {
        chat::Page page = pageOf({ message(1, 1, kNoon), message(2, 1, kNoon + 24h) });
        QCOMPARE(kinds(makeRows({ windowOf(page), {}, {}, {} })),
            (std::vector { Kind::Day, Kind::Message, Kind::Day, Kind::Message }));
        page.atStart = false;
        QCOMPARE(
            kinds(makeRows({ windowOf(page), {}, {}, {} })), (std::vector { Kind::Message, Kind::Day, Kind::Message }));
    }

    void anEmptyConversationHasNoRows()
    {
        QVERIFY(makeRows({ TimelineWindow {}, {}, UnreadMark { Seq { 1 }, 1 }, {} }).empty());
    }

    void aHoleAtTheEndStandsBeforeWhatIsNotSentYet()
    {
        chat::Message unsent = message(0, 9, kNoon, true);
        unsent.id = numberedId<MessageId>(77);
        unsent.order = chat::OrderKey { 1'000'000 };
        unsent.state = chat::DeliveryState::Sending;
        chat::Page page = pageOf({ message(1, 1, kNoon), unsent });
        page.holes = { { Seq { 2 }, Seq { 8 } } };
        QCOMPARE(kinds(makeRows({ windowOf(page), {}, {}, {} })),
            (std::vector { Kind::Day, Kind::Message, Kind::Hole, Kind::Message }));
    }

    void whatIsMissingIsSaidBeforeWhatFollowsIt()
    {
        chat::Message later = message(2, 1, kNoon);
        later.missesEarlier = true;
        const auto rows = makeRows({ windowOf(pageOf({ message(1, 1, kNoon), later })), {}, {}, {} });
        QCOMPARE(kinds(rows), (std::vector { Kind::Day, Kind::Message, Kind::Missing, Kind::Message }));
        QCOMPARE(rows[2].message.sender, later.sender);
        QVERIFY(rows[1].endsGroup && rows[3].startsGroup); // what is missing stood between
        const people::Person anna { later.sender, {}, QStringLiteral("Anna Roth"), {}, {} };
        const QString text = rowText(rows[2], [&](UserId) { return KnownPerson { &anna, false }; }, {});
        QVERIFY(text.startsWith(QStringLiteral("A message from Anna Roth is missing here")));
    }

    void aTimeThatDiffersFromTheWritersIsTold_data()
    {
        QTest::addColumn<qint64>("writtenAfter");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("at once") << qint64(0) << false;
        QTest::newRow("ten minutes before") << qint64(-10 * 60'000) << false;
        QTest::newRow("waited for a connection") << qint64(-11 * 60'000) << true;
        QTest::newRow("a clock that is fast") << qint64(10 * 60'000) << false;
        QTest::newRow("a wrong clock, or a relay that lies") << qint64(11 * 60'000) << true;
        QTest::newRow("a year later") << qint64(365LL * 24 * 3'600'000) << true;
    }

    void aTimeThatDiffersFromTheWritersIsTold()
    {
        QFETCH(const qint64, writtenAfter);
        QFETCH(const bool, isTold);
        chat::Message one = message(1, 1, kNoon);
        one.content.written = kNoon + Milliseconds { writtenAfter };
        QCOMPARE(timeText(one, {}).contains(QStringLiteral("written")), isTold);
        QCOMPARE(!timeNote(one).isEmpty(), isTold);
        QCOMPARE(timeNote(one).contains(QStringLiteral("One of the two clocks is wrong")), isTold && writtenAfter > 0);
        one.seq = {}; // on its way: its time is its writer's
        QVERIFY(timeNote(one).isEmpty());
    }

    void earlierProgramsSayNothingOfTheirTime()
    {
        QVERIFY(timeNote(message(1, 1, kNoon)).isEmpty());
        QCOMPARE(timeText(message(1, 1, kNoon), {}), clockText(kNoon));
    }

    void keysAreUniqueWhenTheClockGoesBack()
    {
        const auto window = windowOf(pageOf(
            { message(1, 1, kNoon), message(2, 1, kNoon + 24h), message(3, 1, kNoon), message(4, 1, kNoon + 24h) }));
        QSet<TimelineRow::Key> keys;
        const auto rows = makeRows({ window, {}, {}, {} });
        for (const TimelineRow &row : rows)
            keys.insert(row.key());
        QCOMPARE(size_t(keys.size()), rows.size());
    }
};

QTEST_APPLESS_MAIN(TestTimelineRows)
#include "tst_timelinerows.moc"
