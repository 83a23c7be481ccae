// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/storeseal.h"

#include <utility>

namespace pc::sql {

Result<std::unique_ptr<StoreSeal>> StoreSeal::create(const crypto::SecretBytes &key)
{
    auto seal = std::unique_ptr<StoreSeal>(new StoreSeal);
    seal->m_key = seal->m_keys.add(key);
    auto vfs = SealedVfs::create(seal->m_keys);
    if (!vfs)
        return vfs.error();
    seal->m_vfs = *std::move(vfs);
    return seal;
}

} // namespace pc::sql
