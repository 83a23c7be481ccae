// SPDX-License-Identifier: GPL-3.0-or-later
// What a test needs to open sealed files: keys, their VFS, and how a connection is told of them.

#pragma once

#include "core/sql/storeseal.h"
#include "tests/support/testkey/testkey.h"

#include <memory>
#include <utility>

namespace pc::test {

class SealedShelf
{
public:
    /// The key repeats `byte`.
    explicit SealedShelf(quint8 byte = 0x5e)
    {
        auto seal = sql::StoreSeal::create(testKey(byte));
        if (!seal)
            qFatal("no seal");
        m_seal = std::move(*seal);
    }

    sql::Sealing sealing() const { return m_seal->sealing(); }
    const sql::SealedVfs &vfs() const { return m_seal->vfs(); }

    Result<std::unique_ptr<sql::Database>> open(
        const QString &path, sql::OpenMode mode = sql::OpenMode::ReadWrite) const
    {
        return sql::Database::open(path, mode, sealing());
    }

private:
    std::unique_ptr<sql::StoreSeal> m_seal;
};

} // namespace pc::test
