// SPDX-License-Identifier: GPL-3.0-or-later
// Group: one member's view of one group, and all that can be done with it (RFC 9420). A value that knows no clock, disk or
// network: what a call needs comes with it, what it changes is said in its Effects, so that a caller stores that much in
// the transaction in which it stores everything else.
//
// A call that fails has changed nothing, not one bit. One that succeeds
//   - has moved a ratchet or taken note of a proposal, in place (protect, propose, process);
//   - or gives a Group of the next epoch and leaves this one as it is (commit, process of a commit): who stores that puts
//     it in this one's place. An own commit is put there only when the group's log shows it.
// If storing fails, drop the Group and read it back: memory must never be ahead of what a restart would find.

#pragma once

#include "core/mls/commitprocessing.h"
#include "core/mls/secrettree.h"
#include "core/mls/welcome.h"
#include "core/mls_public/mlsmessage.h"

namespace pc::mls {

/// Of one application message, before padding.
inline constexpr std::size_t kMostApplicationBytes = 64 * 1024;

/// Which stored parts of a Group a call has changed. See GroupParts.
struct Effects
{
    bool nodes = false;
    bool proposals = false;
    std::optional<LeafIndex> sender; ///< whose ratchets moved

    bool operator==(const Effects &) const = default;
};

/// A Group as it is stored, in pieces that change at different times. All hold secrets: for the sealed store alone.
struct GroupParts
{
    WipingBytes epoch; ///< tree, context, secrets, own keys: with commits only
    WipingBytes nodes; ///< of the secret tree: when a member sends its first message of an epoch
    std::map<LeafIndex, WipingBytes> senders; ///< ratchets: with every message of that member
    WipingBytes proposals; ///< with proposals
};

/// Something to send, and what making it has changed.
struct Outgoing
{
    Bytes message; ///< an encoded MLSMessage
    Effects effects;
};

struct CommitRequest
{
    std::vector<Proposal> proposals; ///< new ones, by value
    bool takesOpenProposals = true; ///< those of others that are valid together, by reference
    PathUse pathUse = PathUse::Always;
    WireFormat wireFormat = WireFormat::PublicMessage;
    Bytes authenticatedData;
    bool treeInWelcome = false;
    GroupInfoContent groupInfo {};
    std::optional<LeafIdentity> identity {}; ///< to show another from now on
    const crypto::Ed25519Key *signatureKey = nullptr; ///< to sign by another from now on
};

struct MemberView
{
    LeafIndex leaf;
    const LeafNode *node; ///< as long as the Group is neither changed nor moved
};

struct PendingCommit;
struct Received;

class Group
{
public:
    /// A group of one (section 11), its creator, at epoch 0.
    static Result<Group> create(const CipherSuite &suite, Bytes groupId, Extensions extensions,
        const KeyPackageBundle &creator, const Rules &rules, crypto::RandomSource &random);

    /// Errors: those of joinByWelcome(), NotAGroupMessage.
    static Result<Group> join(const CipherSuite &suite, ByteView welcome, const JoinInputs &inputs, const Rules &rules,
        const PskSource &psks = noPsks());

    /// Errors: those of the codec, UnknownStateVersion, StateSuiteWrong, StateInconsistent.
    static Result<Group> restore(const CipherSuite &suite, const GroupParts &parts);
    explicit Group(BegunState begun);

    // What is agreed in this epoch.
    const Bytes &groupId() const { return m_state.context.groupId; }
    std::uint64_t epoch() const { return m_state.context.epoch; }
    const GroupContext &context() const { return m_state.context; }
    const RatchetTree &tree() const { return m_state.tree; }
    LeafIndex ownLeaf() const { return m_state.own; }
    std::vector<MemberView> members() const;
    const ProposalsByRef &openProposals() const { return m_proposals; }
    const std::optional<ReInit> &reInit() const { return m_state.reInit; } ///< with one the group is at its end
    Predecessor predecessor() const { return { m_state.tree, m_state.context, m_state.reInit }; }

    // Section 8: secrets for others.
    ByteView epochAuthenticator() const { return m_state.secrets.epochAuthenticator.view(); }
    ByteView resumptionPsk() const { return m_state.secrets.resumptionPsk.view(); }
    WipingBytes exportSecret(std::string_view label, ByteView context, std::size_t length) const;

    /// An encoded MLSMessage with the signed GroupInfo of this epoch.
    Bytes groupInfo(const GroupInfoContent &content = {}) const;

    /// Any proposal but an Update. Errors: TooManyProposals, those of validateProposal(), RatchetExhausted.
    Result<Outgoing> propose(Proposal proposal, const Rules &rules, crypto::RandomSource &random,
        WireFormat wireFormat = WireFormat::PublicMessage, Bytes authenticatedData = {});

    /// A new key for our leaf, and what else is to change of it. Errors: the same.
    Result<Outgoing> proposeUpdate(const Rules &rules, crypto::RandomSource &random,
        const std::optional<LeafIdentity> &identity = {}, const crypto::Ed25519Key *signatureKey = nullptr,
        WireFormat wireFormat = WireFormat::PublicMessage, Bytes authenticatedData = {});

    /// The commit and the group that it leads to. As a private message it takes a generation of ours, see effects; else
    /// nothing here changes. Errors: GroupEnded, those of makeCommit() and sealWelcome().
    Result<PendingCommit> commit(
        CommitRequest request, const Rules &rules, crypto::RandomSource &random, const PskSource &psks = noPsks());

    /// Application data, padded; `authenticatedData` travels in the clear, bound to it. Errors: ApplicationDataTooLarge,
    /// ProposalsOpen, GroupEnded, RatchetExhausted.
    Result<Outgoing> protect(ByteView data, Bytes authenticatedData, crypto::RandomSource &random);

    /// Whatever others sent to the group: proposals, commits, application data. A commit leaves this Group as it is and
    /// gives the next. Errors: all that say why a message is refused.
    Result<Received> process(ByteView message, const Rules &rules, const PskSource &psks = noPsks());

    // Storing. A new Group is stored whole; later what Effects name.
    GroupParts parts() const;
    WipingBytes epochPart() const;
    WipingBytes nodesPart() const;
    WipingBytes senderPart(LeafIndex sender) const; ///< of one that Effects named
    WipingBytes proposalsPart() const;

private:
    Group(GroupState state, SecretTree secretTree, ProposalsByRef proposals, OwnUpdates ownUpdates);

    Result<AuthenticatedContent> openMessage(PrivateMessage message, std::optional<RatchetStep> &step) const;
    Result<Received> receive(
        AuthenticatedContent content, std::optional<RatchetStep> step, const Rules &rules, const PskSource &psks);
    Result<Received> receiveProposal(AuthenticatedContent content, const Rules &rules);
    Result<Outgoing> sendProposal(Proposal proposal, std::optional<OwnUpdate> update, const Rules &rules,
        crypto::RandomSource &random, WireFormat wireFormat, Bytes authenticatedData);
    Result<Outgoing> frame(AuthenticatedContent content, crypto::RandomSource &random);
    Effects take(RatchetStep step);

    GroupState m_state;
    SecretTree m_secretTree;
    ProposalsByRef m_proposals;
    OwnUpdates m_ownUpdates;
};

/// A commit of ours that is not known to be accepted. Store it before sending; `next` takes the Group's place when the
/// group's log shows the commit, and is dropped when it shows another.
struct PendingCommit
{
    Bytes message;
    std::optional<Bytes> welcome; ///< for all whom it adds; not to be delivered before the commit is accepted
    Bytes groupInfo; ///< of the next epoch
    Group next;
    Effects effects; ///< on the Group that made it
};

struct ReceivedApplication
{
    LeafIndex sender;
    Bytes authenticatedData;
    Bytes data;
};

struct ReceivedProposal
{
    ProposalRef ref;
    SentProposal sent;
};

struct ReceivedCommit
{
    Sender committer;
    NextGroup change; ///< who was added, updated, removed
    std::optional<Group> next; ///< nothing when it removed us
};

struct Received
{
    std::variant<ReceivedApplication, ReceivedProposal, ReceivedCommit> content;
    Effects effects;
};

} // namespace pc::mls
