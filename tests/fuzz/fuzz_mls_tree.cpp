// SPDX-License-Identifier: GPL-3.0-or-later
// A ratchet tree as somebody hands it over: read, judged, hashed, and changed in every way that a group changes one.

#include "core/mls_public/ratchettree.h"
#include "core/mls_public/treevalidation.h"

#include "mlsroundtrip.h"

using namespace pc::mls;

namespace {

void change(RatchetTree tree)
{
    const std::vector<LeafIndex> members = tree.members();
    if (members.empty())
        return;
    const LeafNode leaf = *tree.leaf(members.front());
    tree.add(leaf);
    tree.update(members.back(), leaf);
    tree.remove(members.front());
    if (tree.members().empty())
        return;
    const LeafIndex committer = tree.members().back();
    const std::vector<Bytes> keys(tree.filteredDirectPath(committer).size(), leaf.encryptionKey);
    tree.setPath(committer, keys);
    // What was remembered on the way is what a tree built anew computes.
    const Result<RatchetTree> again = RatchetTree::fromNodes(tree.nodes());
    must(again && *again == tree && again->treeHash() == tree.treeHash());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    std::optional<TreeNodes> nodes = decodeAndCheck<TreeNodes>({ data, size });
    if (!nodes)
        return 0;
    const Result<RatchetTree> tree = RatchetTree::fromNodes(*nodes);
    if (!tree)
        return 0;
    must(tree->nodes() == *nodes);
    static_cast<void>(tree->treeHash());
    static_cast<void>(checkKeysUnique(*tree));
    if (!checkUnmergedLeaves(*tree))
        return 0;
    static_cast<void>(checkParentHashes(*tree));
    change(*tree);
    return 0;
}
