// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/vfsfile.h"

#include <utility>

namespace pc::sql {

void CloseBelow::operator()(sqlite3_file *file) const
{
    // Nothing can be done about a close that fails: what had to be on the disk was synced.
    if (file->pMethods)
        file->pMethods->xClose(file);
    sqlite3_free(file);
}

int openBelow(sqlite3_vfs &below, const char *name, int flags, int *givenFlags, FileBelow &file)
{
    auto *memory = static_cast<sqlite3_file *>(sqlite3_malloc(below.szOsFile));
    if (!memory)
        return SQLITE_NOMEM;
    memory->pMethods = nullptr;
    FileBelow opened(memory);
    const int code = below.xOpen(&below, name, memory, flags, givenFlags);
    if (code == SQLITE_OK)
        file = std::move(opened);
    return code;
}

BaseFile::BaseFile(FileBelow below)
    : m_below(std::move(below))
{
}

int BaseFile::read(std::span<quint8> out, qint64 offset)
{
    return m_below->pMethods->xRead(m_below.get(), out.data(), int(out.size()), offset);
}

int BaseFile::write(std::span<const quint8> bytes, qint64 offset)
{
    return m_below->pMethods->xWrite(m_below.get(), bytes.data(), int(bytes.size()), offset);
}

int BaseFile::truncate(qint64 size)
{
    return m_below->pMethods->xTruncate(m_below.get(), size);
}

int BaseFile::sync(int flags)
{
    return m_below->pMethods->xSync(m_below.get(), flags);
}

int BaseFile::size(qint64 &size)
{
    sqlite3_int64 bytes = 0;
    const int code = m_below->pMethods->xFileSize(m_below.get(), &bytes);
    size = bytes;
    return code;
}

int BaseFile::lock(int level)
{
    return m_below->pMethods->xLock(m_below.get(), level);
}

int BaseFile::unlock(int level)
{
    return m_below->pMethods->xUnlock(m_below.get(), level);
}

int BaseFile::checkReservedLock(int &isReserved)
{
    return m_below->pMethods->xCheckReservedLock(m_below.get(), &isReserved);
}

int BaseFile::control(int operation, void *argument)
{
    return m_below->pMethods->xFileControl(m_below.get(), operation, argument);
}

int BaseFile::sectorSize()
{
    return m_below->pMethods->xSectorSize(m_below.get());
}

int BaseFile::characteristics()
{
    return m_below->pMethods->xDeviceCharacteristics(m_below.get());
}

int BaseFile::mapShared(int region, int regionBytes, int extend, void volatile **memory)
{
    if (m_below->pMethods->iVersion < 2)
        return SQLITE_IOERR_SHMMAP;
    return m_below->pMethods->xShmMap(m_below.get(), region, regionBytes, extend, memory);
}

int BaseFile::lockShared(int first, int count, int flags)
{
    return m_below->pMethods->xShmLock(m_below.get(), first, count, flags);
}

void BaseFile::shareBarrier()
{
    m_below->pMethods->xShmBarrier(m_below.get());
}

int BaseFile::unmapShared(int removeToo)
{
    return m_below->pMethods->xShmUnmap(m_below.get(), removeToo);
}

} // namespace pc::sql
