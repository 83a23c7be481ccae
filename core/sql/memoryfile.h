// SPDX-License-Identifier: GPL-3.0-or-later
// MemoryFile: a temporary file that never touches the disk. Our connections keep what is temporary in memory anyway; this
// holds where one does not.

#pragma once

#include "core/sql/vfsfile.h"

#include <vector>

namespace pc::sql {

class MemoryFile final : public VfsFile
{
public:
    int read(std::span<quint8> out, qint64 offset) override;
    int write(std::span<const quint8> bytes, qint64 offset) override;
    int truncate(qint64 size) override;
    int sync(int) override { return SQLITE_OK; }
    int size(qint64 &size) override;

    // Nobody else can open it.
    int lock(int) override { return SQLITE_OK; }
    int unlock(int) override { return SQLITE_OK; }
    int checkReservedLock(int &isReserved) override;

    int control(int, void *) override { return SQLITE_NOTFOUND; }
    int sectorSize() override { return 0; }
    int characteristics() override { return 0; }
    int mapShared(int, int, int, void volatile **) override { return SQLITE_IOERR_SHMMAP; }
    int lockShared(int, int, int) override { return SQLITE_IOERR_SHMLOCK; }
    void shareBarrier() override { }
    int unmapShared(int) override { return SQLITE_OK; }

private:
    std::vector<quint8> m_bytes;
};

} // namespace pc::sql
