// SPDX-License-Identifier: GPL-3.0-or-later

#include "madeupgroup.h"

#include "core/mls_public/publicframing.h"
#include "core/mls_public/signing.h"
#include "core/mls_public/transcripthash.h"

namespace pc::test {

using namespace mls;

namespace {

crypto::Ed25519Key keyFor(std::string_view name)
{
    return std::move(*crypto::Ed25519Key::fromSeed(crypto::sha256Of(textBytes(name))));
}

Bytes publicKeyOf(const Person &person)
{
    return crypto::toBytes(person.key.publicKey());
}

} // namespace

Bytes fresh32()
{
    static std::uint64_t count = 0;
    return crypto::toBytes(crypto::sha256Of(textBytes("fresh " + std::to_string(++count))));
}

Bytes textBytes(std::string_view text)
{
    return crypto::toBytes(crypto::bytesOf(text));
}

Person::Person(std::string personName)
    : name(std::move(personName))
    , key(keyFor(name))
{
}

bool Policies::accepts(const Credential &credential, ByteView) const
{
    const auto *const known = std::get_if<BasicCredential>(&credential.content);
    return !known || refusedIdentity.empty() || known->identity != refusedIdentity;
}

bool Policies::acceptsSuccessor(const LeafNode &, const LeafNode &) const
{
    return acceptsSuccessors;
}

bool Policies::acceptsExternalSenders(const ExternalSenders &senders) const
{
    return std::ranges::all_of(senders.senders,
        [this](const ExternalSender &sender) { return accepts(sender.credential, sender.signatureKey); });
}

Bytes Policies::clientOf(const LeafNode &leaf) const
{
    return clientsAreIdentities ? encode(leaf.credential) : leaf.signatureKey;
}

bool Policies::allows(const SentProposal &sent, const RatchetTree &, const GroupContext &) const
{
    return sent.proposal.type() != refusedProposal;
}

Credential basic(const std::string &name)
{
    return { BasicCredential { textBytes(name) } };
}

LeafNode signedLeaf(LeafNode leaf, const Person &person, const Bytes &groupId, LeafIndex index)
{
    leaf.signature = signWithLabel(person.key, label::kLeafNode, toBeSigned(leaf, groupId, index));
    return leaf;
}

KeyPackage signedKeyPackage(KeyPackage keyPackage, const Person &person)
{
    keyPackage.signature = signWithLabel(person.key, label::kKeyPackage, toBeSigned(keyPackage));
    return keyPackage;
}

LeafNode unsignedLeaf(const Person &person)
{
    LeafNode leaf;
    leaf.encryptionKey = fresh32();
    leaf.signatureKey = publicKeyOf(person);
    leaf.credential = basic(person.name);
    leaf.capabilities.versions = { ProtocolVersion::Mls10 };
    leaf.capabilities.cipherSuites = { CipherSuiteId(0x1a1a), kSuite };
    leaf.capabilities.credentials = { CredentialType::Basic };
    leaf.origin = FromKeyPackage { { kNow - 86'400, kNow + 86'400 } };
    return leaf;
}

KeyPackage keyPackageOf(const Person &person, const SpoilLeaf &spoilLeaf, const SpoilKeyPackage &spoilKeyPackage)
{
    LeafNode leaf = unsignedLeaf(person);
    if (spoilLeaf)
        spoilLeaf(leaf);
    KeyPackage keyPackage { ProtocolVersion::Mls10, kSuite, fresh32(), signedLeaf(std::move(leaf), person, {}, {}), {},
        {} };
    if (spoilKeyPackage)
        spoilKeyPackage(keyPackage);
    return signedKeyPackage(std::move(keyPackage), person);
}

MadeUpGroup::MadeUpGroup(std::uint32_t members, Extensions extensions)
    : tree(keyPackageOf(Person("0")).leafNode)
    , context { ProtocolVersion::Mls10, kSuite, textBytes("3B"), 7, {}, fresh32(), std::move(extensions) }
    , confirmationTag(fresh32())
{
    people.emplace(LeafIndex { 0 }, Person("0"));
    for (std::uint32_t i = 1; i < members; ++i) {
        const Person person(std::to_string(i));
        tree.add(keyPackageOf(person).leafNode);
        people.emplace(LeafIndex { i }, Person(person.name));
    }
    for (std::uint32_t i = 0; i < members; ++i)
        commitOnce(i);
    context.treeHash = crypto::toBytes(tree.treeHash());
}

void MadeUpGroup::commitOnce(std::uint32_t member)
{
    std::vector<Bytes> keys(tree.filteredDirectPath({ member }).size());
    std::ranges::generate(keys, fresh32);
    LeafNode leaf = unsignedLeaf(person(member));
    leaf.origin = FromCommit { tree.setPath({ member }, keys) };
    tree.setLeaf({ member }, signedLeaf(std::move(leaf), person(member), context.groupId, { member }));
}

PublicGroup MadeUpGroup::followed() const
{
    return std::move(*PublicGroup::follow(groupInfo(tree.members().front().value), tree.nodes(), kSuite, rules()));
}

GroupInfo MadeUpGroup::groupInfo(std::uint32_t signer, Extensions extensions) const
{
    GroupInfo info { context, std::move(extensions), confirmationTag, { signer }, {} };
    info.signature = signWithLabel(person(signer).key, label::kGroupInfo, toBeSigned(info));
    return info;
}

Proposal MadeUpGroup::update(std::uint32_t leaf, const SpoilLeaf &spoil) const
{
    LeafNode changed = unsignedLeaf(person(leaf));
    changed.origin = FromUpdate {};
    if (spoil)
        spoil(changed);
    return { Update { signedLeaf(std::move(changed), person(leaf), context.groupId, { leaf }) } };
}

FramedContent MadeUpGroup::framed(Sender sender, decltype(FramedContent::content) content) const
{
    return { context.groupId, context.epoch, std::move(sender), {}, std::move(content) };
}

PublicMessage MadeUpGroup::message(FramedContent content, const Person &signer) const
{
    AuthenticatedContent authenticated = sign(WireFormat::PublicMessage, std::move(content), context, signer.key);
    if (authenticated.content.contentType() == ContentType::Commit)
        authenticated.auth.confirmationTag = fresh32();
    return protect(std::move(authenticated), context, {});
}

PublicMessage MadeUpGroup::proposal(std::uint32_t sender, Proposal proposal) const
{
    return message(framed(memberSender(sender), std::move(proposal)), person(sender));
}

PublicMessage MadeUpGroup::external(std::uint32_t senderIndex, Proposal proposal, const Person &signer) const
{
    return message(framed({ SenderExternal { senderIndex } }, std::move(proposal)), signer);
}

Result<NextGroup> MadeUpGroup::next(const Sender &committer, const std::vector<SentProposal> &proposals) const
{
    return applyProposals(tree, context, committer, proposals, rules());
}

UpdatePath MadeUpGroup::path(const NextGroup &next, const Person &committer, const SpoilLeaf &spoil) const
{
    RatchetTree after = next.tree;
    UpdatePath path;
    std::vector<Bytes> keys;
    for (const NodeIndex node : next.tree.filteredDirectPath(next.committer)) {
        keys.push_back(fresh32());
        const std::size_t readers = next.tree.copathResolution(node, next.committer, next.added).size();
        path.nodes.push_back({ keys.back(), std::vector<HpkeCiphertext>(readers, { fresh32(), fresh32() }) });
    }
    path.leafNode = unsignedLeaf(committer);
    path.leafNode.origin = FromCommit { after.setPath(next.committer, keys) };
    if (spoil)
        spoil(path.leafNode);
    path.leafNode = signedLeaf(std::move(path.leafNode), committer, context.groupId, next.committer);
    return path;
}

PublicMessage MadeUpGroup::signedCommit(const Sender &sender, Commit commit, const Person &signer) const
{
    return message(framed(sender, std::move(commit)), signer);
}

PublicMessage MadeUpGroup::commit(
    std::uint32_t committer, const std::vector<Proposal> &proposals, bool withPath, const SpoilLeaf &spoil) const
{
    const Sender sender = memberSender(committer);
    Commit commit { byValue(proposals), {} };
    if (withPath)
        commit.path = path(*next(sender, *resolve(commit, sender, {})), person(committer), spoil);
    return signedCommit(sender, std::move(commit), person(committer));
}

PublicMessage MadeUpGroup::externalCommit(
    const Person &joiner, std::vector<Proposal> proposals, const SpoilLeaf &spoil) const
{
    const Sender sender { SenderNewMemberCommit {} };
    Commit commit { byValue(proposals), {} };
    commit.path = path(*next(sender, *resolve(commit, sender, {})), joiner, spoil);
    return signedCommit(sender, std::move(commit), joiner);
}

void MadeUpGroup::take(const PublicGroup &group, const PublicMessage &commit)
{
    tree = group.tree();
    context = group.context();
    confirmationTag = commit.auth.confirmationTag;
    people.clear();
    for (const LeafIndex index : tree.members()) {
        const Bytes &name = std::get<BasicCredential>(tree.leaf(index)->credential.content).identity;
        people.emplace(index, Person(std::string(name.begin(), name.end())));
    }
}

Proposal addOf(const Person &person)
{
    return { Add { keyPackageOf(person) } };
}

Proposal removeOf(std::uint32_t leaf)
{
    return { Remove { { leaf } } };
}

Proposal externalInit()
{
    return { ExternalInit { fresh32() } };
}

PreSharedKeyId externalPsk()
{
    return { ExternalPsk { textBytes("psk") }, fresh32() };
}

Sender memberSender(std::uint32_t leaf)
{
    return { SenderMember { { leaf } } };
}

std::vector<ProposalOrRef> byValue(const std::vector<Proposal> &proposals)
{
    std::vector<ProposalOrRef> entries;
    for (const Proposal &proposal : proposals)
        entries.push_back({ proposal });
    return entries;
}

} // namespace pc::test
