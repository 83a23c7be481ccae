// SPDX-License-Identifier: GPL-3.0-or-later
// What a power cut may leave of a database, sealed and plain: it opens, it is sound, everything that was answered is
// there, and of what was under way all or nothing. The negative controls show that these claims can fail.

#include "core/sql/migrator.h"
#include "core/sql/statement.h"
#include "core/sql/transaction.h"
#include "tests/support/crashvfs/crashrun.h"
#include "tests/support/crashvfs/crashvfs.h"
#include "tests/unit/sql/sealedshelf.h"

#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace pc;
using namespace pc::sql;
using namespace pc::test;

namespace {

const QString kName = QStringLiteral("store.db");

/// Opens plain or sealed files, through whatever VFS is the default now.
class Opener
{
public:
    explicit Opener(bool sealed)
        : m_shelf(sealed ? std::make_unique<SealedShelf>() : nullptr)
    {
    }

    Result<std::unique_ptr<Database>> open(const QString &folder, OpenMode mode = OpenMode::ReadWrite) const
    {
        const QString path = folder + u'/' + kName;
        return m_shelf ? m_shelf->open(path, mode) : Database::open(path, mode);
    }

private:
    std::unique_ptr<SealedShelf> m_shelf;
};

std::vector<Migration> migrations()
{
    return {
        { 1, QStringLiteral("0001"),
            QStringLiteral("CREATE TABLE rows(id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, bytes BLOB NOT NULL);\n"
                           "CREATE TABLE state(batch INTEGER NOT NULL, rows INTEGER NOT NULL);\n"
                           "INSERT INTO state VALUES(0, 0);\n") },
        { 2, QStringLiteral("0002"),
            QStringLiteral("CREATE INDEX by_batch ON rows(batch, bytes);\n"
                           "CREATE VIRTUAL TABLE words USING fts5(text);\n") },
        { 3, QStringLiteral("0003"), QStringLiteral("ALTER TABLE state ADD COLUMN note TEXT NOT NULL DEFAULT 'x';\n") },
    };
}

qint64 numberFrom(Database &database, SqlText query, qint64 otherwise = -1)
{
    Statement statement(database, query);
    auto rows = statement.query();
    return rows && rows->next() ? rows->integer(0) : otherwise;
}

int rowsOf(qint64 batch)
{
    return int(batch * 7 % 13) + 1;
}

QByteArray bytesOf(qint64 batch, int row)
{
    return QByteArray(int((batch * 131 + row * 17) % 900) + 20, char('a' + (batch + row) % 26));
}

/// One transaction: rows of a new batch, words for them, some old rows changed, and the count of both.
Result<void> writeBatch(Database &database, qint64 batch)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    Statement row(database, "INSERT INTO rows(batch, bytes) VALUES(?, ?)");
    Statement word(database, "INSERT INTO words(text) VALUES(?)");
    for (int i = 0; i < rowsOf(batch); ++i) {
        if (auto done = row.run(batch, bytesOf(batch, i)); !done)
            return done.error();
    }
    if (auto done = word.run(QStringLiteral("batch%1 word").arg(batch)); !done)
        return done.error();
    Statement touch(database, "UPDATE rows SET bytes = bytes WHERE batch = ?");
    if (auto done = touch.run(batch / 2); !done)
        return done.error();
    Statement state(database, "UPDATE state SET batch = ?, rows = rows + ?");
    if (auto done = state.run(batch, rowsOf(batch)); !done)
        return done.error();
    return transaction->commit();
}

/// The batch that the database is at, when it is whole; else what is wrong.
Result<qint64> soundState(Database &database)
{
    if (numberFrom(database, "PRAGMA user_version") == 0)
        return qint64(0);
    Statement integrity(database, "PRAGMA integrity_check");
    if (auto rows = integrity.query(); !rows || !rows->next() || rows->text(0) != QLatin1StringView("ok"))
        return Error { Errc::Corrupt, QStringLiteral("integrity_check") };
    const qint64 batch = numberFrom(database, "SELECT batch FROM state");
    qint64 expected = 0;
    for (qint64 b = 1; b <= batch; ++b)
        expected += rowsOf(b);
    if (numberFrom(database, "SELECT rows FROM state") != expected)
        return Error { Errc::Corrupt, QStringLiteral("the count is torn") };
    Statement all(database, "SELECT batch, bytes FROM rows ORDER BY id");
    auto rows = all.query();
    if (!rows)
        return rows.error();
    for (qint64 b = 1; b <= batch; ++b) {
        for (int i = 0; i < rowsOf(b); ++i) {
            if (!rows->next() || rows->integer(0) != b || rows->bytes(1) != bytesOf(b, i))
                return Error { Errc::Corrupt, QStringLiteral("batch %1 of %2 is not whole").arg(b).arg(batch) };
        }
    }
    if (rows->next())
        return Error { Errc::Corrupt, QStringLiteral("rows of a batch that is not there") };
    return batch;
}

Result<void> soundWords(Database &database, qint64 batch)
{
    if (numberFrom(database, "PRAGMA user_version") < 2)
        return {};
    if (numberFrom(database, "SELECT count(*) FROM words WHERE words MATCH 'word'") != batch)
        return Error { Errc::Corrupt, QStringLiteral("the words are torn") };
    return {};
}

} // namespace

class TestCrash : public QObject
{
    Q_OBJECT

private:
    /// Work that is recorded, with a database that may be closed and opened again by it.
    struct Recording
    {
        Recording()
            : folder(crashFolder())
        {
        }

        QTemporaryDir folder;
        DiskLog log;
        Acknowledgements batches;
        Acknowledgements versions;
        size_t from = 0;
    };

    using Work = std::function<bool(Recording &, const Opener &)>;

    static bool write(Recording &recording, Database &database, qint64 first, qint64 last)
    {
        for (qint64 batch = first; batch <= last; ++batch) {
            recording.batches.begin(recording.log.position());
            if (!writeBatch(database, batch))
                return false;
            recording.batches.answered(recording.log.position());
        }
        return true;
    }

    static bool migrateStep(Recording &recording, Database &database, size_t version)
    {
        auto known = migrations();
        known.resize(version);
        recording.versions.begin(recording.log.position());
        if (!migrate(database, known))
            return false;
        recording.versions.answered(recording.log.position());
        return true;
    }

    static bool record(Recording &recording, bool sealed, const Work &work)
    {
        const CrashVfs vfs(recording.log);
        const Opener opener(sealed);
        return work(recording, opener);
    }

    /// Everything that was answered is there, and nothing torn.
    static QString judge(const Recording &recording, const Opener &opener, const QString &folder, size_t position)
    {
        const auto database = opener.open(folder);
        if (!database)
            return QStringLiteral("does not open: ") + database.error().detail;
        const qint64 version = numberFrom(**database, "PRAGMA user_version");
        if (version < recording.versions.atLeast(position) || version > recording.versions.atMost(position))
            return QStringLiteral("is at schema %1").arg(version);
        const auto batch = soundState(**database);
        if (!batch)
            return batch.error().detail;
        if (*batch < recording.batches.atLeast(position) || *batch > recording.batches.atMost(position))
            return QStringLiteral("is at batch %1, %2 were answered")
                .arg(*batch)
                .arg(recording.batches.atLeast(position));
        if (const auto words = soundWords(**database, *batch); !words)
            return words.error().detail;
        return {};
    }

    static CrashRun::Outcome verdict(const Recording &recording, bool sealed, int images, quint64 seed)
    {
        const Opener opener(sealed);
        return CrashRun::run(recording.log, recording.from, images, seed,
            [&](const QString &folder, size_t position) { return judge(recording, opener, folder, position); });
    }

    static void survives(const Recording &recording, bool sealed, int share)
    {
        const auto outcome = verdict(recording, sealed, crashImages(share), 20261126);
        QCOMPARE(outcome.images, crashImages(share));
        QVERIFY2(outcome.faults == 0, qPrintable(outcome.first));
    }

    static bool begin(Recording &recording, const Opener &opener, std::unique_ptr<Database> &database)
    {
        auto opened = opener.open(recording.folder.path());
        if (!opened)
            return false;
        database = std::move(*opened);
        for (size_t version = 1; version <= migrations().size(); ++version) {
            if (!migrateStep(recording, *database, version))
                return false;
        }
        recording.from = recording.log.position();
        return true;
    }

    static void sealedAndPlain()
    {
        QTest::addColumn<bool>("sealed");
        QTest::newRow("sealed") << true;
        QTest::newRow("plain") << false;
    }

private Q_SLOTS:
    void commitsSurvive_data() { sealedAndPlain(); }

    void commitsSurvive()
    {
        QFETCH(bool, sealed);
        Recording recording;
        QVERIFY(record(recording, sealed, [](Recording &r, const Opener &opener) {
            std::unique_ptr<Database> database;
            return begin(r, opener, database) && write(r, *database, 1, 40);
        }));
        survives(recording, sealed, sealed ? 350 : 100);
    }

    /// The log is moved into the file and begun anew again and again, by itself, by hand, and at each close.
    void checkpointsSurvive_data() { sealedAndPlain(); }

    void checkpointsSurvive()
    {
        QFETCH(bool, sealed);
        Recording recording;
        QVERIFY(record(recording, sealed, [](Recording &r, const Opener &opener) {
            std::unique_ptr<Database> database;
            if (!begin(r, opener, database) || !database->execute("PRAGMA wal_autocheckpoint=20"))
                return false;
            for (qint64 batch = 1; batch <= 60; ++batch) {
                if (!write(r, *database, batch, batch) || (batch % 9 == 0 && !database->checkpoint()))
                    return false;
                if (batch % 20 == 0) {
                    database.reset();
                    auto again = opener.open(r.folder.path());
                    if (!again || !(*again)->execute("PRAGMA wal_autocheckpoint=20"))
                        return false;
                    database = std::move(*again);
                }
            }
            return true;
        }));
        survives(recording, sealed, sealed ? 350 : 100);
    }

    /// With a cache this small a transaction spills into the log and rewrites its own frames there.
    void transactionsLargerThanTheCacheSurvive()
    {
        Recording recording;
        QVERIFY(record(recording, true, [](Recording &r, const Opener &opener) {
            std::unique_ptr<Database> database;
            return begin(r, opener, database) && database->execute("PRAGMA cache_size=5").ok()
                && database->execute("PRAGMA wal_autocheckpoint=60").ok() && write(r, *database, 1, 25);
        }));
        survives(recording, true, 250);
    }

    void vacuumSurvives()
    {
        Recording recording;
        QVERIFY(record(recording, true, [](Recording &r, const Opener &opener) {
            std::unique_ptr<Database> database;
            if (!begin(r, opener, database) || !write(r, *database, 1, 15))
                return false;
            r.from = r.log.position();
            return database->execute("VACUUM").ok() && database->checkpoint().ok() && write(r, *database, 16, 18);
        }));
        survives(recording, true, 100);
    }

    void creatingAndMigratingSurvives_data() { sealedAndPlain(); }

    void creatingAndMigratingSurvives()
    {
        QFETCH(bool, sealed);
        Recording recording;
        QVERIFY(record(recording, sealed, [](Recording &r, const Opener &opener) {
            std::unique_ptr<Database> database;
            if (!begin(r, opener, database))
                return false;
            r.from = 0;
            return write(r, *database, 1, 2);
        }));
        survives(recording, sealed, sealed ? 250 : 100);
    }

    /// What the claims above are worth: without syncs the same disks do lose what was answered.
    void withoutSyncsAnswersAreLost()
    {
        Recording recording;
        QVERIFY(record(recording, true, [](Recording &r, const Opener &opener) {
            std::unique_ptr<Database> database;
            return begin(r, opener, database) && database->execute("PRAGMA synchronous=OFF").ok()
                && write(r, *database, 1, 20);
        }));
        const auto outcome = verdict(recording, true, 60, 1);
        QVERIFY(outcome.faults > 10);
        QVERIFY2(outcome.first.contains(QLatin1StringView("were answered")), qPrintable(outcome.first));
    }

    /// And a judge that is told of one answer too many finds it missing.
    void aLostAnswerIsFound()
    {
        Recording recording;
        QVERIFY(record(recording, true, [](Recording &r, const Opener &opener) {
            std::unique_ptr<Database> database;
            return begin(r, opener, database) && write(r, *database, 1, 5);
        }));
        recording.batches.begin(recording.from);
        recording.batches.answered(recording.from);
        QVERIFY(verdict(recording, true, 20, 1).faults > 0);
    }

    // ---- A disk that refuses

    void aRefusingDiskLosesNothingThatWasAnswered_data()
    {
        QTest::addColumn<bool>("sealed");
        QTest::addColumn<int>("kind");
        for (const bool sealed : { true, false }) {
            for (const auto &[name, kind] :
                { std::pair { "EIO", DiskFault::Kind::WriteFails }, { "full", DiskFault::Kind::DiskFull },
                    { "short write", DiskFault::Kind::ShortWrite }, { "sync", DiskFault::Kind::SyncFails } })
                QTest::addRow("%s, %s", sealed ? "sealed" : "plain", name) << sealed << int(kind);
        }
    }

    /// Each operation of a few transactions and a checkpoint fails once, or from then on: whoever was answered is there
    /// afterwards, after a new start and also when the power goes with it.
    void aRefusingDiskLosesNothingThatWasAnswered()
    {
        QFETCH(bool, sealed);
        QFETCH(int, kind);
        int struck = 0;
        // There are fewer syncs, and fewer writes of a plain file, which are gathered.
        const int step = !sealed || DiskFault::Kind(kind) == DiskFault::Kind::SyncFails ? 1 : 3;
        for (int after = 0; after < 20 * step; after += step) {
            for (const bool lasts : { false, true }) {
                Recording recording;
                QVERIFY(record(recording, sealed, [&](Recording &r, const Opener &opener) {
                    std::unique_ptr<Database> database;
                    if (!begin(r, opener, database))
                        return false;
                    r.log.setFault(DiskFault { DiskFault::Kind(kind), after, lasts });
                    for (qint64 batch = 1; batch <= 6; ++batch) {
                        r.batches.begin(r.log.position());
                        if (const auto written = writeBatch(*database, batch); !written)
                            break; // nothing is answered after a commit that failed
                        r.batches.answered(r.log.position());
                        if (batch == 3)
                            (void)database->checkpoint();
                    }
                    r.log.setFault(std::nullopt);
                    return true;
                }));
                struck += recording.log.struck();
                const Opener opener(sealed);
                const size_t end = recording.log.position();
                const QString fault = judge(recording, opener, recording.folder.path(), end);
                QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("after %1: %2").arg(after).arg(fault)));
                const auto outcome = verdict(recording, sealed, 2, quint64(after));
                QVERIFY2(outcome.faults == 0, qPrintable(outcome.first));
            }
        }
        QVERIFY(struck >= 15);
    }
};

QTEST_GUILESS_MAIN(TestCrash)
#include "tst_crash.moc"
