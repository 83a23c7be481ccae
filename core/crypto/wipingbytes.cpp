// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/wipingbytes.h"

#include <sodium.h>

#include <cassert>
#include <utility>

namespace pc::crypto {

WipingBytes::WipingBytes(std::size_t size)
    : m_bytes(size == 0 ? nullptr : std::make_unique<std::uint8_t[]>(size))
    , m_size(size)
{
}

WipingBytes::WipingBytes(WipingBytes &&other) noexcept
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0))
{
}

WipingBytes &WipingBytes::operator=(WipingBytes &&other) noexcept
{
    if (this != &other) {
        clear();
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

WipingBytes WipingBytes::copyOf(ByteView bytes)
{
    WipingBytes secret(bytes.size());
    std::copy(bytes.begin(), bytes.end(), secret.m_bytes.get());
    return secret;
}

WipingBytes WipingBytes::takeFrom(Bytes &source)
{
    WipingBytes secret = copyOf(source);
    wipe(source);
    source.clear();
    return secret;
}

void WipingBytes::truncate(std::size_t size)
{
    assert(size <= m_size);
    wipe(mutableView().subspan(size));
    m_size = size;
}

void WipingBytes::clear()
{
    wipe(mutableView());
    m_bytes.reset();
    m_size = 0;
}

bool WipingBytes::operator==(const WipingBytes &other) const
{
    return equalSecrets(view(), other.view());
}

void wipe(MutableByteView bytes)
{
    if (!bytes.empty())
        sodium_memzero(bytes.data(), bytes.size());
}

bool equalSecrets(ByteView a, ByteView b)
{
    return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

} // namespace pc::crypto
