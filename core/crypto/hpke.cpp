// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/hpke.h"

#include <cassert>

namespace pc::crypto {

namespace {

constexpr std::size_t kSecretBytes = 32; // Nsecret and Nh
constexpr std::uint8_t kModeBase = 0x00;
constexpr std::string_view kVersion = "HPKE-v1";

/// suite_id: which algorithms a derived value belongs to (sections 4.1 and 5.1).
using SuiteId = Bytes;

std::array<std::uint8_t, 2> twoBytes(std::size_t number)
{
    return { std::uint8_t(number >> 8), std::uint8_t(number) };
}

SuiteId kemSuite()
{
    return concat({ bytesOf("KEM"), twoBytes(0x0020) });
}

SuiteId hpkeSuite(const AeadCipher &aead)
{
    return concat({ bytesOf("HPKE"), twoBytes(0x0020), twoBytes(0x0001), twoBytes(aead.hpkeId()) });
}

WipingBytes labeledExtract(const SuiteId &suite, ByteView salt, std::string_view label, ByteView inputKey)
{
    return hkdfExtract(salt, { bytesOf(kVersion), suite, bytesOf(label), inputKey });
}

WipingBytes labeledExpand(const SuiteId &suite, ByteView key, std::string_view label, ByteView info, std::size_t length)
{
    return hkdfExpand(key, concat({ twoBytes(length), bytesOf(kVersion), suite, bytesOf(label), info }), length);
}

/// ExtractAndExpand (section 4.1).
WipingBytes sharedSecret(const WipingBytes &product, ByteView enc, ByteView recipientKey)
{
    const SuiteId suite = kemSuite();
    const WipingBytes key = labeledExtract(suite, {}, "eae_prk", product.view());
    return labeledExpand(suite, key.view(), "shared_secret", concat({ enc, recipientKey }), kSecretBytes);
}

} // namespace

X25519KeyPair hpkeDeriveKeyPair(ByteView inputKey)
{
    const SuiteId suite = kemSuite();
    const WipingBytes key = labeledExtract(suite, {}, "dkp_prk", inputKey);
    X25519KeyPair pair { labeledExpand(suite, key.view(), "sk", {}, kX25519Bytes), {} };
    pair.publicKey = *x25519PublicKey(pair.privateKey.view());
    return pair;
}

HpkeAgreement::HpkeAgreement(const AeadCipher &aead, ByteView info)
    : m_aead(&aead)
{
    const SuiteId suite = hpkeSuite(aead);
    const WipingBytes pskIdHash = labeledExtract(suite, {}, "psk_id_hash", {});
    const WipingBytes infoHash = labeledExtract(suite, {}, "info_hash", info);
    m_context[0] = kModeBase;
    std::ranges::copy(pskIdHash.view(), m_context.begin() + 1);
    std::ranges::copy(infoHash.view(), m_context.begin() + 1 + kDigestBytes);
}

HpkeContext::HpkeContext(const HpkeAgreement &agreement, const WipingBytes &sharedSecret)
    : m_agreement(agreement)
{
    const SuiteId suite = hpkeSuite(agreement.aead());
    m_secret = labeledExtract(suite, sharedSecret.view(), "secret", {});
    m_key = labeledExpand(suite, m_secret.view(), "key", agreement.m_context, agreement.aead().keyBytes());
    m_baseNonce
        = labeledExpand(suite, m_secret.view(), "base_nonce", agreement.m_context, agreement.aead().nonceBytes());
}

Bytes HpkeContext::nonce() const
{
    Bytes nonce = toBytes(m_baseNonce.view());
    for (std::size_t i = 0; i < sizeof m_sequence && i < nonce.size(); ++i) {
        std::uint8_t &byte = nonce[nonce.size() - 1 - i];
        byte = std::uint8_t(byte ^ (m_sequence >> (8 * i)));
    }
    return nonce;
}

Bytes HpkeContext::seal(ByteView associated, ByteView plain)
{
    Bytes sealed(plain.size() + m_agreement.aead().tagBytes());
    m_agreement.aead().seal(sealed, plain, associated, nonce(), m_key.view());
    ++m_sequence;
    return sealed;
}

std::optional<WipingBytes> HpkeContext::open(ByteView associated, ByteView sealed)
{
    if (sealed.size() < m_agreement.aead().tagBytes())
        return std::nullopt;
    WipingBytes plain(sealed.size() - m_agreement.aead().tagBytes());
    if (!m_agreement.aead().open(plain.mutableView(), sealed, associated, nonce(), m_key.view()))
        return std::nullopt;
    ++m_sequence;
    return plain;
}

WipingBytes HpkeContext::exportSecret(ByteView context, std::size_t length) const
{
    const SuiteId suite = hpkeSuite(m_agreement.aead());
    const WipingBytes exporter = labeledExpand(suite, m_secret.view(), "exp", m_agreement.m_context, kSecretBytes);
    return labeledExpand(suite, exporter.view(), "sec", context, length);
}

std::optional<HpkeSender> hpkeSender(const HpkeAgreement &agreement, ByteView recipientKey, X25519KeyPair ephemeral)
{
    const auto product = x25519(ephemeral.privateKey.view(), recipientKey);
    if (!product)
        return std::nullopt;
    const WipingBytes secret = sharedSecret(*product, ephemeral.publicKey, recipientKey);
    return HpkeSender { ephemeral.publicKey, HpkeContext(agreement, secret) };
}

std::optional<HpkeContext> hpkeReceiver(const HpkeAgreement &agreement, const X25519KeyPair &recipient, ByteView enc)
{
    const auto product = x25519(recipient.privateKey.view(), enc);
    if (!product)
        return std::nullopt;
    return HpkeContext(agreement, sharedSecret(*product, enc, recipient.publicKey));
}

std::optional<HpkeSealed> hpkeSeal(
    const HpkeAgreement &agreement, ByteView recipientKey, ByteView associated, ByteView plain, RandomSource &random)
{
    auto sender = hpkeSender(agreement, recipientKey, X25519KeyPair::generate(random));
    if (!sender)
        return std::nullopt;
    return HpkeSealed { sender->enc, sender->context.seal(associated, plain) };
}

std::optional<WipingBytes> hpkeOpen(
    const HpkeAgreement &agreement, const X25519KeyPair &recipient, ByteView enc, ByteView associated, ByteView sealed)
{
    auto context = hpkeReceiver(agreement, recipient, enc);
    if (!context)
        return std::nullopt;
    return context->open(associated, sealed);
}

} // namespace pc::crypto
