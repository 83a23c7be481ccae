// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/suite1/aes128gcm.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace pc::test {

namespace {

using crypto::ByteView;
using crypto::MutableByteView;

struct Release
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, Release>;

void require(int succeeded)
{
    if (succeeded != 1)
        std::abort(); // nothing that a test feeds in can make these fail
}

/// OpenSSL takes a null pointer for the end of the input, and an empty view has no other.
void update(EVP_CIPHER_CTX *context, int (*step)(EVP_CIPHER_CTX *, unsigned char *, int *, const unsigned char *, int),
    std::uint8_t *out, ByteView in)
{
    int written = 0;
    if (!in.empty())
        require(step(context, out, &written, in.data(), static_cast<int>(in.size())));
}

class Aes128Gcm final : public crypto::AeadCipher
{
public:
    std::size_t keyBytes() const override { return 16; }
    std::size_t nonceBytes() const override { return 12; }
    std::size_t tagBytes() const override { return 16; }
    std::uint16_t hpkeId() const override { return 0x0001; }

    void seal(MutableByteView out, ByteView plain, ByteView associated, ByteView nonce, ByteView key) const override
    {
        const Context context(EVP_CIPHER_CTX_new());
        require(EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, key.data(), nonce.data()));
        update(context.get(), EVP_EncryptUpdate, nullptr, associated);
        update(context.get(), EVP_EncryptUpdate, out.data(), plain);
        int written = 0;
        require(EVP_EncryptFinal_ex(context.get(), out.data() + plain.size(), &written));
        require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, 16, out.data() + plain.size()));
    }

    bool open(MutableByteView out, ByteView sealed, ByteView associated, ByteView nonce, ByteView key) const override
    {
        if (nonce.size() != nonceBytes() || sealed.size() < tagBytes())
            return false;
        const ByteView text = sealed.first(sealed.size() - tagBytes());
        crypto::Bytes tag = crypto::toBytes(sealed.subspan(text.size()));
        const Context context(EVP_CIPHER_CTX_new());
        require(EVP_DecryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, key.data(), nonce.data()));
        update(context.get(), EVP_DecryptUpdate, nullptr, associated);
        update(context.get(), EVP_DecryptUpdate, out.data(), text);
        require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, 16, tag.data()));
        std::uint8_t rest = 0; // GCM leaves nothing to write here
        int written = 0;
        const bool opened = EVP_DecryptFinal_ex(context.get(), &rest, &written) == 1;
        if (!opened)
            std::ranges::fill(out, std::uint8_t(0));
        return opened;
    }
};

} // namespace

const crypto::AeadCipher &aes128Gcm()
{
    static const Aes128Gcm cipher;
    return cipher;
}

} // namespace pc::test
