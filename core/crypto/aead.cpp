// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/aead.h"

#include "core/crypto/qtbytes.h"

#include <sodium.h>

namespace pc::crypto {

namespace {

static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == kAeadKeyBytes);
static_assert(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == kAeadNonceBytes);
static_assert(crypto_aead_xchacha20poly1305_ietf_ABYTES == kAeadTagBytes);

} // namespace

void aeadEncrypt(std::span<quint8> out, QByteArrayView plain, QByteArrayView associated, QByteArrayView nonce,
    const SecretBytes &key)
{
    Q_ASSERT(key.size() == kAeadKeyBytes && nonce.size() == kAeadNonceBytes);
    Q_ASSERT(qsizetype(out.size()) == plain.size() + kAeadTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(), nullptr, viewOf(plain).data(), size_t(plain.size()),
        viewOf(associated).data(), size_t(associated.size()), nullptr, viewOf(nonce).data(), key.view().data());
}

Result<void> aeadDecrypt(std::span<quint8> out, QByteArrayView sealed, QByteArrayView associated, QByteArrayView nonce,
    const SecretBytes &key)
{
    Q_ASSERT(key.size() == kAeadKeyBytes);
    if (sealed.size() < kAeadTagBytes || nonce.size() != kAeadNonceBytes)
        return { Errc::Corrupt, QStringLiteral("sealed bytes do not open") };
    Q_ASSERT(qsizetype(out.size()) == sealed.size() - kAeadTagBytes);
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, viewOf(sealed).data(),
        size_t(sealed.size()), viewOf(associated).data(), size_t(associated.size()), viewOf(nonce).data(),
        key.view().data());
    if (failed != 0)
        return { Errc::Corrupt, QStringLiteral("sealed bytes do not open") };
    return {};
}

void aeadEncryptDetached(std::span<quint8> out, std::span<quint8> tag, QByteArrayView plain, QByteArrayView associated,
    QByteArrayView nonce, const SecretBytes &key)
{
    Q_ASSERT(key.size() == kAeadKeyBytes && nonce.size() == kAeadNonceBytes);
    Q_ASSERT(qsizetype(out.size()) == plain.size() && qsizetype(tag.size()) == kAeadTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt_detached(out.data(), tag.data(), nullptr, viewOf(plain).data(),
        size_t(plain.size()), viewOf(associated).data(), size_t(associated.size()), nullptr, viewOf(nonce).data(),
        key.view().data());
}

bool aeadDecryptDetached(std::span<quint8> out, QByteArrayView sealed, QByteArrayView tag, QByteArrayView associated,
    QByteArrayView nonce, const SecretBytes &key)
{
    Q_ASSERT(key.size() == kAeadKeyBytes && nonce.size() == kAeadNonceBytes);
    Q_ASSERT(qsizetype(out.size()) == sealed.size() && tag.size() == kAeadTagBytes);
    return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(out.data(), nullptr, viewOf(sealed).data(),
               size_t(sealed.size()), viewOf(tag).data(), viewOf(associated).data(), size_t(associated.size()),
               viewOf(nonce).data(), key.view().data())
        == 0;
}

} // namespace pc::crypto
