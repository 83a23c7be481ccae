// SPDX-License-Identifier: GPL-3.0-or-later
// tree-validation.json: trees with the hash and the resolution of each node, valid in all their parts.

#include "core/mls_public/treevalidation.h"

#include "core/mls_public/ratchettree.h"
#include "core/mls_public/signing.h"

#include "vectorkinds.h"

namespace pc::test {

using namespace mls;

namespace {

bool isResolution(const QJsonArray &expected, const std::vector<NodeIndex> &resolution)
{
    return std::ranges::equal(expected, resolution,
        [](const QJsonValue &value, NodeIndex node) { return value.toInteger(-1) == node.value; });
}

bool isSigned(const LeafNode &leaf, const Bytes &groupId, LeafIndex index)
{
    return verifyWithLabel(leaf.signatureKey, label::kLeafNode, toBeSigned(leaf, groupId, index), leaf.signature);
}

} // namespace

Outcome runTreeValidation(const QJsonObject &vector)
{
    Result<TreeNodes> nodes = decode<TreeNodes>(bytesOf(vector[u"tree"]));
    if (!nodes)
        return failed("cannot be decoded");
    const Result<RatchetTree> tree = RatchetTree::fromNodes(std::move(*nodes));
    if (!tree)
        return failed("is no tree");
    const std::uint32_t count = nodeCount(tree->leafCount());
    if (vector[u"tree_hashes"].toArray().size() != count || vector[u"resolutions"].toArray().size() != count)
        return failed("another size");
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto at = static_cast<qsizetype>(i);
        if (!crypto::equal(tree->treeHash({ i }), bytesOf(vector[u"tree_hashes"][at])))
            return failed("tree_hashes");
        if (!isResolution(vector[u"resolutions"][at].toArray(), tree->resolution({ i })))
            return failed("resolutions");
    }
    if (!checkUnmergedLeaves(*tree) || !checkKeysUnique(*tree))
        return failed("unmerged leaves or keys");
    if (!checkParentHashes(*tree))
        return failed("parent hashes");
    const Bytes groupId = bytesOf(vector[u"group_id"]);
    for (const LeafIndex index : tree->members())
        if (!isSigned(*tree->leaf(index), groupId, index))
            return failed("a leaf's signature");
    if (encode(tree->nodes()) != bytesOf(vector[u"tree"]))
        return failed("encodes to other bytes");
    return passed();
}

} // namespace pc::test
