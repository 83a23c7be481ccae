// SPDX-License-Identifier: GPL-3.0-or-later
// The envelope in JSON (RFC 8259). QJsonDocument checks syntax and UTF-8; how deep the input nests is counted before it
// gets to see it.

#include "core/wire/jsoncodec.h"

#include "core/wire/codec.h"
#include "core/wire/jsonreader.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/payload.h"

#include <QJsonDocument>

namespace pc::wire {

namespace {

/// Counts brackets outside of texts; what is wrong otherwise is the parser's to say.
bool isShallow(QByteArrayView json)
{
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
        if (depth > kMaxDepth)
            return false;
    }
    return true;
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
    if (!isShallow(bytes))
        return { Errc::Invalid, QStringLiteral("frame: nested too deep") };
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()));
    if (!document.isObject())
        return { Errc::Invalid, QStringLiteral("frame: no JSON object") };

    const QJsonObject envelope = document.object();
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
