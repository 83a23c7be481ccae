// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 9420, sections 6.1, 6.2 and 12.1.8: who may send what, and how it is known to be from there.

#include "core/mls_public/publicframing.h"
#include "core/mls_public/signing.h"

#include <QTest>

#include "madeupgroup.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

const Bytes kMembershipKey(32, 9);

std::optional<Failure> received(const MadeUpGroup &group, const PublicMessage &message)
{
    return failureOf(authenticate(message, group.tree, group.context));
}

Extensions withSenders(const std::vector<const Person *> &people)
{
    ExternalSenders senders;
    for (const Person *person : people)
        senders.senders.push_back({ pc::crypto::toBytes(person->key.publicKey()), basic(person->name) });
    Extensions extensions;
    extensions.set(senders);
    return extensions;
}

} // namespace

class TestPublicFraming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMembersMessageIsSignedByItsLeaf()
    {
        const MadeUpGroup group(4);
        PublicMessage message = group.proposal(1, removeOf(2));
        QVERIFY(!received(group, message));
        message.content.sender = memberSender(3);
        QVERIFY(received(group, message) == Failure::SignatureInvalid);
        QVERIFY(received(group, group.message(message.content, group.person(1))) == Failure::SignatureInvalid);
    }

    void aSignatureCoversContentContextAndFormat()
    {
        MadeUpGroup group(4);
        PublicMessage message = group.proposal(1, removeOf(2));
        message.content.authenticatedData = { 1 };
        QVERIFY(received(group, message) == Failure::SignatureInvalid);

        message = group.proposal(1, removeOf(2));
        const AuthenticatedContent otherFormat
            = sign(WireFormat::PrivateMessage, message.content, group.context, group.person(1).key);
        message.auth = otherFormat.auth;
        QVERIFY(received(group, message) == Failure::SignatureInvalid);

        message = group.proposal(1, removeOf(2));
        group.context.confirmedTranscriptHash = fresh32();
        QVERIFY(received(group, message) == Failure::SignatureInvalid);
    }

    void aMessageIsForTheGroupAndItsEpoch()
    {
        const MadeUpGroup group(4);
        PublicMessage message = group.proposal(1, removeOf(2));
        ++message.content.epoch;
        QVERIFY(received(group, message) == Failure::EpochWrong);
        message.content.groupId.push_back(0);
        QVERIFY(received(group, message) == Failure::GroupIdWrong);
    }

    void aMemberIsNoBlankLeaf()
    {
        const MadeUpGroup group(3);
        for (const std::uint32_t leaf : { 3U, 4U, 4'000'000'000U }) {
            const FramedContent content = group.framed(memberSender(leaf), removeOf(2));
            QVERIFY(received(group, group.message(content, group.person(1))) == Failure::SenderBlank);
        }
    }

    void anExternalSenderIsOneOfTheGroups()
    {
        const Person office("office");
        const Person clinic("clinic");
        const MadeUpGroup group(4, withSenders({ &clinic, &office }));
        QVERIFY(!received(group, group.external(1, removeOf(2), office)));
        QVERIFY(received(group, group.external(0, removeOf(2), office)) == Failure::SignatureInvalid);
        QVERIFY(received(group, group.external(2, removeOf(2), office)) == Failure::SenderIndexUnknown);
        const MadeUpGroup closed(4);
        QVERIFY(received(closed, closed.external(0, removeOf(2), office)) == Failure::SenderIndexUnknown);
    }

    void anExternalSenderSendsProposalsAlone()
    {
        const Person office("office");
        const MadeUpGroup group(4, withSenders({ &office }));
        const Sender sender { SenderExternal { 0 } };
        QVERIFY(
            received(group, group.message(group.framed(sender, Commit {}), office)) == Failure::ContentNotForSender);
        QVERIFY(received(group, group.external(0, externalInit(), office)) == Failure::ProposalNotForSender);
        QVERIFY(received(group, group.external(0, group.update(1), office)) == Failure::ProposalNotForSender);
    }

    void aNewcomerProposesItsOwnAddAlone()
    {
        const MadeUpGroup group(4);
        const Person newcomer("newcomer");
        const Sender sender { SenderNewMemberProposal {} };
        QVERIFY(!received(group, group.message(group.framed(sender, addOf(newcomer)), newcomer)));
        QVERIFY(received(group, group.message(group.framed(sender, addOf(Person("ben"))), newcomer))
            == Failure::SignatureInvalid);
        QVERIFY(received(group, group.message(group.framed(sender, removeOf(1)), newcomer))
            == Failure::ProposalNotForSender);
        QVERIFY(
            received(group, group.message(group.framed(sender, Commit {}), newcomer)) == Failure::ContentNotForSender);
    }

    void aJoinerCommitsAlone()
    {
        const MadeUpGroup group(4);
        const Person joiner("joiner");
        const Sender sender { SenderNewMemberCommit {} };
        QVERIFY(!received(group, group.externalCommit(joiner, { externalInit() })));
        QVERIFY(received(group, group.message(group.framed(sender, externalInit()), joiner))
            == Failure::ContentNotForSender);
        QVERIFY(received(group, group.signedCommit(sender, { byValue({ externalInit() }), {} }, joiner))
            == Failure::PathMissing);
        const PublicMessage own = group.externalCommit(joiner, { externalInit() });
        QVERIFY(received(group, group.message(own.content, Person("ben"))) == Failure::SignatureInvalid);
    }

    void applicationDataIsNeverPublic()
    {
        const MadeUpGroup group(4);
        const FramedContent content = group.framed(memberSender(1), ApplicationData { { 1 } });
        const PublicMessage message = group.message(content, group.person(1));
        QVERIFY(received(group, message) == Failure::ApplicationDataPublic);
        QVERIFY(failureOf(unprotect(message, group.tree, group.context, {})) == Failure::ApplicationDataPublic);
    }

    void membersKnowEachOtherByATag()
    {
        const MadeUpGroup group(4);
        const AuthenticatedContent content = sign(
            WireFormat::PublicMessage, group.framed(memberSender(1), removeOf(2)), group.context, group.person(1).key);
        const PublicMessage message = protect(content, group.context, kMembershipKey);
        QVERIFY(*unprotect(message, group.tree, group.context, kMembershipKey) == content);
        QVERIFY(failureOf(unprotect(message, group.tree, group.context, Bytes(32, 8))) == Failure::MembershipTagWrong);
        PublicMessage spoilt = message;
        spoilt.membershipTag.pop_back();
        QVERIFY(failureOf(unprotect(spoilt, group.tree, group.context, kMembershipKey)) == Failure::MembershipTagWrong);
        spoilt = message;
        spoilt.auth.signature.front() ^= 1; // the tag covers the signature
        QVERIFY(failureOf(unprotect(spoilt, group.tree, group.context, kMembershipKey)) == Failure::MembershipTagWrong);
        spoilt.membershipTag = membershipTag(kMembershipKey, contentOf(spoilt), group.context);
        QVERIFY(failureOf(unprotect(spoilt, group.tree, group.context, kMembershipKey)) == Failure::SignatureInvalid);
        ++spoilt.content.epoch;
        QVERIFY(failureOf(unprotect(spoilt, group.tree, group.context, kMembershipKey)) == Failure::EpochWrong);
    }

    void whoIsNoMemberHasNoTag()
    {
        const Person office("office");
        const MadeUpGroup group(4, withSenders({ &office }));
        const PublicMessage message = group.external(0, removeOf(2), office);
        QVERIFY(message.membershipTag.empty());
        QVERIFY(unprotect(message, group.tree, group.context, kMembershipKey));
    }
};

QTEST_APPLESS_MAIN(TestPublicFraming)
#include "tst_publicframing.moc"
