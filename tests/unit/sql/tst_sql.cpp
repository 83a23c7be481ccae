// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/database.h"
#include "core/sql/migrator.h"
#include "core/sql/statement.h"
#include "core/sql/transaction.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using namespace pc::sql;

namespace {

std::vector<Migration> firstTwo()
{
    return {
        { 1, QStringLiteral("0001_a"), QStringLiteral("CREATE TABLE a(id INTEGER PRIMARY KEY, t TEXT, b BLOB);\n") },
        { 2, QStringLiteral("0002_b"),
            QStringLiteral("-- a ';' in a comment\nCREATE TABLE b(id INTEGER);\n"
                           "CREATE TRIGGER keep AFTER INSERT ON b BEGIN\n  INSERT INTO a(t) VALUES('x;y');\nEND;\n") },
    };
}

} // namespace

class TestSql : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString file(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

private Q_SLOTS:
    void aNewFileIsForItsOwnerOnlyAndLogsAhead()
    {
        auto db = Database::open(file("new.db"), OpenMode::ReadWrite);
        QVERIFY2(db.ok(), "open");
        const auto others
            = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(file("new.db")).permissions() & others));
        Statement mode(**db, "PRAGMA journal_mode");
        auto rows = mode.query();
        QVERIFY(rows.ok() && rows->next());
        QCOMPARE(rows->text(0), QStringLiteral("wal"));
    }

    void theWriterSyncsFully()
    {
        auto db = Database::open(file("sync.db"), OpenMode::ReadWrite);
        QVERIFY(db.ok());
        Statement sync(**db, "PRAGMA synchronous");
        auto rows = sync.query();
        QVERIFY(rows.ok() && rows->next());
        QCOMPARE(rows->number(0), 2);
    }

    void aSecondWriterIsRefusedAndTheFirstGoesOn()
    {
        auto first = Database::open(file("two.db"), OpenMode::ReadWrite);
        QVERIFY(first.ok());
        auto second = Database::open(file("two.db"), OpenMode::ReadWrite);
        QVERIFY(!second.ok());
        QCOMPARE(second.code(), Errc::Locked);
        QVERIFY((*first)->execute("CREATE TABLE t(x)").ok());
        first->reset();
        QVERIFY(Database::open(file("two.db"), OpenMode::ReadWrite).ok());
    }

    void aReaderCannotWrite()
    {
        auto writer = Database::open(file("reader.db"), OpenMode::ReadWrite);
        QVERIFY(writer.ok());
        QVERIFY((*writer)->execute("CREATE TABLE t(x)").ok());
        auto reader = Database::open(file("reader.db"), OpenMode::ReadOnly);
        QVERIFY(reader.ok());
        QVERIFY(!(*reader)->execute("INSERT INTO t VALUES(1)").ok());
        QVERIFY(!Database::open(file("absent.db"), OpenMode::ReadOnly).ok());
    }

    void whatIsNoDatabaseIsCorruptAndLeftAsItWas()
    {
        const QByteArray junk = QByteArray("this is a letter, not a database. ").repeated(200);
        QFile f(file("junk.db"));
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write(junk);
        f.close();
        auto db = Database::open(file("junk.db"), OpenMode::ReadWrite);
        QVERIFY(!db.ok());
        QCOMPARE(db.code(), Errc::Corrupt);
        QVERIFY(f.open(QIODevice::ReadOnly));
        QCOMPARE(f.readAll(), junk);
    }

    void aFileThatLostItsContentIsNotBegunAnew()
    {
        QFile f(file("emptied.db"));
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.close();
        QCOMPARE(Database::open(f.fileName(), OpenMode::ReadWrite).code(), Errc::Corrupt);
        QCOMPARE(f.size(), 0);
    }

    void aLogWhoseFileIsGoneIsKept()
    {
        QFile log(file("gone.db-wal"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("the newest messages");
        log.close();
        QCOMPARE(Database::open(file("gone.db"), OpenMode::ReadWrite).code(), Errc::Corrupt);
        QVERIFY(!QFile::exists(file("gone.db")));
        QCOMPARE(log.size(), 19);
    }

    void aDamagedPageIsFound()
    {
        {
            auto db = Database::open(file("damaged.db"), OpenMode::ReadWrite);
            QVERIFY((*db)->execute("CREATE TABLE t(x)").ok());
            Statement insert(**db, "INSERT INTO t VALUES(?)");
            for (int i = 0; i < 200; ++i)
                QVERIFY(insert.run(QByteArray(500, 'a')).ok());
            QVERIFY((*db)->checkIntegrity().ok());
        }
        QFile f(file("damaged.db"));
        QVERIFY(f.open(QIODevice::ReadWrite));
        f.seek(4096 * 3);
        f.write(QByteArray(4096, char(0x5a)));
        f.close();
        auto db = Database::open(file("damaged.db"), OpenMode::ReadWrite);
        QVERIFY(db.ok());
        auto checked = (*db)->checkIntegrity();
        QVERIFY(!checked.ok());
        QCOMPARE(checked.code(), Errc::Corrupt);
    }

    void boundValuesComeBackAsTheyWere()
    {
        auto db = Database::open(file("values.db"), OpenMode::ReadWrite);
        QVERIFY((*db)->execute("CREATE TABLE v(i INTEGER, t TEXT NOT NULL, b BLOB NOT NULL, u BLOB, n TEXT)").ok());
        Statement insert(**db, "INSERT INTO v VALUES(?, ?, ?, ?, ?)");
        const QString text = QStringLiteral("'; DROP TABLE v; -- \u0627\u0644\u0633\u0644\u0627\u0645 \U0001F44D");
        const QByteArray bytes("\0\xff'\"", 4);
        Uuid id;
        id.bytes = { 1, 2, 3, 0, 255 };
        QVERIFY(insert.run(qint64(1) << 62, text, bytes, UserId { id }, std::optional<UtcTime>()).ok());
        QVERIFY(insert.run(-1, QString(), QByteArray(), UserId {}, utcFromMilliseconds(5)).ok());
        Statement select(**db, "SELECT i, t, b, u, n FROM v ORDER BY rowid");
        auto rows = select.query();
        QVERIFY(rows.ok() && rows->next());
        QCOMPARE(rows->integer(0), qint64(1) << 62);
        QCOMPARE(rows->text(1), text);
        QCOMPARE(rows->bytes(2), bytes);
        QCOMPARE(rows->id<UserId>(3), UserId { id });
        QVERIFY(rows->isNull(4));
        QVERIFY(rows->next());
        QCOMPARE(rows->text(1), QString());
        QCOMPARE(rows->optionalTime(4), std::optional(utcFromMilliseconds(5)));
        QVERIFY(!rows->next());
        QVERIFY(rows->finish().ok());
    }

    void aTransactionThatGoesWithoutCommitLeavesNothing()
    {
        auto db = Database::open(file("undo.db"), OpenMode::ReadWrite);
        QVERIFY((*db)->execute("CREATE TABLE t(x)").ok());
        {
            auto transaction = Transaction::begin(**db);
            QVERIFY(transaction.ok());
            QVERIFY((*db)->execute("INSERT INTO t VALUES(1)").ok());
            auto part = Savepoint::begin(**db);
            QVERIFY((*db)->execute("INSERT INTO t VALUES(2)").ok());
        }
        Statement count(**db, "SELECT count(*) FROM t");
        auto rows = count.query();
        QVERIFY(rows->next());
        QCOMPARE(rows->number(0), 0);
    }

    void migrationsRunOnceAndInOrder()
    {
        auto db = Database::open(file("migrate.db"), OpenMode::ReadWrite);
        QCOMPARE(migrate(**db, { firstTwo().front() }).valueOr(0), 1);
        QCOMPARE(migrate(**db, firstTwo()).valueOr(0), 2);
        QCOMPARE(migrate(**db, firstTwo()).valueOr(0), 2);
        QVERIFY((*db)->execute("INSERT INTO b VALUES(1)").ok());
        Statement text(**db, "SELECT t FROM a");
        auto rows = text.query();
        QVERIFY(rows->next());
        QCOMPARE(rows->text(0), QStringLiteral("x;y"));
    }

    void aNewerSchemaIsRefusedAndKept()
    {
        auto db = Database::open(file("newer.db"), OpenMode::ReadWrite);
        QVERIFY(migrate(**db, firstTwo()).ok());
        auto older = migrate(**db, { firstTwo().front() });
        QVERIFY(!older.ok());
        QCOMPARE(older.code(), Errc::NewerVersion);
        QCOMPARE(migrate(**db, firstTwo()).valueOr(0), 2);
    }

    void aFailingMigrationLeavesTheVersionBeforeIt()
    {
        auto db = Database::open(file("failing.db"), OpenMode::ReadWrite);
        auto migrations = firstTwo();
        migrations[1].script = QStringLiteral("CREATE TABLE half(x);\nCREATE TABLE a(again);\n");
        QVERIFY(!migrate(**db, migrations).ok());
        Statement half(**db, "SELECT count(*) FROM sqlite_schema WHERE name = ?");
        auto rows = half.query(QStringLiteral("half"));
        QVERIFY(rows->next());
        QCOMPARE(rows->number(0), 0);
        QCOMPARE(migrate(**db, { firstTwo().front() }).valueOr(0), 1);
    }

    void aFullDiskIsNamedAndNothingHalfIsKept()
    {
        auto db = Database::open(file("full.db"), OpenMode::ReadWrite);
        QVERIFY((*db)->execute("CREATE TABLE t(x)").ok());
        QVERIFY((*db)->execute("PRAGMA max_page_count=8").ok());
        auto transaction = Transaction::begin(**db);
        Statement insert(**db, "INSERT INTO t VALUES(?)");
        Result<int> last = 0;
        for (int i = 0; i < 100 && last.ok(); ++i)
            last = insert.run(QByteArray(1000, 'x'));
        QVERIFY(!last.ok());
        QCOMPARE(last.code(), Errc::DiskFull);
        transaction->rollback();
        Statement count(**db, "SELECT count(*) FROM t");
        auto rows = count.query();
        QVERIFY(rows->next());
        QCOMPARE(rows->number(0), 0);
    }
};

QTEST_GUILESS_MAIN(TestSql)
#include "tst_sql.moc"
