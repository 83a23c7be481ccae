// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/sha256.h"

#include <sodium.h>

#include <new>

namespace pc::crypto {

namespace {

using Sha256State = crypto_hash_sha256_state;
static_assert(crypto_hash_sha256_BYTES == kDigestBytes);

template<typename Room>
Sha256State *stateIn(Room &room)
{
    static_assert(sizeof(Sha256State) <= sizeof(Room) && alignof(Sha256State) <= 16);
    return std::launder(reinterpret_cast<Sha256State *>(room.data()));
}

} // namespace

Sha256::Sha256()
{
    crypto_hash_sha256_init(new (m_state.data()) Sha256State);
}

Sha256 &Sha256::update(ByteView bytes)
{
    crypto_hash_sha256_update(stateIn(m_state), bytes.data(), bytes.size());
    return *this;
}

Digest Sha256::finish()
{
    Digest digest;
    crypto_hash_sha256_final(stateIn(m_state), digest.data());
    return digest;
}

Digest sha256Of(ByteView bytes)
{
    Digest digest;
    crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
    return digest;
}

} // namespace pc::crypto
