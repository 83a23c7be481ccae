// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/aeadcipher.h"

#include <sodium.h>

#include <cassert>

namespace pc::crypto {

namespace {

class ChaCha20Poly1305 final : public AeadCipher
{
public:
    std::size_t keyBytes() const override { return crypto_aead_chacha20poly1305_IETF_KEYBYTES; }
    std::size_t nonceBytes() const override { return crypto_aead_chacha20poly1305_IETF_NPUBBYTES; }
    std::size_t tagBytes() const override { return crypto_aead_chacha20poly1305_IETF_ABYTES; }
    std::uint16_t hpkeId() const override { return 0x0003; }

    void seal(MutableByteView out, ByteView plain, ByteView associated, ByteView nonce, ByteView key) const override
    {
        assert(key.size() == keyBytes() && nonce.size() == nonceBytes() && out.size() == plain.size() + tagBytes());
        crypto_aead_chacha20poly1305_ietf_encrypt(out.data(), nullptr, plain.data(), plain.size(), associated.data(),
            associated.size(), nullptr, nonce.data(), key.data());
    }

    bool open(MutableByteView out, ByteView sealed, ByteView associated, ByteView nonce, ByteView key) const override
    {
        assert(key.size() == keyBytes());
        if (nonce.size() != nonceBytes() || sealed.size() < tagBytes())
            return false;
        assert(out.size() == sealed.size() - tagBytes());
        return crypto_aead_chacha20poly1305_ietf_decrypt(out.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                   associated.data(), associated.size(), nonce.data(), key.data())
            == 0;
    }
};

} // namespace

const AeadCipher &chaCha20Poly1305()
{
    static const ChaCha20Poly1305 cipher;
    return cipher;
}

} // namespace pc::crypto
