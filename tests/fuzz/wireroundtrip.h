// SPDX-License-Identifier: GPL-3.0-or-later
// What both wire targets claim: whatever decodes is a frame that survives being written and read again, in either
// encoding.

#pragma once

#include "core/wire/codec.h"

#include <cstdint>
#include <cstdlib>

namespace pc::wire {

inline void mustSurvive(const Frame &frame, Encoding encoding)
{
    constexpr qint64 kUnbounded = qint64(1) << 40;
    const auto again = decode(encode(frame, encoding), encoding, kUnbounded);
    if (!again || !(*again == frame))
        std::abort();
}

inline void decodeAndCheck(const uint8_t *data, size_t size, Encoding encoding)
{
    const QByteArrayView bytes(data, qsizetype(size));
    std::optional<FrameId> id;
    const auto decoded = decode(bytes, encoding, Limits {}.handshakeBytes, &id);
    if (!decoded)
        return;
    if (id != decoded->id)
        std::abort();
    mustSurvive(*decoded, Encoding::Cbor);
    mustSurvive(*decoded, Encoding::Json);
}

} // namespace pc::wire
