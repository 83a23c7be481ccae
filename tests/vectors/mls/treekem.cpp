// SPDX-License-Identifier: GPL-3.0-or-later
// treekem.json: trees with everybody's private keys; update paths by each member, opened by each other one; and paths of
// our own, opened by all.

#include "core/mls/treekem.h"

#include "core/mls_public/signing.h"

#include "suites.h"

namespace pc::test {

using namespace mls;

namespace {

struct Member
{
    LeafIndex leaf;
    PrivateKeys keys;
    crypto::Ed25519Key signatureKey;
};

crypto::X25519KeyPair pairOf(const WipingBytes &privateKey)
{
    return { privateKey.copy(), *crypto::x25519PublicKey(privateKey.view()) };
}

LeafIndex leafAt(const QJsonValue &index)
{
    return { static_cast<std::uint32_t>(index.toInteger()) };
}

std::vector<Member> membersOf(const QJsonArray &leaves)
{
    std::vector<Member> members;
    for (const QJsonValue &leaf : leaves) {
        Member member { leafAt(leaf[u"index"]), {}, *crypto::Ed25519Key::fromSeed(bytesOf(leaf[u"signature_priv"])) };
        member.keys.leaf = pairOf(WipingBytes::copyOf(bytesOf(leaf[u"encryption_priv"])));
        const QJsonArray secrets = leaf[u"path_secrets"].toArray();
        for (const QJsonValue &secret : secrets) {
            const WipingBytes node = deriveSecret(bytesOf(secret[u"path_secret"]), label::kNode);
            member.keys.parents.emplace(NodeIndex { static_cast<std::uint32_t>(secret[u"node"].toInteger()) },
                crypto::hpkeDeriveKeyPair(node.view()));
        }
        members.push_back(std::move(member));
    }
    return members;
}

GroupContext contextOf(const QJsonObject &vector, const CipherSuite &suite, const RatchetTree &tree)
{
    GroupContext context;
    context.cipherSuite = suite.id();
    context.groupId = bytesOf(vector[u"group_id"]);
    context.epoch = static_cast<std::uint64_t>(vector[u"epoch"].toInteger());
    context.treeHash = crypto::toBytes(tree.treeHash());
    context.confirmedTranscriptHash = bytesOf(vector[u"confirmed_transcript_hash"]);
    return context;
}

bool sameKeys(const OpenedPath &a, const OpenedPath &b)
{
    return a.commitSecret == b.commitSecret && std::ranges::equal(a.keys, b.keys, [](const auto &x, const auto &y) {
        return x.first == y.first && x.second.privateKey == y.second.privateKey;
    });
}

/// A path of somebody else's: what each member gets out of it.
const char *givenPathFails(const QJsonObject &vector, const QJsonValue &given, const CipherSuite &suite,
    RatchetTree tree, const std::vector<Member> &members)
{
    const Result<UpdatePath> path = decode<UpdatePath>(bytesOf(given[u"update_path"]));
    const LeafIndex sender = leafAt(given[u"sender"]);
    if (!path || !tree.mergePath(sender, *path))
        return "update_path";
    if (!crypto::equal(tree.treeHash(), bytesOf(given[u"tree_hash_after"])))
        return "tree_hash_after";
    const Bytes context = encode(contextOf(vector, suite, tree));
    for (const Member &member : members) {
        if (member.leaf == sender)
            continue;
        const auto opened = openPath(suite, tree, sender, *path, {}, member.leaf, member.keys, context);
        if (!opened || !crypto::equal(opened->commitSecret.view(), bytesOf(given[u"commit_secret"])))
            return "commit_secret";
        const Bytes secret = bytesOf(given[u"path_secrets"][qsizetype(member.leaf.value)]);
        const auto derived = derivePath(tree, sender, member.leaf, WipingBytes::copyOf(secret));
        if (!derived || !sameKeys(*opened, *derived))
            return "path_secrets";
    }
    return nullptr;
}

/// A path of our own.
const char *ownPathFails(const QJsonObject &vector, const CipherSuite &suite, RatchetTree tree, const Member &sender,
    const std::vector<Member> &members)
{
    const FreshPath fresh = freshPath(tree, sender.leaf, crypto::systemRandom());
    LeafNode leaf = *tree.leaf(sender.leaf);
    leaf.encryptionKey = crypto::toBytes(fresh.leaf.publicKey);
    leaf.origin = FromCommit { tree.setPath(sender.leaf, fresh.publicKeys()) };
    leaf.signature = signWithLabel(
        sender.signatureKey, label::kLeafNode, toBeSigned(leaf, bytesOf(vector[u"group_id"]), sender.leaf));
    tree.setLeaf(sender.leaf, leaf);
    const Bytes context = encode(contextOf(vector, suite, tree));
    auto nodes = sealPath(suite, tree, sender.leaf, fresh, {}, context, crypto::systemRandom());
    if (!nodes)
        return "sealing a path of our own";
    const UpdatePath path { leaf, std::move(*nodes) };
    for (const Member &member : members) {
        if (member.leaf == sender.leaf)
            continue;
        const auto opened = openPath(suite, tree, sender.leaf, path, {}, member.leaf, member.keys, context);
        if (!opened || !(opened->commitSecret == fresh.commitSecret))
            return "opening a path of our own";
    }
    return nullptr;
}

} // namespace

Outcome runTreeKem(const QJsonObject &vector)
{
    const auto suite = suiteOf(vector);
    if (!suite)
        return skipped(kForeignSuite);
    Result<TreeNodes> nodes = decode<TreeNodes>(bytesOf(vector[u"ratchet_tree"]));
    if (!nodes)
        return failed("ratchet_tree");
    const Result<RatchetTree> tree = RatchetTree::fromNodes(std::move(*nodes));
    if (!tree)
        return failed("ratchet_tree");
    const std::vector<Member> members = membersOf(vector[u"leaves_private"].toArray());
    for (const Member &member : members) {
        PrivateKeys kept = member.keys.copy();
        kept.keepOnly(*tree);
        if (kept.parents.size() != member.keys.parents.size())
            return failed("leaves_private");
    }
    const QJsonArray paths = vector[u"update_paths"].toArray();
    for (const QJsonValue &given : paths)
        if (const char *const what = givenPathFails(vector, given, *suite, *tree, members))
            return failed(what);
    for (const Member &member : members)
        if (const char *const what = ownPathFails(vector, *suite, *tree, member, members))
            return failed(what);
    return passed();
}

} // namespace pc::test
