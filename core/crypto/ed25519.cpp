// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/ed25519.h"

#include <sodium.h>

namespace pc::crypto {

static_assert(crypto_sign_SEEDBYTES == kEd25519SeedBytes);
static_assert(crypto_sign_PUBLICKEYBYTES == kEd25519PublicBytes);
static_assert(crypto_sign_BYTES == kEd25519SignatureBytes);
static_assert(crypto_sign_SECRETKEYBYTES == kEd25519SeedBytes + kEd25519PublicBytes);

Ed25519Key Ed25519Key::generate(RandomSource &random)
{
    return *fromSeed(random.secret(kEd25519SeedBytes).view());
}

std::optional<Ed25519Key> Ed25519Key::fromSeed(ByteView seed)
{
    if (seed.size() != kEd25519SeedBytes)
        return std::nullopt;
    WipingBytes secret(crypto_sign_SECRETKEYBYTES);
    Ed25519PublicKey publicKey; // written beside, since libsodium wants a place for it of its own
    crypto_sign_seed_keypair(publicKey.data(), secret.mutableView().data(), seed.data());
    return Ed25519Key(std::move(secret));
}

Ed25519Signature Ed25519Key::sign(ByteView message) const
{
    Ed25519Signature signature;
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), m_secret.view().data());
    return signature;
}

bool ed25519Verify(ByteView publicKey, ByteView message, ByteView signature)
{
    return publicKey.size() == kEd25519PublicBytes && signature.size() == kEd25519SignatureBytes
        && crypto_sign_verify_detached(signature.data(), message.data(), message.size(), publicKey.data()) == 0;
}

} // namespace pc::crypto
