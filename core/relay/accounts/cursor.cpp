// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/cursor.h"

#include "core/crypto/base64url.h"

namespace pc::relay::accounts {

namespace {

constexpr qsizetype kIdBytes = 16;
constexpr qsizetype kLongestCursor = 4096;

} // namespace

QString writeCursor(const NameCursor &cursor)
{
    return QString::fromLatin1(crypto::toBase64Url(cursor.id.toByteArray() + cursor.name.toUtf8()));
}

std::optional<NameCursor> readCursor(const QString &text)
{
    if (text.isEmpty())
        return NameCursor {};
    if (text.size() > kLongestCursor)
        return std::nullopt;
    const auto bytes = crypto::fromBase64Url(text.toLatin1());
    if (!bytes || bytes->size() < kIdBytes)
        return std::nullopt;
    const auto id = Uuid::fromBytes(QByteArrayView(*bytes).first(kIdBytes));
    return NameCursor { QString::fromUtf8(bytes->sliced(kIdBytes)), *id };
}

} // namespace pc::relay::accounts
