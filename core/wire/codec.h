// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to frames and back. Total: any bytes give a Frame or an Error, never a crash, never more memory than a small
// multiple of the input. Every bound of limits.h is checked here, before anything is believed.

#pragma once

#include "core/base/result.h"
#include "core/wire/frames.h"

#include <QByteArray>
#include <QByteArrayView>

namespace pc::wire {

enum class Encoding : quint8 {
    Cbor, ///< Subprotocol parentconnect.v1.cbor
    Json, ///< Subprotocol parentconnect.v1.json: bytes as base64url without padding
};

inline constexpr QLatin1StringView kCborSubprotocol { "parentconnect.v1.cbor" };
inline constexpr QLatin1StringView kJsonSubprotocol { "parentconnect.v1.json" };

/// Total: a value beyond its bound is written all the same, and refused by whoever reads it. Encode once for many receivers.
QByteArray encode(const Frame &frame, Encoding encoding = Encoding::Cbor);

/// Errors: Invalid (malformed or a bound broken), TooLarge (more than `maxBytes`). An unknown type is not an error here:
/// it gives an UnknownFrame. When the bytes were well-formed enough to hold an id, `*id` is set even on error, so that
/// the answer can carry it; of a TooLarge frame only when it is CBOR and the id comes first, since nothing else is read.
Result<Frame> decode(QByteArrayView bytes, Encoding encoding, qint64 maxBytes, std::optional<FrameId> *id = nullptr);

/// The type name as it stands in the envelope: "message", "hello", …; empty for an UnknownFrame, which carries its own.
QLatin1StringView typeName(const Payload &payload);

} // namespace pc::wire
