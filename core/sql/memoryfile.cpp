// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/memoryfile.h"

#include <algorithm>

namespace pc::sql {

int MemoryFile::read(std::span<quint8> out, qint64 offset)
{
    const size_t from = std::min(size_t(offset), m_bytes.size());
    const size_t there = std::min(out.size(), m_bytes.size() - from);
    std::copy_n(m_bytes.begin() + ptrdiff_t(from), there, out.begin());
    std::ranges::fill(out.subspan(there), quint8(0));
    return there == out.size() ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int MemoryFile::write(std::span<const quint8> bytes, qint64 offset)
{
    m_bytes.resize(std::max(m_bytes.size(), size_t(offset) + bytes.size()));
    std::ranges::copy(bytes, m_bytes.begin() + offset);
    return SQLITE_OK;
}

int MemoryFile::truncate(qint64 size)
{
    m_bytes.resize(std::min(m_bytes.size(), size_t(size)));
    return SQLITE_OK;
}

int MemoryFile::size(qint64 &size)
{
    size = qint64(m_bytes.size());
    return SQLITE_OK;
}

int MemoryFile::checkReservedLock(int &isReserved)
{
    isReserved = 0;
    return SQLITE_OK;
}

} // namespace pc::sql
