// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/codec.h"

namespace pc::mls {

Reader::Reader(ByteView bytes, const Limits &limits)
    : m_bytes(bytes)
    , m_limits(limits)
    , m_end(bytes.size())
{
    check(bytes.size() <= limits.bytes, Failure::TooLarge);
}

void Reader::check(bool holds, Failure failure)
{
    if (holds || m_failure)
        return;
    m_failure = failure;
    m_position = m_end; // nothing is read behind a failure
}

ByteView Reader::rest() const
{
    return m_bytes.subspan(m_position, m_end - m_position);
}

Result<void> Reader::finish() const
{
    if (ok() && m_position != m_bytes.size())
        return Failure::TrailingBytes;
    return outcome();
}

Result<void> Reader::outcome() const
{
    return m_failure ? Result<void>(*m_failure) : Result<void>();
}

void Reader::read(Bytes &value)
{
    const ByteView taken = take(length());
    value.assign(taken.begin(), taken.end());
}

void Reader::read(ByteView &value)
{
    value = take(length());
}

std::uint64_t Reader::integer(std::size_t width)
{
    std::uint64_t value = 0;
    for (const std::uint8_t byte : take(width))
        value = value << 8U | byte;
    return value;
}

ByteView Reader::take(std::size_t count)
{
    check(count <= m_end - m_position, Failure::Truncated);
    if (!ok())
        return {};
    const ByteView taken = m_bytes.subspan(m_position, count);
    m_position += count;
    return taken;
}

std::size_t Reader::length()
{
    const std::uint64_t first = integer(1);
    const auto prefix = static_cast<unsigned>(first >> 6U);
    check(prefix < 3, Failure::LengthInvalid);
    const std::size_t width = std::size_t(1) << prefix;
    const std::uint64_t value = (first & 0x3fU) << (8 * (width - 1)) | integer(width - 1);
    check(!ok() || prefix == 0 || value >= std::uint64_t(1) << (4 * width - 2), Failure::LengthNotMinimal);
    return ok() ? static_cast<std::size_t>(value) : 0;
}

bool Reader::presence()
{
    const std::uint64_t present = integer(1);
    check(present <= 1, Failure::PresenceInvalid);
    return ok() && present == 1;
}

std::size_t Reader::enter()
{
    const std::size_t outer = m_end;
    const std::size_t count = length();
    check(count <= m_end - m_position, Failure::Truncated);
    check(++m_depth <= m_limits.depth, Failure::TooDeep);
    if (ok())
        m_end = m_position + count;
    return outer;
}

bool Reader::more(std::size_t elements)
{
    if (m_position == m_end)
        return false;
    check(elements < m_limits.elements, Failure::TooManyElements);
    return ok();
}

void Reader::leave(std::size_t outer)
{
    --m_depth;
    m_end = outer;
    if (!ok())
        m_position = m_end;
}

void Writer::opaque(ByteView bytes)
{
    insertLength(m_out.size(), bytes.size());
    raw(bytes);
}

void Writer::integer(std::uint64_t value, std::size_t width)
{
    for (std::size_t i = width; i > 0; --i)
        m_out.push_back(static_cast<std::uint8_t>(value >> (8 * (i - 1))));
}

void Writer::insertLength(std::size_t at, std::size_t count)
{
    assert(count <= kMostVectorBytes);
    const unsigned prefix = count < 1U << 6U ? 0 : count < 1U << 14U ? 1 : 2;
    const std::size_t width = std::size_t(1) << prefix;
    std::array<std::uint8_t, 4> header {};
    for (std::size_t i = 0; i < width; ++i)
        header[i] = static_cast<std::uint8_t>(count >> (8 * (width - 1 - i)));
    header[0] = static_cast<std::uint8_t>(header[0] | prefix << 6U);
    m_out.insert(m_out.begin() + static_cast<std::ptrdiff_t>(at), header.begin(),
        header.begin() + static_cast<std::ptrdiff_t>(width));
}

} // namespace pc::mls
