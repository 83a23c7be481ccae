// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/x25519.h"

#include <sodium.h>

namespace pc::crypto {

static_assert(crypto_scalarmult_curve25519_BYTES == kX25519Bytes);
static_assert(crypto_scalarmult_curve25519_SCALARBYTES == kX25519Bytes);

X25519KeyPair X25519KeyPair::generate(RandomSource &random)
{
    X25519KeyPair pair { random.secret(kX25519Bytes), {} };
    crypto_scalarmult_curve25519_base(pair.publicKey.data(), pair.privateKey.view().data());
    return pair;
}

std::optional<X25519PublicKey> x25519PublicKey(ByteView privateKey)
{
    if (privateKey.size() != kX25519Bytes)
        return std::nullopt;
    X25519PublicKey key;
    crypto_scalarmult_curve25519_base(key.data(), privateKey.data());
    return key;
}

std::optional<WipingBytes> x25519(ByteView privateKey, ByteView publicKey)
{
    if (privateKey.size() != kX25519Bytes || publicKey.size() != kX25519Bytes)
        return std::nullopt;
    WipingBytes product(kX25519Bytes);
    if (crypto_scalarmult_curve25519(product.mutableView().data(), privateKey.data(), publicKey.data()) != 0)
        return std::nullopt;
    return product;
}

} // namespace pc::crypto
