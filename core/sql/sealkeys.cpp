// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/sealkeys.h"

#include <tuple>
#include <utility>

namespace pc::sql {

SealKeys::Id SealKeys::add(const crypto::SecretBytes &storeKey)
{
    const std::lock_guard lock(m_mutex);
    const Id id = Id(m_ciphers.size()) + 1;
    m_ciphers.emplace(std::piecewise_construct, std::forward_as_tuple(id), std::forward_as_tuple(storeKey));
    return id;
}

const StoreCipher *SealKeys::find(Id id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_ciphers.find(id);
    return found == m_ciphers.end() ? nullptr : &found->second;
}

} // namespace pc::sql
