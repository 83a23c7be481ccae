// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/passwordhash.h"

#include <sodium.h>

#include <array>

namespace pc::crypto {

namespace {

/// libsodium reads up to 128 characters and a NUL: longer texts are no hash of ours.
bool looksLikeHash(const QByteArray &hash)
{
    return !hash.isEmpty() && hash.size() < qsizetype(crypto_pwhash_STRBYTES) && !hash.contains('\0');
}

} // namespace

Result<QByteArray> hashPassword(const SecretBytes &password, const PasswordCost &cost)
{
    std::array<char, crypto_pwhash_STRBYTES> text {};
    const int failed = crypto_pwhash_str_alg(text.data(), password.characters(), size_t(password.size()), cost.passes,
        cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0)
        return { Errc::Unavailable, QStringLiteral("not enough memory for a password hash") };
    return QByteArray(text.data());
}

Result<SecretBytes> stretchPassword(
    const SecretBytes &password, QByteArrayView salt, const PasswordCost &cost, qsizetype length)
{
    static_assert(crypto_pwhash_SALTBYTES == kPasswordSaltBytes);
    Q_ASSERT(salt.size() == kPasswordSaltBytes && length >= qsizetype(crypto_pwhash_BYTES_MIN));
    SecretBytes bytes(length);
    const int failed = crypto_pwhash(bytes.mutableView().data(), size_t(length), password.characters(),
        size_t(password.size()), reinterpret_cast<const unsigned char *>(salt.data()), cost.passes, cost.memoryBytes,
        crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0)
        return { Errc::Unavailable, QStringLiteral("not enough memory for a passphrase") };
    return bytes;
}

bool verifyPassword(const SecretBytes &password, const QByteArray &hash)
{
    return looksLikeHash(hash)
        && crypto_pwhash_str_verify(hash.constData(), password.characters(), size_t(password.size())) == 0;
}

bool needsRehash(const QByteArray &hash, const PasswordCost &cost)
{
    return !looksLikeHash(hash) || crypto_pwhash_str_needs_rehash(hash.constData(), cost.passes, cost.memoryBytes) != 0;
}

} // namespace pc::crypto
