// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/treemath.h"

#include <bit>
#include <cassert>

namespace pc::mls {

unsigned level(NodeIndex node)
{
    return static_cast<unsigned>(std::countr_one(node.value));
}

NodeIndex leftOf(NodeIndex node)
{
    assert(!isLeaf(node));
    return { node.value ^ (1U << (level(node) - 1)) };
}

NodeIndex rightOf(NodeIndex node)
{
    assert(!isLeaf(node));
    return { node.value ^ (3U << (level(node) - 1)) };
}

NodeIndex parentOf(NodeIndex node)
{
    const unsigned k = level(node);
    return { (node.value | 1U << k) & ~(2U << k) };
}

NodeIndex siblingOf(NodeIndex node)
{
    return { node.value ^ (2U << level(node)) };
}

LeafRange leavesUnder(NodeIndex node)
{
    const std::uint32_t count = 1U << level(node);
    return { { (node.value - (count - 1)) / 2 }, count };
}

bool isBelow(NodeIndex node, NodeIndex ancestor)
{
    const std::uint32_t reach = (1U << level(ancestor)) - 1;
    return node.value >= ancestor.value - reach && node.value <= ancestor.value + reach;
}

std::vector<NodeIndex> directPath(NodeIndex node, std::uint32_t leaves)
{
    std::vector<NodeIndex> path;
    while (node != rootOf(leaves)) {
        node = parentOf(node);
        path.push_back(node);
    }
    return path;
}

NodeIndex commonAncestor(LeafIndex a, LeafIndex b)
{
    const auto height = static_cast<unsigned>(std::bit_width(a.value ^ b.value));
    // The leaves that share all bits above `height` are those under one node of that level.
    return { (a.value >> height << (height + 1)) + (1U << height) - 1 };
}

std::uint32_t fullTreeFor(std::uint32_t leaves)
{
    assert(leaves > 0 && leaves <= kMostLeaves);
    return std::bit_ceil(leaves);
}

} // namespace pc::mls
