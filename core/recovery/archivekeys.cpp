// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/archivekeys.h"

#include "core/linking/linking.h"

#include <algorithm>
#include <limits>

namespace pc::recovery {

namespace {

// version 1 ‖ count (u8) ‖ count times: number (u32, big-endian) ‖ key (32)
constexpr std::uint8_t kKeysVersion = 1;
constexpr std::size_t kKeysHeadBytes = 2;
constexpr std::size_t kKeyEntryBytes = 4 + std::size_t(kArchiveKeyBytes);

// One device gives another all of them.
static_assert(kMostArchiveKeysBytes <= linking::kMostGiftArchiveKeysBytes);

Error noKeys()
{
    return { Errc::Invalid, QStringLiteral("no archive keys") };
}

} // namespace

ArchiveKeys ArchiveKeys::begin(crypto::RandomSource &random)
{
    ArchiveKeys keys;
    keys.add(1, random);
    return keys;
}

Result<ArchiveKeys> ArchiveKeys::decode(crypto::ByteView bytes)
{
    if (!bytes.empty() && bytes.front() > kKeysVersion)
        return { Errc::NewerVersion, QStringLiteral("archive keys of a newer version") };
    if (bytes.size() < kKeysHeadBytes || bytes[0] != kKeysVersion || bytes[1] > kMostArchiveKeys
        || bytes.size() != kKeysHeadBytes + bytes[1] * kKeyEntryBytes)
        return noKeys();
    ArchiveKeys keys;
    for (crypto::ByteView rest = bytes.subspan(kKeysHeadBytes); !rest.empty(); rest = rest.subspan(kKeyEntryBytes)) {
        quint32 number = 0;
        for (const std::uint8_t byte : rest.first(4))
            number = number << 8U | byte;
        if (number <= keys.newest() || number == std::numeric_limits<quint32>::max())
            return noKeys(); // they ascend from 1, and there is always a next one
        keys.m_keys.push_back({ number, crypto::SecretBytes::copyOf(rest.subspan(4, std::size_t(kArchiveKeyBytes))) });
    }
    return keys;
}

crypto::WipingBytes ArchiveKeys::encode() const
{
    crypto::WipingBytes bytes(kKeysHeadBytes + m_keys.size() * kKeyEntryBytes);
    const crypto::MutableByteView out = bytes.mutableView();
    out[0] = kKeysVersion;
    out[1] = std::uint8_t(m_keys.size());
    std::size_t at = kKeysHeadBytes;
    for (const Key &key : m_keys) {
        for (unsigned shift = 32; shift > 0; shift -= 8)
            out[at++] = std::uint8_t(key.number >> (shift - 8));
        std::ranges::copy(key.secret.view(), out.begin() + qsizetype(at));
        at += std::size_t(kArchiveKeyBytes);
    }
    return bytes;
}

ArchiveKeys ArchiveKeys::copy() const
{
    ArchiveKeys keys;
    for (const Key &key : m_keys)
        keys.m_keys.push_back({ key.number, key.secret.copy() });
    return keys;
}

const crypto::SecretBytes *ArchiveKeys::find(quint32 number) const
{
    const auto found = std::ranges::find(m_keys, number, &Key::number);
    return found == m_keys.end() ? nullptr : &found->secret;
}

quint32 ArchiveKeys::rotate(crypto::RandomSource &random)
{
    Q_ASSERT(newest() < std::numeric_limits<quint32>::max());
    if (m_keys.size() == kMostArchiveKeys)
        m_keys.erase(m_keys.begin());
    add(newest() + 1, random);
    return newest();
}

void ArchiveKeys::adopt(const ArchiveKeys &given)
{
    for (const Key &key : given.m_keys) {
        const auto there = std::ranges::lower_bound(m_keys, key.number, {}, &Key::number);
        if (there != m_keys.end() && there->number == key.number)
            there->secret = key.secret.copy();
        else
            m_keys.insert(there, { key.number, key.secret.copy() });
    }
    if (m_keys.size() > kMostArchiveKeys)
        m_keys.erase(m_keys.begin(), m_keys.end() - std::ptrdiff_t(kMostArchiveKeys));
}

void ArchiveKeys::forgetBelow(quint32 number)
{
    const quint32 keep = newest();
    std::erase_if(m_keys, [=](const Key &key) { return key.number < number && key.number != keep; });
}

void ArchiveKeys::add(quint32 number, crypto::RandomSource &random)
{
    crypto::SecretBytes secret(kArchiveKeyBytes);
    random.fill(secret.mutableView());
    m_keys.push_back({ number, std::move(secret) });
}

} // namespace pc::recovery
