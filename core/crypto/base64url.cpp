// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/base64url.h"

#include <sodium.h>

namespace pc::crypto {

namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

/// libsodium 1.0.18 takes some bytes beyond ASCII for letters, which would give a text two spellings.
bool isAscii(QByteArrayView text)
{
    unsigned char any = 0;
    for (const char letter : text)
        any = static_cast<unsigned char>(any | static_cast<unsigned char>(letter));
    return any < 0x80;
}

} // namespace

QByteArray toBase64Url(QByteArrayView bytes)
{
    const size_t length = sodium_base64_encoded_len(size_t(bytes.size()), kVariant); // with the final NUL
    QByteArray text(qsizetype(length), Qt::Uninitialized);
    sodium_bin2base64(
        text.data(), length, reinterpret_cast<const unsigned char *>(bytes.data()), size_t(bytes.size()), kVariant);
    text.chop(1);
    return text;
}

std::optional<QByteArray> fromBase64Url(QByteArrayView text)
{
    if (!isAscii(text))
        return std::nullopt;
    QByteArray bytes(text.size() / 4 * 3 + 3, Qt::Uninitialized);
    size_t length = 0;
    const char *end = nullptr;
    const int failed = sodium_base642bin(reinterpret_cast<unsigned char *>(bytes.data()), size_t(bytes.size()),
        text.data(), size_t(text.size()), nullptr, &length, &end, kVariant);
    if (failed != 0 || end != text.data() + text.size())
        return std::nullopt;
    bytes.truncate(qsizetype(length));
    return bytes;
}

} // namespace pc::crypto
