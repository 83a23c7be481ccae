// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/vfs.h"

#include <type_traits>
#include <utility>

namespace pc::sql {

/// What SQLite allocates for each file, and hands to each of the calls below.
struct Vfs::Handle
{
    sqlite3_file base;
    VfsFile *file; ///< Owned: from xOpen to xClose.
};

/// SQLite's calls in, ours out.
struct Vfs::Calls
{
    static Vfs &vfs(sqlite3_vfs *raw) { return *static_cast<Vfs *>(raw->pAppData); }
    static sqlite3_vfs *below(sqlite3_vfs *raw) { return &vfs(raw).m_below; }
    static VfsFile &file(sqlite3_file *raw) { return *reinterpret_cast<Handle *>(raw)->file; }

    static int open(sqlite3_vfs *raw, const char *name, sqlite3_file *out, int flags, int *givenFlags)
    {
        static_assert(std::is_standard_layout_v<Handle>);
        out->pMethods = nullptr;
        std::unique_ptr<VfsFile> opened;
        const int code = vfs(raw).open(name, flags, givenFlags, opened);
        if (code != SQLITE_OK)
            return code;
        reinterpret_cast<Handle *>(out)->file = opened.release();
        out->pMethods = &kFileCalls;
        return SQLITE_OK;
    }

    static int close(sqlite3_file *raw)
    {
        const std::unique_ptr<VfsFile> closed(std::exchange(reinterpret_cast<Handle *>(raw)->file, nullptr));
        return SQLITE_OK;
    }

    static int read(sqlite3_file *raw, void *out, int amount, sqlite3_int64 offset)
    {
        return file(raw).read({ static_cast<quint8 *>(out), size_t(amount) }, offset);
    }

    static int write(sqlite3_file *raw, const void *bytes, int amount, sqlite3_int64 offset)
    {
        return file(raw).write({ static_cast<const quint8 *>(bytes), size_t(amount) }, offset);
    }

    static int size(sqlite3_file *raw, sqlite3_int64 *out)
    {
        qint64 bytes = 0;
        const int code = file(raw).size(bytes);
        *out = bytes;
        return code;
    }

    static int truncate(sqlite3_file *raw, sqlite3_int64 bytes) { return file(raw).truncate(bytes); }
    static int sync(sqlite3_file *raw, int flags) { return file(raw).sync(flags); }
    static int lock(sqlite3_file *raw, int level) { return file(raw).lock(level); }
    static int unlock(sqlite3_file *raw, int level) { return file(raw).unlock(level); }
    static int isReserved(sqlite3_file *raw, int *out) { return file(raw).checkReservedLock(*out); }
    static int control(sqlite3_file *raw, int operation, void *arg) { return file(raw).control(operation, arg); }
    static int sectorSize(sqlite3_file *raw) { return file(raw).sectorSize(); }
    static int characteristics(sqlite3_file *raw) { return file(raw).characteristics(); }

    static int mapShared(sqlite3_file *raw, int region, int bytes, int extend, void volatile **memory)
    {
        return file(raw).mapShared(region, bytes, extend, memory);
    }

    static int lockShared(sqlite3_file *raw, int first, int count, int flags)
    {
        return file(raw).lockShared(first, count, flags);
    }

    static void shareBarrier(sqlite3_file *raw) { file(raw).shareBarrier(); }
    static int unmapShared(sqlite3_file *raw, int removeToo) { return file(raw).unmapShared(removeToo); }

    static int remove(sqlite3_vfs *raw, const char *name, int syncFolder) { return vfs(raw).remove(name, syncFolder); }

    static int access(sqlite3_vfs *raw, const char *name, int flags, int *out)
    {
        return below(raw)->xAccess(below(raw), name, flags, out);
    }

    static int fullPathname(sqlite3_vfs *raw, const char *name, int room, char *out)
    {
        return below(raw)->xFullPathname(below(raw), name, room, out);
    }

    // Loadable extensions have no business in a store.
    static void *openLibrary(sqlite3_vfs *, const char *) { return nullptr; }
    static void libraryError(sqlite3_vfs *, int room, char *out) { sqlite3_snprintf(room, out, "no extensions"); }

    static int randomness(sqlite3_vfs *raw, int amount, char *out)
    {
        return below(raw)->xRandomness(below(raw), amount, out);
    }

    static int sleep(sqlite3_vfs *raw, int microseconds) { return below(raw)->xSleep(below(raw), microseconds); }

    static int currentTime(sqlite3_vfs *raw, double *out) { return below(raw)->xCurrentTime(below(raw), out); }

    static int lastError(sqlite3_vfs *raw, int room, char *out)
    {
        return below(raw)->xGetLastError ? below(raw)->xGetLastError(below(raw), room, out) : 0;
    }

    static int currentTime64(sqlite3_vfs *raw, sqlite3_int64 *out)
    {
        return below(raw)->xCurrentTimeInt64(below(raw), out);
    }

    static constexpr sqlite3_io_methods kFileCalls {
        2, // without the third version's memory mapping
        close,
        read,
        write,
        truncate,
        sync,
        size,
        lock,
        unlock,
        isReserved,
        control,
        sectorSize,
        characteristics,
        mapShared,
        lockShared,
        shareBarrier,
        unmapShared,
        nullptr,
        nullptr,
    };
};

sqlite3_vfs &defaultVfs()
{
    return *sqlite3_vfs_find(nullptr);
}

Vfs::Vfs(QByteArrayView prefix, sqlite3_vfs &below)
    : m_below(below)
    , m_name(prefix.toByteArray() + '-' + QByteArray::number(quintptr(this), 16))
{
    m_vfs.iVersion = below.iVersion >= 2 ? 2 : 1;
    m_vfs.szOsFile = int(sizeof(Handle));
    m_vfs.mxPathname = below.mxPathname;
    m_vfs.zName = m_name.constData();
    m_vfs.pAppData = this;
    m_vfs.xOpen = Calls::open;
    m_vfs.xDelete = Calls::remove;
    m_vfs.xAccess = Calls::access;
    m_vfs.xFullPathname = Calls::fullPathname;
    m_vfs.xDlOpen = Calls::openLibrary;
    m_vfs.xDlError = Calls::libraryError;
    m_vfs.xRandomness = Calls::randomness;
    m_vfs.xSleep = Calls::sleep;
    m_vfs.xCurrentTime = Calls::currentTime;
    m_vfs.xGetLastError = Calls::lastError;
    m_vfs.xCurrentTimeInt64 = Calls::currentTime64;
}

Vfs::~Vfs()
{
    if (m_isListed)
        sqlite3_vfs_unregister(&m_vfs);
}

int Vfs::enlist(Role role)
{
    const int code = sqlite3_vfs_register(&m_vfs, role == Role::Default ? 1 : 0);
    m_isListed = code == SQLITE_OK;
    return code;
}

int Vfs::remove(const char *name, int syncFolder)
{
    return m_below.xDelete(&m_below, name, syncFolder);
}

} // namespace pc::sql
