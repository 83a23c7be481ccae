// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/uuid.h"

#include "core/base/random.h"

#include <QUuid>

#include <algorithm>
#include <cstring>

namespace pc {

namespace {

constexpr qsizetype kTextLength = 36;

void setVersion(Uuid &id, quint8 version)
{
    id.bytes[6] = quint8((id.bytes[6] & 0x0f) | (version << 4));
    id.bytes[8] = quint8((id.bytes[8] & 0x3f) | 0x80);
}

} // namespace

size_t qHash(const Uuid &id, size_t seed) noexcept
{
    // The tail of a UUIDv7 is random, so it needs no mixing to spread.
    size_t tail = 0;
    std::memcpy(&tail, id.bytes.data() + id.bytes.size() - sizeof tail, sizeof tail);
    return tail ^ seed;
}

QString Uuid::toString() const
{
    return QUuid::fromRfc4122(view()).toString(QUuid::WithoutBraces);
}

QString Uuid::toShortString() const
{
    return QString::fromLatin1(view().last(4).toByteArray().toHex());
}

std::optional<Uuid> Uuid::fromBytes(QByteArrayView bytes)
{
    Uuid id;
    if (bytes.size() != qsizetype(id.bytes.size()))
        return std::nullopt;
    std::memcpy(id.bytes.data(), bytes.data(), id.bytes.size());
    return id;
}

std::optional<Uuid> Uuid::fromString(QStringView text)
{
    // QUuid also takes braces and a missing closing brace; an id has one text form here.
    if (text.size() != kTextLength || text.front() == u'{')
        return std::nullopt;
    const QUuid parsed = QUuid::fromString(text);
    const QByteArray bytes = parsed.toRfc4122();
    if (parsed.isNull() && std::any_of(text.begin(), text.end(), [](QChar c) { return c != u'0' && c != u'-'; }))
        return std::nullopt;
    return fromBytes(bytes);
}

Uuid makeUuid7(UtcTime now, Random &random)
{
    Uuid id;
    random.fill(id.bytes);
    const auto ms = quint64(toMilliseconds(now));
    for (int i = 0; i < 6; ++i)
        id.bytes[size_t(i)] = quint8(ms >> (8 * (5 - i)));
    setVersion(id, 7);
    return id;
}

Uuid makeUuid4(Random &random)
{
    Uuid id;
    random.fill(id.bytes);
    setVersion(id, 4);
    return id;
}

} // namespace pc
