// SPDX-License-Identifier: GPL-3.0-or-later
// A group as a relay follows it: RFC 9420, section 12.4.2, each check of a commit that needs no secret, by name; that a refused
// message changes nothing; and that whoever joins accepts what was followed.

#include "core/mls_public/publicframing.h"
#include "core/mls_public/publicgroup.h"
#include "core/mls_public/signing.h"
#include "core/mls_public/transcripthash.h"

#include <QTest>

#include <random>

#include "madeupgroup.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

using SpoilPath = std::function<void(UpdatePath &)>;

/// What following a commit fails of, in the group as it was made.
std::optional<Failure> followed(const MadeUpGroup &group, const PublicMessage &commit)
{
    return failureOf(group.followed().afterCommit(commit, std::nullopt, group.rules()));
}

/// A commit of member 0 whose path is spoilt behind the leaf's signature.
std::optional<Failure> withPath(const SpoilPath &spoil, const SpoilLeaf &spoilLeaf = {})
{
    const MadeUpGroup group(4);
    const Sender sender = memberSender(0);
    Commit commit { {}, group.path(*group.next(sender, {}), group.person(0), spoilLeaf) };
    spoil(*commit.path);
    return followed(group, group.signedCommit(sender, commit, group.person(0)));
}

void nothing(UpdatePath &) { }

Extensions requiring(ExtensionType type)
{
    Extensions extensions;
    extensions.set(RequiredCapabilities { { type }, {}, {} });
    return extensions;
}

/// Proposals by reference, as the group that knows them commits them.
PublicMessage commitByReference(
    const MadeUpGroup &group, std::uint32_t committer, const std::vector<PublicMessage> &messages)
{
    const Sender sender = memberSender(committer);
    Commit commit;
    std::vector<SentProposal> list;
    for (const PublicMessage &message : messages) {
        commit.proposals.push_back({ refOf(contentOf(message)) });
        list.push_back({ std::get<Proposal>(message.content.content), message.content.sender });
    }
    commit.path = group.path(*group.next(sender, list), group.person(committer));
    return group.signedCommit(sender, std::move(commit), group.person(committer));
}

/// The GroupInfo that a committer sends along.
GroupInfo bundledFor(const MadeUpGroup &group, const PublicMessage &commit, const Person &signer,
    const std::function<void(GroupInfo &)> &spoil = {})
{
    const auto next = group.followed().afterCommit(commit, std::nullopt, group.rules());
    GroupInfo info { next->group.context(), {}, commit.auth.confirmationTag, next->change.committer, {} };
    if (spoil)
        spoil(info);
    info.signature = signWithLabel(signer.key, label::kGroupInfo, toBeSigned(info));
    return info;
}

} // namespace

class TestPublicGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupIsFollowedFromItsGroupInfoOn()
    {
        const MadeUpGroup group(4);
        const PublicGroup followedGroup = group.followed();
        QVERIFY(followedGroup.context() == group.context);
        QVERIFY(followedGroup.tree() == group.tree);
        QVERIFY(failureOf(PublicGroup::follow(group.groupInfo(0), std::nullopt, kSuite, group.rules()))
            == Failure::TreeMissing);
        RatchetTree other = group.tree;
        other.update({ 2 }, keyPackageOf(Person("2")).leafNode);
        QVERIFY(failureOf(PublicGroup::follow(group.groupInfo(0), other.nodes(), kSuite, group.rules()))
            == Failure::TreeHashWrong);
    }

    void aCommitBeginsTheNextEpoch()
    {
        const MadeUpGroup group(4);
        const PublicMessage commit = group.commit(1, { addOf(Person("new")), removeOf(2) });
        const auto next = group.followed().afterCommit(commit, std::nullopt, group.rules());
        QVERIFY(next);
        const GroupContext &context = next->group.context();
        QCOMPARE(context.epoch, group.context.epoch + 1);
        QVERIFY(pc::crypto::equal(context.treeHash, next->group.tree().treeHash()));
        QVERIFY(next->group.tree().leaf({ 2 })->credential == basic("new"));
        QCOMPARE(next->change.committer.value, 1U);

        const Bytes interim = interimTranscriptHash(group.context.confirmedTranscriptHash, group.confirmationTag);
        QVERIFY(context.confirmedTranscriptHash == confirmedTranscriptHash(interim, contentOf(commit)));
    }

    void aCommitWithoutPathOnlyAdds()
    {
        const MadeUpGroup group(4);
        QVERIFY(!followed(group, group.commit(1, { addOf(Person("new")) }, false)));
        QVERIFY(followed(group, group.commit(1, { removeOf(2) }, false)) == Failure::PathMissing);
        QVERIFY(followed(group, group.commit(1, {}, false)) == Failure::PathMissing);
        QVERIFY(followed(group, group.commit(1, { { GroupContextExtensions {} } }, false)) == Failure::PathMissing);
    }

    void proposalsAreCommittedByReference()
    {
        const MadeUpGroup group(4);
        const PublicMessage first = group.proposal(1, group.update(1));
        const PublicMessage second = group.proposal(3, removeOf(2));
        const PublicMessage commit = commitByReference(group, 0, { second, first });

        const auto one = group.followed().afterProposal(first, group.rules());
        QVERIFY(failureOf(one->afterCommit(commit, std::nullopt, group.rules())) == Failure::ProposalUnknown);
        const auto both = one->afterProposal(second, group.rules());
        QCOMPARE(both->proposals().size(), std::size_t(2));
        const auto next = both->afterCommit(commit, std::nullopt, group.rules());
        QVERIFY(next);
        QVERIFY((next->change.updated == std::vector<LeafIndex> { { 1 } }));
        QVERIFY((next->change.removed == std::vector<LeafIndex> { { 2 } }));
        QVERIFY(next->group.proposals().empty());
    }

    void theSameProposalAgainChangesNothing()
    {
        const MadeUpGroup group(4);
        const PublicMessage message = group.proposal(1, removeOf(2));
        const auto once = group.followed().afterProposal(message, group.rules());
        QVERIFY(*once->afterProposal(message, group.rules()) == *once);
    }

    void aProposalIsCheckedWhenItComes()
    {
        const MadeUpGroup group(4);
        const PublicGroup before = group.followed();
        const auto failure
            = [&](const PublicMessage &message) { return failureOf(before.afterProposal(message, group.rules())); };
        QVERIFY(failure(group.proposal(1, removeOf(7))) == Failure::RemovedLeafBlank);
        QVERIFY(failure(group.commit(1, {})) == Failure::NotAProposal);
        PublicMessage forged = group.proposal(1, removeOf(2));
        forged.auth.signature.front() ^= 1;
        QVERIFY(failure(forged) == Failure::SignatureInvalid);
        QVERIFY(failureOf(before.afterCommit(group.proposal(1, removeOf(2)), std::nullopt, group.rules()))
            == Failure::NotACommit);
    }

    void openProposalsAreBounded()
    {
        const MadeUpGroup group(4);
        Rules rules = group.rules();
        rules.mostOpenProposals = 2;
        PublicGroup known = group.followed();
        for (const std::uint32_t leaf : { 1U, 2U })
            known = std::move(*known.afterProposal(group.proposal(0, removeOf(leaf)), rules));
        QVERIFY(failureOf(known.afterProposal(group.proposal(0, removeOf(3)), rules)) == Failure::TooManyProposals);
    }

    void aGroupHasAsManyMembersAsAllowed()
    {
        const MadeUpGroup group(4);
        Rules rules = group.rules();
        rules.mostMembers = 5;
        const auto adding = [&](std::vector<Proposal> proposals) {
            return failureOf(group.followed().afterCommit(group.commit(0, proposals), std::nullopt, rules));
        };
        QVERIFY(!adding({ addOf(Person("a")) }));
        QVERIFY(adding({ addOf(Person("a")), addOf(Person("b")) }) == Failure::GroupTooLarge);
        QVERIFY(!adding({ addOf(Person("a")), addOf(Person("b")), removeOf(2) }));
    }

    // The committer's leaf

    void thePathsLeafComesFromACommit()
    {
        QVERIFY(!withPath(nothing));
        QVERIFY(withPath(nothing, [](LeafNode &leaf) { leaf.origin = FromUpdate {}; }) == Failure::LeafNodeSourceWrong);
    }

    void thePathsLeafIsSigned()
    {
        QVERIFY(
            withPath([](UpdatePath &path) { path.leafNode.signature.front() ^= 1; }) == Failure::LeafSignatureInvalid);
    }

    void thePathsLeafHasAnotherEncryptionKey()
    {
        const MadeUpGroup group(4);
        const Bytes same = group.tree.leaf({ 0 })->encryptionKey;
        QVERIFY(followed(group, group.commit(0, {}, true, [&](LeafNode &leaf) { leaf.encryptionKey = same; }))
            == Failure::EncryptionKeyNotRenewed);
    }

    void thePathsCredentialIsAcceptedAsSuccessor()
    {
        MadeUpGroup group(4);
        group.policies.acceptsSuccessors = false;
        QVERIFY(followed(group, group.commit(0, {})) == Failure::CredentialNotSuccessor);
    }

    void theCommittersCredentialIsAccepted()
    {
        MadeUpGroup group(4);
        const PublicMessage commit = group.commit(0, {}, true, [](LeafNode &leaf) { leaf.credential = basic("eve"); });
        QVERIFY(!followed(group, commit));
        group.policies.refusedIdentity = textBytes("eve");
        QVERIFY(followed(group, commit) == Failure::CredentialRefused);
    }

    // The path

    void pathKeysHaveTheSuitesForm()
    {
        QVERIFY(
            withPath([](UpdatePath &path) { path.nodes[0].encryptionKey.pop_back(); }) == Failure::PublicKeyInvalid);
        QVERIFY(withPath([](UpdatePath &path) { path.nodes[1].encryptionKey.assign(kPublicKeyBytes, 0); })
            == Failure::PublicKeyInvalid);
    }

    void pathKeysStandInNoNode()
    {
        const MadeUpGroup group(4);
        const auto reusing = [&](const Bytes &key) {
            const Sender sender = memberSender(0);
            Commit commit { {}, group.path(*group.next(sender, {}), group.person(0)) };
            commit.path->nodes[0].encryptionKey = key;
            return followed(group, group.signedCommit(sender, commit, group.person(0)));
        };
        QVERIFY(reusing(group.tree.encryptionKey({ 2 })) == Failure::PathKeyTaken);
        QVERIFY(reusing(group.tree.encryptionKey({ 5 })) == Failure::PathKeyTaken);
        QVERIFY(reusing(group.tree.encryptionKey({ 1 })) == Failure::PathKeyTaken); // of the node that it replaces
        QVERIFY(reusing(fresh32()) == Failure::ParentHashWrong);
    }

    void pathKeysDifferFromEachOther()
    {
        QVERIFY(withPath([](UpdatePath &path) { path.nodes[0].encryptionKey = path.nodes[1].encryptionKey; })
            == Failure::PathKeyTaken);
        QVERIFY(withPath([](UpdatePath &path) { path.nodes[1].encryptionKey = path.leafNode.encryptionKey; })
            == Failure::PathKeyTaken);
    }

    void aPathHasOneNodeForEachOfItsFilteredPath()
    {
        QVERIFY(withPath([](UpdatePath &path) { path.nodes.pop_back(); }) == Failure::PathLengthWrong);
        QVERIFY(withPath([](UpdatePath &path) {
            path.nodes.push_back({ fresh32(), {} });
        }) == Failure::PathLengthWrong);
    }

    void aPathSecretIsSealedToEachReader()
    {
        QVERIFY(withPath([](UpdatePath &path) { path.nodes[1].encryptedPathSecret.pop_back(); })
            == Failure::PathSecretsWrong);
        QVERIFY(withPath([](UpdatePath &path) { path.nodes[0].encryptedPathSecret.emplace_back(); })
            == Failure::PathSecretsWrong);
    }

    void whoIsAddedWithTheCommitReadsNoPathSecret()
    {
        const MadeUpGroup group(3);
        const PublicMessage commit = group.commit(2, { addOf(Person("new")) });
        const UpdatePath &path = *std::get<Commit>(commit.content.content).path;
        QVERIFY(path.nodes[0].encryptedPathSecret.empty()); // its sibling is the new leaf
        QVERIFY(!followed(group, commit));
    }

    void theLeafCarriesTheParentHashOfItsPath()
    {
        QVERIFY(withPath(nothing, [](LeafNode &leaf) { leaf.origin = FromCommit { fresh32() }; })
            == Failure::ParentHashWrong);
    }

    // The members as they will be

    void newContextExtensionsAreSupportedByThoseWhoStay()
    {
        constexpr auto kOurs = ExtensionType(0xf001);
        const MadeUpGroup group(2);
        const auto capable = [](LeafNode &leaf) { leaf.capabilities.extensions = { kOurs }; };
        const Proposal require { GroupContextExtensions { requiring(kOurs) } };
        const Proposal addCapable { Add { keyPackageOf(Person("a"), capable) } };
        const auto failure = [&](const std::vector<Proposal> &proposals) {
            return followed(group, group.commit(0, proposals, true, capable));
        };
        QVERIFY(failure({ require }) == Failure::RequiredExtensionNotSupported);
        QVERIFY(!failure({ require, removeOf(1) }));
        QVERIFY(!failure({ require, removeOf(1), addCapable }));
        QVERIFY(failure({ require, removeOf(1), addOf(Person("b")) }) == Failure::RequiredExtensionNotSupported);
    }

    void newMembersFitTheOthers()
    {
        const MadeUpGroup group(3);
        const auto adding = [&](const SpoilLeaf &spoil) {
            return followed(group, group.commit(0, { { Add { keyPackageOf(Person("new"), spoil) } } }));
        };
        QVERIFY(!adding({}));
        QVERIFY(
            adding([](LeafNode &leaf) { leaf.capabilities.cipherSuites.clear(); }) == Failure::CipherSuiteNotSupported);
        QVERIFY(adding([&](LeafNode &leaf) { leaf.encryptionKey = group.tree.encryptionKey({ 2 }); })
            == Failure::EncryptionKeyTaken);
    }

    void anUpdateTakesNobodysKey()
    {
        const MadeUpGroup group(4);
        const PublicMessage update = group.proposal(
            1, group.update(1, [&](LeafNode &leaf) { leaf.encryptionKey = group.tree.leaf({ 2 })->encryptionKey; }));
        const auto known = group.followed().afterProposal(update, group.rules());
        QVERIFY(failureOf(known->afterCommit(commitByReference(group, 0, { update }), std::nullopt, group.rules()))
            == Failure::EncryptionKeyTaken);
    }

    // From outside

    void somebodyJoinsByACommit()
    {
        const MadeUpGroup group(4);
        const auto next
            = group.followed().afterCommit(group.externalCommit(Person("new"), { externalInit() }), {}, group.rules());
        QVERIFY(next);
        QCOMPARE(next->change.committer.value, 4U);
        QVERIFY(next->group.tree().leaf({ 4 })->credential == basic("new"));
        QVERIFY(next->change.added.empty());
    }

    void aMemberComesBackInItsOwnPlace()
    {
        const MadeUpGroup group(4);
        QVERIFY(!followed(group, group.externalCommit(Person("2"), { externalInit(), removeOf(2) })));
        QVERIFY(followed(group, group.externalCommit(Person("2"), { externalInit() })) == Failure::ClientAlreadyMember);
    }

    void whoComesBackShowsAnAcceptableSuccessor()
    {
        MadeUpGroup group(4);
        group.policies.acceptsSuccessors = false;
        QVERIFY(followed(group, group.externalCommit(Person("eve"), { externalInit(), removeOf(2) }))
            == Failure::CredentialNotSuccessor);
        QVERIFY(!followed(group, group.externalCommit(Person("eve"), { externalInit() })));
    }

    void whoComesBackHasAnotherEncryptionKey()
    {
        const MadeUpGroup group(4);
        const Bytes same = group.tree.leaf({ 2 })->encryptionKey;
        QVERIFY(followed(group, group.externalCommit(Person("2"), { externalInit(), removeOf(2) }, [&](LeafNode &leaf) {
            leaf.encryptionKey = same;
        })) == Failure::EncryptionKeyNotRenewed);
    }

    void theOfficeProposesFromOutside()
    {
        const Person office("office");
        Extensions extensions;
        extensions.set(ExternalSenders { { { pc::crypto::toBytes(office.key.publicKey()), basic("office") } } });
        const MadeUpGroup group(4, extensions);
        const PublicMessage message = group.external(0, removeOf(2), office);
        const auto known = group.followed().afterProposal(message, group.rules());
        QVERIFY(known);
        const auto next = known->afterCommit(commitByReference(group, 1, { message }), {}, group.rules());
        QVERIFY(next && !next->group.tree().leaf({ 2 }));
    }

    void somebodyAsksToBeAdded()
    {
        const MadeUpGroup group(4);
        const Person newcomer("newcomer");
        const PublicMessage message
            = group.message(group.framed({ SenderNewMemberProposal {} }, addOf(newcomer)), newcomer);
        const auto known = group.followed().afterProposal(message, group.rules());
        QVERIFY(known && known->afterCommit(commitByReference(group, 1, { message }), {}, group.rules()));
    }

    // The GroupInfo beside a commit

    void aBundledGroupInfoDescribesTheNewEpoch()
    {
        const MadeUpGroup group(4);
        const PublicMessage commit = group.commit(1, { removeOf(2) });
        const auto failure = [&](const std::function<void(GroupInfo &)> &spoil) {
            return failureOf(
                group.followed().afterCommit(commit, bundledFor(group, commit, group.person(1), spoil), group.rules()));
        };
        QVERIFY(!failure({}));
        QVERIFY(failure([](GroupInfo &info) { --info.groupContext.epoch; }) == Failure::GroupInfoDiffers);
        QVERIFY(failure([](GroupInfo &info) { info.groupContext.treeHash = fresh32(); }) == Failure::GroupInfoDiffers);
        QVERIFY(failure([](GroupInfo &info) { info.groupContext.confirmedTranscriptHash = fresh32(); })
            == Failure::GroupInfoDiffers);
        QVERIFY(failure([](GroupInfo &info) { info.groupContext.groupId.push_back(0); }) == Failure::GroupInfoDiffers);
        QVERIFY(failure([](GroupInfo &info) { info.groupContext.extensions.set(ExternalSenders {}); })
            == Failure::GroupInfoDiffers);
        QVERIFY(failure([](GroupInfo &info) { info.confirmationTag = fresh32(); }) == Failure::GroupInfoDiffers);
        QVERIFY(failure([](GroupInfo &info) { info.signer = { 0 }; }) == Failure::SignerNotCommitter);
    }

    void aBundledGroupInfoIsSignedByTheCommitter()
    {
        const MadeUpGroup group(4);
        const PublicMessage commit = group.commit(1, { removeOf(2) });
        QVERIFY(
            failureOf(group.followed().afterCommit(commit, bundledFor(group, commit, group.person(0)), group.rules()))
            == Failure::GroupInfoSignatureInvalid);
    }

    void aTreeInABundledGroupInfoIsTheGroups()
    {
        const MadeUpGroup group(4);
        const PublicMessage commit = group.commit(1, { removeOf(2) });
        const RatchetTree right = group.followed().afterCommit(commit, {}, group.rules())->group.tree();
        const auto failure = [&](const RatchetTree &tree) {
            const auto put = [&](GroupInfo &info) { info.extensions.set(tree.nodes()); };
            return failureOf(
                group.followed().afterCommit(commit, bundledFor(group, commit, group.person(1), put), group.rules()));
        };
        QVERIFY(!failure(right));
        QVERIFY(failure(group.tree) == Failure::TreeHashWrong);
    }

    // The end

    void nothingFollowsAReInit()
    {
        const MadeUpGroup group(4);
        const PublicMessage commit
            = group.commit(1, { { ReInit { textBytes("4B"), ProtocolVersion::Mls10, kSuite, {} } } }, false);
        const auto ended = group.followed().afterCommit(commit, std::nullopt, group.rules());
        QVERIFY(ended && ended->group.hasEnded());
        MadeUpGroup after(4);
        after.take(ended->group, commit);
        QVERIFY(failureOf(ended->group.afterCommit(after.commit(0, {}), {}, after.rules())) == Failure::GroupEnded);
        QVERIFY(failureOf(ended->group.afterProposal(after.proposal(0, removeOf(1)), after.rules()))
            == Failure::GroupEnded);
    }

    // State

    void aGroupIsReadBackAsItWasWritten()
    {
        const MadeUpGroup group(5);
        PublicGroup before = std::move(*group.followed().afterProposal(group.proposal(1, removeOf(2)), group.rules()));
        QVERIFY(*PublicGroup::fromSerialised(before.serialised()) == before);
        const PublicMessage end
            = group.commit(1, { { ReInit { textBytes("4B"), ProtocolVersion::Mls10, kSuite, {} } } }, false);
        before = before.afterCommit(end, {}, group.rules())->group;
        QVERIFY(*PublicGroup::fromSerialised(before.serialised()) == before);
    }

    void damagedStateIsRefusedOrReadAsItIs()
    {
        const MadeUpGroup group(3);
        const Bytes bytes = group.followed().afterProposal(group.proposal(1, removeOf(2)), group.rules())->serialised();
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            QVERIFY(!PublicGroup::fromSerialised(ByteView(bytes).first(i)));
            Bytes changed = bytes;
            changed[i] = static_cast<std::uint8_t>(~changed[i]);
            const auto read = PublicGroup::fromSerialised(changed);
            QVERIFY(!read || read->serialised() == changed);
        }
        Bytes newer = bytes;
        newer.front() = 2;
        QVERIFY(failureOf(PublicGroup::fromSerialised(newer)) == Failure::UnknownVersion);
    }

    void aRefusedMessageChangesNothing()
    {
        const MadeUpGroup group(5);
        const PublicGroup before
            = std::move(*group.followed().afterProposal(group.proposal(1, removeOf(2)), group.rules()));
        const Bytes state = before.serialised();
        const Bytes commit = encode(group.commit(1, { addOf(Person("new")), removeOf(3) }));
        int refused = 0;
        for (std::size_t i = 0; i < commit.size(); ++i) {
            Bytes changed = commit;
            changed[i] ^= 1;
            const auto message = decode<PublicMessage>(changed);
            if (!message)
                continue;
            // Tags are the members' to check; anything else that changes is refused.
            if (before.afterCommit(*message, std::nullopt, group.rules()))
                QVERIFY(message->content == decode<PublicMessage>(commit)->content);
            else
                ++refused;
            QVERIFY(before.serialised() == state);
        }
        QVERIFY(refused > 500);
    }

    void whoeverJoinsAcceptsWhatWasFollowed_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 4; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void whoeverJoinsAcceptsWhatWasFollowed()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        MadeUpGroup group(3);
        int joined = 0;
        for (int step = 0; step < 60; ++step) {
            const std::vector<LeafIndex> members = group.tree.members();
            const std::uint32_t committer = members[random() % members.size()].value;
            std::vector<Proposal> proposals;
            for (std::size_t adds = random() % 4; adds > 0 && members.size() < 20; --adds)
                proposals.push_back(addOf(Person("p" + std::to_string(++joined))));
            if (members.size() > 3 && random() % 2 == 0) {
                const std::uint32_t leaf = members[random() % members.size()].value;
                if (leaf != committer)
                    proposals.push_back(removeOf(leaf));
            }
            const bool grows = !proposals.empty() && proposals.back().type() == ProposalType::Add;
            const PublicMessage commit = random() % 5 == 0
                ? group.externalCommit(Person("p" + std::to_string(++joined)), { externalInit() })
                : group.commit(committer, proposals, !grows || random() % 2 == 0);
            auto next = group.followed().afterCommit(commit, std::nullopt, group.rules());
            QVERIFY2(next, qPrintable(QString::number(int(next ? Failure {} : next.failure()))));
            group.take(next->group, commit);
            QVERIFY(validateGroup(group.groupInfo(next->change.committer.value), group.tree, kSuite, group.rules()));
        }
    }
};

QTEST_APPLESS_MAIN(TestPublicGroup)
#include "tst_publicgroup.moc"
