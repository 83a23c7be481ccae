// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/sealedlog.h"

#include "core/sql/sealedpages.h"

#include <QtEndian>

#include <algorithm>
#include <utility>

namespace pc::sql {

namespace {

constexpr size_t kSaltsAt = 16; ///< In the log's header.

} // namespace

SealedLog::SealedLog(FileBelow below, const StoreCipher &cipher)
    : BaseFile(std::move(below))
    , m_cipher(cipher)
{
}

SealedLog::~SealedLog()
{
    (void)writeWaitingHead(); // of a frame without a page: nobody will miss it
}

int SealedLog::read(std::span<quint8> out, qint64 offset)
{
    if (const int code = writeWaitingHead())
        return code;
    if (offset < kHeaderBytes)
        return readHeader(out, offset);
    const quint32 frame = frameAt(offset);
    const qint64 within = offset - beginOf(frame);
    if (within + qint64(out.size()) > kFrameBytes)
        return SQLITE_IOERR_READ;
    if (within == 0 && out.size() == kFrameBytes)
        return readWholeFrame(out, frame);
    if (within + qint64(out.size()) <= kFrameHeadBytes)
        return readHead(out, frame, within);
    if (within != kFrameHeadBytes)
        return SQLITE_IOERR_READ;
    if (const int code = loadFrame(frame))
        return code;
    if (out.size() == kPageBytes)
        return openPage(out.first<kPageBytes>(), frame);
    Page page;
    const int code = openPage(page, frame);
    std::copy_n(page.begin(), out.size(), out.begin());
    return code;
}

int SealedLog::readHeader(std::span<quint8> out, qint64 offset)
{
    if (offset + qint64(out.size()) > kHeaderBytes)
        return SQLITE_IOERR_READ;
    const int code = BaseFile::read(out, offset);
    if (code == SQLITE_OK && out.size() == kHeaderBytes)
        takeSalts(out.first<kHeaderBytes>());
    return code;
}

/// A transaction that has rewritten frames of its own goes on from the checksums of the one before them.
int SealedLog::readHead(std::span<quint8> out, quint32 frame, qint64 within)
{
    if (const int code = BaseFile::read(head(), beginOf(frame)))
        return code;
    m_cipher.frames.show(head(), frame);
    std::copy_n(head().begin() + within, out.size(), out.begin());
    return SQLITE_OK;
}

/// Recovery reads so, and a transaction that has rewritten frames of its own. To the first, a frame that does not open is
/// the end of the log, and zeros say so; to the second it would be a hole in what is about to be committed.
int SealedLog::readWholeFrame(std::span<quint8> out, quint32 frame)
{
    int code = loadFrame(frame);
    if (code == SQLITE_OK)
        code = openPage(out.last<kPageBytes>(), frame);
    if (code == SQLITE_OK) {
        m_cipher.frames.show(head(), frame);
        std::ranges::copy(head(), out.begin());
        return SQLITE_OK;
    }
    std::ranges::fill(out, quint8(0));
    return code == SQLITE_IOERR_DATA && frame > m_ownFrames ? SQLITE_OK : code;
}

int SealedLog::loadFrame(quint32 frame)
{
    const int code = BaseFile::read(m_frame, beginOf(frame));
    return code == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_DATA : code;
}

/// The page of the frame that was just loaded.
int SealedLog::openPage(std::span<quint8, kPageBytes> out, quint32 frame)
{
    const auto number = qFromBigEndian<quint32>(m_frame.data());
    const auto opens = [&] { return m_cipher.pages.open(out, sealedPage(), PagePlace::inLog(number, frame, m_salts)); };
    const bool hadSalts = m_hasSalts;
    if (hadSalts && opens())
        return SQLITE_OK;
    // The writing connection may have begun the log anew since this one looked.
    const PagePlace::Salts old = m_salts;
    if (const int code = loadSalts())
        return code;
    if (hadSalts && old == m_salts)
        return SQLITE_IOERR_DATA;
    return opens() ? SQLITE_OK : SQLITE_IOERR_DATA;
}

int SealedLog::loadSalts()
{
    Header header;
    const int code = BaseFile::read(header, 0);
    if (code == SQLITE_OK)
        takeSalts(header);
    return code == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_DATA : code;
}

void SealedLog::takeSalts(std::span<const quint8, kHeaderBytes> header)
{
    PagePlace::Salts salts {};
    std::copy_n(header.begin() + kSaltsAt, salts.size(), salts.begin());
    if (!m_hasSalts || salts != m_salts)
        m_ownFrames = 0;
    m_salts = salts;
    m_hasSalts = true;
}

int SealedLog::write(std::span<const quint8> bytes, qint64 offset)
{
    const quint32 frame = offset < kHeaderBytes ? 0 : frameAt(offset);
    const qint64 within = frame == 0 ? offset : offset - beginOf(frame);
    if (frame != 0 && within == kFrameHeadBytes && bytes.size() == kPageBytes)
        return writePage(PageView(bytes), frame);
    if (const int code = writeWaitingHead())
        return code;
    if (frame == 0 && within == 0 && bytes.size() == kHeaderBytes)
        return writeHeader(bytes);
    if (frame != 0 && within == 0 && bytes.size() == kFrameHeadBytes)
        return keepHead(bytes, frame);
    return SQLITE_IOERR_WRITE; // a part of a page cannot be sealed
}

int SealedLog::writeHeader(std::span<const quint8> bytes)
{
    takeSalts(bytes.first<kHeaderBytes>());
    return BaseFile::write(bytes, 0);
}

int SealedLog::keepHead(std::span<const quint8> bytes, quint32 frame)
{
    std::ranges::copy(bytes, m_waitingHead.begin());
    m_cipher.frames.hide(m_waitingHead, frame);
    m_waitingFrame = frame;
    return SQLITE_OK;
}

int SealedLog::writeWaitingHead()
{
    const quint32 frame = std::exchange(m_waitingFrame, 0);
    return frame == 0 ? SQLITE_OK : BaseFile::write(m_waitingHead, beginOf(frame));
}

int SealedLog::writePage(PageView plain, quint32 frame)
{
    const bool withHead = m_waitingFrame == frame;
    auto number = qFromBigEndian<quint32>(m_waitingHead.data());
    if (!withHead) {
        if (const int code = writeWaitingHead())
            return code;
        if (const int code = pageNumberOf(frame, number))
            return code;
    }
    if (!m_hasSalts) {
        if (const int code = loadSalts())
            return code;
    }
    if (!m_cipher.pages.seal(sealedPage(), plain, PagePlace::inLog(number, frame, m_salts)))
        return SQLITE_IOERR_WRITE;
    m_ownFrames = std::max(m_ownFrames, frame);
    if (!withHead)
        return BaseFile::write(sealedPage(), beginOf(frame) + kFrameHeadBytes);
    m_waitingFrame = 0;
    std::ranges::copy(m_waitingHead, head().begin());
    return BaseFile::write(m_frame, beginOf(frame));
}

/// A transaction that writes a page again writes only the page: its head is on the disk already.
int SealedLog::pageNumberOf(quint32 frame, quint32 &number)
{
    std::array<quint8, sizeof(quint32)> bytes;
    if (const int code = BaseFile::read(bytes, beginOf(frame)))
        return code == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_WRITE : code;
    number = qFromBigEndian<quint32>(bytes.data());
    return SQLITE_OK;
}

int SealedLog::truncate(qint64 size)
{
    const int code = writeWaitingHead();
    return code == SQLITE_OK ? BaseFile::truncate(size) : code;
}

int SealedLog::sync(int flags)
{
    const int code = writeWaitingHead();
    return code == SQLITE_OK ? BaseFile::sync(flags) : code;
}

int SealedLog::size(qint64 &size)
{
    const int code = writeWaitingHead();
    return code == SQLITE_OK ? BaseFile::size(size) : code;
}

int SealedLog::sectorSize()
{
    return kPageBytes;
}

int SealedLog::characteristics()
{
    return sealedCharacteristics();
}

} // namespace pc::sql
