// SPDX-License-Identifier: GPL-3.0-or-later
// Every check of the MLS rooms that the world can fail, by the section of RFC 9420 that asks for it. What a user reads
// is never made from these: a client says only that a message was refused.

#pragma once

#include <cstdint>

namespace pc::mls {

enum class Failure : std::uint16_t {
    // 6.3, core/mls: private messages.
    SenderDataUnopened,
    ContentUnopened,
    PaddingNotZero,

    // 7.5, 7.6, core/mls: what only who holds private keys can see of a path.
    NodeKeyInvalid, ///< A public key whose product with anything is zero.
    PathNotForUs, ///< Nothing in it is sealed to a key of ours.
    PathSecretUnopened,
    PathSecretLengthWrong,
    PathKeyWrong, ///< A key that is not the one its secret gives.

    // 8.4, core/mls
    TooManyPsks,
    PskMissing,

    // 9, core/mls
    GenerationTooFar,
    GenerationConsumed, ///< Opened before, or too long ago.
    RatchetExhausted,
    RatchetMissing, ///< A leaf without ratchets and without a secret above it.

    // 12.4.2, 12.4.3, core/mls: a commit, a Welcome, a way in from outside.
    OwnMessage, ///< Sealed by ourselves: its key is gone.
    OwnCommit, ///< Cannot be processed; the pending commit has what it leads to.
    OwnUpdateUnknown, ///< Our leaf was updated to a key that we do not have.
    ExternalInitInvalid,
    ConfirmationTagWrong,
    WelcomeSuiteWrong,
    WelcomeNotForUs,
    GroupSecretsUnopened,
    GroupInfoUnopened,
    GroupIdTaken,
    OwnLeafMissing,
    BeginningPskTwice,
    BeginningEpochWrong,
    PredecessorMissing,
    ReInitMismatch,
    BranchMismatch,
    PredecessorMemberMissing,
    BranchMemberUnknown,
    ExternalPubMissing,
    ExternalPubInvalid,
    JoinerLeafMissing, ///< The leaf to be replaced by a resync.

    // Ours, core/mls: limits, order, and what was stored.
    NotAGroupMessage,
    ApplicationDataTooLarge,
    ProposalsOpen, ///< Section 12.4: a commit comes before application data.
    UnknownStateVersion,
    StateSuiteWrong,
    StateInconsistent,
    KeyPackageKeyWrong,

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
