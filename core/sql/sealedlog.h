// SPDX-License-Identifier: GPL-3.0-or-later
// SealedLog: a write-ahead log whose frames are sealed, in SQLite's own layout (sqlite.org/fileformat2, 4.1):
//
//   header (32, clear: format, salts, and checksums of itself) ‖ frames, each
//       page number (4) ‖ size after a commit (4) ‖ salts and checksums (16, hidden: framecipher.h) ‖ page (4,096, sealed)
//
// SQLite writes a frame's head and page apart, and the head again when a transaction rewrites its own frames: with zeros
// for salts at first. So a page is bound to the salts of the log's header and not to those of its frame. A head waits here
// for the page that SQLite writes next, since one write costs less than two; anything else that is asked writes it first.

#pragma once

#include "core/sql/sealkeys.h"
#include "core/sql/vfsfile.h"

namespace pc::sql {

class SealedLog final : public BaseFile
{
public:
    static constexpr int kHeaderBytes = 32;
    static constexpr int kFrameBytes = kFrameHeadBytes + kPageBytes;

    /// `cipher` outlives this.
    SealedLog(FileBelow below, const StoreCipher &cipher);
    ~SealedLog() override;

    int read(std::span<quint8> out, qint64 offset) override;
    int write(std::span<const quint8> bytes, qint64 offset) override;
    int truncate(qint64 size) override;
    int sync(int flags) override;
    int size(qint64 &size) override;
    int sectorSize() override;
    int characteristics() override;

private:
    using Header = std::array<quint8, kHeaderBytes>;
    using Frame = std::array<quint8, kFrameBytes>;

    /// Numbered from 1, as SQLite does.
    static quint32 frameAt(qint64 offset) { return quint32((offset - kHeaderBytes) / kFrameBytes) + 1; }
    static qint64 beginOf(quint32 frame) { return kHeaderBytes + qint64(frame - 1) * kFrameBytes; }

    int readHeader(std::span<quint8> out, qint64 offset);
    int readHead(std::span<quint8> out, quint32 frame, qint64 within);
    int readWholeFrame(std::span<quint8> out, quint32 frame);
    int loadFrame(quint32 frame);
    int openPage(std::span<quint8, kPageBytes> out, quint32 frame);
    int loadSalts();
    void takeSalts(std::span<const quint8, kHeaderBytes> header);

    int writeHeader(std::span<const quint8> bytes);
    int keepHead(std::span<const quint8> bytes, quint32 frame);
    int writeWaitingHead();
    int writePage(PageView plain, quint32 frame);
    int pageNumberOf(quint32 frame, quint32 &number);

    FrameHead head() { return std::span(m_frame).first<kFrameHeadBytes>(); }
    std::span<quint8, kPageBytes> sealedPage() { return std::span(m_frame).last<kPageBytes>(); }

    const StoreCipher &m_cipher;
    PagePlace::Salts m_salts {};
    bool m_hasSalts = false;
    quint32 m_waitingFrame = 0; ///< The frame whose head waits for its page; 0 when none does.
    std::array<quint8, kFrameHeadBytes> m_waitingHead {}; ///< As it goes onto the disk.
    quint32 m_ownFrames = 0; ///< As many frames of this log were written through this file.
    Frame m_frame {}; ///< The last one on its way, as it lies on the disk.
};

} // namespace pc::sql
