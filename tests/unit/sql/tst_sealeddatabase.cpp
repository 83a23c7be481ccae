// SPDX-License-Identifier: GPL-3.0-or-later
// Whole databases on sealed files: SQLite with all that it can do, what lies on the disk then, and what is refused.

#include "core/sql/emptydatabase.h"
#include "core/sql/engine.h"
#include "core/sql/fileform.h"
#include "core/sql/sealedlog.h"
#include "core/sql/statement.h"
#include "core/sql/transaction.h"
#include "tests/unit/sql/rawfile.h"
#include "tests/unit/sql/sealedshelf.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace pc;
using namespace pc::sql;
using pc::test::SealedShelf;

namespace {

constexpr int kCanaries = 50;

QString canary(int number)
{
    return QStringLiteral("canary-%1-wren").arg(number * 7919, 8, 10, QLatin1Char('0'));
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

bool runAll(Database &database, std::initializer_list<SqlText> statements)
{
    return std::ranges::all_of(statements, [&](const SqlText &statement) { return database.execute(statement).ok(); });
}

qint64 numberFrom(Database &database, SqlText query)
{
    Statement statement(database, query);
    auto rows = statement.query();
    return rows && rows->next() ? rows->integer(0) : -1;
}

/// Rows and an index of words with all the marked texts, then a few changes of them.
bool writeCanaries(Database &database)
{
    if (!runAll(database,
            { "CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT NOT NULL)", "CREATE INDEX by_text ON notes(text)",
                "CREATE VIRTUAL TABLE words USING fts5(text)" }))
        return false;
    Statement note(database, "INSERT INTO notes(text) VALUES(?)");
    Statement word(database, "INSERT INTO words(text) VALUES(?)");
    for (int i = 0; i < kCanaries; ++i) {
        if (!note.run(canary(i)) || !word.run(canary(i)))
            return false;
    }
    return true;
}

/// How many of the marked texts lie in a file, as UTF-8 or UTF-16, or as the parts that FTS5 makes of them.
int canariesIn(const QByteArray &bytes)
{
    int found = 0;
    for (int i = 0; i < kCanaries; ++i) {
        const QString text = canary(i);
        const QString part = text.section(u'-', 1, 1);
        const auto *units = reinterpret_cast<const char *>(text.utf16());
        const bool isThere = bytes.contains(text.toUtf8()) || bytes.contains(part.toUtf8())
            || bytes.contains(QByteArray(units, text.size() * 2));
        found += isThere ? 1 : 0;
    }
    return found;
}

} // namespace

class TestSealedDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    // ---- SQLite is what it was

    void whatWasWrittenIsReadAgain()
    {
        {
            const auto db = m_shelf.open(path());
            QVERIFY2(db.ok(), db ? "" : qPrintable(db.error().detail));
            QVERIFY(writeCanaries(**db));
            QCOMPARE(numberFrom(**db, "SELECT count(*) FROM notes"), kCanaries);
        }
        const auto db = m_shelf.open(path());
        QVERIFY(db.ok());
        QCOMPARE(numberFrom(**db, "SELECT count(*) FROM notes"), kCanaries);
        QCOMPARE(numberFrom(**db, "SELECT count(*) FROM words WHERE words MATCH 'wren'"), kCanaries);
        QVERIFY((*db)->checkIntegrity().ok());
        QCOMPARE(numberFrom(**db, "PRAGMA page_size"), kPageBytes);
        QCOMPARE(numberFrom(**db, "PRAGMA secure_delete"), 1);
        QCOMPARE(numberFrom(**db, "PRAGMA synchronous"), 2);
    }

    void aReaderSeesWhatTheWriterCommits()
    {
        const auto writer = m_shelf.open(path());
        QVERIFY((*writer)->execute("CREATE TABLE t(x)").ok());
        auto reader = m_shelf.open(path(), OpenMode::ReadOnly);
        QVERIFY(reader.ok());
        for (int round = 1; round <= 5; ++round) {
            QVERIFY((*writer)->execute("INSERT INTO t VALUES(zeroblob(20000))").ok());
            QCOMPARE(numberFrom(**reader, "SELECT count(*) FROM t"), round);
            QVERIFY((*writer)->checkpoint().ok()); // so that the next one begins the log anew
        }
        QVERIFY(!(*reader)->execute("INSERT INTO t VALUES(1)").ok());
        reader->reset();
    }

    /// With a cache this small a transaction spills pages into the log and writes them there again, so that the heads of
    /// their frames are zeros for a while.
    void aTransactionThatRewritesItsFramesIsRecovered()
    {
        const QString copy = m_dir->filePath(QStringLiteral("copy.db"));
        {
            const auto db = m_shelf.open(path());
            QVERIFY(
                runAll(**db, { "PRAGMA cache_size=5", "CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER, b BLOB)" }));
            Statement insert(**db, "INSERT INTO t(n, b) VALUES(0, zeroblob(900))");
            auto transaction = Transaction::begin(**db);
            for (int i = 0; i < 200; ++i)
                QVERIFY(insert.run().ok());
            Statement update(**db, "UPDATE t SET n = n + 1 WHERE id % 7 = ?");
            for (int round = 0; round < 21; ++round)
                QVERIFY(update.run(round % 7).ok());
            QVERIFY(transaction->commit().ok());
            QVERIFY(bytesOf(path() + QStringLiteral("-wal")).size() > 50 * SealedLog::kFrameBytes);
            QVERIFY(QFile::copy(path(), copy)); // as a killed program leaves it
            QVERIFY(QFile::copy(path() + QStringLiteral("-wal"), copy + QStringLiteral("-wal")));
        }
        const auto db = m_shelf.open(copy);
        QVERIFY(db.ok());
        QCOMPARE(numberFrom(**db, "SELECT count(*) FROM t WHERE n = 3"), 200);
        QVERIFY((*db)->checkIntegrity().ok());
    }

    void vacuumKeepsTheSeal()
    {
        const auto db = m_shelf.open(path());
        QVERIFY(writeCanaries(**db));
        QVERIFY(runAll(
            **db, { "CREATE TABLE big(b)", "INSERT INTO big VALUES(zeroblob(3000000))", "DELETE FROM big", "VACUUM" }));
        QVERIFY((*db)->checkpoint().ok());
        QVERIFY(QFileInfo(path()).size() < 500'000);
        QCOMPARE(*formOfFile(path()), FileForm::Sealed);
        QCOMPARE(numberFrom(**db, "SELECT count(*) FROM words WHERE words MATCH 'wren'"), kCanaries);
        QVERIFY((*db)->checkIntegrity().ok());
        QCOMPARE(canariesIn(bytesOf(path())), 0);
    }

    void theWayOfWritingCannotBeChanged()
    {
        const auto db = m_shelf.open(path());
        QVERIFY((*db)->execute("CREATE TABLE t(x)").ok());
        QVERIFY(!(*db)->execute("PRAGMA journal_mode=DELETE").ok());
        QVERIFY((*db)->execute("INSERT INTO t VALUES(1)").ok());
        QCOMPARE(numberFrom(**db, "SELECT count(*) FROM t"), 1);
        QVERIFY(!QFileInfo::exists(path() + QStringLiteral("-journal")));
        QCOMPARE(numberFrom(**db, "PRAGMA mmap_size=1000000"), 0);
    }

    void whatIsTemporaryIsNeverAFile()
    {
        const auto db = m_shelf.open(path());
        QVERIFY(writeCanaries(**db));
        QVERIFY(runAll(**db,
            { "PRAGMA temp_store=FILE", "PRAGMA cache_size=5", "CREATE TEMP TABLE copy AS SELECT * FROM notes",
                "INSERT INTO copy SELECT NULL, a.text || b.text FROM notes a, notes b",
                "CREATE TEMP TABLE sorted AS SELECT text FROM copy ORDER BY text DESC" }));
        QCOMPARE(numberFrom(**db, "SELECT count(*) FROM sorted"), kCanaries * (kCanaries + 1));
        const QStringList files = QDir(m_dir->path()).entryList(QDir::Files, QDir::Name);
        QCOMPARE(files,
            QStringList({ QStringLiteral("store.db"), QStringLiteral("store.db-shm"), QStringLiteral("store.db-wal"),
                QStringLiteral("store.db.lock") }));
    }

    // ---- What lies on the disk

    void noMarkedTextIsInAnyFile_data()
    {
        QTest::addColumn<bool>("sealed");
        QTest::newRow("sealed") << true;
        QTest::newRow("plain, to see that the search finds") << false;
    }

    void noMarkedTextIsInAnyFile()
    {
        QFETCH(bool, sealed);
        const auto db = sealed ? m_shelf.open(path()) : Database::open(path(), OpenMode::ReadWrite);
        QVERIFY(db.ok());
        QVERIFY(writeCanaries(**db));
        QVERIFY(bytesOf(path() + QStringLiteral("-wal")).size() > 0);
        QCOMPARE(canariesIn(bytesOf(path() + QStringLiteral("-wal"))), sealed ? 0 : kCanaries);
        QCOMPARE(canariesIn(bytesOf(path() + QStringLiteral("-shm"))), 0);
        QVERIFY((*db)->checkpoint().ok());
        QCOMPARE(canariesIn(bytesOf(path())), sealed ? 0 : kCanaries);
        for (const QFileInfo &file : QDir(m_dir->path()).entryInfoList(QDir::Files | QDir::Hidden)) {
            const QByteArray bytes = bytesOf(file.filePath());
            QVERIFY2(!sealed || canariesIn(bytes) == 0, qPrintable(file.fileName()));
            QVERIFY2(!sealed || !bytes.contains("CREATE TABLE"), qPrintable(file.fileName()));
            QVERIFY2(!bytes.contains(QByteArray(32, 0x5e)), "the key"); // which repeats that byte
        }
    }

    void whatIsDeletedIsOverwritten()
    {
        const auto db = m_shelf.open(path());
        QVERIFY(writeCanaries(**db));
        QVERIFY((*db)->checkpoint().ok());
        QCOMPARE(canariesIn(openedPages()), kCanaries);
        QVERIFY(
            runAll(**db, { "DELETE FROM notes", "DELETE FROM words", "INSERT INTO words(words) VALUES('optimize')" }));
        QVERIFY((*db)->checkpoint().ok());
        QCOMPARE(canariesIn(openedPages()), 0);
    }

    // ---- What is refused, and left as it was

    void aPlainFileIsNotSealed()
    {
        QVERIFY(Database::open(path(), OpenMode::ReadWrite).ok());
        refuses(Errc::NotSealed, [&](OpenMode mode) { return m_shelf.open(path(), mode); });
    }

    void aSealedFileIsNotPlain()
    {
        QVERIFY(m_shelf.open(path()).ok());
        refuses(Errc::Sealed, [&](OpenMode mode) { return Database::open(path(), mode); });
    }

    void anotherKeyIsSaidToBeOne()
    {
        QVERIFY(writeCanaries(**m_shelf.open(path())));
        const SealedShelf other(0x77);
        refuses(Errc::KeyMismatch, [&](OpenMode mode) { return other.open(path(), mode); });
        QVERIFY(m_shelf.open(path()).ok());
    }

    void anotherKeyDoesNotTakeALogForAnEndedOne()
    {
        const QString copy = m_dir->filePath(QStringLiteral("copy.db"));
        {
            const auto db = m_shelf.open(path());
            QVERIFY(writeCanaries(**db));
            QVERIFY(QFile::copy(path(), copy));
            QVERIFY(QFile::copy(path() + QStringLiteral("-wal"), copy + QStringLiteral("-wal")));
        }
        QCOMPARE(SealedShelf(0x77).open(copy).code(), Errc::KeyMismatch);
        QCOMPARE(numberFrom(**m_shelf.open(copy), "SELECT count(*) FROM notes"), kCanaries);
    }

    void aDamagedFirstPageIsCorruptAndNotAnotherKey()
    {
        QVERIFY(writeCanaries(**m_shelf.open(path())));
        for (const qsizetype place : { 0, 2'000, kPlainBytes + 5, kPageBytes - 1 }) {
            QByteArray bytes = bytesOf(path());
            bytes[place] = char(bytes[place] ^ 1);
            writeBytes(path(), bytes);
            refuses(Errc::Corrupt, [&](OpenMode mode) { return m_shelf.open(path(), mode); });
            bytes[place] = char(bytes[place] ^ 1);
            writeBytes(path(), bytes);
        }
        QVERIFY(m_shelf.open(path()).ok());
    }

    void aDamagedPageIsFoundAndReadByNobody()
    {
        QVERIFY(writeCanaries(**m_shelf.open(path())));
        const QByteArray whole = bytesOf(path());
        QByteArray bytes = whole;
        bytes[3 * kPageBytes + 100] = char(bytes[3 * kPageBytes + 100] ^ 1);
        writeBytes(path(), bytes);
        const auto db = m_shelf.open(path());
        QVERIFY(db.ok());
        QCOMPARE((*db)->checkIntegrity().code(), Errc::Corrupt);
        QCOMPARE(bytesOf(path()), bytes);
    }

    void aFileThatLostItsContentIsNotBegunAnew()
    {
        writeBytes(path(), {});
        QCOMPARE(m_shelf.open(path()).code(), Errc::Corrupt);
        QCOMPARE(QFileInfo(path()).size(), 0);
        QVERIFY(QFile::remove(path()));
        writeBytes(path() + QStringLiteral("-wal"), "the newest messages");
        QCOMPARE(m_shelf.open(path()).code(), Errc::Corrupt);
        QVERIFY(!QFileInfo::exists(path()));
        QVERIFY(QFile::remove(path() + QStringLiteral("-wal")));
        writeBytes(path(), QByteArray("a letter, ").repeated(1'000));
        refuses(Errc::Corrupt, [&](OpenMode mode) { return m_shelf.open(path(), mode); });
    }

    void aFileOfANewerSealIsLeftAlone()
    {
        QVERIFY(m_shelf.open(path()).ok());
        QByteArray bytes = bytesOf(path());
        bytes[kPlainBytes + 3] = 2;
        writeBytes(path(), bytes);
        refuses(Errc::NewerVersion, [&](OpenMode mode) { return m_shelf.open(path(), mode); });
        refuses(Errc::NewerVersion, [&](OpenMode mode) { return Database::open(path(), mode); });
    }

    void aNewFileIsWholeOrNotThere()
    {
        writeBytes(path() + QStringLiteral("-new"), "left by a crash");
        QVERIFY(m_shelf.open(path()).ok());
        QVERIFY(!QFileInfo::exists(path() + QStringLiteral("-new")));
        const auto others
            = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(path()).permissions() & others));
        QCOMPARE(m_shelf.vfs().createFile(path(), m_shelf.sealing().key).code(), Errc::Conflict);
    }

    void pathsAreTakenLiterally()
    {
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("50%41? #a&vfs=x ü")));
        const QString odd = m_dir->filePath(QStringLiteral("50%41? #a&vfs=x ü/store%20.db"));
        QVERIFY(m_shelf.open(odd).ok());
        QCOMPARE(*formOfFile(odd), FileForm::Sealed);
    }

    // ---- The engine

    void anotherSQLiteIsRefusedInWords()
    {
        QVERIFY(checkEngine(m_shelf.vfs()).ok());
        const auto other = checkSource(u"2026-01-01 00:00:00 another one");
        QCOMPARE(other.code(), Errc::EngineMismatch);
        QVERIFY(!other.error().detail.isEmpty());
    }

    void aVfsThatTheDriverDoesNotSeeIsRefusedBeforeAnyFileIsMade()
    {
        SealKeys keys;
        const auto vfs = std::move(*SealedVfs::create(keys));
        const Sealing sealing { vfs.get(), keys.add(test::testKey(1)) };
        sqlite3_vfs *listed = sqlite3_vfs_find(vfs->name().toByteArray().constData());
        QVERIFY(listed);
        sqlite3_vfs_unregister(listed); // as good as a list of another SQLite
        QCOMPARE(Database::open(path(), OpenMode::ReadWrite, sealing).code(), Errc::EngineMismatch);
        QVERIFY(QDir(m_dir->path()).isEmpty());
    }

private:
    QString path() const { return m_dir->filePath(QStringLiteral("store.db")); }

    /// Every page of the file as who has the key can read it, free ones too.
    QByteArray openedPages() const
    {
        test::RawFile file(
            m_shelf.vfs(), path(), SQLITE_OPEN_MAIN_DB, { "sealkey", QByteArray::number(m_shelf.sealing().key) });
        QByteArray all;
        for (qint64 at = 0; at < QFileInfo(path()).size(); at += kPageBytes) {
            const test::Bytes page = file.bytes(kPageBytes, at);
            all.append(reinterpret_cast<const char *>(page.data()), qsizetype(page.size()));
        }
        return all;
    }

    template<typename Open>
    void refuses(Errc expected, Open open)
    {
        const QByteArray before = bytesOf(path());
        for (const OpenMode mode : { OpenMode::ReadWrite, OpenMode::ReadOnly }) {
            const auto opened = open(mode);
            QVERIFY(!opened.ok());
            QCOMPARE(opened.code(), expected);
            QCOMPARE(bytesOf(path()), before);
            QVERIFY(!QFileInfo::exists(path() + QStringLiteral("-wal")));
        }
    }

    SealedShelf m_shelf;
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestSealedDatabase)
#include "tst_sealeddatabase.moc"
