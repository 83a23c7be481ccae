// SPDX-License-Identifier: GPL-3.0-or-later
// The key schedule: RFC 9420, sections 8, 8.3 and 8.5, and what is made of it for commits and Welcomes (6.1, 12.4.3.1).
// From one epoch's init_secret over the joiner_secret to the next epoch's secrets. What was used up does not outlive the
// call that used it.

#pragma once

#include "core/mls/labels.h"
#include "core/mls_public/groupcontext.h"

namespace pc::mls {

/// An all-zero secret: commit_secret and psk_secret where there is none.
WipingBytes zeroSecret();

/// What an epoch keeps as long as it lasts. The encryption_secret is not here: it becomes the secret tree at once.
struct EpochSecrets
{
    WipingBytes senderData;
    WipingBytes exporter;
    WipingBytes external;
    WipingBytes confirmation;
    WipingBytes membership;
    WipingBytes resumptionPsk;
    WipingBytes epochAuthenticator;
    WipingBytes init; ///< the next epoch's input

    /// Walks all members in the order in which they are stored.
    static void secrets(auto &io, auto &self)
    {
        io(self.senderData, self.exporter, self.external, self.confirmation, self.membership, self.resumptionPsk,
            self.epochAuthenticator, self.init);
    }
};

struct Epoch
{
    EpochSecrets secrets;
    WipingBytes encryption;
};

/// `groupContext` is the new epoch's, encoded.
WipingBytes joinerSecret(ByteView initSecret, ByteView commitSecret, ByteView groupContext);
WipingBytes welcomeSecret(ByteView joinerSecret, ByteView pskSecret);
Epoch epochOf(ByteView joinerSecret, ByteView pskSecret, ByteView groupContext);

/// Of a new group, whose epoch_secret is random (section 11).
Epoch epochOf(ByteView epochSecret);

/// Section 12.4.3.1: what opens the GroupInfo in a Welcome.
struct KeyAndNonce
{
    WipingBytes key;
    WipingBytes nonce;
};
KeyAndNonce welcomeKey(const CipherSuite &suite, ByteView welcomeSecret);

/// Section 6.1
Bytes confirmationTag(const EpochSecrets &secrets, ByteView confirmedTranscriptHash);

/// Section 8: the key pair to which an external joiner seals.
crypto::X25519KeyPair externalKeyPair(const EpochSecrets &secrets);

/// Section 8.3
struct ExternalInitSecret
{
    WipingBytes initSecret;
    Bytes kemOutput;
};

/// The joiner's side; nothing when `externalPub` is no key.
std::optional<ExternalInitSecret> sendExternalInit(
    const CipherSuite &suite, ByteView externalPub, crypto::RandomSource &random);

/// The group's side; nothing when `kemOutput` is no key.
std::optional<WipingBytes> receiveExternalInit(
    const CipherSuite &suite, const EpochSecrets &secrets, ByteView kemOutput);

/// Section 8.5, MLS-Exporter. `length` is at most crypto::kMostHkdfBytes.
WipingBytes exportSecret(const EpochSecrets &secrets, std::string_view label, ByteView context, std::size_t length);

} // namespace pc::mls
