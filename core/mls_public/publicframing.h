// SPDX-License-Identifier: GPL-3.0-or-later
// Authenticating content, and public messages: RFC 9420, sections 6.1 and 6.2. Keys are handed in; the membership key is a
// secret of the epoch, which a relay does not have: it checks the signature alone.

#pragma once

#include "core/crypto/ed25519.h"
#include "core/mls_public/framing.h"
#include "core/mls_public/ratchettree.h"

namespace pc::mls {

/// FramedContentTBS. The context counts for senders that know the group: members and who joins by its commit.
Bytes toBeSigned(WireFormat wireFormat, const FramedContent &content, const GroupContext &context);

/// Signed content; a commit still lacks its confirmation tag.
AuthenticatedContent sign(
    WireFormat wireFormat, FramedContent content, const GroupContext &context, const crypto::Ed25519Key &key);

/// The tag by which a member of the epoch knows another (AuthenticatedContentTBM).
Bytes membershipTag(ByteView membershipKey, const AuthenticatedContent &content, const GroupContext &context);

/// The message for signed content, with a membership tag when a member sends it.
PublicMessage protect(AuthenticatedContent content, const GroupContext &context, ByteView membershipKey);

/// The content of a message that is not checked yet.
AuthenticatedContent contentOf(PublicMessage message);

/// Whether content is for this group and epoch, and of a kind that its sender may send. Errors: GroupIdWrong, EpochWrong,
/// ContentNotForSender, ProposalNotForSender.
Result<void> checkAddressed(const FramedContent &content, const GroupContext &context);

/// The key that must have signed the content. Valid as long as `content`, `tree` and `senders` are. Errors: SenderBlank,
/// SenderIndexUnknown, PathMissing.
Result<ByteView> signatureKeyOf(const FramedContent &content, const RatchetTree &tree, const ExternalSenders &senders);

/// checkAddressed(), and the signature under the key of the sender. Errors: theirs, SignatureInvalid.
Result<void> checkSignature(const AuthenticatedContent &content, const RatchetTree &tree, const GroupContext &context);

/// What a relay checks of a public message. Errors: ApplicationDataPublic, those of checkSignature().
Result<AuthenticatedContent> authenticate(PublicMessage message, const RatchetTree &tree, const GroupContext &context);

/// What a member checks of it. Errors: MembershipTagWrong and those of authenticate().
Result<AuthenticatedContent> unprotect(
    PublicMessage message, const RatchetTree &tree, const GroupContext &context, ByteView membershipKey);

} // namespace pc::mls
