// SPDX-License-Identifier: GPL-3.0-or-later
// Joining (RFC 9420, sections 11.2, 11.3, 12.4.3.1 and 12.4.3.2): each check that a joiner makes refuses what only it can refuse.
// Whether a tree can be one that a group built is asked in tests/unit/mls_public.

#include "core/mls_public/signing.h"

#include <QTest>

#include "forge.h"

using namespace pc::mls;
using namespace pc::test;
using pc::crypto::bytesOf;
using pc::crypto::equal;
using pc::crypto::toBytes;

namespace {

/// Client 0 has a group of three and makes a Welcome for client 3, to be spoilt on the way.
struct World
{
    Crowd crowd;
    std::size_t joiner = 0;
    GroupState committer;
    CommitMade made;
    GroupInfo info;

    explicit World(std::vector<Proposal> more = {}, const PskSource &psks = noPsks())
        : joiner(founded())
        , committer(stateOf(crowd.group(0)))
        , made(madeBy(crowd, committer, withAdd(std::move(more)), PathUse::Always, psks))
        , info(infoOf(made))
    {
    }

    GroupInfo infoOf(const CommitMade &commit) const
    {
        const GroupState next { committer.suite, commit.begun.context, commit.next.tree, commit.begun.confirmationTag,
            commit.begun.interimTranscriptHash, {}, committer.own, {}, committer.signatureKey.copy() };
        return makeGroupInfo(next, { .ratchetTree = true, .externalPub = false });
    }

    void signAgain() { info.signature = signWithLabel(committer.signatureKey, label::kGroupInfo, toBeSigned(info)); }

    Welcome welcome()
    {
        const auto *package = &crowd.client(joiner).bundle.keyPackage;
        return sure(sealWelcome(committer.suite, info, made, { &package, 1 }, crowd.random()));
    }

    /// What the joiner is told, sealed anew.
    Welcome welcomeWith(const GroupSecrets &secrets)
    {
        Welcome changed = welcome();
        const auto agreement = encryptionFor(committer.suite, label::kGroupSecrets, changed.encryptedGroupInfo);
        changed.secrets[0].encryptedGroupSecrets = *encryptWithLabel(agreement,
            crowd.client(joiner).bundle.keyPackage.initKey, encodeGroupSecrets(secrets).view(), crowd.random());
        return changed;
    }

    GroupSecrets secrets() const
    {
        return { made.begun.joiner.copy(), made.path->secretFor(made.next.added[0]).copy(), made.next.psks };
    }

    Result<Group> join(const Welcome &welcome, std::optional<TreeNodes> tree = {}) const
    {
        JoinInputs inputs { crowd.client(joiner).bundle };
        inputs.tree = std::move(tree);
        return Group::join(crowd.suite(), encoded(welcome), inputs, openRules());
    }

private:
    std::size_t founded()
    {
        crowd.found(3);
        return crowd.admit();
    }

    std::vector<Proposal> withAdd(std::vector<Proposal> more)
    {
        more.push_back(crowd.addOf(joiner));
        return more;
    }
};

/// Says what was asked for, whatever it was.
class OnePsk final : public PskSource
{
public:
    std::optional<WipingBytes> find(const PreSharedKeyId &) const override { return WipingBytes(32); }
};

PreSharedKeyId resumption(ResumptionPskUsage usage, const Group &group, std::uint8_t nonce = 1)
{
    return { ResumptionPsk { usage, group.groupId(), group.epoch() }, Bytes(kHashBytes, nonce) };
}

/// The members of `before` begin another group, from its resumption key.
struct Successor
{
    Crowd &crowd;
    Beginning beginning;
    Bytes groupId = toBytes(bytesOf("successor"));
    std::vector<std::size_t> members { 1, 2 };
    int epochsBefore = 0;

    std::optional<Failure> joinOf(std::size_t index, std::optional<Predecessor> predecessor)
    {
        class FromGroup final : public PskSource
        {
        public:
            explicit FromGroup(const Group &group)
                : m_key(toBytes(group.resumptionPsk()))
            {
            }

            std::optional<WipingBytes> find(const PreSharedKeyId &) const override
            {
                return WipingBytes::copyOf(m_key);
            }

        private:
            Bytes m_key;
        };

        Rules rules = openRules();
        rules.beginning = beginning;
        crowd.renewPackage(0);
        Group founder = sure(Group::create(crowd.suite(), groupId, {}, crowd.client(0).bundle, rules, crowd.random()));
        for (int i = 0; i < epochsBefore; ++i)
            founder = std::move(sure(founder.commit({}, rules, crowd.random())).next);
        CommitRequest request;
        request.treeInWelcome = true;
        const auto usage = beginning == Beginning::ReInit ? ResumptionPskUsage::ReInit : ResumptionPskUsage::Branch;
        request.proposals.push_back({ PreSharedKey { resumption(usage, crowd.group(0)) } });
        for (const std::size_t member : members) {
            crowd.renewPackage(member);
            request.proposals.push_back(crowd.addOf(member));
        }
        const FromGroup psks(crowd.group(0));
        const PendingCommit pending = sure(founder.commit(request, rules, crowd.random(), psks));
        JoinInputs inputs { crowd.client(index).bundle };
        inputs.predecessor = predecessor;
        return failureOf(Group::join(crowd.suite(), *pending.welcome, inputs, openRules(), psks));
    }
};

} // namespace

class TestWelcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anHonestWelcomeIsTaken()
    {
        World world;
        const Result<Group> joined = world.join(world.welcome());
        QVERIFY(joined);
        QVERIFY(equal(joined->epochAuthenticator(), world.made.begun.epoch.secrets.epochAuthenticator.view()));
        QVERIFY(world.join(world.welcomeWith(world.secrets())));
    }

    void whatIsNoWelcomeIsRefused()
    {
        World world;
        const JoinInputs inputs { world.crowd.client(world.joiner).bundle };
        QVERIFY(failureOf(Group::join(world.crowd.suite(), encoded(world.info), inputs, openRules()))
            == Failure::NotAGroupMessage);
        QVERIFY(failureOf(Group::join(world.crowd.suite(), {}, inputs, openRules())) == Failure::Truncated);
    }

    void aWelcomeOfAnotherSuiteIsRefused()
    {
        World world;
        Welcome welcome = world.welcome();
        welcome.cipherSuite = CipherSuiteId::X25519Aes128;
        QVERIFY(failureOf(world.join(welcome)) == Failure::WelcomeSuiteWrong);
    }

    void aKeyPackageOfAnotherSuiteOpensNoWelcome()
    {
        World world;
        const Welcome welcome = world.welcome();
        world.crowd.client(world.joiner).bundle.keyPackage.cipherSuite = CipherSuiteId::X25519Aes128;
        QVERIFY(failureOf(world.join(welcome)) == Failure::WelcomeSuiteWrong);
    }

    void aWelcomeForSomebodyElseIsRefused()
    {
        World world;
        const Welcome welcome = world.welcome();
        world.crowd.renewPackage(world.joiner);
        QVERIFY(failureOf(world.join(welcome)) == Failure::WelcomeNotForUs);
    }

    void secretsThatDoNotOpenAreRefused()
    {
        World world;
        Welcome welcome = world.welcome();
        welcome.secrets[0].encryptedGroupSecrets.ciphertext[0] ^= 1;
        QVERIFY(failureOf(world.join(welcome)) == Failure::GroupSecretsUnopened);
        welcome = world.welcome();
        welcome.encryptedGroupInfo[0] ^= 1; // bound to the secrets
        QVERIFY(failureOf(world.join(welcome)) == Failure::GroupSecretsUnopened);
    }

    void aGroupInfoThatDoesNotOpenIsRefused()
    {
        World world;
        GroupSecrets secrets = world.secrets();
        secrets.joinerSecret.mutableView()[0] ^= 1;
        QVERIFY(failureOf(world.join(world.welcomeWith(secrets))) == Failure::GroupInfoUnopened);
        Welcome welcome = world.welcome();
        welcome.encryptedGroupInfo.resize(3);
        const auto agreement = encryptionFor(world.committer.suite, label::kGroupSecrets, welcome.encryptedGroupInfo);
        welcome.secrets[0].encryptedGroupSecrets
            = *encryptWithLabel(agreement, world.crowd.client(world.joiner).bundle.keyPackage.initKey,
                encodeGroupSecrets(world.secrets()).view(), world.crowd.random());
        QVERIFY(failureOf(world.join(welcome)) == Failure::GroupInfoUnopened);
    }

    void aPreSharedKeyThatWeDoNotHaveIsRefused()
    {
        World world;
        GroupSecrets secrets = world.secrets();
        secrets.psks.push_back({ ExternalPsk { toBytes(bytesOf("name")) }, Bytes(kHashBytes, 1) });
        QVERIFY(failureOf(world.join(world.welcomeWith(secrets))) == Failure::PskMissing);
    }

    void twoBeginningsAreRefused()
    {
        World world;
        const Group &group = world.crowd.group(0);
        for (const auto second : { ResumptionPskUsage::ReInit, ResumptionPskUsage::Branch }) {
            GroupSecrets secrets = world.secrets();
            secrets.psks = { resumption(ResumptionPskUsage::Branch, group), resumption(second, group, 2) };
            QVERIFY(failureOf(world.join(world.welcomeWith(secrets))) == Failure::BeginningPskTwice);
        }
    }

    void aGroupThatWeAreInIsNotJoinedAgain()
    {
        World world;
        JoinInputs inputs { world.crowd.client(world.joiner).bundle };
        const std::vector<Bytes> groupIds { toBytes(bytesOf("other")), world.committer.context.groupId };
        inputs.groupIds = groupIds;
        QVERIFY(failureOf(Group::join(world.crowd.suite(), encoded(world.welcome()), inputs, openRules()))
            == Failure::GroupIdTaken);
    }

    void theGroupInfoIsSignedByItsSigner()
    {
        World world;
        world.info.extensions.put({ ExtensionType(0xff00), {} });
        QVERIFY(failureOf(world.join(world.welcome())) == Failure::GroupInfoSignatureInvalid);
        world.signAgain();
        QVERIFY(world.join(world.welcome())); // extensions that nobody knows are no error
        world.info.signer = LeafIndex { 2 };
        world.signAgain();
        QVERIFY(failureOf(world.join(world.welcome())) == Failure::GroupInfoSignatureInvalid);
        world.info.signer = LeafIndex { 77 };
        QVERIFY(failureOf(world.join(world.welcome())) == Failure::SignerBlank);
    }

    void theGroupIsOfTheKeyPackagesSuite()
    {
        World world;
        world.info.groupContext.cipherSuite = CipherSuiteId::X25519Aes128;
        world.signAgain();
        QVERIFY(failureOf(world.join(world.welcome())) == Failure::GroupSuiteWrong);
    }

    void theTreeIsTheOneThatWasSigned()
    {
        World world;
        world.info.extensions.set(world.committer.tree.nodes()); // of the epoch before
        world.signAgain();
        QVERIFY(failureOf(world.join(world.welcome())) == Failure::TreeHashWrong);
        world.info.extensions.remove(ExtensionType::RatchetTree);
        world.signAgain();
        QVERIFY(failureOf(world.join(world.welcome())) == Failure::TreeMissing);
        QVERIFY(failureOf(world.join(world.welcome(), world.committer.tree.nodes())) == Failure::TreeHashWrong);
        QVERIFY(world.join(world.welcome(), world.made.next.tree.nodes()));
    }

    void whoJoinsStandsInTheTree()
    {
        World world;
        // A Welcome whose secrets are for a key package that the commit did not add.
        const std::size_t other = world.crowd.admit();
        const auto *package = &world.crowd.client(other).bundle.keyPackage;
        Welcome welcome
            = sure(sealWelcome(world.committer.suite, world.info, world.made, { &package, 1 }, world.crowd.random()));
        welcome.secrets[0].newMember = refOf(*package);
        world.joiner = other;
        QVERIFY(failureOf(world.join(welcome)) == Failure::OwnLeafMissing);
    }

    void aPathSecretThatGivesOtherKeysIsRefused()
    {
        World world;
        GroupSecrets secrets = world.secrets();
        secrets.pathSecret->mutableView()[0] ^= 1;
        QVERIFY(failureOf(world.join(world.welcomeWith(secrets))) == Failure::PathKeyWrong);
        secrets = world.secrets();
        secrets.pathSecret->truncate(31);
        QVERIFY(failureOf(world.join(world.welcomeWith(secrets))) == Failure::PathSecretLengthWrong);
    }

    void aPathSecretWhereTheTreeIsBlankIsRefused()
    {
        World world;
        // The committer added without a path, and claims one.
        world.made = madeBy(world.crowd, world.committer, { world.crowd.addOf(world.joiner) }, PathUse::WhereRequired);
        world.info = world.infoOf(world.made);
        QVERIFY(world.join(world.welcome()));
        GroupSecrets secrets { world.made.begun.joiner.copy(), WipingBytes(32), {} };
        QVERIFY(failureOf(world.join(world.welcomeWith(secrets))) == Failure::PathKeyWrong);
    }

    void aWrongConfirmationTagIsRefused()
    {
        World world;
        world.info.confirmationTag[0] ^= 1;
        world.signAgain();
        QVERIFY(failureOf(world.join(world.welcome())) == Failure::ConfirmationTagWrong);
        world.info.confirmationTag.clear();
        world.signAgain();
        QVERIFY(failureOf(world.join(world.welcome())) == Failure::ConfirmationTagWrong);
    }

    void aKeyPackageThatNothingCanBeSealedToIsRefused()
    {
        World world;
        KeyPackage package = world.crowd.client(world.joiner).bundle.keyPackage;
        package.initKey = Bytes(kPublicKeyBytes, 0);
        const auto *added = &package;
        QVERIFY(
            failureOf(sealWelcome(world.committer.suite, world.info, world.made, { &added, 1 }, world.crowd.random()))
            == Failure::NodeKeyInvalid);
    }

    void groupSecretsThatAreNoneAreRefused()
    {
        const WipingBytes good = encodeGroupSecrets({ WipingBytes(32), WipingBytes(32), {} });
        for (std::size_t size = 0; size < good.size(); ++size)
            QVERIFY(!decodeGroupSecrets(good.view().first(size)));
        QVERIFY(decodeGroupSecrets(good.view()));
        WipingBytes bad = good.copy();
        bad.mutableView()[33] = 2; // whether there is a path secret
        QVERIFY(failureOf(decodeGroupSecrets(bad.view())) == Failure::PresenceInvalid);
    }

    // Sections 11.2 and 11.3

    void aBranchIsJoinedByMembersOfItsParent()
    {
        Crowd crowd;
        crowd.found(4);
        Successor branch { crowd, Beginning::Branch };
        QVERIFY(!branch.joinOf(1, crowd.group(1).predecessor()));
        QVERIFY(branch.joinOf(1, {}) == Failure::PredecessorMissing);
        branch.epochsBefore = 1;
        QVERIFY(branch.joinOf(1, crowd.group(1).predecessor()) == Failure::BeginningEpochWrong);
        branch.epochsBefore = 0;
        branch.members = { 1, crowd.admit() };
        QVERIFY(branch.joinOf(1, crowd.group(1).predecessor()) == Failure::BranchMemberUnknown);
        branch.members = { 1, 2 };
        GroupContext otherSuite = crowd.group(1).context();
        otherSuite.cipherSuite = CipherSuiteId::X25519Aes128;
        const Predecessor changed { &crowd.group(1).tree(), &otherSuite, &crowd.group(1).reInit() };
        QVERIFY(branch.joinOf(1, changed) == Failure::BranchMismatch);
    }

    void aReInitialisedGroupIsAsItWasAnnounced()
    {
        Crowd crowd;
        crowd.found(3);
        Successor successor { crowd, Beginning::ReInit };
        QVERIFY(successor.joinOf(1, crowd.group(1).predecessor()) == Failure::ReInitMismatch); // never announced
        const ReInit reInit { successor.groupId, ProtocolVersion::Mls10, crowd.suite().id(), {} };
        crowd.commitAndDeliver(0, { { reInit } });
        QVERIFY(!successor.joinOf(1, crowd.group(1).predecessor()));
        QVERIFY(successor.joinOf(1, {}) == Failure::PredecessorMissing);
        successor.groupId.push_back('x');
        QVERIFY(successor.joinOf(1, crowd.group(1).predecessor()) == Failure::ReInitMismatch);
        successor.groupId.pop_back();
        successor.members = { 1 };
        QVERIFY(successor.joinOf(1, crowd.group(1).predecessor()) == Failure::PredecessorMemberMissing);
        successor.members = { 1, 2 };
        successor.epochsBefore = 2;
        QVERIFY(successor.joinOf(1, crowd.group(1).predecessor()) == Failure::BeginningEpochWrong);
    }

    // Section 12.4.3.2

    void whoJoinsFromOutsideChecksWhatItIsShown()
    {
        World world;
        const Client &client = world.crowd.client(world.joiner);
        const LeafIdentity identity = client.identity();
        const ExternalJoin plain { identity, client.key };
        const auto joined = [&](const GroupInfo &info, const ExternalJoin &join) {
            return failureOf(
                joinFromOutside(world.crowd.suite(), encoded(info), join, openRules(), world.crowd.random()));
        };
        const GroupInfo info = decoded<GroupInfo>(world.crowd.group(0).groupInfo({ .ratchetTree = true }));
        QVERIFY(!joined(info, plain));

        const auto changed = [&](auto change) {
            GroupInfo other = info;
            change(other);
            other.signature = signWithLabel(world.committer.signatureKey, label::kGroupInfo, toBeSigned(other));
            return other;
        };
        QVERIFY(joined(changed([](GroupInfo &one) { one.extensions.remove(ExtensionType::ExternalPub); }), plain)
            == Failure::ExternalPubMissing);
        for (const Bytes &key : { Bytes(kPublicKeyBytes, 0), Bytes(4, 9) })
            QVERIFY(joined(changed([&key](GroupInfo &one) { one.extensions.set(ExternalPub { key }); }), plain)
                == Failure::ExternalPubInvalid);
        GroupInfo unsignedInfo = info;
        unsignedInfo.signature[0] ^= 1;
        QVERIFY(joined(unsignedInfo, plain) == Failure::GroupInfoSignatureInvalid);

        const std::vector<Bytes> groupIds { info.groupContext.groupId };
        ExternalJoin again { identity, client.key };
        again.groupIds = groupIds;
        QVERIFY(joined(info, again) == Failure::GroupIdTaken);
        ExternalJoin instead { identity, client.key };
        instead.replaces = LeafIndex { 3 };
        QVERIFY(joined(info, instead) == Failure::JoinerLeafMissing);
        const auto noGroupInfo
            = joinFromOutside(world.crowd.suite(), encoded(world.welcome()), plain, openRules(), world.crowd.random());
        QVERIFY(failureOf(noGroupInfo) == Failure::NotAGroupMessage);
    }

    void aStaleGroupInfoLeadsNowhere()
    {
        World world;
        const Client &client = world.crowd.client(world.joiner);
        const LeafIdentity identity = client.identity();
        const Bytes info = world.crowd.group(0).groupInfo({ .ratchetTree = true });
        world.crowd.commitAndDeliver(1);
        const PendingCommit pending = sure(
            joinFromOutside(world.crowd.suite(), info, { identity, client.key }, openRules(), world.crowd.random()));
        QVERIFY(refusal(world.crowd.group(2), pending.message) == Failure::EpochWrong);
    }

    void preSharedKeysGoInFromOutside()
    {
        World world;
        const Client &client = world.crowd.client(world.joiner);
        const LeafIdentity identity = client.identity();
        ExternalJoin join { identity, client.key };
        join.psks = { { ExternalPsk { toBytes(bytesOf("name")) }, Bytes(kHashBytes, 1) } };
        const Bytes info = world.crowd.group(0).groupInfo({ .ratchetTree = true });
        const OnePsk psks;
        const PendingCommit pending
            = sure(joinFromOutside(world.crowd.suite(), info, join, openRules(), world.crowd.random(), psks));
        QVERIFY(refusal(world.crowd.group(1), pending.message) == Failure::PskMissing);
        Received received = sure(world.crowd.group(1).process(pending.message, openRules(), psks));
        QVERIFY(equal(
            std::get<ReceivedCommit>(received.content).next->epochAuthenticator(), pending.next.epochAuthenticator()));
    }
};

QTEST_APPLESS_MAIN(TestWelcome)
#include "tst_welcome.moc"
