// SPDX-License-Identifier: GPL-3.0-or-later
// RatchetTree: resolutions and paths (RFC 9420, section 4), and merging an update path (section 7.5).

#include "core/mls_public/ratchettree.h"

#include <algorithm>
#include <cassert>

namespace pc::mls {

namespace {

void appendResolution(const RatchetTree &tree, NodeIndex node, std::vector<NodeIndex> &out)
{
    if (!tree.isBlank(node)) {
        out.push_back(node);
        if (!isLeaf(node))
            for (const LeafIndex unmerged : tree.parent(node)->unmergedLeaves)
                out.push_back(nodeOf(unmerged));
    } else if (!isLeaf(node)) {
        appendResolution(tree, leftOf(node), out);
        appendResolution(tree, rightOf(node), out);
    }
}

/// The child of `pathNode` that is not above the leaf.
NodeIndex copathChild(NodeIndex pathNode, LeafIndex leaf)
{
    const NodeIndex left = leftOf(pathNode);
    return isBelow(nodeOf(leaf), left) ? rightOf(pathNode) : left;
}

} // namespace

std::vector<NodeIndex> RatchetTree::resolution(NodeIndex node) const
{
    std::vector<NodeIndex> out;
    appendResolution(*this, node, out);
    return out;
}

bool RatchetTree::hasEmptyResolution(NodeIndex node) const
{
    return isBlank(node) && (isLeaf(node) || (hasEmptyResolution(leftOf(node)) && hasEmptyResolution(rightOf(node))));
}

std::vector<NodeIndex> RatchetTree::filteredDirectPath(LeafIndex leaf) const
{
    std::vector<NodeIndex> path = directPath(nodeOf(leaf), leafCount());
    std::erase_if(path, [&](NodeIndex node) { return hasEmptyResolution(copathChild(node, leaf)); });
    return path;
}

std::vector<NodeIndex> RatchetTree::copathResolution(
    NodeIndex pathNode, LeafIndex leaf, std::span<const LeafIndex> added) const
{
    std::vector<NodeIndex> nodes = resolution(copathChild(pathNode, leaf));
    std::erase_if(
        nodes, [&](NodeIndex node) { return isLeaf(node) && std::ranges::find(added, leafOf(node)) != added.end(); });
    return nodes;
}

Bytes RatchetTree::setPath(LeafIndex leaf, std::span<const Bytes> encryptionKeys)
{
    const std::vector<NodeIndex> path = filteredDirectPath(leaf);
    assert(path.size() == encryptionKeys.size());
    blankDirectPath(leaf);
    // From the root down: each node's parent hash covers all that is above it.
    Bytes parentHash;
    for (std::size_t i = path.size(); i > 0; --i) {
        const NodeIndex node = path[i - 1];
        setParent(node, std::make_shared<ParentNode>(ParentNode { encryptionKeys[i - 1], parentHash, {} }));
        parentHash = crypto::toBytes(this->parentHash(node, copathChild(node, leaf)));
    }
    return parentHash;
}

Result<void> RatchetTree::mergePath(LeafIndex leaf, const UpdatePath &path)
{
    if (path.nodes.size() != filteredDirectPath(leaf).size())
        return Failure::PathLengthWrong;
    std::vector<Bytes> keys;
    keys.reserve(path.nodes.size());
    for (const UpdatePathNode &node : path.nodes)
        keys.push_back(node.encryptionKey);
    const Bytes expected = setPath(leaf, keys);
    const auto *const origin = std::get_if<FromCommit>(&path.leafNode.origin);
    if (!origin || origin->parentHash != expected)
        return Failure::ParentHashWrong;
    setLeaf(leaf, path.leafNode);
    return {};
}

} // namespace pc::mls
