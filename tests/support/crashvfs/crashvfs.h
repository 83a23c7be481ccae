// SPDX-License-Identifier: GPL-3.0-or-later
// CrashVfs: stands before the system's VFS as the process's default one, lets every operation pass and notes it, or makes
// it fail. So it lies below the sealed VFS and below plain databases alike, without either knowing.
//
// What goes past SQLite (lock files, renaming a new file into its place) is not seen; a file that appears so is taken for
// safe as it is when SQLite first opens it.

#pragma once

#include "core/sql/vfs.h"
#include "tests/support/crashvfs/disklog.h"

namespace pc::test {

class CrashVfs final : public sql::Vfs
{
public:
    /// `log` outlives this. Sealed VFSs are to be made after this, and go before it.
    explicit CrashVfs(DiskLog &log);

private:
    int open(const char *name, int flags, int *givenFlags, std::unique_ptr<sql::VfsFile> &file) override;
    int remove(const char *name, int syncFolder) override;

    DiskLog &m_log;
};

} // namespace pc::test
