// SPDX-License-Identifier: GPL-3.0-or-later
// The envelope in JSON (RFC 8259). QJsonDocument checks syntax and UTF-8; how deep the input nests, and whether a key
// comes twice, is counted beside it.

#include "core/wire/jsoncodec.h"

#include "core/wire/codec.h"
#include "core/wire/jsonreader.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/payload.h"

#include <QJsonDocument>

namespace pc::wire {

namespace {

struct Outline
{
    bool isShallow = true;
    qsizetype members = 0;
};

/// What can be counted outside of texts before anything is parsed; what is wrong otherwise is the parser's to say.
Outline outlineOf(QByteArrayView json)
{
    Outline outline;
    int depth = 0;
    bool inText = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inText && c == '\\')
            ++i;
        else if (c == '"')
            inText = !inText;
        else if (!inText && (c == '{' || c == '['))
            ++depth;
        else if (!inText && (c == '}' || c == ']'))
            --depth;
        else if (!inText && c == ':')
            ++outline.members;
        outline.isShallow = outline.isShallow && depth <= kMaxDepth;
    }
    return outline;
}

qsizetype countMembers(const QJsonValue &value)
{
    qsizetype count = 0;
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue element : array)
            count += countMembers(element);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        count += object.size();
        for (const QJsonValue member : object)
            count += countMembers(member);
    }
    return count;
}

} // namespace

QByteArray encodeJson(const Frame &frame)
{
    const QJsonValue data = std::visit([](const auto &v) { return JsonWriter::toJson(v); }, frame.data);
    const QJsonObject envelope {
        { "id"_L1, JsonWriter::toJson(frame.id) },
        { "type"_L1, writtenType(frame.data) },
        { "timestamp"_L1, JsonWriter::toJson(frame.timestamp) },
        { "data"_L1, data },
    };
    return QJsonDocument(envelope).toJson(QJsonDocument::Compact);
}

Result<Frame> decodeJson(QByteArrayView bytes, qint64 maxBytes, std::optional<FrameId> &id)
{
    if (bytes.size() > maxBytes)
        return { Errc::TooLarge };
    const Outline outline = outlineOf(bytes);
    if (!outline.isShallow)
        return { Errc::Invalid, QStringLiteral("frame: nested too deep") };
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()));
    if (!document.isObject())
        return { Errc::Invalid, QStringLiteral("frame: no JSON object") };

    const QJsonObject envelope = document.object();
    // The parser keeps the last of two members of one name: then there are fewer members than colons.
    if (countMembers(envelope) != outline.members)
        return { Errc::Invalid, QStringLiteral("frame: a key comes twice") };
    QLatin1StringView trouble;
    const auto field = [&](QLatin1StringView key) { return JsonReader(envelope.value(key), trouble); };

    Frame frame { {}, {}, UnknownFrame {} };
    Uuid rawId;
    if (!field("id"_L1).uuid(rawId))
        return malformed(frame.data, "id"_L1);
    id = frame.id = FrameId { rawId };

    QString type;
    if (!field("type"_L1).text(type, kMaxTypeUnits) || type.isEmpty())
        return malformed(frame.data, "type"_L1);
    choosePayload(type, frame.data);

    JsonReader timestamp = field("timestamp"_L1);
    if (!readValue(timestamp, frame.timestamp, AtMost {}))
        return malformed(frame.data, "timestamp"_L1);

    JsonReader data = field("data"_L1);
    if (!readPayload(data, frame.data))
        return malformed(frame.data, trouble);
    return frame;
}

} // namespace pc::wire
