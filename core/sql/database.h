// SPDX-License-Identifier: GPL-3.0-or-later
// Database: one connection to one SQLite file, with the settings that our promises rest on. Knows no table of ours.
//
// Exactly one connection of all processes may write a file or checkpoint it (SQLite 3.7 to 3.51.2 can lose data when
// two do so at once in WAL mode): that one is opened ReadWrite and holds a lock file beside the database; all others
// are ReadOnly, never checkpoint, and must be closed before it.
//
// A file is plain or sealed, as whoever opens it says; one that is not as it was said to be is refused and left alone.
//
// Thread: the one that opened it.

#pragma once

#include "core/base/result.h"
#include "core/sql/prepared.h"
#include "core/sql/sealkeys.h"
#include "core/sql/sqltext.h"

#include <QSqlDatabase>
#include <QString>

#include <memory>
#include <optional>

class QLockFile;
class QSqlError;
struct sqlite3;

namespace pc::sql {

class GatheringVfs;
class SealedVfs;

/// How a file is sealed.
struct Sealing
{
    const SealedVfs *vfs = nullptr; ///< Outlives the connection.
    SealKeys::Id key = 0;
};

enum class OpenMode : quint8 {
    ReadWrite, ///< Creates the file (0600) when there is none.
    ReadOnly, ///< The last one to close moves the log into the file.
    Beside, ///< Reads only, and never moves the log: that is for the connection that writes, which may be another program's.
};

class Database
{
public:
    /// Without `sealing` the file is a plain one. Errors: Locked (another process writes it), Corrupt, NotSealed, Sealed,
    /// KeyMismatch, NewerVersion, EngineMismatch (this program must not run so), DiskFull, Disk, NotFound (reading, and
    /// no file).
    static Result<std::unique_ptr<Database>> open(
        const QString &path, OpenMode mode, const std::optional<Sealing> &sealing = std::nullopt);

    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    QString path() const { return m_path; }
    QSqlDatabase handle() const;

    /// A statement to be run again and again. It must end before this.
    Result<std::unique_ptr<Prepared>> prepare(SqlText sql);

    /// One statement without values or result.
    Result<void> execute(SqlText sql);

    /// The text of a numbered migration: constant too, but read from a file that was compiled in. Comments stand on
    /// lines of their own.
    Result<void> executeScript(const QString &script);

    /// Reads every page's structure; slow on large files. Corrupt when anything is wrong.
    Result<void> checkIntegrity();

    /// Moves the log into the database file and empties it. Only ReadWrite.
    Result<void> checkpoint();

    /// From now on the log is moved by moveLog() alone, when whoever writes has the time. Only ReadWrite, once.
    void moveLogByHand();

    /// Pages in the log after the newest commit; counted after moveLogByHand().
    int logPages() const { return m_logPages; }

    /// Moves as much of the log into the file as readers allow, and waits for none of them.
    Result<void> moveLog();

    /// What the engine said about this file, in our words.
    Error errorOf(const QSqlError &error) const;

    /// Size of the file in bytes, its log included.
    qint64 bytes() const;

private:
    Database(QString path, std::unique_ptr<QLockFile> lock);

    Result<void> connect(OpenMode mode, const std::optional<Sealing> &sealing);
    Result<void> configure(OpenMode mode, bool isSealed);
    Result<void> takeEngine(const std::optional<Sealing> &sealing);
    Result<void> executeText(const QString &sql);

    /// What the driver opens; an Error where SQLite takes no VFS for it.
    Result<QString> address(OpenMode mode, const std::optional<Sealing> &sealing);

    QString m_path;
    QString m_name;
    std::unique_ptr<QLockFile> m_lock;
    std::unique_ptr<GatheringVfs> m_gathering; ///< Of a plain file that is written; the connection is open through it.
    sqlite3 *m_engine = nullptr; ///< The driver's own.
    int m_logPages = 0;
    int m_statements = 0; ///< Prepared and not yet gone.
};

} // namespace pc::sql
