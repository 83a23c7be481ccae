// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/sha512.h"

#include <sodium.h>

namespace pc::crypto {

static_assert(crypto_hash_sha512_BYTES == kLongDigestBytes);

LongDigest sha512Of(std::initializer_list<ByteView> pieces)
{
    crypto_hash_sha512_state state;
    crypto_hash_sha512_init(&state);
    for (const ByteView piece : pieces)
        crypto_hash_sha512_update(&state, piece.data(), piece.size());
    LongDigest digest;
    crypto_hash_sha512_final(&state, digest.data());
    return digest;
}

} // namespace pc::crypto
