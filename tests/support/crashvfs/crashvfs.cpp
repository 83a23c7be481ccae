// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/crashvfs/crashvfs.h"

#include <QFile>

#include <utility>

namespace pc::test {

namespace {

class LoggingFile final : public sql::BaseFile
{
public:
    LoggingFile(sql::FileBelow below, DiskLog &log, size_t file)
        : BaseFile(std::move(below))
        , m_log(log)
        , m_file(file)
    {
    }

    int read(std::span<quint8> out, qint64 offset) override
    {
        return m_log.faultOfRead() ? SQLITE_IOERR_READ : BaseFile::read(out, offset);
    }

    int write(std::span<const quint8> bytes, qint64 offset) override
    {
        if (const auto fault = m_log.faultOfWrite()) {
            if (*fault == DiskFault::Kind::ShortWrite)
                (void)put(bytes.first(bytes.size() / 2), offset);
            return *fault == DiskFault::Kind::WriteFails ? SQLITE_IOERR_WRITE : SQLITE_FULL;
        }
        return put(bytes, offset);
    }

    int truncate(qint64 size) override
    {
        const int code = BaseFile::truncate(size);
        if (code == SQLITE_OK)
            m_log.truncated(m_file, size);
        return code;
    }

    int sync(int flags) override
    {
        if (m_log.faultOfSync())
            return SQLITE_IOERR_FSYNC;
        const int code = BaseFile::sync(flags);
        if (code == SQLITE_OK)
            m_log.synced(m_file);
        return code;
    }

private:
    int put(std::span<const quint8> bytes, qint64 offset)
    {
        const int code = BaseFile::write(bytes, offset);
        if (code == SQLITE_OK)
            m_log.wrote(m_file, offset, bytes);
        return code;
    }

    DiskLog &m_log;
    size_t m_file;
};

std::optional<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

} // namespace

CrashVfs::CrashVfs(DiskLog &log)
    : Vfs("crash", sql::defaultVfs())
    , m_log(log)
{
    if (enlist(Role::Default) != SQLITE_OK)
        qFatal("SQLite does not take the crash VFS");
}

int CrashVfs::open(const char *name, int flags, int *givenFlags, std::unique_ptr<sql::VfsFile> &file)
{
    const QString path = name ? QFile::decodeName(name) : QString();
    const auto before = contentOf(path);
    sql::FileBelow opened;
    if (const int code = sql::openBelow(below(), name, flags, givenFlags, opened))
        return code;
    if (name)
        file = std::make_unique<LoggingFile>(std::move(opened), m_log, m_log.open(path, before));
    else
        file = std::make_unique<sql::BaseFile>(std::move(opened));
    return SQLITE_OK;
}

int CrashVfs::remove(const char *name, int syncFolder)
{
    const int code = Vfs::remove(name, syncFolder);
    if (code == SQLITE_OK)
        m_log.removed(QFile::decodeName(name));
    return code;
}

} // namespace pc::test
