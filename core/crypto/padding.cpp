// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/padding.h"

#include <bit>

namespace pc::crypto {

namespace {

constexpr std::size_t kSmallStep = 64;
constexpr std::size_t kSmall = 1024;
constexpr std::uint8_t kMark = 0x80;

} // namespace

std::size_t paddedSize(std::size_t size)
{
    const std::size_t step = size <= kSmall ? kSmallStep : std::bit_floor(size) / 8;
    return (size + step - 1) / step * step;
}

WipingBytes pad(ByteView plain)
{
    WipingBytes padded(paddedSize(plain.size() + 1));
    std::ranges::copy(plain, padded.mutableView().begin());
    padded.mutableView()[plain.size()] = kMark;
    return padded;
}

std::optional<WipingBytes> unpad(ByteView padded)
{
    std::size_t end = padded.size();
    while (end > 0 && padded[end - 1] == 0)
        --end;
    if (end == 0 || padded[end - 1] != kMark || padded.size() != paddedSize(end))
        return std::nullopt;
    return WipingBytes::copyOf(padded.first(end - 1));
}

} // namespace pc::crypto
