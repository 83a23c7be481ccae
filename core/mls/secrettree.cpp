// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/secrettree.h"

#include <cassert>
#include <limits>

namespace pc::mls {

namespace {

constexpr std::uint32_t kLastGeneration = std::numeric_limits<std::uint32_t>::max();

Ratchet ratchetFrom(const WipingBytes &leafSecret, std::string_view label)
{
    return { expandWithLabel(leafSecret.view(), label, {}, kHashBytes), 0, {} };
}

/// Drops the oldest of what is kept until it is no more than it may be.
void forgetOldest(SenderRatchets &sender)
{
    while (sender.handshake.skipped.size() + sender.application.skipped.size() > kMostSkipped) {
        auto &longer = sender.handshake.skipped.size() > sender.application.skipped.size() ? sender.handshake.skipped
                                                                                           : sender.application.skipped;
        longer.erase(longer.begin());
    }
}

} // namespace

SecretTree::SecretTree(const CipherSuite &suite, std::uint32_t leaves, WipingBytes encryptionSecret)
    : m_suite(suite)
    , m_leaves(leaves)
{
    m_nodes.emplace(rootOf(leaves), std::move(encryptionSecret));
}

SecretTree::SecretTree(const CipherSuite &suite, std::uint32_t leaves, NodeSecrets nodes, Senders senders)
    : m_suite(suite)
    , m_leaves(leaves)
    , m_nodes(std::move(nodes))
    , m_senders(std::move(senders))
{
}

Result<RatchetStep::Begin> SecretTree::beginningOf(LeafIndex sender) const
{
    const NodeIndex leaf = nodeOf(sender);
    NodeIndex node = leaf;
    auto found = m_nodes.find(node);
    while (found == m_nodes.end()) {
        if (node == rootOf(m_leaves))
            return Failure::RatchetMissing;
        node = parentOf(node);
        found = m_nodes.find(node);
    }
    RatchetStep::Begin begin { node, {}, {} };
    WipingBytes secret = found->second.copy();
    while (node != leaf) {
        WipingBytes left = expandWithLabel(secret.view(), label::kTree, crypto::bytesOf(label::kLeft), kHashBytes);
        WipingBytes right = expandWithLabel(secret.view(), label::kTree, crypto::bytesOf(label::kRight), kHashBytes);
        const bool goesLeft = isBelow(leaf, leftOf(node));
        begin.siblings.emplace_back(goesLeft ? rightOf(node) : leftOf(node), std::move(goesLeft ? right : left));
        node = goesLeft ? leftOf(node) : rightOf(node);
        secret = std::move(goesLeft ? left : right);
    }
    begin.ratchets = { ratchetFrom(secret, label::kHandshake), ratchetFrom(secret, label::kApplication) };
    return begin;
}

KeyAndNonce SecretTree::keyOf(const crypto::HkdfKey &ratchetSecret, std::uint32_t generation) const
{
    return { deriveTreeSecret(ratchetSecret, label::kKey, generation, m_suite.aead().keyBytes()),
        deriveTreeSecret(ratchetSecret, label::kNonce, generation, m_suite.aead().nonceBytes()) };
}

void SecretTree::advance(RatchetStep &step, const Ratchet &ratchet) const
{
    RatchetStep::Advance advance;
    WipingBytes secret = ratchet.secret.copy();
    for (std::uint32_t generation = ratchet.generation; generation <= step.generation; ++generation) {
        const crypto::HkdfKey key(secret.view());
        if (generation == step.generation)
            step.key = keyOf(key, generation);
        else if (step.generation - generation <= kMostSkipped) // older ones would be forgotten at once
            advance.skipped.emplace_back(generation, keyOf(key, generation));
        secret = deriveTreeSecret(key, label::kSecret, generation, kHashBytes);
    }
    advance.secret = std::move(secret);
    step.advance = std::move(advance);
}

Result<RatchetStep> SecretTree::next(LeafIndex sender, RatchetKind kind) const
{
    const auto known = m_senders.find(sender);
    return at(sender, kind, known == m_senders.end() ? 0 : known->second.of(kind).generation);
}

Result<RatchetStep> SecretTree::at(LeafIndex sender, RatchetKind kind, std::uint32_t generation) const
{
    assert(sender.value < m_leaves);
    const auto known = m_senders.find(sender);
    const std::uint32_t expected = known == m_senders.end() ? 0 : known->second.of(kind).generation;
    if (generation == kLastGeneration)
        return Failure::RatchetExhausted; // there would be no number for the next one
    if (generation > expected && generation - expected > kMostForward)
        return Failure::GenerationTooFar;

    RatchetStep step;
    step.sender = sender;
    step.kind = kind;
    step.generation = generation;
    if (generation < expected) {
        const auto &skipped = known->second.of(kind).skipped;
        const auto kept = skipped.find(generation);
        if (kept == skipped.end())
            return Failure::GenerationConsumed;
        step.key = { kept->second.key.copy(), kept->second.nonce.copy() };
        return step;
    }
    if (known == m_senders.end()) {
        auto begin = beginningOf(sender);
        if (!begin)
            return begin.failure();
        step.begin = std::move(*begin);
    }
    advance(step, known == m_senders.end() ? step.begin->ratchets.of(kind) : known->second.of(kind));
    return step;
}

void SecretTree::take(RatchetStep step)
{
    if (step.begin) {
        m_nodes.erase(step.begin->spent);
        for (auto &[node, secret] : step.begin->siblings)
            m_nodes.emplace(node, std::move(secret));
        m_senders.emplace(step.sender, std::move(step.begin->ratchets));
    }
    SenderRatchets &sender = m_senders.at(step.sender);
    Ratchet &ratchet = sender.of(step.kind);
    if (!step.advance) {
        ratchet.skipped.erase(step.generation);
        return;
    }
    for (auto &[generation, key] : step.advance->skipped)
        ratchet.skipped.emplace(generation, std::move(key));
    ratchet.secret = std::move(step.advance->secret);
    ratchet.generation = step.generation + 1;
    forgetOldest(sender);
}

} // namespace pc::mls
