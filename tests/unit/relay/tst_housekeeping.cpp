// SPDX-License-Identifier: GPL-3.0-or-later
// What nobody comes for goes by itself: in time, a bounded amount a turn, and not what is still of use.

#include "core/relay/housekeeping.h"
#include "core/sql/statement.h"
#include "tests/unit/relay/log/logfixture.h"
#include "tests/unit/relay/log/runninglog.h"

#include <QTest>

using namespace pc;
using namespace pc::relay;
using namespace pc::test;

namespace {

constexpr Milliseconds kDay { std::chrono::hours(24) };

} // namespace

class TestHousekeeping : public QObject
{
    Q_OBJECT

    std::unique_ptr<LogFixture> m_fixture;

    /// As many single-use packages of the mother.
    void publish(int count, UtcTime expires, std::optional<UtcTime> claimed = {})
    {
        sql::Statement insert(m_fixture->database(),
            "INSERT INTO key_packages(ref, person, device, last_resort, expires, claimed, package) "
            "VALUES(randomblob(32), ?, ?, 0, ?, ?, x'00')");
        for (int i = 0; i < count; ++i)
            QVERIFY(insert.run(m_fixture->mother.user, m_fixture->mother.device, expires, claimed));
    }

    void welcome(quint8 device, UtcTime since)
    {
        keys::Welcomes welcomes(m_fixture->database());
        QVERIFY(welcomes.add(1, Seq { 1 }, { idOf<DeviceId>(device, 50) }, "welcome", "tree", since));
    }

    qint64 rowsIn(sql::SqlText count) const
    {
        auto db = sql::Database::open(m_fixture->path(), sql::OpenMode::ReadOnly);
        sql::Statement statement(**db, count);
        auto rows = statement.query();
        return rows && rows->next() ? rows->integer(0) : -1;
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<LogFixture>();
        m_fixture->direct(m_fixture->mother, m_fixture->teacher);
    }

    void whatIsDeadGoesWithinTheHourAndTheRestStays()
    {
        const UtcTime now = m_fixture->now;
        publish(3, now + kDay); // good
        publish(2, now + Milliseconds { 1 }); // dead in a moment
        publish(4, now + kDay, now - 10 * kDay); // claimed, might be put again
        publish(1, now - kDay, now - 87 * kDay); // claimed, dead by now
        welcome(1, now - 89 * kDay);
        welcome(2, now - 90 * kDay);
        QVERIFY(m_fixture->commit());
        m_fixture->close();
        RunningLog running(m_fixture->path());
        const Housekeeping housekeeping(running.clock, running.log, running.mailbox);
        running.clock.advance(Housekeeping::kFirst - Milliseconds { 1 });
        QCOMPARE(rowsIn("SELECT count(*) FROM key_packages"), 10);
        running.clock.advance(Milliseconds { 1 });
        QTRY_COMPARE(rowsIn("SELECT count(*) FROM key_packages"), 7);
        QCOMPARE(rowsIn("SELECT count(*) FROM key_packages WHERE claimed IS NULL"), 3);
        QCOMPARE(rowsIn("SELECT count(*) FROM welcomes"), 1);
        QCOMPARE(rowsIn("SELECT count(*) FROM welcome_bundles"), 1);
    }

    void muchOfItGoesInTurnsAndTheClockGoesOn()
    {
        publish(500, m_fixture->now - kDay);
        QVERIFY(m_fixture->commit());
        m_fixture->close();
        RunningLog running(m_fixture->path());
        const Housekeeping housekeeping(running.clock, running.log, running.mailbox);
        running.clock.advance(Housekeeping::kFirst);
        for (const qint64 left : { 300, 100, 0 }) {
            QTRY_COMPARE(rowsIn("SELECT count(*) FROM key_packages"), left);
            QTRY_COMPARE(running.clock.activeTimers(), 1); // the answer has come: the next turn is set
            running.clock.advance(left > 0 ? Housekeeping::kSoon : Milliseconds { 0 });
        }
        // Nothing is left: the next turn is an hour away.
        running.clock.advance(Housekeeping::kSoon);
        QCOMPARE(running.clock.activeTimers(), 1);
    }

    void endingWhileATurnIsUnderWayIsQuiet()
    {
        QVERIFY(m_fixture->commit());
        m_fixture->close();
        RunningLog running(m_fixture->path());
        auto housekeeping = std::make_unique<Housekeeping>(running.clock, running.log, running.mailbox);
        running.clock.advance(Housekeeping::kFirst);
        housekeeping.reset();
        bool answered = false;
        running.log.tidy(running.mailbox, [&](const Result<bool> &) { answered = true; });
        QTRY_VERIFY(answered);
        QCOMPARE(running.clock.activeTimers(), 0);
    }
};

QTEST_GUILESS_MAIN(TestHousekeeping)
#include "tst_housekeeping.moc"
