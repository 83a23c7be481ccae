// SPDX-License-Identifier: GPL-3.0-or-later
// Digests: SHA-256 (FIPS 180-4) where a standard asks for it, BLAKE2b (RFC 7693) for everything of our own.
// Not for passwords: those take passwordhash.h.

#pragma once

#include "core/crypto/secret.h"
#include "core/crypto/sha256.h"

#include <QByteArray>
#include <QByteArrayView>

#include <initializer_list>
#include <span>

namespace pc::crypto {

inline constexpr qsizetype kSha256Bytes = 32;
inline constexpr qsizetype kBlake2bBytes = 32;

QByteArray sha256(QByteArrayView bytes);

/// 32 bytes.
QByteArray blake2b(QByteArrayView bytes);

/// 32 bytes under a key of 16 to 64 bytes: a message authentication code and a key derivation in one.
QByteArray blake2b(QByteArrayView bytes, const SecretBytes &key);

/// The same into 16 to 64 bytes of the caller's: for short values in great number.
void blake2b(std::span<quint8> out, QByteArrayView bytes, const SecretBytes &key);

/// The same over pieces that lie apart.
Digest blake2bOf(ByteView key, std::initializer_list<ByteView> pieces);

/// The same, when the digest is itself a key.
SecretBytes deriveKey(QByteArrayView purpose, const SecretBytes &key);

} // namespace pc::crypto
