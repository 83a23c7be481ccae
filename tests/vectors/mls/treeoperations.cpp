// SPDX-License-Identifier: GPL-3.0-or-later
// tree-operations.json: what Add, Update and Remove make of a tree. The proposals are not signed, so nothing is validated.

#include "core/mls_public/ratchettree.h"

#include "vectorkinds.h"

namespace pc::test {

using namespace mls;

namespace {

Result<RatchetTree> readTree(const QJsonValue &hex)
{
    Result<TreeNodes> nodes = decode<TreeNodes>(bytesOf(hex));
    if (!nodes)
        return nodes.failure();
    return RatchetTree::fromNodes(std::move(*nodes));
}

} // namespace

Outcome runTreeOperations(const QJsonObject &vector)
{
    Result<RatchetTree> tree = readTree(vector[u"tree_before"]);
    const Result<Proposal> proposal = decode<Proposal>(bytesOf(vector[u"proposal"]));
    if (!tree || !proposal)
        return failed("cannot be decoded");
    if (!crypto::equal(tree->treeHash(), bytesOf(vector[u"tree_hash_before"])))
        return failed("tree_hash_before");
    if (const auto *const add = std::get_if<Add>(&proposal->content))
        tree->add(add->keyPackage.leafNode);
    else if (const auto *const update = std::get_if<Update>(&proposal->content))
        tree->update({ static_cast<std::uint32_t>(vector[u"proposal_sender"].toInteger()) }, update->leafNode);
    else if (const auto *const remove = std::get_if<Remove>(&proposal->content))
        tree->remove(remove->removed);
    else
        return failed("a proposal that changes no tree");
    if (encode(tree->nodes()) != bytesOf(vector[u"tree_after"]))
        return failed("tree_after");
    if (!crypto::equal(tree->treeHash(), bytesOf(vector[u"tree_hash_after"])))
        return failed("tree_hash_after");
    return passed();
}

} // namespace pc::test
