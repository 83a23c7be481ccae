// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/hash.h"

#include "core/crypto/qtbytes.h"

#include <sodium.h>

namespace pc::crypto {

namespace {

void blake2bInto(std::span<quint8> out, QByteArrayView bytes, std::span<const quint8> key)
{
    Q_ASSERT(key.empty()
        || (key.size() >= crypto_generichash_KEYBYTES_MIN && key.size() <= crypto_generichash_KEYBYTES_MAX));
    crypto_generichash(out.data(), out.size(), viewOf(bytes).data(), size_t(bytes.size()), key.data(), key.size());
}

} // namespace

QByteArray sha256(QByteArrayView bytes)
{
    const Digest digest = sha256Of(viewOf(bytes));
    return { reinterpret_cast<const char *>(digest.data()), kSha256Bytes };
}

QByteArray blake2b(QByteArrayView bytes)
{
    QByteArray digest(kBlake2bBytes, Qt::Uninitialized);
    blake2bInto(writable(digest), bytes, {});
    return digest;
}

QByteArray blake2b(QByteArrayView bytes, const SecretBytes &key)
{
    QByteArray digest(kBlake2bBytes, Qt::Uninitialized);
    blake2bInto(writable(digest), bytes, key.view());
    return digest;
}

void blake2b(std::span<quint8> out, QByteArrayView bytes, const SecretBytes &key)
{
    Q_ASSERT(out.size() >= crypto_generichash_BYTES_MIN && out.size() <= crypto_generichash_BYTES_MAX);
    blake2bInto(out, bytes, key.view());
}

Digest blake2bOf(ByteView key, std::initializer_list<ByteView> pieces)
{
    Digest digest;
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), key.size(), digest.size());
    for (const ByteView piece : pieces)
        crypto_generichash_update(&state, piece.data(), piece.size());
    crypto_generichash_final(&state, digest.data(), digest.size());
    sodium_memzero(&state, sizeof state);
    return digest;
}

SecretBytes deriveKey(QByteArrayView purpose, const SecretBytes &key)
{
    SecretBytes derived(kBlake2bBytes);
    blake2bInto(derived.mutableView(), purpose, key.view());
    return derived;
}

} // namespace pc::crypto
