// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/treekem.h"

#include <algorithm>
#include <cassert>

namespace pc::mls {

namespace {

crypto::X25519KeyPair nodeKeys(const WipingBytes &pathSecret)
{
    return crypto::hpkeDeriveKeyPair(deriveSecret(pathSecret.view(), label::kNode).view());
}

/// The lowest of these nodes that is above the leaf.
std::size_t indexAbove(std::span<const NodeIndex> path, LeafIndex leaf)
{
    const auto found = std::ranges::find_if(path, [leaf](NodeIndex node) { return isBelow(nodeOf(leaf), node); });
    return static_cast<std::size_t>(found - path.begin());
}

/// From the secret of path[0] up, each public key held to the tree's.
Result<OpenedPath> deriveAlong(const RatchetTree &tree, std::span<const NodeIndex> path, WipingBytes secret)
{
    if (secret.size() != kHashBytes)
        return Failure::PathSecretLengthWrong;
    OpenedPath opened;
    for (const NodeIndex node : path) {
        crypto::X25519KeyPair keys = nodeKeys(secret);
        // Who joins is handed a tree in which the node may as well be blank.
        if (tree.isBlank(node) || !crypto::equal(keys.publicKey, tree.encryptionKey(node)))
            return Failure::PathKeyWrong;
        opened.keys.emplace(node, std::move(keys));
        secret = deriveSecret(secret.view(), label::kPath);
    }
    opened.commitSecret = std::move(secret);
    return opened;
}

} // namespace

PrivateKeys PrivateKeys::copy() const
{
    PrivateKeys all { leaf.copy(), {} };
    for (const auto &[node, pair] : parents)
        all.parents.emplace(node, pair.copy());
    return all;
}

const crypto::X25519KeyPair *PrivateKeys::find(LeafIndex own, NodeIndex node) const
{
    if (node == nodeOf(own))
        return &leaf;
    const auto found = parents.find(node);
    return found == parents.end() ? nullptr : &found->second;
}

void PrivateKeys::keepOnly(const RatchetTree &tree)
{
    std::erase_if(parents, [&tree](const auto &entry) {
        const auto &[node, pair] = entry;
        return node.value >= nodeCount(tree.leafCount()) || tree.isBlank(node)
            || !crypto::equal(pair.publicKey, tree.encryptionKey(node));
    });
}

std::vector<Bytes> FreshPath::publicKeys() const
{
    std::vector<Bytes> all;
    all.reserve(keys.size());
    for (const crypto::X25519KeyPair &pair : keys)
        all.push_back(crypto::toBytes(pair.publicKey));
    return all;
}

const WipingBytes &FreshPath::secretFor(LeafIndex newMember) const
{
    const std::size_t index = indexAbove(nodes, newMember);
    assert(index < nodes.size()); // who is new is not blank, so no node above both is filtered out
    return secrets[index];
}

FreshPath freshPath(const RatchetTree &tree, LeafIndex leaf, crypto::RandomSource &random)
{
    FreshPath path;
    path.leaf = crypto::X25519KeyPair::generate(random);
    path.nodes = tree.filteredDirectPath(leaf);
    WipingBytes secret = random.secret(kHashBytes);
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
        path.keys.push_back(nodeKeys(secret));
        WipingBytes next = deriveSecret(secret.view(), label::kPath);
        path.secrets.push_back(std::move(secret));
        secret = std::move(next);
    }
    path.commitSecret = std::move(secret);
    return path;
}

Result<std::vector<UpdatePathNode>> sealPath(const CipherSuite &suite, const RatchetTree &tree, LeafIndex leaf,
    const FreshPath &path, std::span<const LeafIndex> added, ByteView groupContext, crypto::RandomSource &random)
{
    const crypto::HpkeAgreement agreement = encryptionFor(suite, label::kUpdatePathNode, groupContext);
    std::vector<UpdatePathNode> nodes;
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
        UpdatePathNode node { crypto::toBytes(path.keys[i].publicKey), {} };
        for (const NodeIndex recipient : tree.copathResolution(path.nodes[i], leaf, added)) {
            auto sealed = encryptWithLabel(agreement, tree.encryptionKey(recipient), path.secrets[i].view(), random);
            if (!sealed)
                return Failure::NodeKeyInvalid;
            node.encryptedPathSecret.push_back(std::move(*sealed));
        }
        nodes.push_back(std::move(node));
    }
    return nodes;
}

Result<OpenedPath> openPath(const CipherSuite &suite, const RatchetTree &tree, LeafIndex sender, const UpdatePath &path,
    std::span<const LeafIndex> added, LeafIndex own, const PrivateKeys &keys, ByteView groupContext)
{
    const std::vector<NodeIndex> nodes = tree.filteredDirectPath(sender);
    assert(nodes.size() == path.nodes.size()); // merging has seen to it
    const std::size_t shared = indexAbove(nodes, own);
    if (shared == nodes.size())
        return Failure::PathNotForUs;
    const std::vector<NodeIndex> recipients = tree.copathResolution(nodes[shared], sender, added);
    const std::vector<HpkeCiphertext> &sealed = path.nodes[shared].encryptedPathSecret;
    assert(sealed.size() == recipients.size()); // so has applyCommit()

    // A leaf that its ancestor has not merged yet stands beside it, and has only its own key: so itself first.
    auto place = std::ranges::find(recipients, nodeOf(own));
    if (place == recipients.end())
        place = std::ranges::find_if(recipients, [&](NodeIndex node) { return keys.find(own, node) != nullptr; });
    if (place == recipients.end())
        return Failure::PathNotForUs;
    const auto index = static_cast<std::size_t>(place - recipients.begin());
    const crypto::HpkeAgreement agreement = encryptionFor(suite, label::kUpdatePathNode, groupContext);
    auto secret = decryptWithLabel(agreement, *keys.find(own, *place), sealed[index]);
    if (!secret)
        return Failure::PathSecretUnopened;
    return deriveAlong(tree, std::span(nodes).subspan(shared), std::move(*secret));
}

Result<OpenedPath> derivePath(const RatchetTree &tree, LeafIndex sender, LeafIndex own, WipingBytes pathSecret)
{
    const std::vector<NodeIndex> nodes = tree.filteredDirectPath(sender);
    const std::size_t shared = indexAbove(nodes, own);
    return deriveAlong(tree, std::span(nodes).subspan(shared), std::move(pathSecret));
}

} // namespace pc::mls
