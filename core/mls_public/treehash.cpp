// SPDX-License-Identifier: GPL-3.0-or-later
// RatchetTree: tree hashes (RFC 9420, section 7.8) and parent hashes (section 7.9).

#include "core/mls_public/ratchettree.h"

#include <algorithm>
#include <iterator>

namespace pc::mls {

namespace {

Hash hashOfLeaf(LeafIndex index, const LeafNode *leaf)
{
    Writer out;
    out(NodeType::Leaf, index, static_cast<std::uint8_t>(leaf ? 1 : 0));
    if (leaf)
        out(*leaf);
    return crypto::sha256Of(out.bytes());
}

Hash hashOfParent(const ParentNode *parent, const Hash &left, const Hash &right)
{
    Writer out;
    out(NodeType::Parent, static_cast<std::uint8_t>(parent ? 1 : 0));
    if (parent)
        out(*parent);
    out.opaque(left);
    out.opaque(right);
    return crypto::sha256Of(out.bytes());
}

/// Those of `leaves`, which are in increasing order, that lie under the node.
std::span<const LeafIndex> under(NodeIndex node, std::span<const LeafIndex> leaves)
{
    const LeafRange range = leavesUnder(node);
    const auto first = std::ranges::lower_bound(leaves, range.first);
    const auto last = std::ranges::lower_bound(leaves, LeafIndex { range.first.value + range.count });
    return { first, last };
}

} // namespace

const Hash &RatchetTree::treeHash(NodeIndex node) const
{
    std::optional<Hash> &kept = m_hashes[node.value];
    if (!kept)
        kept = isLeaf(node) ? hashOfLeaf(leafOf(node), leaf(leafOf(node)))
                            : hashOfParent(parent(node), treeHash(leftOf(node)), treeHash(rightOf(node)));
    return *kept;
}

Hash RatchetTree::treeHashWithout(NodeIndex node, std::span<const LeafIndex> leaves) const
{
    const std::span<const LeafIndex> gone = under(node, leaves);
    if (gone.empty())
        return treeHash(node);
    if (isLeaf(node))
        return hashOfLeaf(leafOf(node), nullptr);
    const Hash left = treeHashWithout(leftOf(node), gone);
    const Hash right = treeHashWithout(rightOf(node), gone);
    const ParentNode *const now = parent(node);
    if (!now)
        return hashOfParent(nullptr, left, right);
    ParentNode before { now->encryptionKey, now->parentHash, {} };
    std::ranges::set_difference(now->unmergedLeaves, gone, std::back_inserter(before.unmergedLeaves));
    return hashOfParent(&before, left, right);
}

Hash RatchetTree::parentHash(NodeIndex node, NodeIndex sibling) const
{
    const ParentNode &parent = *this->parent(node);
    Writer out;
    out(parent.encryptionKey, parent.parentHash);
    out.opaque(treeHashWithout(sibling, parent.unmergedLeaves));
    return crypto::sha256Of(out.bytes());
}

void RatchetTree::forgetHashes(NodeIndex from)
{
    m_hashes[from.value].reset();
    for (const NodeIndex node : directPath(from, leafCount()))
        m_hashes[node.value].reset();
}

} // namespace pc::mls
