// SPDX-License-Identifier: GPL-3.0-or-later
// SealedPages: a database file whose pages are sealed (pagecipher.h). SQLite reads and writes plain pages here, one at a
// time. What does not open is an error, also a page that is missing: SQLite would take zeros for one.

#pragma once

#include "core/sql/sealkeys.h"
#include "core/sql/vfsfile.h"

namespace pc::sql {

class SealedPages final : public BaseFile
{
public:
    /// `cipher` outlives this.
    SealedPages(FileBelow below, const StoreCipher &cipher);

    /// Before the first use. SQLITE_NOTADB when the file does not begin with a page that was sealed by this key.
    int recognise();

    int read(std::span<quint8> out, qint64 offset) override;
    int write(std::span<const quint8> bytes, qint64 offset) override;
    int truncate(qint64 size) override;
    int control(int operation, void *argument) override;
    int sectorSize() override;
    int characteristics() override;

private:
    int load(std::span<quint8, kPageBytes> out, quint32 page);

    const StoreCipher &m_cipher;
    Page m_sealed {}; ///< The last one on its way.
};

/// What we promise to SQLite of any sealed file, whatever the disk below offers.
int sealedCharacteristics();

} // namespace pc::sql
