// SPDX-License-Identifier: GPL-3.0-or-later
// RecordingAead: the product's AEAD, which remembers under which key it sealed what. All keys of MLS are for one text (RFC
// 9420 randomises the nonces of messages besides): the same key for two different texts is what must never be.

#pragma once

#include "core/crypto/aeadcipher.h"
#include "core/crypto/sha256.h"

#include <map>

namespace pc::test {

class RecordingAead final : public crypto::AeadCipher
{
public:
    std::size_t keyBytes() const override { return m_inner.keyBytes(); }
    std::size_t nonceBytes() const override { return m_inner.nonceBytes(); }
    std::size_t tagBytes() const override { return m_inner.tagBytes(); }
    std::uint16_t hpkeId() const override { return m_inner.hpkeId(); }

    void seal(crypto::MutableByteView out, crypto::ByteView plain, crypto::ByteView associated, crypto::ByteView nonce,
        crypto::ByteView key) const override
    {
        const auto text = crypto::sha256Of(crypto::concat({ plain, associated }));
        const auto [place, isNew] = m_sealed.try_emplace(crypto::toBytes(key), text);
        if (!isNew && place->second != text)
            ++m_reuses;
        m_inner.seal(out, plain, associated, nonce, key);
    }

    [[nodiscard]] bool open(crypto::MutableByteView out, crypto::ByteView sealed, crypto::ByteView associated,
        crypto::ByteView nonce, crypto::ByteView key) const override
    {
        return m_inner.open(out, sealed, associated, nonce, key);
    }

    int reuses() const { return m_reuses; }

    /// What was sealed once never left its device.
    void forgive() { m_reuses = 0; }

private:
    const crypto::AeadCipher &m_inner = crypto::chaCha20Poly1305();
    mutable std::map<crypto::Bytes, crypto::Digest> m_sealed;
    mutable int m_reuses = 0;
};

} // namespace pc::test
