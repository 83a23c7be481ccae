// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes of the tree and the tree as it travels: RFC 9420, sections 7.1 and 12.4.3.3. The tree that one works with is
// RatchetTree.

#pragma once

#include "core/mls_public/leafnode.h"

namespace pc::mls {

struct ParentNode
{
    Bytes encryptionKey;
    Bytes parentHash;
    std::vector<LeafIndex> unmergedLeaves; ///< in increasing order

    bool operator==(const ParentNode &) const = default;
    static void fields(auto &io, auto &self) { io(self.encryptionKey, self.parentHash, self.unmergedLeaves); }
};

struct Node
{
    std::variant<LeafNode, ParentNode> content;

    bool operator==(const Node &) const = default;

    static void fields(auto &io, auto &self)
    {
        io.select(OneOf<NodeType::Leaf, NodeType::Parent> {}, self.content, Failure::UnknownNodeType);
    }
};

/// All nodes from left to right, without the blank ones behind the last; in a GroupInfo an extension.
struct TreeNodes
{
    static constexpr ExtensionType kExtensionType = ExtensionType::RatchetTree;

    std::vector<std::optional<Node>> nodes;

    bool operator==(const TreeNodes &) const = default;
    static void fields(auto &io, auto &self) { io(self.nodes); }
};

} // namespace pc::mls
