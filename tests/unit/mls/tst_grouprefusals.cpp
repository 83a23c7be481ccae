// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of malicious members and outsiders: each check of RFC 9420 (sections 6.3 and 12.4.2) that needs our secrets refuses
// what only it can refuse, and no refusal changes a bit of the state. What everybody can check is in tests/unit/mls_public.

#include "core/mls/privateframing.h"
#include "core/mls_public/publicframing.h"

#include <QTest>

#include "forge.h"

using namespace pc::mls;
using namespace pc::test;
using pc::crypto::bytesOf;
using pc::crypto::toBytes;

namespace {

/// Four members; 0 is malicious, 1 reads.
struct World
{
    Crowd crowd;
    Group *reader = nullptr;

    World()
    {
        crowd.found(4);
        reader = &crowd.group(1);
    }

    GroupState attacker() { return stateOf(crowd.group(0)); }
    GroupState readers() { return stateOf(*reader); }
};

std::optional<Failure> refusedAs(World &world, CommitMade made)
{
    return refusal(*world.reader, framed(world.attacker(), std::move(made.content)));
}

} // namespace

class TestGroupRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anHonestForgeryIsTaken()
    {
        // All that follows is refused for what was spoilt, not for how it was made.
        World world;
        const CommitMade made = madeBy(world.crowd, world.attacker(), {});
        QVERIFY(world.reader->process(framed(world.attacker(), made.content), openRules()));
        GroupState sender = world.attacker();
        const auto sent = world.crowd.group(0).protect(bytesOf("text"), {}, world.crowd.random());
        QVERIFY(world.reader->process(sent->message, openRules()));
    }

    // Section 6.2

    void aWrongMembershipTagIsRefused()
    {
        World world;
        const CommitMade made = madeBy(world.crowd, world.attacker(), {});
        PublicMessage message = decoded<PublicMessage>(framed(world.attacker(), made.content));
        message.membershipTag[0] ^= 1;
        QVERIFY(refusal(*world.reader, encoded(message)) == Failure::MembershipTagWrong);
        message.membershipTag.clear();
        QVERIFY(refusal(*world.reader, encoded(message)) == Failure::MembershipTagWrong);
    }

    void whoLeftCannotTagForTheNextEpoch()
    {
        World world;
        GroupState outsider = world.attacker();
        world.crowd.commitAndDeliver(2, { world.crowd.removeOf(0) });
        outsider.context = world.reader->context();
        const CommitMade made = madeBy(world.crowd, stateOf(world.crowd.group(2)), {});
        QVERIFY(refusal(*world.reader, framed(outsider, made.content)) == Failure::MembershipTagWrong);
    }

    // Section 6.1

    void aSignatureByAnotherMemberIsRefused()
    {
        World world;
        CommitMade made = madeBy(world.crowd, world.attacker(), {});
        made.content.content.sender = Sender { SenderMember { world.crowd.group(2).ownLeaf() } };
        QVERIFY(refusedAs(world, std::move(made)) == Failure::SignatureInvalid);
    }

    void aSignatureInAPrivateMessageIsChecked()
    {
        World world;
        const GroupState attacker = world.attacker();
        const GroupState other = stateOf(world.crowd.group(2));
        // The attacker knows every member's ratchets, so it can seal in another's name, but not sign.
        const SecretTree tree = secretTreeOf(world.crowd.group(0));
        auto step = sure(tree.at(other.own, RatchetKind::Application, 0));
        FramedContent content { attacker.context.groupId, attacker.context.epoch, Sender { SenderMember { other.own } },
            {}, ApplicationData { toBytes(bytesOf("as somebody else")) } };
        const AuthenticatedContent byOther
            = sign(WireFormat::PrivateMessage, content, attacker.context, other.signatureKey);
        const AuthenticatedContent byAttacker
            = sign(WireFormat::PrivateMessage, content, attacker.context, attacker.signatureKey);
        QVERIFY(refusal(*world.reader, encoded(sealPrivate(attacker.suite, attacker.secrets, byAttacker, step, {})))
            == Failure::SignatureInvalid);
        QVERIFY(world.reader->process(
            encoded(sealPrivate(attacker.suite, attacker.secrets, byOther, step, {})), openRules()));
    }

    // Section 6.3

    void privateMessagesOfOtherGroupsAndEpochsAreRefused()
    {
        World world;
        const auto sent = world.crowd.group(0).protect(bytesOf("text"), {}, world.crowd.random());
        const PrivateMessage message = decoded<PrivateMessage>(sent->message);
        PrivateMessage elsewhere = message;
        elsewhere.groupId.push_back('x');
        QVERIFY(refusal(*world.reader, encoded(elsewhere)) == Failure::GroupIdWrong);
        PrivateMessage later = message;
        ++later.epoch;
        QVERIFY(refusal(*world.reader, encoded(later)) == Failure::EpochWrong);
    }

    void aSpoiltPrivateMessageDoesNotOpen()
    {
        World world;
        const auto sent = world.crowd.group(0).protect(bytesOf("text"), toBytes(bytesOf("aad")), world.crowd.random());
        const PrivateMessage message = decoded<PrivateMessage>(sent->message);
        PrivateMessage spoilt = message;
        spoilt.encryptedSenderData[0] ^= 1;
        QVERIFY(refusal(*world.reader, encoded(spoilt)) == Failure::SenderDataUnopened);
        spoilt = message;
        spoilt.encryptedSenderData.resize(5);
        QVERIFY(refusal(*world.reader, encoded(spoilt)) == Failure::SenderDataUnopened);
        spoilt = message;
        spoilt.ciphertext[0] ^= 1; // is in the sample
        QVERIFY(refusal(*world.reader, encoded(spoilt)) == Failure::SenderDataUnopened);
        spoilt = message;
        spoilt.ciphertext.back() ^= 1;
        QVERIFY(refusal(*world.reader, encoded(spoilt)) == Failure::ContentUnopened);
        spoilt = message;
        spoilt.authenticatedData[0] ^= 1;
        QVERIFY(refusal(*world.reader, encoded(spoilt)) == Failure::ContentUnopened);
        spoilt = message;
        spoilt.contentType = ContentType::Proposal;
        QVERIFY(refusal(*world.reader, encoded(spoilt)) == Failure::SenderDataUnopened);
        QVERIFY(world.reader->process(sent->message, openRules()));
    }

    void aCiphertextWithoutRoomForItsTagDoesNotOpen()
    {
        World world;
        const GroupState attacker = world.attacker();
        PrivateMessage message = privateMessage(world.crowd, attacker, attacker.own, 0, "text");
        message.ciphertext.resize(7);
        const Bytes data = encode(SenderData { attacker.own, 0, {} });
        const KeyAndNonce key = senderDataKey(attacker.suite, attacker.secrets.senderData.view(), message.ciphertext);
        Writer aad;
        aad(message.groupId, message.epoch, message.contentType);
        attacker.suite.aead().seal(message.encryptedSenderData, data, aad.bytes(), key.nonce.view(), key.key.view());
        QVERIFY(refusal(*world.reader, encoded(message)) == Failure::ContentUnopened);
    }

    void aBlankSenderIsRefused()
    {
        World world;
        const LeafIndex gone = world.crowd.group(3).ownLeaf();
        world.crowd.commitAndDeliver(2, { world.crowd.removeOf(3) });
        world.reader = &world.crowd.group(1);
        const GroupState attacker = world.attacker();
        for (const LeafIndex sender : { gone, LeafIndex { 77 }, LeafIndex { 0xffffffff } })
            QVERIFY(refusal(*world.reader, encoded(privateMessage(world.crowd, attacker, sender, 0, "text")))
                == Failure::SenderBlank);
    }

    void aGenerationBeyondReachIsRefused()
    {
        World world;
        const GroupState attacker = world.attacker();
        const auto sentAt = [&](std::uint32_t generation) {
            return encoded(privateMessage(world.crowd, attacker, attacker.own, generation, "text"));
        };
        QVERIFY(refusal(*world.reader, sentAt(kMostForward + 1)) == Failure::GenerationTooFar);
        QVERIFY(refusal(*world.reader, sentAt(0xffffffff)) == Failure::RatchetExhausted);
        QVERIFY(refusal(*world.reader, sentAt(kMostForward)) == Failure::ContentUnopened); // made up, but in reach
    }

    void paddingThatIsNotZeroIsRefused()
    {
        World world;
        const GroupState attacker = world.attacker();
        const SecretTree tree = secretTreeOf(world.crowd.group(0));
        const auto step = sure(tree.at(attacker.own, RatchetKind::Application, 0));
        FramedContent content { attacker.context.groupId, attacker.context.epoch,
            Sender { SenderMember { attacker.own } }, {}, ApplicationData { toBytes(bytesOf("text")) } };
        const AuthenticatedContent signedContent
            = sign(WireFormat::PrivateMessage, content, attacker.context, attacker.signatureKey);
        PrivateMessage message = sealPrivate(attacker.suite, attacker.secrets, signedContent, step, {});
        Writer aad;
        aad(message.groupId, message.epoch, message.contentType, message.authenticatedData);
        Bytes plain(message.ciphertext.size() - attacker.suite.aead().tagBytes());
        QVERIFY(attacker.suite.aead().open(
            plain, message.ciphertext, aad.bytes(), step.key.nonce.view(), step.key.key.view()));
        QCOMPARE(int(plain.back()), 0);
        plain.back() = 1; // a stream cipher: the sample, and with it the sender data, stays
        attacker.suite.aead().seal(message.ciphertext, plain, aad.bytes(), step.key.nonce.view(), step.key.key.view());
        QVERIFY(refusal(*world.reader, encoded(message)) == Failure::PaddingNotZero);
    }

    // Section 12.4.2

    void aPathSecretThatDoesNotOpenIsRefused()
    {
        World world;
        CommitMade made = madeBy(world.crowd, world.attacker(), {});
        secretFor(made, world.readers()).ciphertext[0] ^= 1;
        QVERIFY(refusedAs(world, std::move(made)) == Failure::PathSecretUnopened);
        made = madeBy(world.crowd, world.attacker(), {});
        secretFor(made, world.readers()).kemOutput = Bytes(kPublicKeyBytes, 0); // of small order
        QVERIFY(refusedAs(world, std::move(made)) == Failure::PathSecretUnopened);
    }

    void aPathSecretOfAnotherLengthIsRefused()
    {
        World world;
        CommitMade made = madeBy(world.crowd, world.attacker(), {});
        resealSecret(world.crowd, made, world.readers(), Bytes(31, 7));
        QVERIFY(refusedAs(world, std::move(made)) == Failure::PathSecretLengthWrong);
    }

    void aPathSecretThatGivesOtherKeysIsRefused()
    {
        World world;
        CommitMade made = madeBy(world.crowd, world.attacker(), {});
        resealSecret(world.crowd, made, world.readers(), Bytes(32, 7));
        QVERIFY(refusedAs(world, std::move(made)) == Failure::PathKeyWrong);
    }

    void aPathSealedToAnotherContextIsRefused()
    {
        World world;
        CommitMade made = madeBy(world.crowd, world.attacker(), {});
        const WipingBytes secret = made.path->secretFor(world.readers().own).copy();
        ++made.next.context.epoch;
        resealSecret(world.crowd, made, world.readers(), secret.view());
        QVERIFY(refusedAs(world, std::move(made)) == Failure::PathSecretUnopened);
    }

    void aPathIsSealedToTheContextWithTheNewExtensions()
    {
        World world;
        Extensions extensions;
        extensions.set(RequiredCapabilities { {}, {}, { CredentialType::Basic } });
        CommitMade made = madeBy(world.crowd, world.attacker(), { { GroupContextExtensions { extensions } } });
        const WipingBytes secret = made.path->secretFor(world.readers().own).copy();
        made.next.context.extensions = {};
        resealSecret(world.crowd, made, world.readers(), secret.view());
        QVERIFY(refusedAs(world, std::move(made)) == Failure::PathSecretUnopened);
    }

    void whoWasNotGivenAPathSecretCannotReadThePathsAfterIt()
    {
        Crowd crowd;
        crowd.found(4);
        crowd.commitAndDeliver(2, { crowd.removeOf(1) });
        const std::size_t newcomer = crowd.admit();
        const GroupState attacker = stateOf(crowd.group(0));
        CommitMade made = madeBy(crowd, attacker, { crowd.addOf(newcomer) });
        const Bytes commit = framed(attacker, made.content);
        const auto *package = &crowd.client(newcomer).bundle.keyPackage;
        made.path.reset(); // the Welcome keeps the secret back
        const GroupState next { attacker.suite, made.begun.context, made.next.tree, made.begun.confirmationTag,
            made.begun.interimTranscriptHash, {}, attacker.own, {}, attacker.signatureKey.copy() };
        const GroupInfo info = makeGroupInfo(next, { .ratchetTree = true, .externalPub = false });
        const Welcome welcome = sure(sealWelcome(attacker.suite, info, made, { &package, 1 }, crowd.random()));
        Group joined
            = sure(Group::join(crowd.suite(), encoded(welcome), { crowd.client(newcomer).bundle }, crowd.rules()));
        Received received = sure(crowd.group(2).process(commit, crowd.rules()));
        Group after = std::move(*std::get<ReceivedCommit>(received.content).next);
        const PendingCommit pending = sure(after.commit({}, crowd.rules(), crowd.random()));
        QVERIFY(refusal(joined, pending.message) == Failure::PathNotForUs);
    }

    void aWrongConfirmationTagIsRefused()
    {
        World world;
        for (const bool isMissing : { false, true }) {
            CommitMade made = madeBy(world.crowd, world.attacker(), {});
            if (isMissing)
                made.content.auth.confirmationTag.clear();
            else
                made.content.auth.confirmationTag[31] ^= 1;
            QVERIFY(refusedAs(world, std::move(made)) == Failure::ConfirmationTagWrong);
        }
    }

    void aCommitWithoutPathHasAConfirmationTag()
    {
        World world;
        const std::size_t newcomer = world.crowd.admit();
        CommitMade made
            = madeBy(world.crowd, world.attacker(), { world.crowd.addOf(newcomer) }, PathUse::WhereRequired);
        QVERIFY(!commitIn(made).path);
        made.content.auth.confirmationTag[0] ^= 1;
        QVERIFY(refusedAs(world, std::move(made)) == Failure::ConfirmationTagWrong);
    }

    void aPreSharedKeyThatWeDoNotHaveIsRefused()
    {
        World world;
        const PreSharedKeyId other { ResumptionPsk { ResumptionPskUsage::Application, world.reader->groupId(), 99 },
            Bytes(kHashBytes, 3) };
        CommitMade made = madeBy(world.crowd, world.attacker(), {});
        commitIn(made).proposals.push_back({ Proposal { PreSharedKey { other } } });
        QVERIFY(refusedAs(world, std::move(made)) == Failure::PskMissing);
    }

    void anExternalInitToNoKeyIsRefused()
    {
        World world;
        const std::size_t joiner = world.crowd.admit();
        const Client &client = world.crowd.client(joiner);
        const LeafIdentity identity = client.identity();
        const Bytes info = world.reader->groupInfo({ .ratchetTree = true });
        const PendingCommit pending = sure(
            joinFromOutside(world.crowd.suite(), info, { identity, client.key }, openRules(), world.crowd.random()));
        PublicMessage message = decoded<PublicMessage>(pending.message);
        auto &commit = std::get<Commit>(message.content.content);
        auto &init = std::get<ExternalInit>(std::get<Proposal>(commit.proposals[0].content).content);
        for (const Bytes &kemOutput : { Bytes(kPublicKeyBytes, 0), Bytes(5, 1) }) {
            init.kemOutput = kemOutput;
            AuthenticatedContent again
                = sign(WireFormat::PublicMessage, message.content, world.reader->context(), client.key);
            again.auth.confirmationTag = message.auth.confirmationTag;
            QVERIFY(refusal(*world.reader, encoded(protect(again, world.reader->context(), {})))
                == Failure::ExternalInitInvalid);
        }
        QVERIFY(world.reader->process(pending.message, openRules()));
    }

    void anExternalInitOfAnotherEpochIsFoundOut()
    {
        World world;
        const std::size_t joiner = world.crowd.admit();
        const Client &client = world.crowd.client(joiner);
        const LeafIdentity identity = client.identity();
        const Bytes info = world.reader->groupInfo({ .ratchetTree = true });
        const PendingCommit one = sure(
            joinFromOutside(world.crowd.suite(), info, { identity, client.key }, openRules(), world.crowd.random()));
        PublicMessage message = decoded<PublicMessage>(one.message);
        auto &commit = std::get<Commit>(message.content.content);
        auto &init = std::get<ExternalInit>(std::get<Proposal>(commit.proposals[0].content).content);
        const auto other = pc::crypto::X25519KeyPair::generate(world.crowd.random());
        init.kemOutput = toBytes(other.publicKey);
        AuthenticatedContent again
            = sign(WireFormat::PublicMessage, message.content, world.reader->context(), client.key);
        again.auth.confirmationTag = message.auth.confirmationTag;
        QVERIFY(refusal(*world.reader, encoded(protect(again, world.reader->context(), {})))
            == Failure::ConfirmationTagWrong);
    }

    void anUpdateOfOursThatWeDoNotKnowIsRefused()
    {
        World world;
        Group forgetful = restored(*world.reader);
        const Outgoing update = sure(world.reader->proposeUpdate(openRules(), world.crowd.random()));
        for (const std::size_t i : { 0, 2, 3 })
            sure(world.crowd.group(i).process(update.message, openRules()));
        sure(forgetful.process(update.message, openRules()));
        const PendingCommit pending = world.crowd.commit(2);
        QVERIFY(refusal(forgetful, pending.message) == Failure::OwnUpdateUnknown);
        QVERIFY(world.reader->process(pending.message, openRules()));
    }

    void ourOwnUpdateIsProposedWithItsKeyAlone()
    {
        World world;
        LeafNode leaf = *world.reader->tree().leaf(world.reader->ownLeaf());
        const auto sent = world.reader->propose({ Update { leaf } }, openRules(), world.crowd.random());
        QVERIFY(!sent && sent.failure() == Failure::OwnUpdateUnknown);
    }

    void whatIsNotForAGroupIsRefused()
    {
        World world;
        const Bytes keyPackage = encoded(world.crowd.client(2).bundle.keyPackage);
        QVERIFY(refusal(*world.reader, keyPackage) == Failure::NotAGroupMessage);
        QVERIFY(refusal(*world.reader, world.reader->groupInfo()) == Failure::NotAGroupMessage);
        QVERIFY(refusal(*world.reader, {}) == Failure::Truncated);
        QVERIFY(refusal(*world.reader, Bytes((1U << 20U) + 1)) == Failure::TooLarge);
    }

    void openProposalsAreBounded()
    {
        World world;
        Rules few = openRules();
        few.mostOpenProposals = 1;
        const Outgoing one
            = sure(world.crowd.group(0).propose(world.crowd.removeOf(2), openRules(), world.crowd.random()));
        const Outgoing two
            = sure(world.crowd.group(0).propose(world.crowd.removeOf(3), openRules(), world.crowd.random()));
        QVERIFY(world.reader->process(one.message, few));
        const Bytes before = storedBytes(*world.reader);
        QVERIFY(failureOf(world.reader->process(two.message, few)) == Failure::TooManyProposals);
        QVERIFY(failureOf(world.reader->propose(world.crowd.removeOf(3), few, world.crowd.random()))
            == Failure::TooManyProposals);
        QCOMPARE(storedBytes(*world.reader), before);
        QVERIFY(world.reader->process(one.message, few)); // known already
    }

    void invalidProposalsAreNotTakenNoteOf()
    {
        World world;
        const GroupState attacker = world.attacker();
        const auto proposed = [&](Proposal proposal) {
            FramedContent content { attacker.context.groupId, attacker.context.epoch,
                Sender { SenderMember { attacker.own } }, {}, std::move(proposal) };
            return framed(
                attacker, sign(WireFormat::PublicMessage, std::move(content), attacker.context, attacker.signatureKey));
        };
        QVERIFY(refusal(*world.reader, proposed({ Remove { LeafIndex { 9 } } })) == Failure::RemovedLeafBlank);
        KeyPackage package = world.crowd.client(world.crowd.admit()).bundle.keyPackage;
        package.signature[0] ^= 1;
        QVERIFY(refusal(*world.reader, proposed({ Add { package } })) == Failure::KeyPackageSignatureInvalid);
    }
};

QTEST_APPLESS_MAIN(TestGroupRefusals)
#include "tst_grouprefusals.moc"
