// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/gatheringvfs.h"

#include "core/sql/fileuri.h"

#include <utility>
#include <vector>

namespace pc::sql {

namespace {

constexpr size_t kMostGathered = 30 * 4'120; // frames of a log; SQLite itself writes less than 128 KiB at once

/// Some answers of other calls are looked at by nobody, such as that of a hint. So a write that failed is reported to the
/// next write or sync in any case, without which no commit and no move of the log succeeds.
class GatheringFile final : public BaseFile
{
public:
    explicit GatheringFile(FileBelow below)
        : BaseFile(std::move(below))
    {
    }

    ~GatheringFile() override
    {
        flush(); // what was not synced is of no commit
    }

    int read(std::span<quint8> out, qint64 offset) override
    {
        flush();
        return m_trouble == SQLITE_OK ? BaseFile::read(out, offset) : m_trouble;
    }

    int write(std::span<const quint8> bytes, qint64 offset) override
    {
        const bool follows = offset == m_begin + qint64(m_gathered.size());
        if (!follows || m_gathered.size() + bytes.size() > kMostGathered) {
            flush();
            m_begin = offset;
        }
        if (m_trouble != SQLITE_OK)
            return report();
        if (bytes.size() > kMostGathered)
            return BaseFile::write(bytes, offset);
        m_gathered.insert(m_gathered.end(), bytes.begin(), bytes.end());
        return SQLITE_OK;
    }

    int truncate(qint64 size) override
    {
        flush();
        return m_trouble == SQLITE_OK ? BaseFile::truncate(size) : m_trouble;
    }

    int sync(int flags) override
    {
        flush();
        return m_trouble == SQLITE_OK ? BaseFile::sync(flags) : report();
    }

    int size(qint64 &size) override
    {
        flush();
        return m_trouble == SQLITE_OK ? BaseFile::size(size) : m_trouble;
    }

    int unlock(int level) override
    {
        flush();
        return BaseFile::unlock(level);
    }

    int control(int operation, void *argument) override
    {
        flush();
        return BaseFile::control(operation, argument);
    }

private:
    void flush()
    {
        if (m_gathered.empty())
            return;
        if (const int code = BaseFile::write(m_gathered, m_begin))
            m_trouble = code;
        m_begin += qint64(m_gathered.size());
        m_gathered.clear();
    }

    int report() { return std::exchange(m_trouble, SQLITE_OK); }

    std::vector<quint8> m_gathered;
    qint64 m_begin = 0; ///< Where they go.
    int m_trouble = SQLITE_OK; ///< Of a write that failed and was not yet reported.
};

} // namespace

GatheringVfs::GatheringVfs()
    : Vfs("parentconnect-gathering", defaultVfs())
{
}

Result<std::unique_ptr<GatheringVfs>> GatheringVfs::create()
{
    auto vfs = std::unique_ptr<GatheringVfs>(new GatheringVfs);
    if (const int code = vfs->enlist(Role::ByName))
        return { Errc::Internal, QStringLiteral("SQLite takes no further VFS (%1)").arg(code) };
    return vfs;
}

QString GatheringVfs::uriOf(const QString &path) const
{
    return QStringLiteral("%1?vfs=%2").arg(fileUri(path), QLatin1StringView(name()));
}

int GatheringVfs::open(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file)
{
    FileBelow opened;
    if (const int code = openBelow(below(), name, flags, givenFlags, opened))
        return code;
    if (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL))
        file = std::make_unique<GatheringFile>(std::move(opened));
    else
        file = std::make_unique<BaseFile>(std::move(opened));
    return SQLITE_OK;
}

} // namespace pc::sql
