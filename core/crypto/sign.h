// SPDX-License-Identifier: GPL-3.0-or-later
// Ed25519 (RFC 8032): detached signatures. Verification refuses non-canonical encodings and keys of small order.

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <optional>

namespace pc::crypto {

inline constexpr qsizetype kSeedBytes = 32;
inline constexpr qsizetype kSignatureBytes = 64;

struct VerifyingKey
{
    std::array<quint8, 32> bytes {};

    bool operator==(const VerifyingKey &) const = default;

    QByteArrayView view() const { return { bytes.data(), qsizetype(bytes.size()) }; }

    /// From exactly 32 bytes, else nothing.
    static std::optional<VerifyingKey> fromBytes(QByteArrayView bytes);
};

class SigningKey
{
public:
    static SigningKey generate();

    /// Error: Invalid, when the seed has not 32 bytes.
    static Result<SigningKey> fromSeed(const SecretBytes &seed);

    const VerifyingKey &verifyingKey() const { return m_public; }
    SecretBytes seed() const;

    /// 64 bytes. Deterministic: the same message gives the same signature.
    QByteArray sign(QByteArrayView message) const;

private:
    SigningKey() = default;

    SecretBytes m_secret; ///< libsodium's form: the seed, then the public key.
    VerifyingKey m_public;
};

bool verify(const VerifyingKey &key, QByteArrayView message, QByteArrayView signature);

} // namespace pc::crypto
