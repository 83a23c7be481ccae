// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/commitprocessing.h"

#include "core/crypto/wipingbytes.h"
#include "core/mls_public/commitapplication.h"

#include <algorithm>

namespace pc::mls {

namespace {

struct OwnKeys
{
    PrivateKeys keys;
    crypto::Ed25519Key signatureKey;
};

/// Our keys in the new tree, before the path is opened: those of an Update of ours, if it was committed.
Result<OwnKeys> ownKeysIn(const RatchetTree &tree, const GroupState &state, const OwnUpdates &ownUpdates)
{
    OwnKeys own { state.keys.copy(), state.signatureKey.copy() };
    const Bytes &shown = tree.leaf(state.own)->encryptionKey;
    if (!crypto::equal(shown, own.keys.leaf.publicKey)) {
        const auto update = std::ranges::find_if(
            ownUpdates, [&shown](const auto &entry) { return crypto::equal(entry.second.leafKeys.publicKey, shown); });
        if (update == ownUpdates.end())
            return Failure::OwnUpdateUnknown;
        own.keys.leaf = update->second.leafKeys.copy();
        own.signatureKey = update->second.signatureKey.copy();
    }
    own.keys.keepOnly(tree);
    return own;
}

Result<WipingBytes> initSecretOf(const GroupState &state, const NextGroup &next)
{
    if (!next.kemOutput)
        return state.secrets.init.copy();
    auto secret = receiveExternalInit(state.suite, state.secrets, *next.kemOutput);
    if (!secret)
        return Failure::ExternalInitInvalid;
    return std::move(*secret);
}

/// Opens the path where there is one, adds its keys to ours, and gives the commit_secret.
Result<WipingBytes> commitSecretOf(
    const GroupState &state, const NextGroup &next, const Commit &commit, PrivateKeys &keys)
{
    if (!commit.path)
        return zeroSecret();
    Result<OpenedPath> opened = openPath(
        state.suite, next.tree, next.committer, *commit.path, next.added, state.own, keys, encode(next.context));
    if (!opened)
        return opened.failure();
    for (auto &[node, pair] : opened->keys)
        keys.parents.insert_or_assign(node, std::move(pair));
    return std::move(opened->commitSecret);
}

} // namespace

Result<CommitTaken> takeCommit(const GroupState &state, const AuthenticatedContent &content,
    const ProposalsByRef &known, const OwnUpdates &ownUpdates, const Rules &rules, const PskSource &psks)
{
    const Sender &committer = content.content.sender;
    if (committer.content == decltype(Sender::content)(SenderMember { state.own }))
        return Failure::OwnCommit;
    const Commit &commit = std::get<Commit>(content.content.content);
    Result<NextGroup> next = applyCommit(state.tree, state.context, committer, commit, known, rules);
    if (!next)
        return next.failure();
    if (std::ranges::find(next->removed, state.own) != next->removed.end())
        return CommitTaken { std::move(*next), std::nullopt };

    Result<OwnKeys> own = ownKeysIn(next->tree, state, ownUpdates);
    if (!own)
        return own.failure();
    Result<WipingBytes> init = initSecretOf(state, *next);
    if (!init)
        return init.failure();
    Result<WipingBytes> psk = pskSecret(next->psks, GroupPsks(state, psks));
    if (!psk)
        return psk.failure();
    Result<WipingBytes> commitSecret = commitSecretOf(state, *next, commit, own->keys);
    if (!commitSecret)
        return commitSecret.failure();

    const EpochInputs inputs { std::move(*init), std::move(*commitSecret), std::move(*psk) };
    BegunEpoch begun = beginEpoch(next->context, state.interimTranscriptHash, content, inputs);
    if (!crypto::equalSecrets(begun.confirmationTag, content.auth.confirmationTag))
        return Failure::ConfirmationTagWrong;
    GroupState after { state.suite, std::move(begun.context), next->tree, std::move(begun.confirmationTag),
        std::move(begun.interimTranscriptHash), std::move(begun.epoch.secrets), state.own, std::move(own->keys),
        std::move(own->signatureKey), next->reInit };
    return CommitTaken { std::move(*next), BegunState { std::move(after), std::move(begun.epoch.encryption) } };
}

} // namespace pc::mls
