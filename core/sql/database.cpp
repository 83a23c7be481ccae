// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/database.h"

#include "core/base/diskspace.h"
#include "core/base/log.h"
#include "core/sql/emptydatabase.h"
#include "core/sql/engine.h"
#include "core/sql/fileform.h"
#include "core/sql/fileuri.h"
#include "core/sql/gatheringvfs.h"
#include "core/sql/sealedvfs.h"
#include "core/sql/sqlerror.h"
#include "core/sql/sqliteprepared.h"

#include <QFileInfo>
#include <QLockFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <sqlite3.h>

#include <utility>

namespace pc::sql {

namespace {

QString logPath(const QString &path)
{
    return path + QLatin1StringView("-wal");
}

Result<std::unique_ptr<QLockFile>> takeWriterLock(const QString &path)
{
    auto lock = std::make_unique<QLockFile>(path + QLatin1StringView(".lock"));
    lock->setStaleLockTime(0); // only a dead owner makes it stale, never its age
    if (lock->tryLock(0))
        return lock;
    switch (lock->error()) {
    case QLockFile::LockFailedError:
        return { Errc::Locked, QStringLiteral("another process has the database open") };
    case QLockFile::PermissionError:
        return { Errc::Disk, QStringLiteral("no permission to write beside the database") };
    case QLockFile::NoError:
    case QLockFile::UnknownError:
        break;
    }
    return { diskErrc(path), QStringLiteral("the lock file could not be written") };
}

Result<void> createFile(const QString &path, const std::optional<Sealing> &sealing)
{
    if (sealing)
        return sealing->vfs->createFile(path, sealing->key);
    return createDatabaseFile(path, emptyDatabase(0));
}

Result<void> expectForm(const QString &path, const std::optional<Sealing> &sealing)
{
    if (!sealing)
        return expectPlain(path);
    const StoreCipher *cipher = sealing->vfs->keys().find(sealing->key);
    if (!cipher)
        return { Errc::KeyMissing, QStringLiteral("no such key") };
    return expectSealed(path, *cipher);
}

/// SQLite would quietly begin anew where a file has lost its content, or throw away the log of one that is gone: both are
/// damage, and somebody's to decide about.
Result<void> provideFile(const QString &path, OpenMode mode, const std::optional<Sealing> &sealing)
{
    if (QFileInfo::exists(path))
        return expectForm(path, sealing);
    if (mode != OpenMode::ReadWrite)
        return { Errc::NotFound, QStringLiteral("no database file") };
    if (QFileInfo(logPath(path)).size() > 0)
        return { Errc::Corrupt, QStringLiteral("the database file is gone, its log is there") };
    return createFile(path, sealing);
}

} // namespace

Database::Database(QString path, std::unique_ptr<QLockFile> lock)
    : m_path(std::move(path))
    , m_name(connectionName(this))
    , m_lock(std::move(lock))
{
}

Database::~Database()
{
    Q_ASSERT(m_statements == 0); // one that outlives its connection
    handle().close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase Database::handle() const
{
    return QSqlDatabase::database(m_name, false);
}

Result<std::unique_ptr<Database>> Database::open(
    const QString &path, OpenMode mode, const std::optional<Sealing> &sealing)
{
    if (sealing) {
        if (auto fit = checkEngine(*sealing->vfs); !fit)
            return fit.error();
    }
    std::unique_ptr<QLockFile> lock;
    if (mode == OpenMode::ReadWrite) {
        auto taken = takeWriterLock(path);
        if (!taken)
            return taken.error();
        lock = std::move(*taken);
    }
    if (auto provided = provideFile(path, mode, sealing); !provided)
        return provided.error();
    auto database = std::unique_ptr<Database>(new Database(path, std::move(lock)));
    if (auto connected = database->connect(mode, sealing); !connected)
        return connected.error();
    if (auto configured = database->configure(mode, sealing.has_value()); !configured)
        return configured.error();
    return database;
}

Result<void> Database::connect(OpenMode mode, const std::optional<Sealing> &sealing)
{
    auto connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    QStringList options;
    if (mode != OpenMode::ReadWrite)
        options << QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    const auto opened = address(mode, sealing);
    if (!opened)
        return opened.error();
    options << QStringLiteral("QSQLITE_OPEN_URI");
    connection.setConnectOptions(options.join(u';'));
    connection.setDatabaseName(*opened);
    if (!connection.open())
        return errorOf(connection.lastError());
    return takeEngine(sealing);
}

Result<QString> Database::address(OpenMode mode, const std::optional<Sealing> &sealing)
{
    const QString path = QFileInfo(m_path).absoluteFilePath();
    if (sealing)
        return sealing->vfs->uriOf(path, sealing->key);
    if (mode != OpenMode::ReadWrite)
        return fileUri(path);
    auto gathering = GatheringVfs::create();
    if (!gathering)
        return gathering.error();
    m_gathering = std::move(*gathering);
    return m_gathering->uriOf(path);
}

Result<void> Database::takeEngine(const std::optional<Sealing> &sealing)
{
    if (auto same = checkDriver(handle()); !same)
        return same;
    m_engine = engineOf(handle());
    if (sealing && !isOpenThrough(*sealing->vfs, m_engine))
        return { Errc::EngineMismatch, QStringLiteral("Qt's driver did not open the sealed file through our VFS") };
    return {};
}

Result<std::unique_ptr<Prepared>> Database::prepare(SqlText sql)
{
    return SqlitePrepared::prepare(m_engine, sql.view(), m_statements);
}

Result<void> Database::configure(OpenMode mode, bool isSealed)
{
    // FULL: a commit that was acknowledged is on the disk. A larger log checkpoint trades a few MB for fewer stalls.
    // secure_delete: what a user deletes leaves no copy in free pages.
    static constexpr SqlText kWriter[] = {
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA secure_delete=ON",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA cache_size=-16384",
        "PRAGMA wal_autocheckpoint=4000",
        "PRAGMA journal_size_limit=67108864",
    };
    static constexpr SqlText kReader[] = {
        "PRAGMA query_only=ON",
        "PRAGMA wal_autocheckpoint=0",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA cache_size=-8192",
    };
    if (mode == OpenMode::ReadWrite) {
        for (const SqlText &pragma : kWriter) {
            if (auto set = execute(pragma); !set)
                return set;
        }
        QSqlQuery journal(handle());
        if (!journal.exec(QStringLiteral("PRAGMA journal_mode")) || !journal.next()
            || journal.value(0).toString() != QLatin1StringView("wal"))
            return { Errc::Disk, QStringLiteral("the file system allows no write-ahead log") };
    } else {
        if (mode == OpenMode::Beside)
            sqlite3_db_config(m_engine, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        for (const SqlText &pragma : kReader) {
            if (auto set = execute(pragma); !set)
                return set;
        }
    }
    if (isSealed) { // a page that is not in memory costs twice as much
        if (auto set = execute("PRAGMA cache_size=-32768"); !set)
            return set;
    }
    // The first read of the file: here a damaged header shows.
    return execute("SELECT count(*) FROM sqlite_schema");
}

Result<void> Database::execute(SqlText sql)
{
    return executeText(QString(sql.view()));
}

Result<void> Database::executeText(const QString &sql)
{
    if (sqlite3_exec(m_engine, sql.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        const Error error = lastError(m_engine);
        qCWarning(lcSql) << "statement failed:" << error.detail;
        return error;
    }
    return {};
}

Result<void> Database::executeScript(const QString &script)
{
    // The driver runs one statement at a time and takes a comment behind it for a second one; SQLite itself says where
    // a statement ends.
    QString statement;
    for (const auto line : QStringView(script).split(u'\n')) {
        if (line.trimmed().startsWith(QLatin1StringView("--")))
            continue;
        statement += line;
        statement += u'\n';
        if (sqlite3_complete16(statement.utf16()) == 0)
            continue;
        if (auto done = executeText(statement); !done)
            return done;
        statement.clear();
    }
    if (!statement.trimmed().isEmpty())
        return { Errc::Internal, QStringLiteral("a migration ends in mid-statement") };
    return {};
}

Result<void> Database::checkIntegrity()
{
    QSqlQuery query(handle());
    if (!query.exec(QStringLiteral("PRAGMA quick_check(1)")))
        return errorOf(query.lastError());
    if (!query.next() || query.value(0).toString() != QLatin1StringView("ok"))
        return { Errc::Corrupt, QStringLiteral("quick_check found damage") };
    query.finish();
    return execute("PRAGMA shrink_memory"); // it has seen every page, and kept those that came last
}

Result<void> Database::checkpoint()
{
    QSqlQuery query(handle());
    if (!query.exec(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)")))
        return errorOf(query.lastError());
    if (!query.next() || query.value(0).toInt() != 0)
        return { Errc::Locked, QStringLiteral("a reader holds the log") };
    return {};
}

void Database::moveLogByHand()
{
    const auto count = [](void *pages, sqlite3 *, const char *, int now) {
        *static_cast<int *>(pages) = now;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(m_engine, count, &m_logPages); // takes the place of the automatic one
}

Result<void> Database::moveLog()
{
    const int outcome = sqlite3_wal_checkpoint_v2(m_engine, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (outcome == SQLITE_OK || outcome == SQLITE_BUSY)
        return {};
    Error error = lastError(m_engine);
    if (error.code == Errc::Disk)
        error.code = diskErrc(m_path);
    return error;
}

Error Database::errorOf(const QSqlError &error) const
{
    Error ours = toError(error);
    if (ours.code == Errc::Disk)
        ours.code = diskErrc(m_path);
    return ours;
}

qint64 Database::bytes() const
{
    return QFileInfo(m_path).size() + QFileInfo(logPath(m_path)).size();
}

} // namespace pc::sql
