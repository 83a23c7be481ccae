// SPDX-License-Identifier: GPL-3.0-or-later
// What both encodings need to know about an envelope: its type's name, and which struct that name stands for.

#pragma once

#include "core/base/result.h"
#include "core/wire/values.h"

#include <utility>

namespace pc::wire {

/// The type as it is written, an unknown one's included.
inline QString writtenType(const Payload &payload)
{
    if (const auto *unknown = std::get_if<UnknownFrame>(&payload))
        return unknown->type;
    return std::visit([]<typename Struct>(const Struct &) { return QString(typeOf(Of<Struct> {})); }, payload);
}

/// Makes `out` hold an empty frame of that type; false when no struct has that name.
template<typename View>
bool chooseKnown(View type, Payload &out)
{
    const auto choose = [&]<size_t... I>(std::index_sequence<I...>)
    {
        return ((type == typeOf(Of<std::variant_alternative_t<I, Payload>> {}) && (out.emplace<I>(), true)) || ...);
    };
    return !type.isEmpty() && choose(std::make_index_sequence<std::variant_size_v<Payload>> {});
}

/// The same, or an UnknownFrame.
inline void choosePayload(QStringView type, Payload &out)
{
    if (!chooseKnown(type, out))
        out = UnknownFrame { type.toString() };
}

/// Reads `data` into the frame that choosePayload() made; what an unknown type says is skipped by the caller.
template<typename In>
bool readPayload(In &in, Payload &out)
{
    return std::visit([&in](auto &frame) { return in.structure(frame); }, out);
}

/// An error that names the type and the field, both ours: nothing of the input is repeated.
inline Error malformed(const Payload &payload, QLatin1StringView key)
{
    const auto type = std::visit([]<typename Struct>(const Struct &) { return typeOf(Of<Struct> {}); }, payload);
    return { Errc::Invalid, key.isEmpty() ? "frame: %1"_L1.arg(type) : "%1: %2"_L1.arg(type, key) };
}

} // namespace pc::wire
