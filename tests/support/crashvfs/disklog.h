// SPDX-License-Identifier: GPL-3.0-or-later
// DiskLog: everything that was done to files, in order, and what must fail on the way. From it crashimages.h makes the
// disks that a power cut may leave.
//
// Thread: any.

#pragma once

#include <QByteArray>
#include <QString>

#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace pc::test {

struct DiskOp
{
    enum class Kind : quint8 {
        Create, ///< The file was not there.
        Write,
        Truncate, ///< To `offset`.
        Sync,
        Remove,
    };

    Kind kind = Kind::Write;
    size_t file = 0; ///< In DiskLog::files(); one that was removed and made again is another one.
    qint64 offset = 0;
    QByteArray bytes;
};

struct LoggedFile
{
    QString path;
    QByteArray before; ///< What it held when it was first seen, which counts as safe.
};

/// Makes operations fail from a certain one on.
struct DiskFault
{
    enum class Kind : quint8 {
        WriteFails,
        DiskFull,
        ShortWrite, ///< Half of the bytes arrive, then it is full.
        SyncFails,
        ReadFails,
    };

    Kind kind = Kind::WriteFails;
    int after = 0; ///< As many operations of that sort go well before.
    bool lasts = false; ///< All later ones fail too.
};

class DiskLog
{
public:
    /// A file was opened by that path; `before` is null when it was not there.
    size_t open(const QString &path, const std::optional<QByteArray> &before);

    void wrote(size_t file, qint64 offset, std::span<const quint8> bytes);
    void truncated(size_t file, qint64 size);
    void synced(size_t file);
    void removed(const QString &path);

    void setFault(const std::optional<DiskFault> &fault);

    /// Whether the operation that comes now fails, and how.
    std::optional<DiskFault::Kind> faultOfWrite();
    bool faultOfSync();
    bool faultOfRead();

    /// How many faults have struck.
    int struck() const;

    /// As many operations have been done: what was answered by now was answered after them.
    size_t position() const;

    // Once nothing is done any more.
    const std::vector<DiskOp> &operations() const { return m_operations; }
    const std::vector<LoggedFile> &files() const { return m_files; }

private:
    enum class Sort : quint8 {
        Write,
        Sync,
        Read,
    };
    static Sort sortOf(DiskFault::Kind kind);
    bool strikes(Sort sort);

    mutable std::mutex m_mutex;
    std::vector<DiskOp> m_operations;
    std::vector<LoggedFile> m_files;
    std::map<QString, size_t> m_present;
    std::optional<DiskFault> m_fault;
    int m_struck = 0;
};

} // namespace pc::test
