// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a leaf is a valid one: RFC 9420, sections 7.2, 7.3 and 13.4. Some of it is asked once, of a leaf that is new; what
// depends on all other leaves is asked of the tree as it will be.

#pragma once

#include "core/mls_public/policy.h"
#include "core/mls_public/ratchettree.h"

namespace pc::mls {

/// Where a leaf is to stand: leaves that come from updates and commits are signed for one place.
struct LeafPlace
{
    ByteView groupId;
    LeafIndex index;
};

/// A leaf by itself. Lifetimes count for leaves of key packages. Errors: PublicKeyInvalid, LeafNodeSourceWrong,
/// CredentialTypeNotListed, LeafExtensionNotListed, Lifetime…, LeafSignatureInvalid, CredentialRefused.
Result<void> validateLeaf(const LeafNode &leaf, LeafNodeSource expected, const LeafPlace &place, const Rules &rules);

/// A leaf in another's place. Errors: EncryptionKeyNotRenewed, CredentialNotSuccessor.
Result<void> validateSuccessor(const LeafNode &before, const LeafNode &after, const Rules &rules);

/// All leaves of a tree with each other and with the group. Errors: EncryptionKeyTaken, SignatureKeyTaken,
/// CredentialTypeNotSupported, VersionNotSupported, CipherSuiteNotSupported, Required…NotSupported,
/// GroupExtensionNotSupported.
Result<void> validateMembers(const RatchetTree &tree, const GroupContext &context);

/// Every leaf of a tree that somebody hands over, by itself. Lifetimes are not looked at.
Result<void> validateAllLeaves(const RatchetTree &tree, const GroupContext &context, const Rules &rules);

} // namespace pc::mls
