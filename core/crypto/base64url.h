// SPDX-License-Identifier: GPL-3.0-or-later
// base64url without padding (RFC 4648 section 5), as JWT and our JSON use it. Decoding is canonical: exactly one text
// is accepted for any bytes, so a token cannot be spelled in two ways. Neither direction branches on the content.

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace pc::crypto {

QByteArray toBase64Url(QByteArrayView bytes);

/// Nothing for padding, white space, a foreign letter, an impossible length, or unused bits that are not zero.
std::optional<QByteArray> fromBase64Url(QByteArrayView text);

} // namespace pc::crypto
