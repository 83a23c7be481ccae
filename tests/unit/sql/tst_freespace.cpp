// SPDX-License-Identifier: GPL-3.0-or-later
// What deleted rows leave goes back to the disk, in plain files and in sealed ones.

#include "core/base/clock.h"
#include "core/sql/database.h"
#include "core/sql/freespace.h"
#include "core/sql/statement.h"
#include "core/sql/transaction.h"
#include "core/sql/writer.h"
#include "tests/unit/sql/sealedshelf.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <latch>

using namespace pc;
using namespace pc::sql;
using namespace pc::test;

class TestFreeSpace : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    SealedShelf m_shelf;
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(QStringLiteral("test.db")); }
    qint64 fileBytes() const { return QFileInfo(path()).size(); }
    qint64 logBytes() const { return QFileInfo(path() + QStringLiteral("-wal")).size(); }

    std::unique_ptr<Database> opened(bool isSealed, OpenMode mode = OpenMode::ReadWrite)
    {
        auto database = Database::open(path(), mode, isSealed ? std::optional(m_shelf.sealing()) : std::nullopt);
        return database ? std::move(*database) : nullptr;
    }

    static void fill(Database &database, int rows)
    {
        QVERIFY(database.execute("CREATE TABLE IF NOT EXISTS t(a INTEGER PRIMARY KEY, b BLOB)").ok());
        Statement insert(database,
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO t(b) SELECT zeroblob(1000) FROM n");
        QVERIFY(insert.run(rows));
    }

    static void plainAndSealed()
    {
        QTest::addColumn<bool>("isSealed");
        QTest::newRow("plain") << false;
        QTest::newRow("sealed") << true;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aNewFileGivesPagesBackSomeAtATime()
    {
        const auto database = opened(false);
        fill(*database, 8'000);
        QVERIFY(!fileSpace(*database)->isWasteful());
        QVERIFY(database->execute("DELETE FROM t WHERE a > 100").ok());
        FileSpace space = *fileSpace(*database);
        QVERIFY(space.isWasteful());
        {
            auto transaction = Transaction::begin(*database); // within one, as other work is
            QVERIFY(giveBack(*database).ok());
            QVERIFY(transaction->commit().ok());
        }
        const FileSpace after = *fileSpace(*database);
        QCOMPARE(space.pages - after.pages, 256);
        while (fileSpace(*database)->isWasteful())
            QVERIFY(giveBack(*database).ok());
        QVERIFY(*emptyLog(*database));
        QVERIFY(fileBytes() < qint64(2 * FileSpace::kSlackPages) * 4096);
        QVERIFY(database->checkIntegrity().ok());
    }

    void emptyingTheLogWaitsForNobody_data() { plainAndSealed(); }
    void emptyingTheLogWaitsForNobody()
    {
        QFETCH(bool, isSealed);
        const auto database = opened(isSealed);
        fill(*database, 100);
        {
            const auto reader = opened(isSealed, OpenMode::ReadOnly);
            QVERIFY(reader->execute("BEGIN").ok());
            QVERIFY(reader->execute("SELECT count(*) FROM t").ok());
            fill(*database, 100);
            QCOMPARE(*emptyLog(*database), false); // at once, though Qt's driver waits for seconds
            QVERIFY(logBytes() > 0);
            QVERIFY(reader->execute("COMMIT").ok());
        }
        QCOMPARE(*emptyLog(*database), true);
        QCOMPARE(logBytes(), 0);
    }

    void aFileOfBeforeIsOneThatShrinksOnceItIsRebuilt()
    {
        {
            const auto database = opened(false);
            QVERIFY(database->execute("PRAGMA auto_vacuum=NONE").ok());
            QVERIFY(database->execute("VACUUM").ok());
            fill(*database, 8'000);
            QVERIFY(database->execute("DELETE FROM t WHERE a > 100").ok());
            const FileSpace before = *fileSpace(*database);
            QVERIFY(giveBack(*database).ok());
            QCOMPARE(fileSpace(*database)->free, before.free);
            QVERIFY(rebuild(*database, Shrinking::LittleByLittle).ok());
            QCOMPARE(fileSpace(*database)->free, 0);
        }
        const auto database = opened(false);
        fill(*database, 8'000);
        QVERIFY(database->execute("DELETE FROM t WHERE a > 100").ok());
        const FileSpace before = *fileSpace(*database);
        QVERIFY(giveBack(*database).ok());
        QVERIFY(fileSpace(*database)->free < before.free);
    }

    void aSealedFileBecomesSmallerWhenItIsRebuilt()
    {
        const auto database = opened(true);
        fill(*database, 8'000);
        QVERIFY(database->execute("DELETE FROM t WHERE a > 100").ok());
        const FileSpace before = *fileSpace(*database);
        QVERIFY(giveBack(*database).ok());
        QCOMPARE(fileSpace(*database)->free, before.free);
        QVERIFY(rebuild(*database, Shrinking::WhenRebuilt).ok());
        QCOMPARE(fileSpace(*database)->free, 0);
        QVERIFY(*emptyLog(*database));
        QVERIFY(fileBytes() < 100 * 4096);
        QVERIFY(database->checkIntegrity().ok());
    }

    void whatNoTransactionHoldsRunsBetweenTwo()
    {
        auto writer = Writer::start([this] { return Database::open(path(), OpenMode::ReadWrite); }, {}, m_clock);
        QVERIFY(writer.ok());
        std::latch done { 2 };
        Result<void> wrote;
        Result<void> rebuilt;
        QVERIFY(
            (*writer)->post([](Database &database) -> Result<void> { return database.execute("CREATE TABLE t(a)"); },
                [&](const Result<void> &result) {
                    wrote = result;
                    done.count_down();
                }));
        QVERIFY((*writer)->postApart([](Database &database) { return rebuild(database, Shrinking::LittleByLittle); },
            [&](const Result<void> &result) {
                rebuilt = result;
                done.count_down();
            }));
        done.wait();
        QVERIFY(wrote.ok());
        QVERIFY2(rebuilt.ok(), rebuilt ? "" : qPrintable(rebuilt.error().detail));
    }

    void whatWasAskedForBeforeTheEndIsAnswered()
    {
        bool answered = false;
        {
            auto writer = Writer::start([this] { return Database::open(path(), OpenMode::ReadWrite); }, {}, m_clock);
            QVERIFY(writer.ok());
            QVERIFY((*writer)->postApart(
                [](Database &database) -> Result<void> { return database.execute("CREATE TABLE t(a)"); },
                [&](const Result<void> &) { answered = true; }));
        }
        QVERIFY(answered);
    }
};

QTEST_GUILESS_MAIN(TestFreeSpace)
#include "tst_freespace.moc"
