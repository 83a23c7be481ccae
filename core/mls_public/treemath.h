// SPDX-License-Identifier: GPL-3.0-or-later
// Places in a tree: RFC 9420, section 4 and appendix C. Trees are full: 2^d leaves, at the even node indices, and a
// parent between each left and right subtree.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

namespace pc::mls {

/// The n-th leaf from the left: how members are named.
struct LeafIndex
{
    std::uint32_t value = 0;

    auto operator<=>(const LeafIndex &) const = default;
    static void fields(auto &io, auto &self) { io(self.value); }
};

/// The n-th node from the left, leaves and parents counted alike.
struct NodeIndex
{
    std::uint32_t value = 0;

    auto operator<=>(const NodeIndex &) const = default;
    static void fields(auto &io, auto &self) { io(self.value); }
};

/// The leaves under a node: `count` of them from `first` on.
struct LeafRange
{
    LeafIndex first;
    std::uint32_t count = 0;

    bool operator==(const LeafRange &) const = default;
    bool contains(LeafIndex leaf) const { return leaf.value >= first.value && leaf.value - first.value < count; }
};

/// More leaves than any group of ours has, and as many as a Reader takes nodes for (codec.h).
inline constexpr std::uint32_t kMostLeaves = 4'096;

constexpr NodeIndex nodeOf(LeafIndex leaf)
{
    return { leaf.value * 2 };
}

constexpr bool isLeaf(NodeIndex node)
{
    return node.value % 2 == 0;
}

/// Of a leaf's node.
constexpr LeafIndex leafOf(NodeIndex node)
{
    return { node.value / 2 };
}

constexpr std::uint32_t nodeCount(std::uint32_t leaves)
{
    return leaves * 2 - 1;
}

/// Leaves are at level 0.
unsigned level(NodeIndex node);

/// Of a tree with `leaves` leaves, which is a power of two.
constexpr NodeIndex rootOf(std::uint32_t leaves)
{
    return { leaves - 1 };
}

/// Of a parent.
NodeIndex leftOf(NodeIndex node);
NodeIndex rightOf(NodeIndex node);

/// Of any node below the root.
NodeIndex parentOf(NodeIndex node);
NodeIndex siblingOf(NodeIndex node);

LeafRange leavesUnder(NodeIndex node);

/// The node itself counts as being below itself.
bool isBelow(NodeIndex node, NodeIndex ancestor);

/// From the node's parent to the root; empty for the root.
std::vector<NodeIndex> directPath(NodeIndex node, std::uint32_t leaves);

/// The lowest node that is above both leaves, or their own when they are one.
NodeIndex commonAncestor(LeafIndex a, LeafIndex b);

/// The smallest full tree that has `leaves` leaves.
std::uint32_t fullTreeFor(std::uint32_t leaves);

} // namespace pc::mls
