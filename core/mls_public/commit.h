// SPDX-License-Identifier: GPL-3.0-or-later
// A commit and the path in it: RFC 9420, sections 7.6 and 12.4.

#pragma once

#include "core/mls_public/proposal.h"

namespace pc::mls {

struct HpkeCiphertext
{
    Bytes kemOutput;
    Bytes ciphertext;

    bool operator==(const HpkeCiphertext &) const = default;
    static void fields(auto &io, auto &self) { io(self.kemOutput, self.ciphertext); }
};

struct UpdatePathNode
{
    Bytes encryptionKey;
    std::vector<HpkeCiphertext> encryptedPathSecret; ///< one for each node of the copath's resolution

    bool operator==(const UpdatePathNode &) const = default;
    static void fields(auto &io, auto &self) { io(self.encryptionKey, self.encryptedPathSecret); }
};

struct UpdatePath
{
    LeafNode leafNode;
    std::vector<UpdatePathNode> nodes; ///< along the filtered direct path, from the leaf up

    bool operator==(const UpdatePath &) const = default;
    static void fields(auto &io, auto &self) { io(self.leafNode, self.nodes); }
};

/// Section 5.2
struct ProposalRef
{
    Bytes hash;

    bool operator==(const ProposalRef &) const = default;
    auto operator<=>(const ProposalRef &) const = default;
    static void fields(auto &io, auto &self) { io(self.hash); }
};

struct ProposalOrRef
{
    std::variant<Proposal, ProposalRef> content;

    bool operator==(const ProposalOrRef &) const = default;

    static void fields(auto &io, auto &self)
    {
        io.select(OneOf<ProposalOrRefType::Proposal, ProposalOrRefType::Reference> {}, self.content,
            Failure::UnknownProposalOrRefType);
    }
};

struct Commit
{
    std::vector<ProposalOrRef> proposals;
    std::optional<UpdatePath> path;

    bool operator==(const Commit &) const = default;
    static void fields(auto &io, auto &self) { io(self.proposals, self.path); }
};

} // namespace pc::mls
