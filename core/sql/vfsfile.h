// SPDX-License-Identifier: GPL-3.0-or-later
// VfsFile: one open file as SQLite sees it (sqlite3_io_methods), as a class to derive from. Answers are SQLite's codes.
// BaseFile hands everything through to a file of the VFS below; who stands in between overrides what it must.
//
// There is no memory mapping: SQLite would see the bytes as they lie on the disk.
//
// Thread: the connection's.

#pragma once

#include <QtGlobal>

#include <sqlite3.h>

#include <memory>
#include <span>

namespace pc::sql {

class VfsFile
{
public:
    VfsFile() = default;
    virtual ~VfsFile() = default; ///< Closes it.
    VfsFile(const VfsFile &) = delete;
    VfsFile &operator=(const VfsFile &) = delete;

    /// Fills `out`; what lies behind the end of the file comes as zeros and SQLITE_IOERR_SHORT_READ.
    virtual int read(std::span<quint8> out, qint64 offset) = 0;
    virtual int write(std::span<const quint8> bytes, qint64 offset) = 0;
    virtual int truncate(qint64 size) = 0;
    virtual int sync(int flags) = 0;
    virtual int size(qint64 &size) = 0;
    virtual int lock(int level) = 0;
    virtual int unlock(int level) = 0;
    virtual int checkReservedLock(int &isReserved) = 0;
    virtual int control(int operation, void *argument) = 0;
    virtual int sectorSize() = 0;
    virtual int characteristics() = 0;
    virtual int mapShared(int region, int regionBytes, int extend, void volatile **memory) = 0;
    virtual int lockShared(int first, int count, int flags) = 0;
    virtual void shareBarrier() = 0;
    virtual int unmapShared(int removeToo) = 0;
};

struct CloseBelow
{
    void operator()(sqlite3_file *file) const;
};

/// A file of another VFS; closed and freed when it goes.
using FileBelow = std::unique_ptr<sqlite3_file, CloseBelow>;

/// `name` is SQLite's own pointer, with its URI's parameters behind it. On success `file` holds it.
int openBelow(sqlite3_vfs &below, const char *name, int flags, int *givenFlags, FileBelow &file);

class BaseFile : public VfsFile
{
public:
    explicit BaseFile(FileBelow below);

    int read(std::span<quint8> out, qint64 offset) override;
    int write(std::span<const quint8> bytes, qint64 offset) override;
    int truncate(qint64 size) override;
    int sync(int flags) override;
    int size(qint64 &size) override;
    int lock(int level) override;
    int unlock(int level) override;
    int checkReservedLock(int &isReserved) override;
    int control(int operation, void *argument) override;
    int sectorSize() override;
    int characteristics() override;
    int mapShared(int region, int regionBytes, int extend, void volatile **memory) override;
    int lockShared(int first, int count, int flags) override;
    void shareBarrier() override;
    int unmapShared(int removeToo) override;

private:
    FileBelow m_below;
};

} // namespace pc::sql
