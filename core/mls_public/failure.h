// SPDX-License-Identifier: GPL-3.0-or-later
// Every check of the MLS rooms that the world can fail, by the section of RFC 9420 that asks for it. What a user reads
// is never made from these: a client says only that a message was refused.

#pragma once

#include <cstdint>

namespace pc::mls {

enum class Failure : std::uint16_t {
    // 2.1, 6: bytes that are no message.
    Truncated,
    TrailingBytes,
    TooLarge,
    TooManyElements,
    TooDeep,
    LengthNotMinimal,
    LengthInvalid,
    PresenceInvalid,
    UnknownVersion,
    UnknownWireFormat,
    UnknownContentType,
    UnknownSenderType,
    UnknownCredentialType,
    UnknownLeafNodeSource,
    UnknownProposalType,
    UnknownProposalOrRefType,
    UnknownPskType,
    UnknownPskUsage,
    UnknownNodeType,
    DuplicateExtension,

    // 6: content that is not for this group, or not from who it says.
    GroupIdWrong,
    EpochWrong,
    SenderBlank,
    SenderIndexUnknown,
    ContentNotForSender,
    ApplicationDataPublic,
    SignatureInvalid,
    MembershipTagWrong,

    // 7.2, 7.3, 13.4: a leaf.
    PublicKeyInvalid,
    CredentialRefused,
    CredentialNotSuccessor,
    CredentialTypeNotListed,
    CredentialTypeNotSupported,
    LeafSignatureInvalid,
    VersionNotSupported,
    CipherSuiteNotSupported,
    RequiredExtensionNotSupported,
    RequiredProposalNotSupported,
    RequiredCredentialNotSupported,
    GroupExtensionNotSupported,
    LifetimeNotBegun,
    LifetimeOver,
    LifetimeTooLong,
    LeafExtensionNotListed,
    LeafNodeSourceWrong,
    EncryptionKeyNotRenewed,
    EncryptionKeyTaken,
    SignatureKeyTaken,

    // 7.5, 12.4.3.3: a tree as it travels, and a path through it.
    TreeEmpty,
    TreeTooLarge,
    TreeEndsBlank,
    NodeTypeMisplaced,
    PathLengthWrong,
    ParentHashWrong,

    // 7.9.2, 12.4.3, 12.4.3.1: a group that somebody hands over.
    UnmergedLeavesUnsorted,
    UnmergedLeafBlank,
    UnmergedLeafElsewhere,
    UnmergedLeafForgotten,
    ParentHashInvalid,
    TreeMissing,
    TreeHashWrong,
    GroupSuiteWrong,
    SignerBlank,
    GroupInfoSignatureInvalid,

    // 10, 10.1: a key package.
    KeyPackageVersionWrong,
    KeyPackageSuiteWrong,
    KeyPackageSignatureInvalid,
    KeyPackageExtensionNotListed,
    InitKeyReused,

    // 12.1: one proposal.
    ProposalNotForSender,
    ProposalRefused,
    RemovedLeafBlank,
    PskUsageNotAllowed,
    PskNonceLengthWrong,
    ReInitVersionTooLow,
    ExternalSendersRefused,

    // 12.2: a list of proposals.
    ProposalUnknown,
    UpdateByCommitter,
    CommitterRemoved,
    LeafChangedTwice,
    ClientAddedTwice,
    ClientAlreadyMember,
    PskTwice,
    GroupContextExtensionsTwice,
    ReInitNotAlone,
    ExternalInitMissing,
    ExternalInitTwice,
    ExternalCommitRemovesTwice,
    ExternalCommitByReference,
    GroupTooLarge,
    TooManyProposals,

    // 12.4.2: a commit.
    PathMissing,
    PathKeyTaken,
    PathSecretsWrong,
    NotAProposal,
    NotACommit,
    GroupEnded,
    GroupInfoDiffers,
    SignerNotCommitter,
};

} // namespace pc::mls
