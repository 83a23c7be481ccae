// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/codec.h"

#include "core/wire/cborcodec.h"
#include "core/wire/jsoncodec.h"
#include "core/wire/payload.h"

namespace pc::wire {

QByteArray encode(const Frame &frame, Encoding encoding)
{
    return encoding == Encoding::Json ? encodeJson(frame) : encodeCbor(frame);
}

Result<Frame> decode(QByteArrayView bytes, Encoding encoding, qint64 maxBytes, std::optional<FrameId> *id)
{
    std::optional<FrameId> unwanted;
    std::optional<FrameId> &found = id ? *id : unwanted;
    found.reset();
    return encoding == Encoding::Json ? decodeJson(bytes, maxBytes, found) : decodeCbor(bytes, maxBytes, found);
}

QLatin1StringView typeName(const Payload &payload)
{
    return std::visit([]<typename Struct>(const Struct &) { return typeOf(Of<Struct> {}); }, payload);
}

} // namespace pc::wire
