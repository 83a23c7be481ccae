// SPDX-License-Identifier: GPL-3.0-or-later
// What members of a group can do with each other, seen from outside: everybody ends at the same epoch with the same secrets.

#include "tests/support/mlscrowd/crowd.h"

#include <QTest>

using namespace pc::mls;
using namespace pc::test;
using pc::crypto::bytesOf;
using pc::crypto::equal;
using pc::crypto::toBytes;

namespace {

/// Secrets by name, for external ids.
class NamedPsks final : public PskSource
{
public:
    explicit NamedPsks(std::map<Bytes, Bytes> psks)
        : m_psks(std::move(psks))
    {
    }

    std::optional<WipingBytes> find(const PreSharedKeyId &id) const override
    {
        const auto *const external = std::get_if<ExternalPsk>(&id.content);
        const auto known = external ? m_psks.find(external->pskId) : m_psks.end();
        return known == m_psks.end() ? std::nullopt : std::optional(WipingBytes::copyOf(known->second));
    }

private:
    std::map<Bytes, Bytes> m_psks;
};

PreSharedKeyId externalPsk(Crowd &crowd, std::string_view name)
{
    const WipingBytes nonce = crowd.random().secret(kHashBytes);
    return { ExternalPsk { toBytes(bytesOf(name)) }, toBytes(nonce.view()) };
}

ReceivedApplication opened(Crowd &crowd, std::size_t reader, const Bytes &message)
{
    return std::get<ReceivedApplication>(sure(crowd.group(reader).process(message, crowd.rules())).content);
}

Bytes sealed(Crowd &crowd, std::size_t sender, std::string_view text)
{
    return sure(crowd.group(sender).protect(bytesOf(text), {}, crowd.random())).message;
}

} // namespace

class TestGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupOfOneSealsAndCommits()
    {
        Crowd crowd;
        crowd.found(1);
        QCOMPARE(crowd.group(0).epoch(), 0U);
        QVERIFY(crowd.group(0).protect(bytesOf("alone"), {}, crowd.random()));
        crowd.commitAndDeliver(0);
        QCOMPARE(crowd.group(0).epoch(), 1U);
        QVERIFY(crowd.agrees());
    }

    void twoTalk()
    {
        Crowd crowd;
        crowd.found(2);
        QVERIFY(crowd.agrees());
        const Outgoing sent
            = sure(crowd.group(0).protect(bytesOf("hello"), toBytes(bytesOf("in clear")), crowd.random()));
        const ReceivedApplication received = opened(crowd, 1, sent.message);
        QVERIFY(equal(received.data, bytesOf("hello")));
        QVERIFY(equal(received.authenticatedData, bytesOf("in clear")));
        QCOMPARE(received.sender.value, crowd.group(0).ownLeaf().value);
        QVERIFY(std::ranges::search(sent.message, bytesOf("in clear")).begin() != sent.message.end());
        QVERIFY(std::ranges::search(sent.message, bytesOf("hello")).begin() == sent.message.end());
    }

    void manyAddUpdateAndRemove()
    {
        Crowd crowd;
        crowd.found(9);
        for (std::size_t i = 0; i < 3; ++i)
            crowd.admit();
        crowd.propose(2, crowd.addOf(9));
        crowd.propose(3, crowd.addOf(10));
        crowd.commitAndDeliver(4, { crowd.addOf(11) });
        QCOMPARE(crowd.insiders().size(), std::size_t(12));
        QVERIFY(crowd.agrees());
        crowd.proposeUpdate(5);
        crowd.proposeUpdate(11);
        crowd.commitAndDeliver(0);
        QVERIFY(crowd.agrees());
        crowd.propose(5, crowd.removeOf(1));
        crowd.commitAndDeliver(7, { crowd.removeOf(3) });
        QCOMPARE(crowd.insiders().size(), std::size_t(10));
        QVERIFY(crowd.agrees());
        for (const std::size_t i : crowd.insiders())
            crowd.commitAndDeliver(i);
        QVERIFY(crowd.agrees());
    }

    void anUpdateTakesItsNewSignatureKey()
    {
        Crowd crowd;
        crowd.found(3);
        const auto key = pc::crypto::Ed25519Key::generate(crowd.random());
        const LeafIdentity identity = identityOf("another name");
        const Outgoing update = sure(crowd.group(1).proposeUpdate(crowd.rules(), crowd.random(), identity, &key));
        sure(crowd.group(0).process(update.message, crowd.rules()));
        sure(crowd.group(2).process(update.message, crowd.rules()));
        crowd.commitAndDeliver(2);
        QVERIFY(crowd.agrees());
        const LeafNode *const leaf = crowd.group(0).tree().leaf(crowd.group(1).ownLeaf());
        QVERIFY(equal(leaf->signatureKey, key.publicKey()));
        QVERIFY(leaf->credential == identity.credential);
    }

    void aCommitCanChangeItsCommittersLeaf()
    {
        Crowd crowd;
        crowd.found(3);
        const auto key = pc::crypto::Ed25519Key::generate(crowd.random());
        CommitRequest request;
        request.signatureKey = &key;
        request.identity = identityOf("another name");
        crowd.deliver(1, sure(crowd.group(1).commit(request, crowd.rules(), crowd.random())));
        QVERIFY(crowd.agrees());
        crowd.commitAndDeliver(1);
        QVERIFY(crowd.agrees());
        QVERIFY(equal(crowd.group(0).tree().leaf(crowd.group(1).ownLeaf())->signatureKey, key.publicKey()));
    }

    void whoOnlyAddsMayDoWithoutAPath()
    {
        Crowd crowd;
        crowd.found(3);
        const std::size_t newcomer = crowd.admit();
        PendingCommit pending = crowd.commit(1, { crowd.addOf(newcomer) }, PathUse::WhereRequired);
        crowd.deliver(1, std::move(pending));
        QVERIFY(crowd.group(newcomer).tree().leaf(crowd.group(newcomer).ownLeaf()));
        QVERIFY(crowd.agrees());
        // The newcomer is unmerged everywhere above it: it reads the next path with its leaf's key.
        crowd.commitAndDeliver(0);
        crowd.commitAndDeliver(newcomer);
        QVERIFY(crowd.agrees());
    }

    void aRemovedMemberLearnsThatAndNothingElse()
    {
        Crowd crowd;
        crowd.found(4);
        Group left = restored(crowd.group(2));
        PendingCommit pending = crowd.commit(0, { crowd.removeOf(2) });
        const Received received = sure(left.process(pending.message, crowd.rules()));
        const auto &commit = std::get<ReceivedCommit>(received.content);
        QVERIFY(!commit.next);
        QCOMPARE(commit.change.removed, (std::vector<LeafIndex> { left.ownLeaf() }));
        crowd.deliver(0, std::move(pending));
        QVERIFY(crowd.agrees());
        const Result<Received> later = left.process(sealed(crowd, 0, "after"), crowd.rules());
        QVERIFY(!later && later.failure() == Failure::EpochWrong);
    }

    void membersAddedAndRemovedInOneCommitChangePlaces()
    {
        Crowd crowd;
        crowd.found(4);
        const std::size_t newcomer = crowd.admit();
        const LeafIndex free = crowd.group(1).ownLeaf();
        crowd.commitAndDeliver(3, { crowd.removeOf(1), crowd.addOf(newcomer) });
        QCOMPARE(crowd.group(newcomer).ownLeaf(), free);
        QVERIFY(crowd.agrees());
    }

    void somebodyJoinsFromOutside()
    {
        Crowd crowd;
        crowd.found(5);
        const std::size_t joiner = crowd.admit();
        const LeafIdentity identity = crowd.client(joiner).identity();
        const Bytes info = crowd.group(2).groupInfo({ .ratchetTree = true });
        PendingCommit pending = sure(joinFromOutside(
            crowd.suite(), info, { identity, crowd.client(joiner).key }, crowd.rules(), crowd.random()));
        crowd.deliver(joiner, std::move(pending));
        QCOMPARE(crowd.insiders().size(), std::size_t(6));
        QVERIFY(crowd.agrees());
        crowd.commitAndDeliver(joiner);
        crowd.commitAndDeliver(1, { crowd.removeOf(joiner) });
        QVERIFY(crowd.agrees());
    }

    void theTreeMayComeBesideTheGroupInfo()
    {
        Crowd crowd;
        crowd.found(3);
        const std::size_t joiner = crowd.admit();
        const LeafIdentity identity = crowd.client(joiner).identity();
        ExternalJoin join { identity, crowd.client(joiner).key };
        const Bytes info = crowd.group(0).groupInfo();
        const auto without = joinFromOutside(crowd.suite(), info, join, crowd.rules(), crowd.random());
        QVERIFY(!without && without.failure() == Failure::TreeMissing);
        join.tree = crowd.group(0).tree().nodes();
        crowd.deliver(joiner, sure(joinFromOutside(crowd.suite(), info, join, crowd.rules(), crowd.random())));
        QVERIFY(crowd.agrees());
    }

    void whoLostItsStateComesBackInItsPlace()
    {
        Crowd crowd;
        crowd.found(5);
        const LeafIndex before = crowd.group(3).ownLeaf();
        const LeafIdentity identity = crowd.client(3).identity();
        ExternalJoin join { identity, crowd.client(3).key };
        join.replaces = before;
        const Bytes info = crowd.group(1).groupInfo({ .ratchetTree = true });
        crowd.client(3).group.reset();
        PendingCommit pending = sure(joinFromOutside(crowd.suite(), info, join, crowd.rules(), crowd.random()));
        crowd.deliver(3, std::move(pending));
        QCOMPARE(crowd.group(3).ownLeaf(), before);
        QCOMPARE(crowd.insiders().size(), std::size_t(5));
        QVERIFY(crowd.agrees());
    }

    void somebodyOutsideAsksToBeAdded()
    {
        Crowd crowd;
        crowd.found(3);
        const std::size_t joiner = crowd.admit();
        const Bytes request = proposeToJoin(crowd.group(0).context(), crowd.client(joiner).bundle);
        for (const std::size_t i : crowd.insiders())
            sure(crowd.group(i).process(request, crowd.rules()));
        crowd.commitAndDeliver(1);
        QVERIFY(crowd.client(joiner).group);
        QVERIFY(crowd.agrees());
    }

    void theOfficeRemovesFromOutside()
    {
        Crowd crowd;
        const auto office = pc::crypto::Ed25519Key::generate(crowd.random());
        Extensions extensions;
        extensions.set(ExternalSenders { { { toBytes(office.publicKey()), identityOf("office").credential } } });
        crowd.found(4, extensions);
        const Bytes message = proposeAsExternalSender(crowd.group(0).context(), 0, crowd.removeOf(2), office);
        for (const std::size_t i : crowd.insiders())
            sure(crowd.group(i).process(message, crowd.rules()));
        crowd.commitAndDeliver(1);
        QVERIFY(!crowd.client(2).group);
        QVERIFY(crowd.agrees());
    }

    void externalPreSharedKeysGoIn()
    {
        Crowd crowd;
        crowd.found(3);
        const NamedPsks psks({ { toBytes(bytesOf("one")), toBytes(bytesOf("secret 1")) },
            { toBytes(bytesOf("two")), toBytes(bytesOf("secret 2")) } });
        const NamedPsks wrong({ { toBytes(bytesOf("one")), toBytes(bytesOf("secret 1")) },
            { toBytes(bytesOf("two")), toBytes(bytesOf("secret 3")) } });
        const std::size_t newcomer = crowd.admit();
        CommitRequest request;
        request.treeInWelcome = true;
        request.proposals = { { PreSharedKey { externalPsk(crowd, "one") } }, crowd.addOf(newcomer),
            { PreSharedKey { externalPsk(crowd, "two") } } };
        const PendingCommit pending = sure(crowd.group(0).commit(request, crowd.rules(), crowd.random(), psks));
        const Received good = sure(crowd.group(1).process(pending.message, crowd.rules(), psks));
        QVERIFY(equal(
            std::get<ReceivedCommit>(good.content).next->epochAuthenticator(), pending.next.epochAuthenticator()));
        const auto bad = crowd.group(2).process(pending.message, crowd.rules(), wrong);
        QVERIFY(!bad && bad.failure() == Failure::ConfirmationTagWrong);
        const auto none = crowd.group(2).process(pending.message, crowd.rules());
        QVERIFY(!none && none.failure() == Failure::PskMissing);
        const Group joined = sure(
            Group::join(crowd.suite(), *pending.welcome, { crowd.client(newcomer).bundle }, crowd.rules(), psks));
        QVERIFY(equal(joined.epochAuthenticator(), pending.next.epochAuthenticator()));
    }

    void thisEpochsResumptionKeyIsKnownToAll()
    {
        Crowd crowd;
        crowd.found(3);
        const ResumptionPsk resumption { ResumptionPskUsage::Application, crowd.group(0).groupId(),
            crowd.group(0).epoch() };
        const WipingBytes nonce = crowd.random().secret(kHashBytes);
        crowd.commitAndDeliver(1, { { PreSharedKey { { resumption, toBytes(nonce.view()) } } } });
        QVERIFY(crowd.agrees());
    }

    void extensionsChangeForAll()
    {
        Crowd crowd;
        crowd.found(3);
        const auto office = pc::crypto::Ed25519Key::generate(crowd.random());
        Extensions extensions;
        extensions.set(ExternalSenders { { { toBytes(office.publicKey()), identityOf("office").credential } } });
        crowd.commitAndDeliver(2, { { GroupContextExtensions { extensions } } });
        QVERIFY(crowd.group(0).context().extensions == extensions);
        QVERIFY(crowd.agrees());
    }

    void handshakesMayBePrivate()
    {
        Crowd crowd;
        crowd.found(4);
        const Outgoing proposal = sure(
            crowd.group(2).propose(crowd.removeOf(3), crowd.rules(), crowd.random(), WireFormat::PrivateMessage));
        QVERIFY(proposal.effects.proposals && proposal.effects.sender == crowd.group(2).ownLeaf());
        for (const std::size_t i : { 0, 1, 3 })
            sure(crowd.group(i).process(proposal.message, crowd.rules()));
        CommitRequest request;
        request.wireFormat = WireFormat::PrivateMessage;
        PendingCommit pending = sure(crowd.group(0).commit(request, crowd.rules(), crowd.random()));
        QVERIFY(pending.effects.sender == crowd.group(0).ownLeaf());
        crowd.deliver(0, std::move(pending));
        QVERIFY(!crowd.client(3).group);
        QVERIFY(crowd.agrees());
    }

    void messagesOpenInAnyOrder()
    {
        Crowd crowd;
        crowd.found(3);
        std::vector<Bytes> messages;
        for (int i = 0; i < 12; ++i)
            messages.push_back(sealed(crowd, 0, std::to_string(i)));
        for (const std::size_t i : { 11U, 3U, 0U, 7U, 1U, 2U, 10U, 4U, 9U, 5U, 6U, 8U })
            QVERIFY(equal(opened(crowd, 1, messages[i]).data, bytesOf(std::to_string(i))));
    }

    void aReplayedMessageIsRefused()
    {
        Crowd crowd;
        crowd.found(2);
        const Bytes first = sealed(crowd, 0, "first");
        const Bytes second = sealed(crowd, 0, "second");
        opened(crowd, 1, second);
        opened(crowd, 1, first);
        for (const Bytes &message : { first, second }) {
            const auto again = crowd.group(1).process(message, crowd.rules());
            QVERIFY(!again && again.failure() == Failure::GenerationConsumed);
        }
    }

    void messagesOfOtherEpochsAndGroupsAreRefused()
    {
        Crowd crowd;
        crowd.found(2);
        const Bytes old = sealed(crowd, 0, "old");
        Group behind = restored(crowd.group(1));
        crowd.commitAndDeliver(0);
        const auto late = crowd.group(1).process(old, crowd.rules());
        QVERIFY(!late && late.failure() == Failure::EpochWrong);
        const auto early = behind.process(sealed(crowd, 0, "new"), crowd.rules());
        QVERIFY(!early && early.failure() == Failure::EpochWrong);

        Crowd other(2);
        other.admit();
        other.client(0).group = sure(Group::create(
            other.suite(), toBytes(bytesOf("other")), {}, other.client(0).bundle, other.rules(), other.random()));
        const auto foreign = other.group(0).process(sealed(crowd, 0, "elsewhere"), other.rules());
        QVERIFY(!foreign && foreign.failure() == Failure::GroupIdWrong);
    }

    void nobodyOpensItsOwnMessages()
    {
        Crowd crowd;
        crowd.found(2);
        const auto own = crowd.group(0).process(sealed(crowd, 0, "mine"), crowd.rules());
        QVERIFY(!own && own.failure() == Failure::OwnMessage);
        const PendingCommit pending = crowd.commit(0);
        const auto commit = crowd.group(0).process(pending.message, crowd.rules());
        QVERIFY(!commit && commit.failure() == Failure::OwnCommit);
    }

    void whoSeesItsOwnProposalAgainChangesNothing()
    {
        Crowd crowd;
        crowd.found(3);
        const Outgoing sent = sure(crowd.group(1).propose(crowd.removeOf(2), crowd.rules(), crowd.random()));
        const Bytes before = storedBytes(crowd.group(1));
        const Received again = sure(crowd.group(1).process(sent.message, crowd.rules()));
        QVERIFY(again.effects == Effects {});
        QCOMPARE(storedBytes(crowd.group(1)), before);
    }

    void openProposalsComeBeforeApplicationData()
    {
        Crowd crowd;
        crowd.found(3);
        crowd.propose(1, crowd.removeOf(2));
        for (const std::size_t i : { 0, 1 }) {
            const auto sent = crowd.group(i).protect(bytesOf("text"), {}, crowd.random());
            QVERIFY(!sent && sent.failure() == Failure::ProposalsOpen);
        }
        crowd.commitAndDeliver(0);
        QVERIFY(crowd.agrees());
    }

    void tooMuchDataIsRefused()
    {
        Crowd crowd;
        crowd.found(2);
        QVERIFY(crowd.group(0).protect(Bytes(kMostApplicationBytes), {}, crowd.random()));
        const auto more = crowd.group(0).protect(Bytes(kMostApplicationBytes + 1), {}, crowd.random());
        QVERIFY(!more && more.failure() == Failure::ApplicationDataTooLarge);
    }

    void sizesTellOnlyTheirClass()
    {
        Crowd crowd;
        crowd.found(2);
        const std::size_t size = sealed(crowd, 0, std::string(20, 'a')).size();
        QCOMPARE(sealed(crowd, 0, std::string(40, 'a')).size(), size);
        QVERIFY(sealed(crowd, 0, std::string(120, 'a')).size() > size);
    }

    void exportedSecretsAreTheGroups()
    {
        Crowd crowd;
        crowd.found(3);
        const WipingBytes one = crowd.group(0).exportSecret("pc/test", bytesOf("context"), 48);
        QCOMPARE(one.size(), std::size_t(48));
        QVERIFY(one == crowd.group(2).exportSecret("pc/test", bytesOf("context"), 48));
        QVERIFY(!(one == crowd.group(0).exportSecret("pc/tesu", bytesOf("context"), 48)));
        QVERIFY(!(one == crowd.group(0).exportSecret("pc/test", bytesOf("contexu"), 48)));
        crowd.commitAndDeliver(1);
        QVERIFY(!(one == crowd.group(0).exportSecret("pc/test", bytesOf("context"), 48)));
    }

    void aReInitEndsTheGroupAndBeginsAnother()
    {
        Crowd crowd;
        crowd.found(3);
        const ReInit reInit { toBytes(bytesOf("second life")), ProtocolVersion::Mls10, crowd.suite().id(), {} };
        crowd.commitAndDeliver(0, { { reInit } });
        for (const std::size_t i : crowd.insiders()) {
            QVERIFY(crowd.group(i).reInit() == reInit);
            const auto sent = crowd.group(i).protect(bytesOf("text"), {}, crowd.random());
            QVERIFY(!sent && sent.failure() == Failure::GroupEnded);
            const auto commit = crowd.group(i).commit({}, crowd.rules(), crowd.random());
            QVERIFY(!commit && commit.failure() == Failure::GroupEnded);
            const auto proposal = crowd.group(i).propose(crowd.removeOf((i + 1) % 3), crowd.rules(), crowd.random());
            QVERIFY(!proposal && proposal.failure() == Failure::GroupEnded);
        }
    }

    void theCommitterLeavesOutWhatDoesNotFit()
    {
        Crowd crowd;
        crowd.found(5);
        crowd.propose(1, crowd.removeOf(0)); // the committer itself
        crowd.propose(1, crowd.removeOf(2));
        crowd.propose(3, crowd.removeOf(2)); // twice
        crowd.proposeUpdate(2); // of one that is removed
        crowd.proposeUpdate(0); // the committer's own
        crowd.propose(3, { ReInit { toBytes(bytesOf("other")), ProtocolVersion::Mls10, crowd.suite().id(), {} } });
        crowd.commitAndDeliver(0);
        QVERIFY(crowd.client(0).group && !crowd.client(2).group);
        QVERIFY(!crowd.group(0).reInit());
        QVERIFY(crowd.agrees());
    }

    void whatNobodyWouldTakeIsNotCommitted()
    {
        Crowd crowd;
        crowd.found(3);
        const auto refused = [&crowd](Proposal proposal) {
            CommitRequest request;
            request.proposals = { std::move(proposal) };
            const Bytes before = storedBytes(crowd.group(0));
            const auto pending = crowd.group(0).commit(request, crowd.rules(), crowd.random());
            return pending || storedBytes(crowd.group(0)) != before ? std::nullopt : std::optional(pending.failure());
        };
        QVERIFY(refused({ Remove { LeafIndex { 3 } } }) == Failure::RemovedLeafBlank);
        QVERIFY(refused(crowd.removeOf(0)) == Failure::CommitterRemoved);
        QVERIFY(refused(crowd.addOf(1)) == Failure::ClientAlreadyMember);
        RequiredCapabilities beyond;
        beyond.extensions = { ExtensionType(0xff00) };
        Extensions extensions;
        extensions.set(beyond);
        QVERIFY(refused({ GroupContextExtensions { extensions } }) == Failure::RequiredExtensionNotSupported);
        const PreSharedKeyId unknown = externalPsk(crowd, "unknown");
        QVERIFY(refused({ PreSharedKey { unknown } }) == Failure::PskMissing);
    }

    void aGroupBeginsWithWhatItsCreatorSupports()
    {
        Crowd crowd;
        const Client &creator = crowd.client(crowd.admit());
        const auto created = [&](Extensions extensions, const KeyPackageBundle &bundle) {
            const auto group = Group::create(
                crowd.suite(), toBytes(bytesOf("group")), extensions, bundle, crowd.rules(), crowd.random());
            return group ? std::nullopt : std::optional(group.failure());
        };
        QVERIFY(!created({}, creator.bundle));
        Extensions beyond;
        beyond.put({ ExtensionType(0xff00), {} });
        QVERIFY(created(beyond, creator.bundle) == Failure::GroupExtensionNotSupported);
        const Extensions twice { { { ExtensionType::RequiredCapabilities, {} },
            { ExtensionType::RequiredCapabilities, {} } } };
        QVERIFY(created(twice, creator.bundle) == Failure::DuplicateExtension);
        KeyPackageBundle spoilt = creator.bundle.copy();
        spoilt.keyPackage.leafNode.signature[0] ^= 1;
        QVERIFY(created({}, spoilt) == Failure::LeafSignatureInvalid);
    }

    void nobodyStopsAGroupByWhatHeProposes()
    {
        Crowd crowd;
        crowd.found(4);
        RequiredCapabilities beyond;
        beyond.extensions = { ExtensionType(0xff00) };
        Extensions extensions;
        extensions.set(beyond);
        crowd.propose(1, { GroupContextExtensions { extensions } }); // valid by itself, met by nobody
        crowd.propose(2, crowd.removeOf(3));
        crowd.commitAndDeliver(0);
        QVERIFY(!crowd.client(3).group);
        QVERIFY(crowd.group(0).context().extensions.list.empty());
        QVERIFY(crowd.agrees());
    }

    void randomWalksKeepEverybodyTogether()
    {
        for (const std::uint64_t seed : { 11U, 12U, 13U }) {
            Crowd crowd(seed);
            crowd.found(4);
            SeededRandom &random = crowd.random();
            for (int step = 0; step < 60; ++step) {
                const auto inside = crowd.insiders();
                const std::size_t actor = inside[random.below(inside.size())];
                std::vector<Proposal> proposals;
                const std::size_t other = random.below(crowd.size());
                if (random.below(3) == 0)
                    proposals.push_back(crowd.addOf(crowd.admit()));
                if (random.below(3) == 0 && other != actor && crowd.client(other).group)
                    proposals.push_back(crowd.removeOf(other));
                const std::size_t updating = inside[random.below(inside.size())];
                if (random.below(3) == 0)
                    crowd.proposeUpdate(updating);
                crowd.commitAndDeliver(
                    actor, std::move(proposals), random.below(2) ? PathUse::Always : PathUse::WhereRequired);
                const std::size_t sleeper = crowd.insiders().back();
                crowd.client(sleeper).group = restored(crowd.group(sleeper));
            }
            QVERIFY(crowd.agrees());
        }
    }
};

QTEST_APPLESS_MAIN(TestGroup)
#include "tst_group.moc"
