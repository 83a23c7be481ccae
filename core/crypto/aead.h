// SPDX-License-Identifier: GPL-3.0-or-later
// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) with the caller's nonce: for formats that store or count their nonces
// themselves. Who has no such reason takes seal.h, which picks one. A nonce must never repeat under a key.

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <QByteArrayView>

#include <span>

namespace pc::crypto {

inline constexpr qsizetype kAeadKeyBytes = 32;
inline constexpr qsizetype kAeadNonceBytes = 24;
inline constexpr qsizetype kAeadTagBytes = 16;

/// Writes the ciphertext and its tag; `out` is kAeadTagBytes longer than `plain` and may begin at the same place.
/// Sizes are the caller's to keep; a wrong one is our own bug.
void aeadEncrypt(std::span<quint8> out, QByteArrayView plain, QByteArrayView associated, QByteArrayView nonce,
    const SecretBytes &key);

/// Writes the plaintext, kAeadTagBytes shorter than `sealed`; on error `out` holds nothing of it. `out` may begin where
/// `sealed` begins. Error: Corrupt, for any reason: wrong key, nonce, associated data or bytes.
Result<void> aeadDecrypt(std::span<quint8> out, QByteArrayView sealed, QByteArrayView associated, QByteArrayView nonce,
    const SecretBytes &key);

/// The same with the tag in a place of its own; `out` is as long as `plain`.
void aeadEncryptDetached(std::span<quint8> out, std::span<quint8> tag, QByteArrayView plain, QByteArrayView associated,
    QByteArrayView nonce, const SecretBytes &key);

/// False for the reasons of aeadDecrypt(); `out` is as long as `sealed` and then holds nothing of it.
[[nodiscard]] bool aeadDecryptDetached(std::span<quint8> out, QByteArrayView sealed, QByteArrayView tag,
    QByteArrayView associated, QByteArrayView nonce, const SecretBytes &key);

} // namespace pc::crypto
