// SPDX-License-Identifier: GPL-3.0-or-later
// What RFC 9420 leaves to the application, handed in with every message: whom a credential stands for (section 5.3.1),
// who may propose what (12.2), what time it is (7.3), and how large a group may get.

#pragma once

#include "core/mls_public/framing.h"

#include <limits>

namespace pc::mls {

class RatchetTree;

/// The Authentication Service. Asked whenever a credential is new to the group, never for one that is already in it.
class CredentialPolicy
{
public:
    virtual ~CredentialPolicy() = default;

    /// Whether the credential belongs with the key and stands for somebody who may be a member.
    virtual bool accepts(const Credential &credential, ByteView signatureKey) const = 0;

    /// Whether the member whose leaf was `before` may now show `after`.
    virtual bool acceptsSuccessor(const LeafNode &before, const LeafNode &after) const = 0;

    /// Whether these, all of them together, may propose from outside.
    virtual bool acceptsExternalSenders(const ExternalSenders &senders) const = 0;

    /// What is the same for two leaves of one client; a group holds a client once.
    virtual Bytes clientOf(const LeafNode &leaf) const { return leaf.signatureKey; }
};

/// A proposal with who made it: by a message of its own, or with the commit.
struct SentProposal
{
    Proposal proposal;
    Sender sender;

    bool operator==(const SentProposal &) const = default;
};

/// Rules of the application for proposals, asked after those of the RFC.
class ProposalPolicy
{
public:
    virtual ~ProposalPolicy() = default;

    /// `tree` and `context` are the group's before the commit.
    virtual bool allows(const SentProposal &sent, const RatchetTree &tree, const GroupContext &context) const = 0;
};

/// Seconds. Looked at only when a key package is added: leaves that are in a tree may grow old.
struct LifetimeRules
{
    std::uint64_t now = 0; ///< when the message was sent, by the relay's clock; since 1970-01-01T00:00:00Z
    std::uint64_t tolerance = 0; ///< by how much clocks may differ
    std::uint64_t longest = std::numeric_limits<std::uint64_t>::max(); ///< from notBefore to notAfter
};

/// Section 12.1.4: resumption keys of these uses are for the first commit of a group that goes on from another.
enum class Beginning : std::uint8_t { None, ReInit, Branch };

struct Rules
{
    const CredentialPolicy &credentials;
    const ProposalPolicy &proposals;
    std::optional<LifetimeRules> lifetimes {}; ///< without them lifetimes are not looked at
    std::uint32_t mostMembers = kMostLeaves;
    std::size_t mostOpenProposals = std::numeric_limits<std::size_t>::max(); ///< of an epoch, not committed yet
    Beginning beginning = Beginning::None;
};

} // namespace pc::mls
