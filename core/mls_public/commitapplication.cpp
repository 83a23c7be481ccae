// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/commitapplication.h"

#include "core/mls_public/leafvalidation.h"
#include "core/mls_public/publickey.h"

#include <algorithm>

namespace pc::mls {

namespace {

/// Section 12.4.2: none of the path's keys appears in any node of the tree, nor twice among themselves.
Result<void> checkPathKeys(const RatchetTree &tree, const UpdatePath &path)
{
    std::vector<ByteView> keys { path.leafNode.encryptionKey };
    for (const UpdatePathNode &node : path.nodes) {
        if (!isEncryptionKey(node.encryptionKey))
            return Failure::PublicKeyInvalid;
        keys.push_back(node.encryptionKey);
    }
    const auto less = [](ByteView a, ByteView b) { return std::ranges::lexicographical_compare(a, b); };
    std::ranges::sort(keys, less);
    if (std::ranges::adjacent_find(keys, crypto::equal) != keys.end())
        return Failure::PathKeyTaken;
    for (std::uint32_t i = 0; i < nodeCount(tree.leafCount()); ++i)
        if (!tree.isBlank({ i }) && std::ranges::binary_search(keys, ByteView(tree.encryptionKey({ i })), less))
            return Failure::PathKeyTaken;
    return {};
}

/// Section 7.6: one sealed path secret for each node that can open it.
Result<void> checkPathSecrets(const NextGroup &next, const UpdatePath &path)
{
    const std::vector<NodeIndex> nodes = next.tree.filteredDirectPath(next.committer);
    if (nodes.size() != path.nodes.size())
        return Failure::PathLengthWrong;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::size_t readers = next.tree.copathResolution(nodes[i], next.committer, next.added).size();
        if (path.nodes[i].encryptedPathSecret.size() != readers)
            return Failure::PathSecretsWrong;
    }
    return {};
}

/// A joiner from outside is a client that no remaining member is.
Result<void> checkJoiner(const RatchetTree &tree, const LeafNode &joiner, const Rules &rules)
{
    const Bytes client = rules.credentials.clientOf(joiner);
    for (const LeafIndex index : tree.members())
        if (rules.credentials.clientOf(*tree.leaf(index)) == client)
            return Failure::ClientAlreadyMember;
    return {};
}

/// Section 12.2: a joiner that takes its old leaf out shows a leaf that could have replaced it.
Result<void> checkResync(const RatchetTree &before, const NextGroup &next, const UpdatePath &path, const Rules &rules)
{
    if (!next.kemOutput || next.removed.empty())
        return {};
    return validateSuccessor(*before.leaf(next.removed.front()), path.leafNode, rules);
}

} // namespace

Result<void> applyPath(NextGroup &next, const UpdatePath &path, const Rules &rules)
{
    const LeafNode *const before = next.tree.leaf(next.committer);
    const LeafPlace place { next.context.groupId, next.committer };
    if (const Result<void> leaf = validateLeaf(path.leafNode, LeafNodeSource::Commit, place, rules); !leaf)
        return leaf;
    const Result<void> takesPlace
        = before ? validateSuccessor(*before, path.leafNode, rules) : checkJoiner(next.tree, path.leafNode, rules);
    if (!takesPlace)
        return takesPlace;
    if (const Result<void> keys = checkPathKeys(next.tree, path); !keys)
        return keys;
    if (const Result<void> secrets = checkPathSecrets(next, path); !secrets)
        return secrets;
    return next.tree.mergePath(next.committer, path);
}

Result<void> finishCommit(NextGroup &next, const Rules &rules)
{
    if (next.tree.members().size() > rules.mostMembers)
        return Failure::GroupTooLarge;
    if (const Result<void> members = validateMembers(next.tree, next.context); !members)
        return members;
    next.context.treeHash = crypto::toBytes(next.tree.treeHash());
    return {};
}

Result<NextGroup> applyCommit(const RatchetTree &tree, const GroupContext &context, const Sender &committer,
    const Commit &commit, const ProposalsByRef &known, const Rules &rules)
{
    const Result<std::vector<SentProposal>> proposals = resolve(commit, committer, known);
    if (!proposals)
        return proposals.failure();
    Result<NextGroup> next = applyProposals(tree, context, committer, *proposals, rules);
    if (!next)
        return next;
    if (!commit.path && next->needsPath)
        return Failure::PathMissing;
    if (commit.path) {
        if (const Result<void> resync = checkResync(tree, *next, *commit.path, rules); !resync)
            return resync.failure();
        if (const Result<void> path = applyPath(*next, *commit.path, rules); !path)
            return path.failure();
    }
    if (const Result<void> finished = finishCommit(*next, rules); !finished)
        return finished.failure();
    return next;
}

} // namespace pc::mls
