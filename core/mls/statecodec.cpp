// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/statecodec.h"

#include "core/mls/secretcodec.h"

#include <algorithm>

namespace pc::mls {

namespace {

constexpr std::uint16_t kStateVersion = 1;

/// Our own state has more nodes than any message may.
constexpr Limits kStateLimits { .bytes = 16U << 20U, .elements = 2 * kMostLeaves, .depth = 8 };

void readVersion(SecretReader &in)
{
    std::uint16_t version = 0;
    in(version);
    in.check(version == kStateVersion, Failure::UnknownStateVersion);
}

/// Walks a counted list; stops at the first failure.
template<typename Read>
void readList(SecretReader &in, Read read)
{
    std::uint32_t count = 0;
    in(count);
    for (std::uint32_t i = 0; i < count && in.ok(); ++i)
        read();
}

std::uint32_t countOf(const auto &list)
{
    return static_cast<std::uint32_t>(list.size());
}

crypto::X25519KeyPair readKeyPair(SecretReader &in)
{
    crypto::X25519KeyPair pair;
    in(pair.privateKey);
    const auto publicKey = crypto::x25519PublicKey(pair.privateKey.view());
    in.check(publicKey.has_value(), Failure::StateInconsistent);
    pair.publicKey = publicKey.value_or(crypto::X25519PublicKey {});
    return pair;
}

std::optional<crypto::Ed25519Key> readSignatureKey(SecretReader &in)
{
    WipingBytes seed;
    in(seed);
    auto key = crypto::Ed25519Key::fromSeed(seed.view());
    in.check(key.has_value(), Failure::StateInconsistent);
    return key;
}

void writeSignatureKey(SecretWriter &out, const crypto::Ed25519Key &key)
{
    out(WipingBytes::copyOf(key.seed()));
}

bool areSecrets(const EpochSecrets &secrets)
{
    bool sized = true;
    const auto check = [&sized](const auto &...secret) { sized = ((secret.size() == kHashBytes) && ...); };
    EpochSecrets::secrets(check, secrets);
    return sized;
}

/// That the private keys belong to the tree and the tree to the context.
bool fitsTogether(const GroupState &state)
{
    const LeafNode *const own = state.tree.leaf(state.own);
    PrivateKeys kept = state.keys.copy();
    kept.keepOnly(state.tree);
    return own && crypto::equal(own->encryptionKey, state.keys.leaf.publicKey)
        && crypto::equal(own->signatureKey, state.signatureKey.publicKey())
        && kept.parents.size() == state.keys.parents.size() && areSecrets(state.secrets)
        && crypto::equal(state.tree.treeHash(), state.context.treeHash);
}

void writeRatchet(SecretWriter &out, const Ratchet &ratchet)
{
    out(ratchet.secret, ratchet.generation, countOf(ratchet.skipped));
    for (const auto &[generation, key] : ratchet.skipped)
        out(generation, key.key, key.nonce);
}

Ratchet readRatchet(SecretReader &in, const CipherSuite &suite)
{
    Ratchet ratchet;
    in(ratchet.secret, ratchet.generation);
    in.check(ratchet.secret.size() == kHashBytes, Failure::StateInconsistent);
    readList(in, [&] {
        std::uint32_t generation = 0;
        KeyAndNonce key;
        in(generation, key.key, key.nonce);
        in.check(generation < ratchet.generation && key.key.size() == suite.aead().keyBytes()
                && key.nonce.size() == suite.aead().nonceBytes(),
            Failure::StateInconsistent);
        ratchet.skipped.emplace(generation, std::move(key));
    });
    return ratchet;
}

} // namespace

WipingBytes encodeState(const GroupState &state)
{
    SecretWriter out;
    out(kStateVersion, state.context, state.tree.nodes(), state.confirmationTag, state.interimTranscriptHash);
    EpochSecrets::secrets(out, state.secrets);
    out(state.own, state.keys.leaf.privateKey, countOf(state.keys.parents));
    for (const auto &[node, pair] : state.keys.parents)
        out(node, pair.privateKey);
    writeSignatureKey(out, state.signatureKey);
    out(state.reInit);
    return std::move(out).finish();
}

Result<GroupState> decodeState(const CipherSuite &suite, ByteView bytes)
{
    SecretReader in(bytes, kStateLimits);
    readVersion(in);
    GroupContext context;
    TreeNodes nodes;
    Bytes confirmationTag;
    Bytes interim;
    EpochSecrets secrets;
    LeafIndex own;
    PrivateKeys keys;
    std::optional<ReInit> reInit;
    in(context, nodes, confirmationTag, interim);
    EpochSecrets::secrets(in, secrets);
    in(own);
    keys.leaf = readKeyPair(in);
    readList(in, [&] {
        NodeIndex node;
        in(node);
        keys.parents.insert_or_assign(node, readKeyPair(in));
    });
    std::optional<crypto::Ed25519Key> signatureKey = readSignatureKey(in);
    in(reInit);
    if (const Result<void> done = in.finish(); !done)
        return done.failure();
    if (context.cipherSuite != suite.id())
        return Failure::StateSuiteWrong;
    Result<RatchetTree> tree = RatchetTree::fromNodes(std::move(nodes));
    if (!tree)
        return tree.failure();
    GroupState state { suite, std::move(context), std::move(*tree), std::move(confirmationTag), std::move(interim),
        std::move(secrets), own, std::move(keys), std::move(*signatureKey), std::move(reInit) };
    if (!fitsTogether(state))
        return Failure::StateInconsistent;
    return state;
}

WipingBytes encodeNodes(const SecretTree &tree)
{
    SecretWriter out;
    out(kStateVersion, countOf(tree.nodes()));
    for (const auto &[node, secret] : tree.nodes())
        out(node, secret);
    return std::move(out).finish();
}

Result<SecretTree::NodeSecrets> decodeNodes(ByteView bytes, std::uint32_t leaves)
{
    SecretReader in(bytes, kStateLimits);
    readVersion(in);
    SecretTree::NodeSecrets nodes;
    readList(in, [&] {
        NodeIndex node;
        WipingBytes secret;
        in(node, secret);
        in.check(node.value < nodeCount(leaves) && secret.size() == kHashBytes, Failure::StateInconsistent);
        nodes.insert_or_assign(node, std::move(secret));
    });
    if (const Result<void> done = in.finish(); !done)
        return done.failure();
    return nodes;
}

WipingBytes encodeSender(const SenderRatchets &ratchets)
{
    SecretWriter out;
    out(kStateVersion);
    writeRatchet(out, ratchets.handshake);
    writeRatchet(out, ratchets.application);
    return std::move(out).finish();
}

Result<SenderRatchets> decodeSender(const CipherSuite &suite, ByteView bytes)
{
    SecretReader in(bytes);
    readVersion(in);
    SenderRatchets ratchets;
    ratchets.handshake = readRatchet(in, suite);
    ratchets.application = readRatchet(in, suite);
    if (const Result<void> done = in.finish(); !done)
        return done.failure();
    return ratchets;
}

WipingBytes encodeProposals(const ProposalsByRef &proposals, const OwnUpdates &ownUpdates)
{
    SecretWriter out;
    out(kStateVersion, countOf(proposals));
    for (const auto &[ref, sent] : proposals)
        out(ref, sent.proposal, sent.sender);
    out(countOf(ownUpdates));
    for (const auto &[ref, update] : ownUpdates) {
        out(ref, update.leafKeys.privateKey);
        writeSignatureKey(out, update.signatureKey);
    }
    return std::move(out).finish();
}

Result<StoredProposals> decodeProposals(ByteView bytes)
{
    SecretReader in(bytes);
    readVersion(in);
    StoredProposals stored;
    readList(in, [&] {
        ProposalRef ref;
        SentProposal sent;
        in(ref, sent.proposal, sent.sender);
        stored.proposals.insert_or_assign(std::move(ref), std::move(sent));
    });
    readList(in, [&] {
        ProposalRef ref;
        in(ref);
        crypto::X25519KeyPair keys = readKeyPair(in);
        std::optional<crypto::Ed25519Key> signatureKey = readSignatureKey(in);
        if (signatureKey)
            stored.ownUpdates.insert_or_assign(std::move(ref), OwnUpdate { std::move(keys), std::move(*signatureKey) });
    });
    if (const Result<void> done = in.finish(); !done)
        return done.failure();
    return stored;
}

} // namespace pc::mls
