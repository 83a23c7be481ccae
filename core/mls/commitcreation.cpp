// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/commitcreation.h"

#include "core/mls_public/commitapplication.h"
#include "core/mls_public/publicframing.h"
#include "core/mls_public/signing.h"

namespace pc::mls {

namespace {

/// Puts fresh keys and the committer's new leaf into the tree; gives the leaf.
LeafNode renewPath(const CommitDraft &draft, NextGroup &next, const FreshPath &path)
{
    LeafNode leaf = draft.leaf;
    leaf.encryptionKey = crypto::toBytes(path.leaf.publicKey);
    leaf.origin = FromCommit { next.tree.setPath(next.committer, path.publicKeys()) };
    const Bytes content = toBeSigned(leaf, next.context.groupId, next.committer);
    leaf.signature = signWithLabel(draft.leafSignatureKey, label::kLeafNode, content);
    next.tree.setLeaf(next.committer, leaf);
    return leaf;
}

} // namespace

Result<CommitMade> makeCommit(
    CommitDraft draft, const Rules &rules, const PskSource &psks, crypto::RandomSource &random)
{
    Result<NextGroup> next = applyProposals(draft.tree, draft.context, draft.committer, draft.proposals, rules);
    if (!next)
        return next.failure();
    const bool usesPath = next->needsPath || draft.pathUse == PathUse::Always;
    std::optional<FreshPath> path;
    Commit commit { std::move(draft.entries), {} };
    if (usesPath) {
        path = freshPath(next->tree, next->committer, random);
        commit.path = UpdatePath { renewPath(draft, *next, *path), {} };
    }
    if (const Result<void> finished = finishCommit(*next, rules); !finished)
        return finished.failure();
    if (usesPath) {
        auto nodes
            = sealPath(draft.suite, next->tree, next->committer, *path, next->added, encode(next->context), random);
        if (!nodes)
            return nodes.failure();
        commit.path->nodes = std::move(*nodes);
    }

    Result<WipingBytes> psk = pskSecret(next->psks, psks);
    if (!psk)
        return psk.failure();
    FramedContent content { draft.context.groupId, draft.context.epoch, draft.committer,
        std::move(draft.authenticatedData), std::move(commit) };
    AuthenticatedContent signedContent = sign(draft.wireFormat, std::move(content), draft.context, draft.signatureKey);
    const EpochInputs inputs { draft.initSecret.copy(), path ? path->commitSecret.copy() : zeroSecret(), psk->copy() };
    BegunEpoch begun = beginEpoch(next->context, draft.interimTranscriptHash, signedContent, inputs);
    signedContent.auth.confirmationTag = begun.confirmationTag;
    return CommitMade { std::move(signedContent), std::move(*next), std::move(path), std::move(begun),
        std::move(*psk) };
}

PrivateKeys keysAfter(const CommitMade &made, const PrivateKeys &before)
{
    if (!made.path) {
        PrivateKeys keys = before.copy();
        keys.keepOnly(made.next.tree);
        return keys;
    }
    PrivateKeys keys { made.path->leaf.copy(), {} };
    for (std::size_t i = 0; i < made.path->nodes.size(); ++i)
        keys.parents.emplace(made.path->nodes[i], made.path->keys[i].copy());
    return keys;
}

BegunState stateAfter(
    CommitMade &made, const CipherSuite &suite, PrivateKeys keys, const crypto::Ed25519Key &signatureKey)
{
    BegunEpoch &begun = made.begun;
    GroupState state { suite, begun.context, made.next.tree, begun.confirmationTag, begun.interimTranscriptHash,
        std::move(begun.epoch.secrets), made.next.committer, std::move(keys), signatureKey.copy(), made.next.reInit };
    return { std::move(state), std::move(begun.epoch.encryption) };
}

} // namespace pc::mls
