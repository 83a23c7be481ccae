// SPDX-License-Identifier: GPL-3.0-or-later
// What a test needs to open sealed files: keys, their VFS, and how a connection is told of them.

#pragma once

#include "core/crypto/initialise.h"
#include "core/sql/database.h"
#include "core/sql/sealedvfs.h"

#include <memory>
#include <utility>

namespace pc::test {

class SealedShelf
{
public:
    /// The key repeats `byte`.
    explicit SealedShelf(quint8 byte = 0x5e)
    {
        if (!crypto::initialise())
            qFatal("no crypto");
        m_sealing.key = m_keys.add(keyOf(byte));
        auto vfs = sql::SealedVfs::create(m_keys);
        if (!vfs)
            qFatal("no VFS");
        m_vfs = std::move(*vfs);
        m_sealing.vfs = m_vfs.get();
    }

    static crypto::SecretBytes keyOf(quint8 byte)
    {
        crypto::SecretBytes key(32);
        std::ranges::fill(key.mutableView(), byte);
        return key;
    }

    sql::Sealing sealing() const { return m_sealing; }
    const sql::SealedVfs &vfs() const { return *m_vfs; }

    Result<std::unique_ptr<sql::Database>> open(
        const QString &path, sql::OpenMode mode = sql::OpenMode::ReadWrite) const
    {
        return sql::Database::open(path, mode, m_sealing);
    }

private:
    sql::SealKeys m_keys;
    std::unique_ptr<sql::SealedVfs> m_vfs;
    sql::Sealing m_sealing;
};

} // namespace pc::test
