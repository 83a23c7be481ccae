// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/random.h"

#include "core/crypto/base64url.h"
#include "core/crypto/randomsource.h"

namespace pc::crypto {

void fillRandom(std::span<quint8> out)
{
    systemRandom().fill(out);
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    fillRandom({ reinterpret_cast<quint8 *>(bytes.data()), size_t(size) });
    return bytes;
}

SecretBytes randomToken(qsizetype entropyBytes)
{
    const SecretBytes raw = SecretBytes::random(entropyBytes);
    QByteArray text = toBase64Url(raw.toByteArrayView());
    return SecretBytes::takeFrom(text);
}

} // namespace pc::crypto
