// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/sign.h"

#include "core/crypto/ed25519.h"
#include "core/crypto/qtbytes.h"

#include <sodium.h>

#include <algorithm>

namespace pc::crypto {

namespace {

static_assert(crypto_sign_SEEDBYTES == kSeedBytes);
static_assert(crypto_sign_BYTES == kSignatureBytes);
static_assert(crypto_sign_PUBLICKEYBYTES == sizeof(VerifyingKey::bytes));

} // namespace

std::optional<VerifyingKey> VerifyingKey::fromBytes(QByteArrayView bytes)
{
    VerifyingKey key;
    if (bytes.size() != qsizetype(key.bytes.size()))
        return std::nullopt;
    std::copy_n(viewOf(bytes).data(), key.bytes.size(), key.bytes.begin());
    return key;
}

SigningKey SigningKey::generate()
{
    SigningKey key;
    key.m_secret = SecretBytes(crypto_sign_SECRETKEYBYTES);
    crypto_sign_keypair(key.m_public.bytes.data(), key.m_secret.mutableView().data());
    return key;
}

Result<SigningKey> SigningKey::fromSeed(const SecretBytes &seed)
{
    if (seed.size() != kSeedBytes)
        return { Errc::Invalid, QStringLiteral("a seed has 32 bytes") };
    SigningKey key;
    key.m_secret = SecretBytes(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(key.m_public.bytes.data(), key.m_secret.mutableView().data(), seed.view().data());
    return key;
}

SecretBytes SigningKey::seed() const
{
    SecretBytes seed(kSeedBytes);
    crypto_sign_ed25519_sk_to_seed(seed.mutableView().data(), m_secret.view().data());
    return seed;
}

QByteArray SigningKey::sign(QByteArrayView message) const
{
    Q_ASSERT(!m_secret.isEmpty()); // moved from
    QByteArray signature(kSignatureBytes, Qt::Uninitialized);
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, viewOf(message).data(),
        size_t(message.size()), m_secret.view().data());
    return signature;
}

bool verify(const VerifyingKey &key, QByteArrayView message, QByteArrayView signature)
{
    return ed25519Verify(key.bytes, viewOf(message), viewOf(signature));
}

} // namespace pc::crypto
