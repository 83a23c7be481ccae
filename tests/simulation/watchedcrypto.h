// SPDX-License-Identifier: GPL-3.0-or-later
// A device's AEAD and its randomness, which remember: under which key what was sealed and whether that left the device,
// what was opened, and which secrets were drawn. All keys of MLS are for one text (RFC 9420 randomises the nonces of
// messages besides), so the same key for two texts is what must never leave.

#pragma once

#include "core/base/random.h"
#include "core/crypto/aeadcipher.h"
#include "core/crypto/randomsource.h"
#include "tests/simulation/evidence.h"

#include <QByteArrayView>

#include <unordered_map>

namespace pc::sim {

class WatchedAead final : public crypto::AeadCipher
{
public:
    /// Where a sealed text ends: what it is found again by.
    using Tail = std::array<std::uint8_t, 16>;

    explicit WatchedAead(DeviceId device, Evidence &evidence);

    std::size_t keyBytes() const override { return m_inner.keyBytes(); }
    std::size_t nonceBytes() const override { return m_inner.nonceBytes(); }
    std::size_t tagBytes() const override { return m_inner.tagBytes(); }
    std::uint16_t hpkeId() const override { return m_inner.hpkeId(); }

    void seal(crypto::MutableByteView out, crypto::ByteView plain, crypto::ByteView associated, crypto::ByteView nonce,
        crypto::ByteView key) const override;
    [[nodiscard]] bool open(crypto::MutableByteView out, crypto::ByteView sealed, crypto::ByteView associated,
        crypto::ByteView nonce, crypto::ByteView key) const override;

    /// What is sealed from now on does not open: a program that computes wrongly.
    void spoil(bool isSpoiling) { m_isSpoiling = isSpoiling; }

    /// These bytes go on the wire, with whatever is sealed in them.
    void leaves(QByteArrayView bytes);

    /// What stood in the sealed text at the end of `message`, if this device ever opened it.
    const crypto::Bytes *opened(QByteArrayView message) const;

    /// Keys that were used up since the last forgetUsed().
    const std::set<crypto::Bytes> &used() const { return m_used; }

    /// The disk is an older one: what was used may be unused again.
    void forgetUsed() { m_used.clear(); }

private:
    struct Sealed
    {
        crypto::Bytes key;
        crypto::Digest text {};
        Tail tail {};
    };

    const crypto::AeadCipher &m_inner = crypto::chaCha20Poly1305();
    const DeviceId m_device;
    Evidence &m_evidence;
    bool m_isSpoiling = false;
    mutable std::unordered_map<std::uint64_t, Sealed> m_sealed; ///< By the first half of the tail.
    mutable std::map<Tail, crypto::Bytes> m_opened;
    mutable std::set<crypto::Bytes> m_used;
};

class WatchedKeys final : public crypto::RandomSource
{
public:
    WatchedKeys(quint64 seed, Evidence &evidence)
        : m_random(seed)
        , m_evidence(evidence)
    {
    }

    void fill(crypto::MutableByteView out) override;

private:
    SeededRandom m_random;
    Evidence &m_evidence;
};

} // namespace pc::sim
