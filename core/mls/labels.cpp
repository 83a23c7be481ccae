// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/labels.h"

namespace pc::mls {

namespace {

/// `opaque label<V>` of a label of ours, with the prefix of the protocol.
void writeLabel(Writer &out, std::string_view label)
{
    out.opaque(crypto::concat({ crypto::bytesOf(label::kPrefix), crypto::bytesOf(label) }));
}

} // namespace

WipingBytes expandWithLabel(const crypto::HkdfKey &secret, std::string_view label, ByteView context, std::size_t length)
{
    Writer info; // KDFLabel
    info(static_cast<std::uint16_t>(length));
    writeLabel(info, label);
    info.opaque(context);
    WipingBytes out(length);
    secret.expandInto(out.mutableView(), info.bytes());
    return out;
}

WipingBytes expandWithLabel(ByteView secret, std::string_view label, ByteView context, std::size_t length)
{
    return expandWithLabel(crypto::HkdfKey(secret), label, context, length);
}

WipingBytes deriveSecret(ByteView secret, std::string_view label)
{
    return expandWithLabel(secret, label, {}, kHashBytes);
}

WipingBytes deriveTreeSecret(
    const crypto::HkdfKey &secret, std::string_view label, std::uint32_t generation, std::size_t length)
{
    return expandWithLabel(secret, label, encode(generation), length);
}

crypto::HpkeAgreement encryptionFor(const CipherSuite &suite, std::string_view label, ByteView context)
{
    Writer info; // EncryptContext
    writeLabel(info, label);
    info.opaque(context);
    return { suite.aead(), info.bytes() };
}

std::optional<HpkeCiphertext> encryptWithLabel(
    const crypto::HpkeAgreement &agreement, ByteView publicKey, ByteView plain, crypto::RandomSource &random)
{
    auto sealed = crypto::hpkeSeal(agreement, publicKey, {}, plain, random);
    if (!sealed)
        return std::nullopt;
    return HpkeCiphertext { crypto::toBytes(sealed->enc), std::move(sealed->ciphertext) };
}

std::optional<WipingBytes> decryptWithLabel(
    const crypto::HpkeAgreement &agreement, const crypto::X25519KeyPair &recipient, const HpkeCiphertext &sealed)
{
    return crypto::hpkeOpen(agreement, recipient, sealed.kemOutput, {}, sealed.ciphertext);
}

} // namespace pc::mls
