// SPDX-License-Identifier: GPL-3.0-or-later
// StoreSeal: one key, and a VFS that seals by it: for who has one store. Outlives its connections.

#pragma once

#include "core/sql/database.h"
#include "core/sql/sealedvfs.h"

#include <memory>

namespace pc::sql {

class StoreSeal
{
public:
    /// Keeps what is derived from the key, not the key itself. Error: Internal, when SQLite does not take the VFS.
    static Result<std::unique_ptr<StoreSeal>> create(const crypto::SecretBytes &key);

    Sealing sealing() const { return { m_vfs.get(), m_key }; }
    const SealedVfs &vfs() const { return *m_vfs; }

private:
    StoreSeal() = default;

    SealKeys m_keys;
    SealKeys::Id m_key = 0;
    std::unique_ptr<SealedVfs> m_vfs;
};

} // namespace pc::sql
