// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/sealedvfs.h"

#include "core/sql/emptydatabase.h"
#include "core/sql/fileuri.h"
#include "core/sql/memoryfile.h"
#include "core/sql/sealedlog.h"
#include "core/sql/sealedpages.h"

#include <utility>

namespace pc::sql {

namespace {

constexpr auto kKeyParameter = "sealkey";

constexpr int kKindMask = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_TEMP_DB | SQLITE_OPEN_TRANSIENT_DB
    | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_TEMP_JOURNAL | SQLITE_OPEN_SUBJOURNAL | SQLITE_OPEN_SUPER_JOURNAL
    | SQLITE_OPEN_WAL;

} // namespace

SealedVfs::SealedVfs(const SealKeys &keys)
    : Vfs("parentconnect-sealed", defaultVfs())
    , m_keys(keys)
{
}

Result<std::unique_ptr<SealedVfs>> SealedVfs::create(const SealKeys &keys)
{
    auto vfs = std::unique_ptr<SealedVfs>(new SealedVfs(keys));
    if (const int code = vfs->enlist(Role::ByName))
        return { Errc::Internal, QStringLiteral("SQLite takes no further VFS (%1)").arg(code) };
    return vfs;
}

Result<void> SealedVfs::createFile(const QString &path, SealKeys::Id id) const
{
    const StoreCipher *cipher = m_keys.find(id);
    Page sealed;
    if (!cipher || !cipher->pages.seal(sealed, emptyDatabase(kSealBytes), PagePlace::inDatabase(1)))
        return { Errc::KeyMissing, QStringLiteral("no such key") };
    return createDatabaseFile(path, sealed);
}

QString SealedVfs::uriOf(const QString &path, SealKeys::Id id) const
{
    return QStringLiteral("%1?vfs=%2&%3=%4")
        .arg(fileUri(path), QLatin1StringView(name()), QLatin1StringView(kKeyParameter), QString::number(id));
}

const StoreCipher *SealedVfs::cipherOf(const char *name) const
{
    return m_keys.find(sqlite3_uri_int64(name, kKeyParameter, 0));
}

int SealedVfs::open(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file)
{
    switch (flags & kKindMask) {
    case SQLITE_OPEN_MAIN_DB:
        return openPages(name, flags, givenFlags, file);
    case SQLITE_OPEN_WAL:
        return openLog(name, flags, givenFlags, file);
    case SQLITE_OPEN_TEMP_DB:
    case SQLITE_OPEN_TRANSIENT_DB:
    case SQLITE_OPEN_TEMP_JOURNAL:
    case SQLITE_OPEN_SUBJOURNAL:
        file = std::make_unique<MemoryFile>();
        if (givenFlags)
            *givenFlags = flags;
        return SQLITE_OK;
    default: // MAIN_JOURNAL, SUPER_JOURNAL
        return SQLITE_CANTOPEN;
    }
}

int SealedVfs::openPages(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file)
{
    const StoreCipher *cipher = cipherOf(name);
    if (!cipher || sqlite3_uri_boolean(name, "psow", 1) == 0)
        return SQLITE_CANTOPEN;
    FileBelow opened; // never made here: createFile() does that, as a whole
    if (const int code = openBelow(below(), name, flags & ~SQLITE_OPEN_CREATE, givenFlags, opened))
        return code;
    auto pages = std::make_unique<SealedPages>(std::move(opened), *cipher);
    if (const int code = pages->recognise())
        return code;
    file = std::move(pages);
    return SQLITE_OK;
}

int SealedVfs::openLog(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file)
{
    const StoreCipher *cipher = cipherOf(name);
    if (!cipher)
        return SQLITE_CANTOPEN;
    FileBelow opened;
    if (const int code = openBelow(below(), name, flags, givenFlags, opened))
        return code;
    file = std::make_unique<SealedLog>(std::move(opened), *cipher);
    return SQLITE_OK;
}

} // namespace pc::sql
