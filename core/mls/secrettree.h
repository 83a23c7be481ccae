// SPDX-License-Identifier: GPL-3.0-or-later
// The secret tree and its ratchets: RFC 9420, section 9. From the encryption_secret to a key for each message of each
// sender, each to be had once. Secrets that were used are gone (9.2): node secrets when a leaf below them begins to
// send, ratchet secrets and keys when a message is sealed or has been opened.
//
// Nothing changes before a message is known to be good: a step is made ready, tried, and taken only then.

#pragma once

#include "core/mls/keyschedule.h"
#include "core/mls_public/framing.h"
#include "core/mls_public/treemath.h"

#include <map>

namespace pc::mls {

/// How far behind the newest one a sender's message may come: so many keys are kept, of both ratchets together.
inline constexpr std::size_t kMostSkipped = 64;

/// How far ahead of what was seen a message may be.
inline constexpr std::uint32_t kMostForward = 1'000;

enum class RatchetKind : std::uint8_t {
    Handshake,
    Application,
};

inline RatchetKind ratchetFor(ContentType type)
{
    return type == ContentType::Application ? RatchetKind::Application : RatchetKind::Handshake;
}

struct Ratchet
{
    WipingBytes secret; ///< of `generation`, the next one
    std::uint32_t generation = 0;
    std::map<std::uint32_t, KeyAndNonce> skipped; ///< generations before it that have not been used
};

struct SenderRatchets
{
    Ratchet handshake;
    Ratchet application;

    Ratchet &of(RatchetKind kind) { return kind == RatchetKind::Handshake ? handshake : application; }
    const Ratchet &of(RatchetKind kind) const { return kind == RatchetKind::Handshake ? handshake : application; }
};

/// One message's key, and what taking it changes.
struct RatchetStep
{
    LeafIndex sender;
    RatchetKind kind = RatchetKind::Application;
    std::uint32_t generation = 0;
    KeyAndNonce key;

    /// The sender's first message: its ratchets, and the node secrets that are left beside the path to it.
    struct Begin
    {
        NodeIndex spent;
        std::vector<std::pair<NodeIndex, WipingBytes>> siblings;
        SenderRatchets ratchets;
    };
    std::optional<Begin> begin;

    /// Unless the key was a skipped one.
    struct Advance
    {
        WipingBytes secret;
        std::vector<std::pair<std::uint32_t, KeyAndNonce>> skipped;
    };
    std::optional<Advance> advance;
};

class SecretTree
{
public:
    using NodeSecrets = std::map<NodeIndex, WipingBytes>;
    using Senders = std::map<LeafIndex, SenderRatchets>;

    SecretTree(const CipherSuite &suite, std::uint32_t leaves, WipingBytes encryptionSecret);

    /// As it was stored.
    SecretTree(const CipherSuite &suite, std::uint32_t leaves, NodeSecrets nodes, Senders senders);

    /// The next key of a sender, for its own messages. Errors: RatchetExhausted, RatchetMissing.
    Result<RatchetStep> next(LeafIndex sender, RatchetKind kind) const;

    /// The key of one generation. The leaf must lie in the tree. Errors: GenerationTooFar, GenerationConsumed,
    /// RatchetExhausted, RatchetMissing.
    Result<RatchetStep> at(LeafIndex sender, RatchetKind kind, std::uint32_t generation) const;

    /// A step of this tree as it is now; steps that were made ready before another was taken are void.
    void take(RatchetStep step);

    const NodeSecrets &nodes() const { return m_nodes; }
    const Senders &senders() const { return m_senders; }

private:
    Result<RatchetStep::Begin> beginningOf(LeafIndex sender) const;
    KeyAndNonce keyOf(const crypto::HkdfKey &ratchetSecret, std::uint32_t generation) const;
    void advance(RatchetStep &step, const Ratchet &ratchet) const;

    CipherSuite m_suite;
    std::uint32_t m_leaves = 0;
    NodeSecrets m_nodes; ///< that no leaf below has used
    Senders m_senders;
};

} // namespace pc::mls
