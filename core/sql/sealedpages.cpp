// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/sealedpages.h"

#include "core/sql/emptydatabase.h"

#include <algorithm>
#include <utility>

namespace pc::sql {

int sealedCharacteristics()
{
    // Powersafe overwrite: SQLite then never writes a page in two pieces. Nothing else that a device may be able to do:
    // pages are sealed as wholes, so neither atomic writes of parts nor reads of parts mean anything here; and without
    // SEQUENTIAL a log's new header is synced before its frames, on which recovery depends.
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

SealedPages::SealedPages(FileBelow below, const StoreCipher &cipher)
    : BaseFile(std::move(below))
    , m_cipher(cipher)
{
}

int SealedPages::recognise()
{
    const int code = BaseFile::read(m_sealed, 0);
    if (code == SQLITE_IOERR_SHORT_READ)
        return SQLITE_NOTADB;
    if (code != SQLITE_OK)
        return code;
    return m_cipher.pages.knows(m_sealed) ? SQLITE_OK : SQLITE_NOTADB;
}

int SealedPages::read(std::span<quint8> out, qint64 offset)
{
    const qint64 within = offset % kPageBytes;
    if (within + qint64(out.size()) > kPageBytes)
        return SQLITE_IOERR_READ;
    const quint32 number = quint32(offset / kPageBytes) + 1;
    if (out.size() == kPageBytes)
        return load(out.first<kPageBytes>(), number);
    Page page;
    if (const int code = load(page, number)) {
        // SQLite looks at the head of the file before it looks into the log, where a first page that a power cut has torn
        // lies whole. It only wants the format, and that is a constant of ours; the page itself it asks for later.
        if (code != SQLITE_IOERR_DATA || offset != 0 || out.size() != kFileHeadBytes)
            return code;
        page = emptyDatabase(kSealBytes);
    }
    std::copy_n(page.begin() + within, out.size(), out.begin());
    return SQLITE_OK;
}

int SealedPages::load(std::span<quint8, kPageBytes> out, quint32 page)
{
    const int code = BaseFile::read(m_sealed, qint64(page - 1) * kPageBytes);
    if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ)
        return code;
    return m_cipher.pages.open(out, m_sealed, PagePlace::inDatabase(page)) ? SQLITE_OK : SQLITE_IOERR_DATA;
}

int SealedPages::write(std::span<const quint8> bytes, qint64 offset)
{
    if (bytes.size() != kPageBytes || offset % kPageBytes != 0)
        return SQLITE_IOERR_WRITE;
    const PageView page(bytes);
    if (offset == 0) {
        // The format of the whole file; a journal before the pages would hold them in the clear.
        const Page wanted = emptyDatabase(kSealBytes);
        constexpr qsizetype kFormatAt = 16;
        constexpr qsizetype kFormatBytes = 5; // page size, two for logging ahead, reserved bytes
        if (!std::equal(page.begin() + kFormatAt, page.begin() + kFormatAt + kFormatBytes, wanted.begin() + kFormatAt))
            return SQLITE_IOERR_WRITE;
    }
    if (!m_cipher.pages.seal(m_sealed, page, PagePlace::inDatabase(quint32(offset / kPageBytes) + 1)))
        return SQLITE_IOERR_WRITE;
    return BaseFile::write(m_sealed, offset);
}

int SealedPages::truncate(qint64 size)
{
    if (size <= 0 || size % kPageBytes != 0)
        return SQLITE_IOERR_TRUNCATE;
    return BaseFile::truncate(size);
}

int SealedPages::control(int operation, void *argument)
{
    switch (operation) {
    case SQLITE_FCNTL_SIZE_HINT: // room made ahead would be pages that do not open
    case SQLITE_FCNTL_CHUNK_SIZE:
        return SQLITE_OK;
    case SQLITE_FCNTL_MMAP_SIZE: // the mapped bytes would be sealed ones
        *static_cast<sqlite3_int64 *>(argument) = 0;
        return SQLITE_OK;
    case SQLITE_FCNTL_POWERSAFE_OVERWRITE: // never off
        *static_cast<int *>(argument) = 1;
        return SQLITE_OK;
    case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
    case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
    case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
        return SQLITE_NOTFOUND;
    default:
        return BaseFile::control(operation, argument);
    }
}

int SealedPages::sectorSize()
{
    return kPageBytes;
}

int SealedPages::characteristics()
{
    return sealedCharacteristics();
}

} // namespace pc::sql
