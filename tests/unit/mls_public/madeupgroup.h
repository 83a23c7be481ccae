// SPDX-License-Identifier: GPL-3.0-or-later
// A made-up group for tests of the public side: members who sign what a real one would sign, with keys that come from
// counters, and nothing behind the seals. Every piece can be spoilt and signed again.

#pragma once

#include "core/crypto/ed25519.h"
#include "core/mls_public/commitapplication.h"
#include "core/mls_public/publicgroup.h"

#include <functional>
#include <map>
#include <string>

namespace pc::test {

using mls::Bytes;
using mls::LeafIndex;

inline constexpr auto kSuite = mls::CipherSuiteId::X25519ChaCha20;
inline constexpr std::uint64_t kNow = 1'800'000'000;

/// A value that no other call gave: a key that can be sealed to, a nonce, a tag.
Bytes fresh32();

Bytes textBytes(std::string_view text);

struct Person
{
    std::string name;
    crypto::Ed25519Key key;

    explicit Person(std::string name);
};

/// Agrees to everything, but for what a test sets.
class Policies : public mls::CredentialPolicy, public mls::ProposalPolicy
{
public:
    Bytes refusedIdentity {}; ///< of members and external senders
    bool acceptsSuccessors = true;
    bool clientsAreIdentities = false; ///< else signature keys
    std::optional<mls::ProposalType> refusedProposal {};

    bool accepts(const mls::Credential &credential, mls::ByteView signatureKey) const override;
    bool acceptsSuccessor(const mls::LeafNode &before, const mls::LeafNode &after) const override;
    bool acceptsExternalSenders(const mls::ExternalSenders &senders) const override;
    Bytes clientOf(const mls::LeafNode &leaf) const override;
    bool allows(const mls::SentProposal &sent, const mls::RatchetTree &, const mls::GroupContext &) const override;
};

mls::Credential basic(const std::string &name);

/// Whose fields a test may spoil before they are signed.
using SpoilLeaf = std::function<void(mls::LeafNode &)>;
using SpoilKeyPackage = std::function<void(mls::KeyPackage &)>;

mls::LeafNode signedLeaf(mls::LeafNode leaf, const Person &person, const Bytes &groupId, LeafIndex index);
mls::KeyPackage signedKeyPackage(mls::KeyPackage keyPackage, const Person &person);

mls::LeafNode unsignedLeaf(const Person &person);
mls::KeyPackage keyPackageOf(
    const Person &person, const SpoilLeaf &spoilLeaf = {}, const SpoilKeyPackage &spoilKeyPackage = {});

class MadeUpGroup
{
public:
    /// Members "0", "1", … , who all committed once, so that no parent is blank.
    explicit MadeUpGroup(std::uint32_t members, mls::Extensions extensions = {});

    mls::RatchetTree tree;
    mls::GroupContext context;
    Bytes confirmationTag;
    std::map<LeafIndex, Person> people;
    Policies policies;

    mls::Rules rules() const { return { policies, policies }; }
    const Person &person(std::uint32_t index) const { return people.at({ index }); }

    /// The group as somebody begins to follow it here.
    mls::PublicGroup followed() const;
    mls::GroupInfo groupInfo(std::uint32_t signer, mls::Extensions extensions = {}) const;

    mls::Proposal update(std::uint32_t leaf, const SpoilLeaf &spoil = {}) const;

    mls::PublicMessage message(mls::FramedContent content, const Person &signer) const;
    mls::PublicMessage proposal(std::uint32_t sender, mls::Proposal proposal) const;
    mls::PublicMessage external(std::uint32_t senderIndex, mls::Proposal proposal, const Person &signer) const;

    /// A path for the committer in the group that the proposals lead to.
    mls::UpdatePath path(const mls::NextGroup &next, const Person &committer, const SpoilLeaf &spoil = {}) const;

    /// The group that these lead to, whether the list is valid or not as a whole.
    mls::Result<mls::NextGroup> next(
        const mls::Sender &committer, const std::vector<mls::SentProposal> &proposals) const;

    mls::PublicMessage commit(std::uint32_t committer, const std::vector<mls::Proposal> &proposals,
        bool withPath = true, const SpoilLeaf &spoil = {}) const;

    /// Somebody joins by a commit of its own, and may take an old leaf of its own out.
    mls::PublicMessage externalCommit(
        const Person &joiner, std::vector<mls::Proposal> proposals, const SpoilLeaf &spoil = {}) const;

    /// Goes on to the epoch that a commit of its own began. Who joined is known by its name.
    void take(const mls::PublicGroup &group, const mls::PublicMessage &commit);

    mls::FramedContent framed(mls::Sender sender, decltype(mls::FramedContent::content) content) const;
    mls::PublicMessage signedCommit(const mls::Sender &sender, mls::Commit commit, const Person &signer) const;

private:
    void commitOnce(std::uint32_t member);
};

mls::Proposal addOf(const Person &person);
mls::Proposal removeOf(std::uint32_t leaf);
mls::Proposal externalInit();
mls::PreSharedKeyId externalPsk();
mls::Sender memberSender(std::uint32_t leaf);
std::vector<mls::ProposalOrRef> byValue(const std::vector<mls::Proposal> &proposals);

/// What a result failed of; nothing when it did not.
template<typename T>
std::optional<mls::Failure> failureOf(const mls::Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.failure());
}

} // namespace pc::test
