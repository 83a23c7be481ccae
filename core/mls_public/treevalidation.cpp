// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/treevalidation.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace pc::mls {

namespace {

using KeySet = std::unordered_set<std::string_view>;

std::string_view textOf(const Bytes &bytes)
{
    return { reinterpret_cast<const char *>(bytes.data()), bytes.size() };
}

/// The parents that are not blank.
std::vector<NodeIndex> filledParents(const RatchetTree &tree)
{
    std::vector<NodeIndex> nodes;
    for (std::uint32_t i = 1; i < nodeCount(tree.leafCount()); i += 2)
        if (tree.parent({ i }))
            nodes.push_back({ i });
    return nodes;
}

bool lists(const ParentNode &parent, LeafIndex leaf)
{
    return std::ranges::binary_search(parent.unmergedLeaves, leaf);
}

/// Whether all that is not blank between the leaf and the node above it lists the leaf as well.
bool isListedUpTo(const RatchetTree &tree, LeafIndex leaf, NodeIndex top)
{
    for (NodeIndex node = parentOf(nodeOf(leaf)); node != top; node = parentOf(node)) {
        const ParentNode *const between = tree.parent(node);
        if (between && !lists(*between, leaf))
            return false;
    }
    return true;
}

Result<void> checkUnmergedLeavesOf(const RatchetTree &tree, NodeIndex node)
{
    const std::vector<LeafIndex> &unmerged = tree.parent(node)->unmergedLeaves;
    if (std::ranges::adjacent_find(unmerged, std::greater_equal()) != unmerged.end())
        return Failure::UnmergedLeavesUnsorted;
    for (const LeafIndex leaf : unmerged) {
        if (!leavesUnder(node).contains(leaf))
            return Failure::UnmergedLeafElsewhere;
        if (!tree.leaf(leaf))
            return Failure::UnmergedLeafBlank;
    }
    return {};
}

const Bytes *parentHashField(const RatchetTree &tree, NodeIndex node)
{
    if (!isLeaf(node))
        return &tree.parent(node)->parentHash;
    const auto *const origin = std::get_if<FromCommit>(&tree.leaf(leafOf(node))->origin);
    return origin ? &origin->parentHash : nullptr;
}

/// Section 7.9.2, with P the parent and C its child: whether a descendant D on C's side was set together with P.
bool vouchesFor(const RatchetTree &tree, NodeIndex parent, NodeIndex child)
{
    const std::vector<LeafIndex> &unmerged = tree.parent(parent)->unmergedLeaves;
    const LeafRange range = leavesUnder(child);
    const auto listed = std::ranges::count_if(unmerged, [&](LeafIndex leaf) { return range.contains(leaf); });

    // All of C's resolution but D are leaves that P lists, and all that P lists under C are in the resolution.
    std::vector<NodeIndex> resolution = tree.resolution(child);
    const std::size_t size = resolution.size();
    std::erase_if(
        resolution, [&](NodeIndex node) { return isLeaf(node) && lists(*tree.parent(parent), leafOf(node)); });
    if (resolution.size() != 1 || size - 1 != static_cast<std::size_t>(listed))
        return false;
    const Bytes *const field = parentHashField(tree, resolution.front());
    return field && crypto::equal(*field, tree.parentHash(parent, siblingOf(child)));
}

} // namespace

Result<void> checkUnmergedLeaves(const RatchetTree &tree)
{
    const std::vector<NodeIndex> parents = filledParents(tree);
    for (const NodeIndex node : parents)
        if (const Result<void> own = checkUnmergedLeavesOf(tree, node); !own)
            return own;
    for (const NodeIndex node : parents)
        for (const LeafIndex leaf : tree.parent(node)->unmergedLeaves)
            if (!isListedUpTo(tree, leaf, node))
                return Failure::UnmergedLeafForgotten;
    return {};
}

Result<void> checkParentHashes(const RatchetTree &tree)
{
    for (const NodeIndex node : filledParents(tree)) {
        const bool left = vouchesFor(tree, node, leftOf(node));
        const bool right = vouchesFor(tree, node, rightOf(node));
        if (left == right)
            return Failure::ParentHashInvalid;
    }
    return {};
}

Result<void> checkKeysUnique(const RatchetTree &tree)
{
    KeySet encryptionKeys;
    KeySet signatureKeys;
    for (const LeafIndex index : tree.members()) {
        const LeafNode &leaf = *tree.leaf(index);
        if (!signatureKeys.insert(textOf(leaf.signatureKey)).second)
            return Failure::SignatureKeyTaken;
        if (!encryptionKeys.insert(textOf(leaf.encryptionKey)).second)
            return Failure::EncryptionKeyTaken;
    }
    for (const NodeIndex node : filledParents(tree))
        if (!encryptionKeys.insert(textOf(tree.parent(node)->encryptionKey)).second)
            return Failure::EncryptionKeyTaken;
    return {};
}

} // namespace pc::mls
