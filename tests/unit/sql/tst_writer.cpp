// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "core/sql/database.h"
#include "core/sql/reader.h"
#include "core/sql/statement.h"
#include "core/sql/writer.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <latch>

using namespace pc;
using namespace pc::sql;
using namespace std::chrono_literals;

namespace {

Writer::Work insert(int value)
{
    return [value](Database &db) -> Result<void> {
        Statement statement(db, "INSERT INTO t VALUES(?)");
        if (auto done = statement.run(value); !done)
            return done.error();
        return {};
    };
}

Writer::Work insertMany(int first, int count)
{
    return [first, count](Database &db) -> Result<void> {
        Statement statement(db, "INSERT INTO t VALUES(?)");
        for (int i = 0; i < count; ++i) {
            if (auto done = statement.run(first + i); !done)
                return done.error();
        }
        return {};
    };
}

/// Holds the writer inside a first batch of its own until the test has queued what it wants.
class Gate
{
public:
    explicit Gate(Writer &writer)
    {
        const bool posted = writer.post(
            [latches = m_latches](Database &) -> Result<void> {
                latches->entered.count_down();
                latches->opened.wait();
                return {};
            },
            [](const auto &) {});
        if (posted)
            m_latches->entered.wait();
    }

    void open() { m_latches->opened.count_down(); }

private:
    struct Latches
    {
        std::latch entered { 1 };
        std::latch opened { 1 };
    };

    // Shared with the work, which may still be leaving its wait when the test goes on.
    std::shared_ptr<Latches> m_latches = std::make_shared<Latches>();
};

} // namespace

class TestWriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    int m_files = 0;
    QString m_path;
    std::atomic<int> m_pages { 0 };

    Writer::Opener opener()
    {
        return [this]() -> Result<std::unique_ptr<Database>> {
            auto db = Database::open(m_path, OpenMode::ReadWrite);
            if (!db)
                return db;
            if (auto made = (*db)->execute("CREATE TABLE IF NOT EXISTS t(x INTEGER UNIQUE)"); !made)
                return made.error();
            if (m_pages > 0) {
                if (auto set = (*db)->execute("PRAGMA max_page_count=6"); !set)
                    return set.error();
            }
            return db;
        };
    }

    std::vector<int> stored()
    {
        std::vector<int> values;
        auto db = Database::open(m_path, OpenMode::ReadOnly);
        if (!db)
            return values;
        Statement select(**db, "SELECT x FROM t ORDER BY x");
        auto rows = select.query();
        while (rows && rows->next())
            values.push_back(rows->number(0));
        return values;
    }

    /// The database file's size once the writer has done with the batches before, its log apart.
    qint64 fileBehind(Writer &writer)
    {
        std::latch looked(1);
        qint64 bytes = -1;
        const Writer::Work look = [&](Database &) -> Result<void> {
            bytes = QFileInfo(m_path).size();
            return {};
        };
        if (writer.post(look, [&](const auto &) { looked.count_down(); }))
            looked.wait();
        return bytes;
    }

private Q_SLOTS:
    void init()
    {
        m_path = m_dir.filePath(QString::number(++m_files));
        m_pages = 0;
    }

    void whatQueuesDuringACommitSharesTheNext()
    {
        std::atomic<int> batches = 0;
        std::vector<int> done;
        Writer::Hooks hooks;
        hooks.batchCommitted = [&] { ++batches; };
        {
            auto writer = Writer::start(opener(), hooks, m_clock);
            QVERIFY(writer.ok());
            Gate gate(**writer);
            for (int i = 0; i < 100; ++i)
                QVERIFY((*writer)->post(insert(i), [&done, i](const auto &r) {
                    if (r)
                        done.push_back(i);
                }));
            gate.open();
        }
        QCOMPARE(int(batches), 2);
        QCOMPARE(done.size(), size_t(100));
        QVERIFY(std::is_sorted(done.begin(), done.end()));
        QCOMPARE(stored().size(), size_t(100));
    }

    void aBatchIsBounded()
    {
        std::atomic<int> batches = 0;
        Writer::Hooks hooks;
        hooks.batchCommitted = [&] { ++batches; };
        WriterOptions options;
        options.batch = 10;
        {
            auto writer = Writer::start(opener(), hooks, m_clock, options);
            Gate gate(**writer);
            for (int i = 0; i < 35; ++i)
                QVERIFY((*writer)->post(insert(i), [](const auto &) {}));
            gate.open();
        }
        QCOMPARE(int(batches), 5);
    }

    void aFullQueueRefusesAndLosesNothing()
    {
        WriterOptions options;
        options.queue = 3;
        int accepted = 0;
        {
            auto writer = Writer::start(opener(), {}, m_clock, options);
            Gate gate(**writer);
            for (int i = 0; i < 10; ++i)
                accepted += (*writer)->post(insert(i), [](const auto &) {}) ? 1 : 0;
            gate.open();
        }
        QCOMPARE(accepted, 3);
        QCOMPARE(stored().size(), size_t(3));
    }

    void aRefusedWorkIsUndoneAlone()
    {
        std::vector<bool> results;
        int rolledBack = 0;
        Writer::Hooks hooks;
        hooks.rolledBack = [&] { ++rolledBack; };
        {
            auto writer = Writer::start(opener(), hooks, m_clock);
            Gate gate(**writer);
            const auto note = [&](const Result<void> &r) { results.push_back(r.ok()); };
            QVERIFY((*writer)->post(insert(1), note));
            QVERIFY((*writer)->post(
                [](Database &db) -> Result<void> {
                    if (auto first = insert(2)(db); !first)
                        return first;
                    return insert(1)(db); // breaks the constraint: both go
                },
                note));
            QVERIFY((*writer)->post(insert(3), note));
            gate.open();
        }
        QCOMPARE(results, (std::vector<bool> { true, false, true }));
        QCOMPARE(stored(), (std::vector<int> { 1, 3 }));
        QVERIFY(rolledBack >= 1);
    }

    void nothingIsDoneBeforeItIsVisibleToOthers()
    {
        auto writer = Writer::start(opener(), {}, m_clock);
        std::latch finished(1);
        std::vector<int> seen;
        QVERIFY((*writer)->post(insert(7), [&](const auto &) {
            seen = stored();
            finished.count_down();
        }));
        finished.wait();
        QCOMPARE(seen, std::vector<int> { 7 });
    }

    void aFullDiskEndsAcknowledgingUntilThereIsRoom()
    {
        m_pages = 1;
        WriterOptions options;
        options.retryAfter = 0ms;
        std::vector<Errc> failures;
        std::atomic<int> healthChanges = 0;
        Writer::Hooks hooks;
        hooks.health = [&](const auto &) { ++healthChanges; };
        auto writer = Writer::start(opener(), hooks, m_clock, options);
        QVERIFY(writer.ok());
        const Writer::Work big = [](Database &db) -> Result<void> {
            for (int i = 0; i < 4000; ++i) {
                if (auto done = insert(1000 + i)(db); !done)
                    return done;
            }
            return {};
        };
        std::latch failed(1);
        QVERIFY((*writer)->post(big, [&](const auto &r) {
            if (!r)
                failures.push_back(r.code());
            m_pages = 0; // the administrator makes room
            failed.count_down();
        }));
        failed.wait();
        QCOMPARE(failures, std::vector<Errc> { Errc::DiskFull });
        std::latch written(1);
        bool ok = false;
        QVERIFY((*writer)->post(insert(1), [&](const auto &r) {
            ok = r.ok();
            written.count_down();
        }));
        written.wait();
        QVERIFY(ok);
        QCOMPARE(int(healthChanges), 2);
        QCOMPARE(stored(), std::vector<int> { 1 });
    }

    void theLogIsMovedBehindTheAnswers()
    {
        WriterOptions options;
        options.calmLogPages = 1;
        auto writer = Writer::start(opener(), {}, m_clock, options);
        std::latch answered(1);
        qint64 bytes = 0;
        QVERIFY((*writer)->post(insertMany(0, 4000), [&](const auto &) {
            bytes = QFileInfo(m_path).size();
            answered.count_down();
        }));
        answered.wait();
        QVERIFY2(bytes <= 3 * kPageBytes, "answered behind the move");
        QVERIFY(fileBehind(**writer) > 10 * kPageBytes);
    }

    void aBusyWriterLetsTheLogGrow_data()
    {
        QTest::addColumn<int>("works");
        QTest::addColumn<bool>("moves");
        QTest::newRow("few works: moved") << 2 << true;
        QTest::newRow("many works: it waits") << 3 << false;
    }

    void aBusyWriterLetsTheLogGrow()
    {
        QFETCH(int, works);
        QFETCH(bool, moves);
        WriterOptions options;
        options.calmLogPages = 1;
        options.fewWorks = 3;
        auto writer = Writer::start(opener(), {}, m_clock, options);
        Gate gate(**writer);
        std::latch answered(works);
        for (int i = 0; i < works; ++i)
            QVERIFY((*writer)->post(insertMany(i * 1000, 1000), [&](const auto &) { answered.count_down(); }));
        gate.open();
        answered.wait();
        QCOMPARE(fileBehind(**writer) > 4 * kPageBytes, moves);
    }

    /// As in a simulation, which decides what happens when.
    void withoutAThreadItWorksByTurnsAlone()
    {
        FakeClock clock;
        WriterOptions options;
        options.ownThread = false;
        options.batch = 2;
        int done = 0;
        {
            auto writer = Writer::start(opener(), {}, clock, options);
            QVERIFY(writer.ok());
            QVERIFY(!(*writer)->turn());
            for (int i = 0; i < 5; ++i)
                QVERIFY((*writer)->post(insert(i), [&](const auto &r) { done += r.ok() ? 1 : 0; }));
            QCOMPARE(done, 0);
            QVERIFY((*writer)->turn());
            QCOMPARE(done, 2);
            QVERIFY((*writer)->turn());
            QCOMPARE(done, 4);
        }
        QCOMPARE(done, 4); // what waits at the end is dropped
        QCOMPARE(stored(), (std::vector<int> { 0, 1, 2, 3 }));
    }

    void afterAFailureItIsTheClockThatSaysWhenToTryAgain()
    {
        FakeClock clock;
        WriterOptions options;
        options.ownThread = false;
        m_pages = 1;
        auto writer = Writer::start(opener(), {}, clock, options);
        QVERIFY(writer.ok());
        Errc failure {};
        const Writer::Work big = [](Database &db) -> Result<void> {
            for (int i = 0; i < 4000; ++i) {
                if (auto written = insert(1000 + i)(db); !written)
                    return written;
            }
            return {};
        };
        QVERIFY((*writer)->post(big, [&](const auto &r) { failure = r.code(); }));
        QVERIFY((*writer)->turn());
        QCOMPARE(failure, Errc::DiskFull);
        QCOMPARE((*writer)->trouble(), Errc::DiskFull);
        m_pages = 0;
        QVERIFY(!(*writer)->turn());
        clock.advance(options.retryAfter - 1ms);
        QVERIFY(!(*writer)->turn());
        QVERIFY(!(*writer)->isHealthy());
        clock.advance(1ms);
        QVERIFY((*writer)->turn());
        QVERIFY((*writer)->isHealthy());
    }

    void damageThatAReaderMetEndsWritingForGood()
    {
        WriterOptions options;
        options.retryAfter = 0ms;
        std::latch failed(1);
        Writer::Hooks hooks;
        hooks.health = [&](const auto &) { failed.count_down(); };
        auto writer = Writer::start(opener(), hooks, m_clock, options);
        QVERIFY(writer.ok());
        (*writer)->distrust({ Errc::Corrupt, QStringLiteral("a page is damaged") });
        failed.wait();
        QVERIFY(!(*writer)->isHealthy());
        for (int i = 0; i < 3; ++i) {
            std::latch answered(1);
            Result<void> answer;
            QVERIFY((*writer)->post(insert(i), [&](const auto &r) {
                answer = r;
                answered.count_down();
            }));
            answered.wait();
            QCOMPARE(answer.code(), Errc::Corrupt);
        }
        QCOMPARE(stored(), std::vector<int>());
    }

    void theReaderSeesWhatIsCommitted()
    {
        auto writer = Writer::start(opener(), {}, m_clock);
        std::latch written(1);
        QVERIFY((*writer)->post(insert(5), [&](const auto &) { written.count_down(); }));
        written.wait();
        auto reader = Reader::start(m_path, {});
        QVERIFY(reader.ok());
        std::latch read(1);
        int value = 0;
        QVERIFY((*reader)->post([&](Database &db) {
            Statement select(db, "SELECT x FROM t");
            auto rows = select.query();
            if (rows && rows->next())
                value = rows->number(0);
            read.count_down();
        }));
        read.wait();
        QCOMPARE(value, 5);
    }
};

QTEST_GUILESS_MAIN(TestWriter)
#include "tst_writer.moc"
