// SPDX-License-Identifier: GPL-3.0-or-later
// Proposals: RFC 9420, section 12.1. Which lists of them are valid, and what they do, is in proposallist.h.

#pragma once

#include "core/mls_public/keypackage.h"
#include "core/mls_public/presharedkeyid.h"

namespace pc::mls {

struct Add
{
    KeyPackage keyPackage;

    bool operator==(const Add &) const = default;
    static void fields(auto &io, auto &self) { io(self.keyPackage); }
};

struct Update
{
    LeafNode leafNode;

    bool operator==(const Update &) const = default;
    static void fields(auto &io, auto &self) { io(self.leafNode); }
};

struct Remove
{
    LeafIndex removed;

    bool operator==(const Remove &) const = default;
    static void fields(auto &io, auto &self) { io(self.removed); }
};

struct PreSharedKey
{
    PreSharedKeyId psk;

    bool operator==(const PreSharedKey &) const = default;
    static void fields(auto &io, auto &self) { io(self.psk); }
};

struct ReInit
{
    Bytes groupId;
    ProtocolVersion version = ProtocolVersion::Mls10;
    CipherSuiteId cipherSuite {};
    Extensions extensions;

    bool operator==(const ReInit &) const = default;
    static void fields(auto &io, auto &self) { io(self.groupId, self.version, self.cipherSuite, self.extensions); }
};

struct ExternalInit
{
    Bytes kemOutput;

    bool operator==(const ExternalInit &) const = default;
    static void fields(auto &io, auto &self) { io(self.kemOutput); }
};

struct GroupContextExtensions
{
    Extensions extensions;

    bool operator==(const GroupContextExtensions &) const = default;
    static void fields(auto &io, auto &self) { io(self.extensions); }
};

/// The length of a proposal of another type is not known, so those are refused where they stand.
struct Proposal
{
    std::variant<Add, Update, Remove, PreSharedKey, ReInit, ExternalInit, GroupContextExtensions> content;

    bool operator==(const Proposal &) const = default;

    ProposalType type() const { return static_cast<ProposalType>(content.index() + 1); }

    static void fields(auto &io, auto &self)
    {
        io.select(OneOf<ProposalType::Add, ProposalType::Update, ProposalType::Remove, ProposalType::Psk,
                      ProposalType::ReInit, ProposalType::ExternalInit, ProposalType::GroupContextExtensions> {},
            self.content, Failure::UnknownProposalType);
    }
};

/// Section 12.1.8.1: somebody outside the group who may propose.
struct ExternalSender
{
    Bytes signatureKey;
    Credential credential;

    bool operator==(const ExternalSender &) const = default;
    static void fields(auto &io, auto &self) { io(self.signatureKey, self.credential); }
};

/// In a GroupContext.
struct ExternalSenders
{
    static constexpr ExtensionType kExtensionType = ExtensionType::ExternalSenders;

    std::vector<ExternalSender> senders;

    bool operator==(const ExternalSenders &) const = default;
    static void fields(auto &io, auto &self) { io(self.senders); }
};

} // namespace pc::mls
