// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/contentcodec.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>

#include <optional>

namespace pc::chat {

namespace {

constexpr int kMaxNesting = 8; // of what is skipped: our own maps are flat
constexpr QLatin1StringView kVersionKey("v");
constexpr QLatin1StringView kKindKey("kind");
constexpr QLatin1StringView kTextKey("text");
constexpr QLatin1StringView kTextKind("text");

struct Fields
{
    std::optional<quint64> version;
    std::optional<QString> kind;
    std::optional<QString> text;
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

bool readVersion(QCborStreamReader &reader, Fields &fields)
{
    if (fields.version || !reader.isUnsignedInteger())
        return false;
    fields.version = reader.toUnsignedInteger();
    return reader.next();
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
        return readVersion(reader, fields);
    if (*key == kKindKey)
        return readOnce(reader, fields.kind);
    // "text" may be of another type in a kind or version that is not ours.
    if (*key == kTextKey && reader.isString())
        return readOnce(reader, fields.text);
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

} // namespace

QByteArray encodeContent(const Content &content)
{
    Q_ASSERT(content.kind == ContentKind::Text);
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    writer.startMap(3);
    writer.append(kVersionKey);
    writer.append(quint64(kContentVersion));
    writer.append(kKindKey);
    writer.append(kTextKind);
    writer.append(kTextKey);
    writer.append(content.text);
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
    return Content { ContentKind::Text, std::move(*fields.text), {} };
}

} // namespace pc::chat
