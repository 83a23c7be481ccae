// SPDX-License-Identifier: GPL-3.0-or-later
// One message to a valid group. It is signed anew, and so are the leaves in it, so that everything behind the signatures is
// reached. A refused message changes nothing; an accepted one makes a group that whoever joins would accept.

#include "core/mls_public/publicgroup.h"
#include "core/mls_public/treevalidation.h"

#include "madeupgroup.h"
#include "mlsroundtrip.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

class Target
{
public:
    void run(FramedContent content)
    {
        const Person *const signer = signerOf(content.sender);
        if (!signer)
            return;
        signInside(content, *signer);
        const PublicMessage message = m_group.message(std::move(content), *signer);
        if (const auto next = m_followed.afterProposal(message, m_group.rules()))
            mustBeValid(*next);
        if (const auto next = m_followed.afterCommit(message, std::nullopt, m_group.rules()))
            mustBeValid(next->group);
        must(m_followed.serialised() == m_state);
    }

private:
    const Person *signerOf(const Sender &sender) const
    {
        const auto *const member = std::get_if<SenderMember>(&sender.content);
        if (!member)
            return &m_outsider;
        const auto found = m_group.people.find(member->leafIndex);
        return found == m_group.people.end() ? nullptr : &found->second;
    }

    LeafNode own(LeafNode leaf, const Person &person, LeafIndex index) const
    {
        leaf.signatureKey = pc::crypto::toBytes(person.key.publicKey());
        return signedLeaf(std::move(leaf), person, m_group.context.groupId, index);
    }

    void signInside(Proposal &proposal, const Person &signer, LeafIndex index) const
    {
        if (auto *const add = std::get_if<Add>(&proposal.content)) {
            add->keyPackage.leafNode = own(std::move(add->keyPackage.leafNode), m_outsider, {});
            add->keyPackage = signedKeyPackage(std::move(add->keyPackage), m_outsider);
        }
        if (auto *const update = std::get_if<Update>(&proposal.content))
            update->leafNode = own(std::move(update->leafNode), signer, index);
    }

    void signInside(FramedContent &content, const Person &signer) const
    {
        const auto *const member = std::get_if<SenderMember>(&content.sender.content);
        const LeafIndex index = member ? member->leafIndex : LeafIndex { m_group.tree.leafCount() };
        if (auto *const proposal = std::get_if<Proposal>(&content.content))
            signInside(*proposal, signer, index);
        auto *const commit = std::get_if<Commit>(&content.content);
        if (!commit)
            return;
        for (ProposalOrRef &entry : commit->proposals)
            if (auto *const proposal = std::get_if<Proposal>(&entry.content))
                signInside(*proposal, signer, index);
        if (commit->path)
            commit->path->leafNode = own(std::move(commit->path->leafNode), signer, index);
    }

    void mustBeValid(const PublicGroup &group) const
    {
        const RatchetTree &tree = group.tree();
        must(checkUnmergedLeaves(tree).ok() && checkParentHashes(tree).ok() && checkKeysUnique(tree).ok());
        must(pc::crypto::equal(group.context().treeHash, tree.treeHash()));
        const Result<PublicGroup> again = PublicGroup::fromSerialised(group.serialised());
        must(again && *again == group);
    }

    MadeUpGroup m_group { 4 };
    Person m_outsider { "outsider" };
    PublicGroup m_followed = m_group.followed();
    Bytes m_state = m_followed.serialised();
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Target target;
    if (std::optional<FramedContent> content = decodeAndCheck<FramedContent>({ data, size }))
        target.run(std::move(*content));
    return 0;
}
