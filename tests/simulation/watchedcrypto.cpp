// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/watchedcrypto.h"

#include <algorithm>
#include <cstring>

namespace pc::sim {

namespace {

constexpr std::size_t kSecretBytes = 32;

WatchedAead::Tail tailOf(const std::uint8_t *end)
{
    WatchedAead::Tail tail;
    std::copy(end - tail.size(), end, tail.begin());
    return tail;
}

std::uint64_t firstHalf(const std::uint8_t *bytes)
{
    std::uint64_t half = 0;
    std::memcpy(&half, bytes, sizeof half);
    return half;
}

} // namespace

WatchedAead::WatchedAead(DeviceId device, Evidence &evidence)
    : m_device(device)
    , m_evidence(evidence)
{
}

void WatchedAead::seal(crypto::MutableByteView out, crypto::ByteView plain, crypto::ByteView associated,
    crypto::ByteView nonce, crypto::ByteView key) const
{
    const auto text = crypto::sha256Of(crypto::concat({ plain, associated }));
    m_inner.seal(out, plain, associated, nonce, key);
    if (m_isSpoiling)
        out[0] ^= 1U;
    const Tail tail = tailOf(out.data() + out.size());
    m_sealed.insert_or_assign(firstHalf(tail.data()), Sealed { crypto::toBytes(key), text, tail });
    m_used.insert(crypto::toBytes(key));
}

bool WatchedAead::open(crypto::MutableByteView out, crypto::ByteView sealed, crypto::ByteView associated,
    crypto::ByteView nonce, crypto::ByteView key) const
{
    if (!m_inner.open(out, sealed, associated, nonce, key))
        return false;
    m_opened.insert_or_assign(tailOf(sealed.data() + sealed.size()), crypto::toBytes(out));
    m_used.insert(crypto::toBytes(key));
    return true;
}

void WatchedAead::leaves(QByteArrayView bytes)
{
    const auto *data = reinterpret_cast<const std::uint8_t *>(bytes.data());
    const auto size = std::size_t(bytes.size());
    for (std::size_t at = 0; at + std::tuple_size_v<Tail> <= size; ++at) {
        const auto found = m_sealed.find(firstHalf(data + at));
        if (found == m_sealed.end() || !std::equal(found->second.tail.begin(), found->second.tail.end(), data + at))
            continue;
        m_evidence.left(found->second.key, found->second.text, m_device);
    }
}

const crypto::Bytes *WatchedAead::opened(QByteArrayView message) const
{
    if (std::size_t(message.size()) < std::tuple_size_v<Tail>)
        return nullptr;
    const auto *data = reinterpret_cast<const std::uint8_t *>(message.data());
    const auto found = m_opened.find(tailOf(data + message.size()));
    return found == m_opened.end() ? nullptr : &found->second;
}

void WatchedKeys::fill(crypto::MutableByteView out)
{
    m_random.fill(out);
    if (out.size() == kSecretBytes)
        m_evidence.secrets.insert(crypto::toBytes(out));
}

} // namespace pc::sim
