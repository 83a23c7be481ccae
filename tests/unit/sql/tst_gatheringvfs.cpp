// SPDX-License-Identifier: GPL-3.0-or-later
// A commit of many pages costs few writes, loses none of them, and says so when they fail.

#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "core/sql/transaction.h"
#include "core/sql/vfs.h"

#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using namespace Qt::StringLiterals;

namespace {

struct Disk
{
    int logWrites = 0;
    int pageWrites = 0;
    int failing = 0; ///< So many of the next writes to the log fail.
};

class WatchedFile final : public sql::BaseFile
{
public:
    WatchedFile(sql::FileBelow below, int *writes, int *failing)
        : BaseFile(std::move(below))
        , m_writes(writes)
        , m_failing(failing)
    {
    }

    int write(std::span<const quint8> bytes, qint64 offset) override
    {
        ++*m_writes;
        if (m_failing && *m_failing > 0) {
            --*m_failing;
            return SQLITE_FULL;
        }
        return BaseFile::write(bytes, offset);
    }

private:
    int *m_writes;
    int *m_failing;
};

class WatchedVfs final : public sql::Vfs
{
public:
    explicit WatchedVfs(Disk &disk)
        : Vfs("watched", sql::defaultVfs())
        , m_disk(disk)
    {
        if (enlist(Role::Default) != SQLITE_OK)
            qFatal("no VFS");
    }

private:
    int open(const char *name, int flags, int *givenFlags, std::unique_ptr<sql::VfsFile> &file) override
    {
        sql::FileBelow opened;
        if (const int code = sql::openBelow(below(), name, flags, givenFlags, opened))
            return code;
        if (flags & SQLITE_OPEN_WAL)
            file = std::make_unique<WatchedFile>(std::move(opened), &m_disk.logWrites, &m_disk.failing);
        else
            file = std::make_unique<WatchedFile>(std::move(opened), &m_disk.pageWrites, nullptr);
        return SQLITE_OK;
    }

    Disk &m_disk;
};

} // namespace

class TestGatheringVfs : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    Disk m_disk;
    std::unique_ptr<WatchedVfs> m_vfs;
    std::unique_ptr<sql::Database> m_database;

    QString path() const { return m_folder->filePath(u"a.db"_s); }

    Result<void> add(int rows)
    {
        auto transaction = sql::Transaction::begin(*m_database);
        if (!transaction)
            return transaction.error();
        sql::Statement insert(*m_database, "INSERT INTO t VALUES(?, zeroblob(3000))");
        for (int i = 0; i < rows; ++i) {
            if (auto run = insert.run(++m_last); !run)
                return run.error();
        }
        return transaction->commit();
    }

    qint64 countFrom(sql::OpenMode mode)
    {
        const auto database = mode == sql::OpenMode::ReadWrite ? nullptr : *sql::Database::open(path(), mode);
        sql::Statement select(database ? *database : *m_database, "SELECT count(*) FROM t WHERE length(b) = 3000");
        auto rows = select.query();
        return rows && rows->next() ? rows->integer(0) : -1;
    }

    int m_last = 0;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_disk = {};
        m_last = 0;
        m_vfs = std::make_unique<WatchedVfs>(m_disk);
        auto opened = sql::Database::open(path(), sql::OpenMode::ReadWrite);
        QVERIFY(opened.ok());
        m_database = std::move(*opened);
        QVERIFY(m_database->execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b BLOB)").ok());
        m_disk = {};
    }

    void cleanup()
    {
        m_database.reset();
        m_vfs.reset();
    }

    void aCommitOfManyPagesIsFewWrites()
    {
        QVERIFY(add(500).ok()); // some 500 frames in twice as many pieces, more than is gathered at a time
        QVERIFY2(m_disk.logWrites <= 24, qPrintable(QString::number(m_disk.logWrites)));
        QCOMPARE(countFrom(sql::OpenMode::ReadWrite), 500);
        QCOMPARE(countFrom(sql::OpenMode::Beside), 500);
    }

    void aMoveOfTheLogIsFewWrites()
    {
        QVERIFY(add(500).ok());
        QVERIFY(m_database->checkpoint().ok());
        QVERIFY2(m_disk.pageWrites <= 24, qPrintable(QString::number(m_disk.pageWrites)));
        QCOMPARE(countFrom(sql::OpenMode::Beside), 500);
        QVERIFY(m_database->checkIntegrity().ok());
    }

    void whatATransactionSpillsItReadsBack()
    {
        QVERIFY(m_database->execute("PRAGMA cache_size=4").ok());
        auto transaction = sql::Transaction::begin(*m_database);
        QVERIFY(transaction.ok());
        sql::Statement insert(*m_database, "INSERT INTO t VALUES(?, zeroblob(3000))");
        for (int i = 1; i <= 200; ++i)
            QVERIFY(insert.run(i).ok());
        QCOMPARE(countFrom(sql::OpenMode::ReadWrite), 200);
        QCOMPARE(countFrom(sql::OpenMode::Beside), 0);
        QVERIFY(transaction->commit().ok());
        QCOMPARE(countFrom(sql::OpenMode::Beside), 200);
    }

    void aWriteThatFailsFailsTheCommitAndIsNotMadeUpForLater()
    {
        QVERIFY(add(20).ok());
        m_disk.failing = 1;
        const auto refused = add(20);
        QCOMPARE(refused.code(), Errc::DiskFull);
        QCOMPARE(m_disk.failing, 0);
        QCOMPARE(countFrom(sql::OpenMode::Beside), 20);
        m_last = 20;
        QVERIFY(add(7).ok());
        m_database.reset();
        QCOMPARE(countFrom(sql::OpenMode::ReadOnly), 27);
    }
};

QTEST_GUILESS_MAIN(TestGatheringVfs)
#include "tst_gatheringvfs.moc"
