// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/leafpolicy.h"

#include "core/mls_public/ratchettree.h"

namespace pc::identity {

bool LeafPolicy::accepts(const mls::Credential &credential, mls::ByteView signatureKey) const
{
    const auto certificate = certificateOf(credential);
    return certificate && crypto::equal(certificate->leafKey, signatureKey) && mayEnter(*certificate);
}

bool LeafPolicy::acceptsSuccessor(const mls::LeafNode &before, const mls::LeafNode &after) const
{
    // A credential that did not change was judged before; another one must be as good.
    const auto was = holderOf(before);
    const auto is = after.credential == before.credential ? was : certificateOf(after.credential);
    return was && is && was->user == is->user && was->device == is->device
        && crypto::equal(is->leafKey, after.signatureKey);
}

bool LeafPolicy::acceptsExternalSenders(const mls::ExternalSenders &) const
{
    return false;
}

mls::Bytes LeafPolicy::clientOf(const mls::LeafNode &leaf) const
{
    const auto certificate = holderOf(leaf);
    return certificate ? crypto::toBytes(certificate->device.raw().bytes) : leaf.signatureKey;
}

bool LeafPolicy::allows(const mls::SentProposal &sent, const mls::RatchetTree &tree, const mls::GroupContext &) const
{
    const mls::SenderType sender = sent.sender.type();
    if (sender != mls::SenderType::Member && sender != mls::SenderType::NewMemberCommit)
        return false;
    const auto &proposal = sent.proposal.content;
    if (const auto *remove = std::get_if<mls::Remove>(&proposal))
        return allowsRemoval(*remove, sent.sender, tree);
    return std::holds_alternative<mls::Add>(proposal) || std::holds_alternative<mls::Update>(proposal)
        || std::holds_alternative<mls::ExternalInit>(proposal);
}

bool LeafPolicy::allowsRemoval(const mls::Remove &remove, const mls::Sender &sender, const mls::RatchetTree &tree) const
{
    const mls::LeafNode *removed = tree.leaf(remove.removed);
    const auto target = removed ? holderOf(*removed) : std::nullopt;
    if (!target || !mayStay(*target))
        return true;
    // Who joins anew takes the own old leaf out: that it is the own one, acceptsSuccessor() says.
    const auto *member = std::get_if<mls::SenderMember>(&sender.content);
    if (!member)
        return true;
    const mls::LeafNode *remover = tree.leaf(member->leafIndex);
    const auto actor = remover ? holderOf(*remover) : std::nullopt;
    return actor && actor->user == target->user;
}

} // namespace pc::identity
