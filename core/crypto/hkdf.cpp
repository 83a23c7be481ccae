// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/hkdf.h"

#include <sodium.h>

#include <cassert>
#include <new>

namespace pc::crypto {

namespace {

using HmacState = crypto_auth_hmacsha256_state;
static_assert(crypto_auth_hmacsha256_BYTES == kDigestBytes);

/// One computation, wiped when it is over: its state is as good as the key.
class Hmac
{
public:
    // libsodium wants a pointer to an empty key, too.
    explicit Hmac(ByteView key)
    {
        constexpr std::uint8_t kNothing = 0;
        crypto_auth_hmacsha256_init(&m_state, key.empty() ? &kNothing : key.data(), key.size());
    }

    explicit Hmac(const HmacState &keyed)
        : m_state(keyed)
    {
    }
    Hmac(const Hmac &) = delete;
    Hmac &operator=(const Hmac &) = delete;
    ~Hmac() { sodium_memzero(&m_state, sizeof m_state); }

    void update(ByteView bytes) { crypto_auth_hmacsha256_update(&m_state, bytes.data(), bytes.size()); }
    void finish(std::uint8_t *out) { crypto_auth_hmacsha256_final(&m_state, out); }

private:
    HmacState m_state;
};

} // namespace

Digest hmacSha256(ByteView key, ByteView message)
{
    Hmac hmac(key);
    hmac.update(message);
    Digest digest;
    hmac.finish(digest.data());
    return digest;
}

WipingBytes hkdfExtract(ByteView salt, std::initializer_list<ByteView> inputKey)
{
    Hmac hmac(salt);
    for (const ByteView piece : inputKey)
        hmac.update(piece);
    WipingBytes key(kDigestBytes);
    hmac.finish(key.mutableView().data());
    return key;
}

WipingBytes hkdfExpand(ByteView pseudorandomKey, ByteView info, std::size_t length)
{
    WipingBytes out(length);
    hkdfExpandInto(out.mutableView(), pseudorandomKey, info);
    return out;
}

void hkdfExpandInto(MutableByteView out, ByteView pseudorandomKey, ByteView info)
{
    HkdfKey(pseudorandomKey).expandInto(out, info);
}

HkdfKey::HkdfKey(ByteView pseudorandomKey)
{
    static_assert(sizeof(HmacState) <= sizeof m_state && alignof(HmacState) <= 16);
    crypto_auth_hmacsha256_init(new (m_state.data()) HmacState, pseudorandomKey.data(), pseudorandomKey.size());
}

void HkdfKey::expandInto(MutableByteView out, ByteView info) const
{
    assert(out.size() <= kMostHkdfBytes);
    const HmacState &keyed = *std::launder(reinterpret_cast<const HmacState *>(m_state.data()));
    Digest block {};
    std::uint8_t counter = 0;
    for (std::size_t done = 0; done < out.size(); done += kDigestBytes) {
        Hmac hmac(keyed);
        if (counter > 0)
            hmac.update(block);
        hmac.update(info);
        ++counter;
        hmac.update({ &counter, 1 });
        hmac.finish(block.data());
        const std::size_t wanted = std::min(kDigestBytes, out.size() - done);
        std::copy_n(block.begin(), wanted, out.begin() + std::ptrdiff_t(done));
    }
    wipe(block);
}

} // namespace pc::crypto
