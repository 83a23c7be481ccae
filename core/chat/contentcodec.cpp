// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/contentcodec.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

#include <algorithm>
#include <optional>

namespace pc::chat {

namespace {

constexpr int kMaxNesting = 8; // of what is skipped: our own maps are flat
constexpr QLatin1StringView kVersionKey("v");
constexpr QLatin1StringView kKindKey("kind");
constexpr QLatin1StringView kTextKey("text");
constexpr QLatin1StringView kTextKind("text");
constexpr QLatin1StringView kWrittenKey("at");
constexpr QLatin1StringView kFollowsKey("after");
constexpr quint64 kLastMillisecond = 253'402'300'799'999; // of the year 9999

struct Fields
{
    std::optional<quint64> version;
    std::optional<QString> kind;
    std::optional<QString> text;
    std::optional<quint64> written;
    std::optional<QByteArray> follows;
};

std::optional<QString> readText(QCborStreamReader &reader)
{
    if (!reader.isString())
        return std::nullopt;
    QString text;
    auto chunk = reader.readString();
    for (; chunk.status == QCborStreamReader::Ok; chunk = reader.readString())
        text += chunk.data;
    if (chunk.status != QCborStreamReader::EndOfString)
        return std::nullopt;
    return text;
}

std::optional<QByteArray> readBytes(QCborStreamReader &reader)
{
    QByteArray bytes;
    auto chunk = reader.readByteArray();
    for (; chunk.status == QCborStreamReader::Ok; chunk = reader.readByteArray())
        bytes += chunk.data;
    return chunk.status == QCborStreamReader::EndOfString ? std::optional(bytes) : std::nullopt;
}

bool readOnce(QCborStreamReader &reader, std::optional<quint64> &field)
{
    if (field || !reader.isUnsignedInteger())
        return false;
    field = reader.toUnsignedInteger();
    return reader.next();
}

bool readOnce(QCborStreamReader &reader, std::optional<QByteArray> &field)
{
    if (field)
        return false;
    field = readBytes(reader);
    return field.has_value();
}

bool readOnce(QCborStreamReader &reader, std::optional<QString> &field)
{
    if (field)
        return false; // twice: two readers could disagree about which one counts
    field = readText(reader);
    return field.has_value();
}

bool readEntry(QCborStreamReader &reader, Fields &fields)
{
    const auto key = readText(reader);
    if (!key)
        return false;
    if (*key == kVersionKey)
        return readOnce(reader, fields.version);
    if (*key == kKindKey)
        return readOnce(reader, fields.kind);
    // These may be of other types in a kind or version that is not ours.
    if (*key == kTextKey && reader.isString())
        return readOnce(reader, fields.text);
    if (*key == kWrittenKey && reader.isUnsignedInteger())
        return readOnce(reader, fields.written);
    if (*key == kFollowsKey && reader.isByteArray())
        return readOnce(reader, fields.follows);
    return reader.next(kMaxNesting);
}

bool readMap(QCborStreamReader &reader, Fields &fields)
{
    if (!reader.isMap() || !reader.enterContainer())
        return false;
    while (reader.lastError() == QCborError::NoError && reader.hasNext()) {
        if (!readEntry(reader, fields))
            return false;
    }
    return reader.lastError() == QCborError::NoError && reader.leaveContainer();
}

/// Nothing for what is no id: a message is worth more than what it says of another one.
std::optional<MessageId> idOf(const QByteArray &bytes)
{
    const auto id = Uuid::fromBytes(bytes);
    return id && !id->isNull() ? std::optional(MessageId { *id }) : std::nullopt;
}

} // namespace

QByteArray encodeContent(const Content &content)
{
    Q_ASSERT(content.kind == ContentKind::Text);
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    writer.startMap(quint64(3 + int(content.written.has_value()) + int(content.follows.has_value())));
    writer.append(kVersionKey);
    writer.append(quint64(kContentVersion));
    writer.append(kKindKey);
    writer.append(kTextKind);
    writer.append(kTextKey);
    writer.append(content.text);
    if (content.written) {
        writer.append(kWrittenKey);
        writer.append(quint64(std::max(toMilliseconds(*content.written), qint64(0))));
    }
    if (content.follows) {
        writer.append(kFollowsKey);
        writer.append(content.follows->raw().toByteArray());
    }
    writer.endMap();
    return bytes;
}

Result<Content> decodeContent(QByteArrayView bytes)
{
    if (bytes.size() > kMaxContentBytes)
        return Errc::TooLarge;
    QCborStreamReader reader(bytes.data(), bytes.size());
    Fields fields;
    if (!readMap(reader, fields) || reader.currentOffset() != bytes.size())
        return { Errc::Invalid, QStringLiteral("content is not one map") };
    if (!fields.version || *fields.version == 0 || !fields.kind)
        return { Errc::Invalid, QStringLiteral("content has no version or kind") };
    if (*fields.version != quint64(kContentVersion) || *fields.kind != kTextKind)
        return Content { ContentKind::Unknown, {}, {} };
    if (!fields.text)
        return { Errc::Invalid, QStringLiteral("a text without text") };
    if (fields.text->size() > kMaxTextLength)
        return { Errc::TooLarge, QStringLiteral("a text beyond the bound") };
    Content content;
    content.text = std::move(*fields.text);
    if (fields.written && *fields.written <= kLastMillisecond)
        content.written = utcFromMilliseconds(qint64(*fields.written));
    if (fields.follows)
        content.follows = idOf(*fields.follows);
    return content;
}

} // namespace pc::chat
