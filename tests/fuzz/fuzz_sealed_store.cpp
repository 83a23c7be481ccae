// SPDX-License-Identifier: GPL-3.0-or-later
// A sealed database and its log, changed anywhere: an error or the right answer, never a wrong row. A log that was cut may
// take the database back to an earlier commit, as a power cut does, and to nothing in between. When it opens whole, it
// must also go on: one row more, and a new start.
//
// The input is a list of changes of 8 bytes: what (1), how (1), where (4), with what (2).

#include "core/crypto/initialise.h"
#include "core/sql/sealedlog.h"
#include "core/sql/statement.h"
#include "core/sql/storeseal.h"
#include "core/sql/transaction.h"
#include "tests/fuzz/require.h"
#include "tests/support/testkey/testkey.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QtEndian>

using namespace pc;
using namespace pc::sql;
using namespace pc::test;

namespace {

constexpr int kInFile = 3; ///< As many states were moved into the database file …
constexpr int kInAll = 8; ///< … and the others lie in its log.
constexpr int kRowsEach = 6;
constexpr qsizetype kChangeBytes = 8;
constexpr qsizetype kMostChanges = 16;

QString textOf(qint64 row)
{
    return QStringLiteral("row %1 ").arg(row).repeated(int(row * 31 % 60) + 1); // some on pages of their own
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    require(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    require(file.write(bytes) == bytes.size());
}

QByteArray get(const QString &path)
{
    QFile file(path);
    require(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

class Ground
{
public:
    Ground()
        : m_dir((QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm") : QDir::tempPath())
            + QStringLiteral("/parentconnect-fuzz-XXXXXX"))
        , m_seal(std::move(*StoreSeal::create(test::testKey())))
    {
        QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
        const auto database = Database::open(path(), OpenMode::ReadWrite, m_seal->sealing());
        require(database.ok());
        require((*database)->execute("CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT NOT NULL)").ok());
        require((*database)->execute("CREATE INDEX by_text ON t(text)").ok());
        require((*database)->execute("CREATE VIRTUAL TABLE words USING fts5(text)").ok());
        for (int state = 1; state <= kInAll; ++state) {
            require(add(**database, kRowsEach));
            if (state == kInFile)
                require((*database)->checkpoint().ok());
        }
        m_file = get(path());
        m_log = get(path() + QStringLiteral("-wal"));
        require(m_log.size() > 20 * SealedLog::kFrameBytes);
    }

    void run(const QByteArray &input)
    {
        QByteArray file = m_file;
        QByteArray log = m_log;
        for (qsizetype at = 0; at + kChangeBytes <= input.size() && at < kMostChanges * kChangeBytes;
             at += kChangeBytes)
            change(input.sliced(at, kChangeBytes), file, log);
        put(path(), file);
        put(path() + QStringLiteral("-wal"), log);
        qint64 before = 0;
        if (read(before) && write())
            readOneMore(before);
        for (const char *end : { "-wal", "-shm", "-new" })
            QFile::remove(path() + QLatin1StringView(end));
    }

private:
    QString path() const { return m_dir.filePath(QStringLiteral("store.db")); }

    static bool add(Database &database, int rows)
    {
        auto transaction = Transaction::begin(database);
        if (!transaction)
            return false;
        Statement row(database, "INSERT INTO t(id, text) VALUES((SELECT coalesce(max(id), 0) + 1 FROM t), ?)");
        Statement word(database, "INSERT INTO words(rowid, text) SELECT max(id), ? FROM t");
        Statement last(database, "SELECT coalesce(max(id), 0) FROM t");
        for (int i = 0; i < rows; ++i) {
            qint64 next = 0;
            if (auto found = last.query(); found && found->next())
                next = found->integer(0) + 1;
            else
                return false;
            if (!row.run(textOf(next)) || !word.run(QStringLiteral("word%1 every").arg(next)))
                return false;
        }
        return transaction->commit().ok();
    }

    static void change(const QByteArray &what, QByteArray &file, QByteArray &log)
    {
        const auto *bytes = reinterpret_cast<const uchar *>(what.constData());
        QByteArray &target = bytes[0] % 2 == 0 ? file : log;
        const qsizetype unit = bytes[0] % 2 == 0 ? kPageBytes : SealedLog::kFrameBytes;
        if (target.isEmpty())
            return;
        const qsizetype at = qsizetype(qFromBigEndian<quint32>(bytes + 2) % quint32(target.size()));
        const auto with = qFromBigEndian<quint16>(bytes + 6);
        switch (bytes[1] % 5) {
        case 0: // a byte
            target[at] = char(uchar(target[at]) ^ (with % 255 + 1));
            break;
        case 1: // a cut
            target.truncate(at);
            break;
        case 2: // a page or frame in another one's place
            if (const qsizetype from = qsizetype(with) * unit % target.size(); from + unit <= target.size())
                target.replace(at / unit * unit, unit, target.mid(from, unit));
            break;
        case 3: // a sector that was never written
            target.replace(at / 512 * 512, 512, QByteArray(512, '\0'));
            break;
        case 4: // a page of the file as a page of the log, or the other way
            target.replace(at, kPageBytes, (&target == &file ? log : file).mid(qsizetype(with) * 8, kPageBytes));
            break;
        }
    }

    /// Whether everything was read without an error; then it is a state that was committed.
    bool read(qint64 &rows)
    {
        const auto database = Database::open(path(), OpenMode::ReadWrite, m_seal->sealing());
        if (!database)
            return false;
        Statement all(**database, "SELECT id, text FROM t ORDER BY id");
        auto found = all.query();
        if (!found)
            return false;
        rows = 0;
        while (found->next()) {
            ++rows;
            require(found->integer(0) == rows && found->text(1) == textOf(rows)); // also before an error
        }
        if (!found->finish())
            return false;
        require(rows % kRowsEach == 0 && rows >= kInFile * kRowsEach && rows <= kInAll * kRowsEach);
        Statement search(**database, "SELECT count(*), max(rowid) FROM words WHERE words MATCH 'every'");
        auto hits = search.query();
        if (!hits || !hits->next())
            return false;
        require(hits->integer(0) == rows && hits->integer(1) == rows);
        return (*database)->checkIntegrity().ok();
    }

    bool write()
    {
        const auto database = Database::open(path(), OpenMode::ReadWrite, m_seal->sealing());
        return database && add(**database, 1);
    }

    void readOneMore(qint64 before)
    {
        const auto database = Database::open(path(), OpenMode::ReadWrite, m_seal->sealing());
        require(database.ok());
        Statement last(**database, "SELECT count(*), max(text) FROM t WHERE id > ?");
        auto found = last.query(before);
        require(found && found->next());
        require(found->integer(0) == 1 && found->text(1) == textOf(before + 1));
    }

    QTemporaryDir m_dir;
    std::unique_ptr<StoreSeal> m_seal;
    QByteArray m_file;
    QByteArray m_log;
};

Ground &ground()
{
    static int count = 1;
    static char name[] = "fuzz_sealed_store";
    static char *arguments[] = { name, nullptr };
    static const QCoreApplication application(count, arguments);
    static Ground ground;
    return ground;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ground().run(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}
