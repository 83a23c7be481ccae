// SPDX-License-Identifier: GPL-3.0-or-later
// Private messages: RFC 9420, section 6.3. Sealing and opening alone: signatures are made and checked as for public ones,
// and the key of a message comes from the secret tree.

#pragma once

#include "core/mls/secrettree.h"

namespace pc::mls {

using ReuseGuard = std::array<std::uint8_t, 4>;

/// Section 6.3.2
struct SenderData
{
    LeafIndex leafIndex;
    std::uint32_t generation = 0;
    ReuseGuard reuseGuard {};

    bool operator==(const SenderData &) const = default;
    static void fields(auto &io, auto &self) { io(self.leafIndex, self.generation, self.reuseGuard); }
};

/// Seals content of a member, padded to a class of sizes (core/crypto/padding.h). `step` names the sender and its key.
PrivateMessage sealPrivate(const CipherSuite &suite, const EpochSecrets &secrets, const AuthenticatedContent &content,
    const RatchetStep &step, const ReuseGuard &guard);

/// From `sender_data_secret` and a sample of the ciphertext, so that each message has its own.
KeyAndNonce senderDataKey(const CipherSuite &suite, ByteView senderDataSecret, ByteView ciphertext);

/// Who sent a message, and by which key it opens; nothing is known to be true yet. Errors: SenderDataUnopened, those of
/// the codec.
Result<SenderData> openSenderData(const CipherSuite &suite, const EpochSecrets &secrets, const PrivateMessage &message);

/// Errors: ContentUnopened, PaddingNotZero, those of the codec.
Result<AuthenticatedContent> openPrivate(
    const CipherSuite &suite, const PrivateMessage &message, const SenderData &sender, const KeyAndNonce &key);

} // namespace pc::mls
