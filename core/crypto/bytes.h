// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes without Qt, for the rooms that stay pure C++ (core/mls_public, core/mls) and for what this room offers them.
// Public bytes only: a secret lives in WipingBytes or SecretBytes.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace pc::crypto {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using MutableByteView = std::span<std::uint8_t>;

/// The letters of a label, without an end mark; as long-lived as what `text` points at.
inline ByteView bytesOf(std::string_view text)
{
    return { reinterpret_cast<const std::uint8_t *>(text.data()), text.size() };
}

inline Bytes toBytes(ByteView bytes)
{
    return { bytes.begin(), bytes.end() };
}

inline void append(Bytes &to, ByteView bytes)
{
    to.insert(to.end(), bytes.begin(), bytes.end());
}

inline Bytes concat(std::initializer_list<ByteView> parts)
{
    std::size_t size = 0;
    for (const ByteView part : parts)
        size += part.size();
    Bytes all;
    all.reserve(size);
    for (const ByteView part : parts)
        append(all, part);
    return all;
}

/// For public bytes: ends at the first difference.
inline bool equal(ByteView a, ByteView b)
{
    return std::ranges::equal(a, b);
}

} // namespace pc::crypto
