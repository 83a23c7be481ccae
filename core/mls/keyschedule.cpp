// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/keyschedule.h"

namespace pc::mls {

namespace {

WipingBytes memberSecret(ByteView joinerSecret, ByteView pskSecret)
{
    return crypto::hkdfExtract(joinerSecret, pskSecret);
}

} // namespace

WipingBytes zeroSecret()
{
    return WipingBytes(kHashBytes);
}

WipingBytes joinerSecret(ByteView initSecret, ByteView commitSecret, ByteView groupContext)
{
    const WipingBytes joined = crypto::hkdfExtract(initSecret, commitSecret);
    return expandWithLabel(joined.view(), label::kJoiner, groupContext, kHashBytes);
}

WipingBytes welcomeSecret(ByteView joinerSecret, ByteView pskSecret)
{
    return deriveSecret(memberSecret(joinerSecret, pskSecret).view(), label::kWelcome);
}

Epoch epochOf(ByteView joinerSecret, ByteView pskSecret, ByteView groupContext)
{
    const WipingBytes member = memberSecret(joinerSecret, pskSecret);
    return epochOf(expandWithLabel(member.view(), label::kEpoch, groupContext, kHashBytes).view());
}

Epoch epochOf(ByteView epochSecret)
{
    return {
        .secrets = {
            .senderData = deriveSecret(epochSecret, label::kSenderData),
            .exporter = deriveSecret(epochSecret, label::kExporter),
            .external = deriveSecret(epochSecret, label::kExternal),
            .confirmation = deriveSecret(epochSecret, label::kConfirm),
            .membership = deriveSecret(epochSecret, label::kMembership),
            .resumptionPsk = deriveSecret(epochSecret, label::kResumption),
            .epochAuthenticator = deriveSecret(epochSecret, label::kAuthentication),
            .init = deriveSecret(epochSecret, label::kInit),
        },
        .encryption = deriveSecret(epochSecret, label::kEncryption),
    };
}

KeyAndNonce welcomeKey(const CipherSuite &suite, ByteView welcomeSecret)
{
    return { expandWithLabel(welcomeSecret, label::kKey, {}, suite.aead().keyBytes()),
        expandWithLabel(welcomeSecret, label::kNonce, {}, suite.aead().nonceBytes()) };
}

Bytes confirmationTag(const EpochSecrets &secrets, ByteView confirmedTranscriptHash)
{
    return crypto::toBytes(crypto::hmacSha256(secrets.confirmation.view(), confirmedTranscriptHash));
}

crypto::X25519KeyPair externalKeyPair(const EpochSecrets &secrets)
{
    return crypto::hpkeDeriveKeyPair(secrets.external.view());
}

std::optional<ExternalInitSecret> sendExternalInit(
    const CipherSuite &suite, ByteView externalPub, crypto::RandomSource &random)
{
    const crypto::HpkeAgreement agreement(suite.aead(), {});
    const auto sender = crypto::hpkeSender(agreement, externalPub, crypto::X25519KeyPair::generate(random));
    if (!sender)
        return std::nullopt;
    return ExternalInitSecret { sender->context.exportSecret(crypto::bytesOf(label::kExternalInit), kHashBytes),
        crypto::toBytes(sender->enc) };
}

std::optional<WipingBytes> receiveExternalInit(
    const CipherSuite &suite, const EpochSecrets &secrets, ByteView kemOutput)
{
    const crypto::HpkeAgreement agreement(suite.aead(), {});
    const auto receiver = crypto::hpkeReceiver(agreement, externalKeyPair(secrets), kemOutput);
    if (!receiver)
        return std::nullopt;
    return receiver->exportSecret(crypto::bytesOf(label::kExternalInit), kHashBytes);
}

WipingBytes exportSecret(const EpochSecrets &secrets, std::string_view label, ByteView context, std::size_t length)
{
    const WipingBytes derived = deriveSecret(secrets.exporter.view(), label);
    return expandWithLabel(derived.view(), label::kExported, crypto::sha256Of(context), length);
}

} // namespace pc::mls
