// SPDX-License-Identifier: GPL-3.0-or-later
// SealedVfs: SQLite on sealed files. It stands before the system's VFS and gives each file what it needs: the database and
// its log are sealed (sealedpages.h, sealedlog.h), what is temporary stays in memory, and journals that would hold pages
// before they are sealed are refused, so that write-ahead logging is the only way to write.
//
// A connection asks for it in its URI: file:…?vfs=<name>&sealkey=<number>; the key stays in SealKeys. The wal-index
// (…-shm) lies open beside the log: it holds page numbers and no content.
//
// What a seal does not do is in README.md.

#pragma once

#include "core/base/result.h"
#include "core/sql/sealkeys.h"
#include "core/sql/vfs.h"

#include <QString>

#include <memory>

namespace pc::sql {

class SealedVfs final : public Vfs
{
public:
    /// `keys` outlives this. Error: Internal, when SQLite does not take it.
    static Result<std::unique_ptr<SealedVfs>> create(const SealKeys &keys);

    /// A new file with nothing in it. `id` is one of the keys. Errors: Conflict (there is one), DiskFull, Disk.
    Result<void> createFile(const QString &path, SealKeys::Id id) const;

    /// What a connection opens instead of `path`.
    QString uriOf(const QString &path, SealKeys::Id id) const;

    const SealKeys &keys() const { return m_keys; }

private:
    explicit SealedVfs(const SealKeys &keys);

    int open(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file) override;
    int openPages(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file);
    int openLog(const char *name, int flags, int *givenFlags, std::unique_ptr<VfsFile> &file);
    const StoreCipher *cipherOf(const char *name) const;

    const SealKeys &m_keys;
};

} // namespace pc::sql
