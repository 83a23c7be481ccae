// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that refuses below the relay's whole store (log, receipts, accounts, keys, housekeeping, migrations, restores), at
// every single operation: EIO, ENOSPC, half a write, a failed sync, a failed read; once, and from then on. Each time:
//
//   - what was answered is there after a new start, and the database is sound;
//   - from the first failure on nothing is answered, and the store says that it cannot be written, until the file was opened
//     anew; what shares a transaction fails together;
//   - reading goes on.
//
// PC_FAULT_SEEDS=<n> makes it more loads than a normal run affords.

#include "core/base/random.h"
#include "core/relay/accounts/schema.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/schema.h"
#include "core/sql/migrator.h"
#include "core/sql/statement.h"
#include "tests/support/crashvfs/crashrun.h"
#include "tests/support/crashvfs/crashvfs.h"
#include "tests/unit/relay/relayload.h"

#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace pc;
using namespace pc::relay;
using namespace pc::test;

namespace {

constexpr int kBursts = 7;
constexpr int kSeeds = 12; // some 5,000 injections
constexpr Milliseconds kNever { 3'600'000 };

struct Case
{
    DiskFault fault;
    quint64 seed = 0;
    bool recovers = false; ///< The disk takes writes again, and the store is to find out by itself.
};

StoreOptions optionsFor(const QString &path, Milliseconds retryAfter)
{
    StoreOptions options;
    options.path = path;
    options.retryAfter = retryAfter;
    return options;
}

/// So that the log is moved into the file within a load.
bool checkpointOften(Store &store)
{
    std::promise<bool> done;
    return store.writer().post([](sql::Database &database) { return database.execute("PRAGMA wal_autocheckpoint=12"); },
               [&done](const Result<void> &set) { done.set_value(set.ok()); })
        && done.get_future().get();
}

QString lay(const QString &from, const QTemporaryDir &folder)
{
    const QString path = folder.filePath(QStringLiteral("relay.db"));
    for (const auto *suffix : { "", "-wal", "-shm" })
        QFile::remove(path + QLatin1StringView(suffix));
    return from.isEmpty() || QFile::copy(from, path) ? path : QString();
}

} // namespace

class TestRelayFaults : public QObject
{
    Q_OBJECT

private:
    FakeClock m_clock;
    SeededRandom m_random { 5 };
    std::unique_ptr<RelayTemplate> m_made;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_injections = 0;

    Result<std::unique_ptr<Store>> open(const QString &path, Milliseconds retryAfter = kNever)
    {
        return Store::open(optionsFor(path, retryAfter), m_clock, m_random);
    }

    /// What is wrong at the first failure: `answers` are those of the burst that met it.
    static QString judgeFailure(const Case &c, Store &store, RelayLoad &load, const RelayLoad::Answers &answers)
    {
        if (!c.recovers && answers.kept > 0)
            return QStringLiteral("one of a transaction was answered, another failed");
        if (!c.recovers && store.writer().isHealthy())
            return QStringLiteral("it does not say that it cannot be written");
        if (store.counters().failures.value() == 0)
            return QStringLiteral("the failure was not counted");
        return c.fault.kind == DiskFault::Kind::ReadFails ? QString() : load.readBack(store);
    }

    QString live(const Case &c, Store &store, RelayLoad &load, DiskLog &disk) const
    {
        bool hasFailed = false;
        for (int i = 0; i < kBursts; ++i) {
            const auto answers = load.burst(store);
            if (hasFailed && answers.kept + answers.refused > 0 && !c.recovers)
                return QStringLiteral("it went on answering after a failure");
            if (answers.failed == 0 || std::exchange(hasFailed, true))
                continue;
            if (const QString wrong = judgeFailure(c, store, load, answers); !wrong.isEmpty())
                return wrong;
        }
        disk.setFault({});
        if (!c.recovers)
            return hasFailed ? load.readBack(store) : QString();
        // The move of the log behind the last answers may have met the fault: then this burst hears of it.
        if (!hasFailed)
            (void)load.burst(store);
        if (load.burst(store).failed > 0 || !store.writer().isHealthy())
            return QStringLiteral("it does not find out that the disk takes writes again");
        return load.readBack(store);
    }

    /// One injection from the first start to the last look; whether it struck.
    bool inject(const Case &c)
    {
        const QString path = lay(m_made->path(), *m_folder);
        DiskLog disk;
        RelayLoad load(*m_made, c.seed);
        {
            const CrashVfs vfs(disk);
            auto store = open(path, c.recovers ? Milliseconds { 0 } : kNever);
            if (!store || !checkpointOften(**store))
                qFatal("the store does not open");
            disk.setFault(c.fault);
            QString wrong = live(c, **store, load, disk);
            (*store)->close();
            if (wrong.isEmpty())
                wrong = afterwards(path, load);
            if (!wrong.isEmpty())
                fail(c, wrong);
        }
        return disk.struck() > 0;
    }

    /// A new start, a little more, and a look at everything.
    QString afterwards(const QString &path, RelayLoad &load)
    {
        auto store = open(path);
        if (!store)
            return QStringLiteral("it does not start again: ") + store.error().detail;
        const auto answers = load.burst(**store);
        if (answers.failed > 0 || !(*store)->writer().isHealthy())
            return QStringLiteral("it takes nothing after a new start");
        return load.judge(path);
    }

    static void fail(const Case &c, const QString &wrong)
    {
        QTest::qFail(qPrintable(QStringLiteral("seed %1, fault %2 after %3%4%5: %6")
                                    .arg(c.seed)
                                    .arg(int(c.fault.kind))
                                    .arg(c.fault.after)
                                    .arg(c.fault.lasts ? QStringLiteral(", lasting") : QString())
                                    .arg(c.recovers ? QStringLiteral(", recovering") : QString())
                                    .arg(wrong)),
            __FILE__, __LINE__);
    }

    static void allFaults()
    {
        QTest::addColumn<int>("kind");
        for (const auto &[name, kind] : { std::pair { "EIO", DiskFault::Kind::WriteFails },
                 { "full", DiskFault::Kind::DiskFull }, { "half a write", DiskFault::Kind::ShortWrite },
                 { "sync", DiskFault::Kind::SyncFails }, { "reading", DiskFault::Kind::ReadFails } })
            QTest::newRow(name) << int(kind);
    }

    static std::vector<sql::Migration> migrations()
    {
        return *sql::loadMigrations({ accounts::schemaFolder(), log::schemaFolder(), keys::schemaFolder() });
    }

    static QString schemaOf(const QString &path)
    {
        const auto database = sql::Database::open(path, sql::OpenMode::ReadOnly);
        if (!database)
            return {};
        sql::Statement statement(
            **database, "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)");
        auto rows = statement.query();
        return rows && rows->next() ? rows->text(0) : QString();
    }

    static bool hasSchool(const QString &path)
    {
        const auto database = sql::Database::open(path, sql::OpenMode::ReadOnly);
        if (!database)
            return false;
        sql::Statement statement(**database, "SELECT count(*) FROM schools");
        auto rows = statement.query();
        return rows && rows->next() && rows->integer(0) == 1;
    }

    /// A database as an earlier program left it, with a school when there is a table for it.
    static QString earlier(int version, const QString &path)
    {
        if (version == 0)
            return {};
        auto known = migrations();
        known.resize(size_t(version));
        const auto database = sql::Database::open(path, sql::OpenMode::ReadWrite);
        if (!database || !sql::migrate(**database, known)
            || !(*database)->execute("INSERT INTO schools(id, name, created) VALUES(randomblob(16), 'School', 0)"))
            qFatal("no earlier database");
        return path;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("parentconnect.*=false"));
        if (QFileInfo(QStringLiteral("/dev/shm")).isWritable())
            qputenv("TMPDIR", "/dev/shm"); // what is tested is order, not speed
        m_made = std::make_unique<RelayTemplate>();
        m_folder = std::make_unique<QTemporaryDir>(crashFolder());
    }

    void nothingThatWasAnsweredIsLost_data() { allFaults(); }

    void nothingThatWasAnsweredIsLost()
    {
        QFETCH(int, kind);
        bool isNumber = false;
        const int more = qEnvironmentVariableIntValue("PC_FAULT_SEEDS", &isNumber);
        for (int seed = 1; seed <= (isNumber ? more : kSeeds); ++seed) {
            int last = 0;
            for (int after = 0; last == after; ++after) {
                for (const bool lasts : { false, true }) {
                    const bool recovers = (after + seed + int(lasts)) % 3 == 0;
                    const bool struck = inject({ { DiskFault::Kind(kind), after, lasts }, quint64(seed), recovers });
                    if (QTest::currentTestFailed())
                        return;
                    m_injections += int(struck);
                    last = struck ? after + 1 : last;
                }
            }
        }
    }

    void migrationsEndOrCanBeBegunAgain_data() { allFaults(); }

    void migrationsEndOrCanBeBegunAgain()
    {
        QFETCH(int, kind);
        const QTemporaryDir shelf(crashFolder());
        const QString goal = schemaOf(m_made->path());
        QVERIFY(!goal.isEmpty());
        const QTemporaryDir folder(crashFolder());
        for (int version = 0; version <= int(migrations().size()); ++version) {
            const QString from = earlier(version, shelf.filePath(QStringLiteral("%1.db").arg(version)));
            bool struck = true;
            for (int after = 0; struck; ++after) {
                struck = false;
                for (const bool lasts : { false, true }) {
                    const QString path = lay(from, folder);
                    DiskLog disk;
                    const CrashVfs vfs(disk);
                    disk.setFault(DiskFault { DiskFault::Kind(kind), after, lasts });
                    (void)open(path);
                    disk.setFault({});
                    const bool isOpen = open(path).ok();
                    QVERIFY2(isOpen && schemaOf(path) == goal && (version == 0 || hasSchool(path)),
                        qPrintable(QStringLiteral("version %1, after %2, %3").arg(version).arg(after).arg(lasts)));
                    struck = struck || disk.struck() > 0;
                    m_injections += int(disk.struck() > 0);
                }
            }
        }
    }

    /// Until the restore is told it can be told again, and what was in the log stays.
    void tellingOfARestoreEndsOrCanBeRepeated_data() { allFaults(); }

    void tellingOfARestoreEndsOrCanBeRepeated()
    {
        QFETCH(int, kind);
        bool struck = true;
        for (int after = 0; struck; ++after) {
            const QString path = lay(m_made->path(), *m_folder);
            RelayLoad load(*m_made, 1);
            DiskLog disk;
            const CrashVfs vfs(disk);
            auto store = open(path);
            load.burst(**store);
            load.burst(**store);
            const Uuid before = (*store)->logEpoch();
            store->reset();
            disk.setFault(DiskFault { DiskFault::Kind(kind), after, false });
            const bool isTold = Store::markRestored(path, m_clock, m_random).ok();
            struck = disk.struck() > 0;
            disk.setFault({});
            m_injections += int(struck);
            store = open(path);
            QVERIFY(store && (!isTold || (*store)->logEpoch() != before));
            store->reset();
            QVERIFY(Store::markRestored(path, m_clock, m_random));
            store = open(path);
            QVERIFY(store && (*store)->logEpoch() != before);
            QCOMPARE(load.judge(path), QString());
        }
    }

    /// What the claims above are worth.
    void aPromiseThatWasNotKeptIsFound()
    {
        for (int promise = 0; promise < RelayLoad::kPromises; ++promise) {
            const QString path = lay(m_made->path(), *m_folder);
            RelayLoad load(*m_made, 3);
            auto store = open(path);
            QVERIFY(store);
            for (int i = 0; i < kBursts; ++i)
                load.burst(**store);
            QCOMPARE(load.judge(path), QString());
            load.imagine(promise);
            QVERIFY(!load.judge(path).isEmpty());
        }
    }

    void thereWereEnough()
    {
        qInfo("%d injections", m_injections);
        QVERIFY(m_injections >= 5'000);
    }
};

QTEST_GUILESS_MAIN(TestRelayFaults)
#include "tst_relayfaults.moc"
