// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 9420, sections 12.1 to 12.3: each check of one proposal and of a list of them, by name, and the order in which a list is
// applied.

#include "core/mls_public/proposallist.h"
#include "core/mls_public/proposalvalidation.h"
#include "core/mls_public/signing.h"

#include <QTest>

#include "madeupgroup.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

constexpr auto kOurs = ExtensionType(0xf001);

SentProposal from(std::uint32_t leaf, Proposal proposal)
{
    return { std::move(proposal), memberSender(leaf) };
}

SentProposal from(const Sender &sender, Proposal proposal)
{
    return { std::move(proposal), sender };
}

Proposal psk(const PreSharedKeyId &id)
{
    return { PreSharedKey { id } };
}

Proposal resumption(ResumptionPskUsage usage)
{
    PreSharedKeyId id = externalPsk();
    id.content = ResumptionPsk { usage, textBytes("3A"), 4 };
    return psk(id);
}

Proposal contextExtensions(Extensions extensions = {})
{
    return { GroupContextExtensions { std::move(extensions) } };
}

Proposal reInit(ProtocolVersion version = ProtocolVersion::Mls10)
{
    return { ReInit { textBytes("4B"), version, kSuite, {} } };
}

const Sender kJoiner { SenderNewMemberCommit {} };
const Sender kOutside { SenderExternal { 0 } };
const Sender kNewcomer { SenderNewMemberProposal {} };

/// One proposal in a group of four.
std::optional<Failure> one(const SentProposal &sent, const Rules &rules)
{
    const MadeUpGroup group(4);
    return failureOf(validateProposal(sent, group.tree, group.context, rules));
}

std::optional<Failure> one(const SentProposal &sent)
{
    const Policies policies;
    return one(sent, Rules { policies, policies });
}

/// A list that member 0 commits in a group of four.
std::optional<Failure> committed(const std::vector<SentProposal> &list)
{
    return failureOf(MadeUpGroup(4).next(memberSender(0), list));
}

std::optional<Failure> joined(const std::vector<Proposal> &proposals)
{
    std::vector<SentProposal> list;
    for (const Proposal &proposal : proposals)
        list.push_back(from(kJoiner, proposal));
    return failureOf(MadeUpGroup(4).next(kJoiner, list));
}

} // namespace

class TestProposalList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Section 12.1

    void aValidProposalIsAccepted()
    {
        const MadeUpGroup group(4);
        for (const Proposal &proposal : { addOf(Person("new")), group.update(1), removeOf(2), psk(externalPsk()),
                 resumption(ResumptionPskUsage::Application), reInit(), contextExtensions() })
            QVERIFY(validateProposal(from(1, proposal), group.tree, group.context, group.rules()));
    }

    void anAddHoldsAValidKeyPackage()
    {
        Proposal add = addOf(Person("new"));
        std::get<Add>(add.content).keyPackage.signature.front() ^= 1;
        QVERIFY(one(from(1, add)) == Failure::KeyPackageSignatureInvalid);
    }

    void anUpdateHoldsALeafForThatPlace()
    {
        const MadeUpGroup group(4);
        const auto failure = [&](std::uint32_t sender, const Proposal &update) {
            return failureOf(validateProposal(from(sender, update), group.tree, group.context, group.rules()));
        };
        QVERIFY(!failure(1, group.update(1)));
        QVERIFY(failure(2, group.update(1)) == Failure::LeafSignatureInvalid);
        QVERIFY(failure(1, group.update(1, [](LeafNode &leaf) { leaf.origin = FromCommit {}; }))
            == Failure::LeafNodeSourceWrong);
        QVERIFY(failure(4, group.update(1)) == Failure::SenderBlank);
    }

    void anUpdateHasAnotherEncryptionKey()
    {
        const MadeUpGroup group(4);
        const Proposal update
            = group.update(1, [&](LeafNode &leaf) { leaf.encryptionKey = group.tree.leaf({ 1 })->encryptionKey; });
        QVERIFY(failureOf(validateProposal(from(1, update), group.tree, group.context, group.rules()))
            == Failure::EncryptionKeyNotRenewed);
    }

    void anUpdatesCredentialIsAcceptedAsSuccessor()
    {
        MadeUpGroup group(4);
        group.policies.acceptsSuccessors = false;
        QVERIFY(failureOf(validateProposal(from(1, group.update(1)), group.tree, group.context, group.rules()))
            == Failure::CredentialNotSuccessor);
    }

    void aRemoveNamesAMember()
    {
        QVERIFY(one(from(1, removeOf(4))) == Failure::RemovedLeafBlank);
        QVERIFY(one(from(1, removeOf(4'000'000'000U))) == Failure::RemovedLeafBlank);
    }

    void resumptionKeysOfOtherUsesBelongToBeginnings()
    {
        const Policies policies;
        Rules rules { policies, policies };
        const SentProposal reinits = from(1, resumption(ResumptionPskUsage::ReInit));
        const SentProposal branches = from(1, resumption(ResumptionPskUsage::Branch));
        QVERIFY(one(reinits, rules) == Failure::PskUsageNotAllowed);
        QVERIFY(one(branches, rules) == Failure::PskUsageNotAllowed);
        rules.beginning = Beginning::ReInit;
        QVERIFY(!one(reinits, rules));
        QVERIFY(one(branches, rules) == Failure::PskUsageNotAllowed);
        rules.beginning = Beginning::Branch;
        QVERIFY(one(reinits, rules) == Failure::PskUsageNotAllowed);
        QVERIFY(!one(branches, rules));
    }

    void aPskNonceIsAsLongAsAHash()
    {
        PreSharedKeyId id = externalPsk();
        id.nonce.pop_back();
        QVERIFY(one(from(1, psk(id))) == Failure::PskNonceLengthWrong);
        id.nonce = Bytes(kHashBytes + 1, 1);
        QVERIFY(one(from(1, psk(id))) == Failure::PskNonceLengthWrong);
    }

    void aReInitDoesNotGoBack()
    {
        QVERIFY(one(from(1, reInit(ProtocolVersion(0)))) == Failure::ReInitVersionTooLow);
        QVERIFY(!one(from(1, reInit(ProtocolVersion(2)))));
    }

    void externalSendersAreAcceptedByTheApplication()
    {
        Policies policies;
        Extensions extensions;
        extensions.set(ExternalSenders { { { fresh32(), basic("office") } } });
        const SentProposal sent = from(1, contextExtensions(extensions));
        QVERIFY(!one(sent, { policies, policies }));
        policies.refusedIdentity = textBytes("office");
        QVERIFY(one(sent, { policies, policies }) == Failure::ExternalSendersRefused);
        extensions.put({ ExtensionType::ExternalSenders, { 1 } });
        QVERIFY(one(from(1, contextExtensions(extensions))) == Failure::Truncated);
    }

    void newContextExtensionsStandOnce()
    {
        const Extensions twice { { { kOurs, {} }, { kOurs, {} } } };
        QVERIFY(one(from(1, contextExtensions(twice))) == Failure::DuplicateExtension);
    }

    // Section 12.1.8
    void eachSenderProposesWhatItMay()
    {
        const MadeUpGroup group(4);
        const std::vector<Proposal> all { addOf(Person("new")), group.update(1), removeOf(2), psk(externalPsk()),
            reInit(), externalInit(), contextExtensions() };
        const auto allowed = [&](const Sender &sender) {
            std::string mask;
            for (const Proposal &proposal : all) {
                const auto failure
                    = failureOf(validateProposal(from(sender, proposal), group.tree, group.context, group.rules()));
                mask += failure == Failure::ProposalNotForSender ? '-' : failure ? '?' : 'x';
            }
            return mask;
        };
        // add, update, remove, psk, reinit, external_init, group_context_extensions
        QCOMPARE(allowed(memberSender(1)), std::string("xxxxx-x"));
        QCOMPARE(allowed(kOutside), std::string("x-xxx-x"));
        QCOMPARE(allowed(kNewcomer), std::string("x------"));
        QCOMPARE(allowed(kJoiner), std::string("--xx-x-"));
    }

    void aProposalIsAllowedByTheApplication()
    {
        Policies policies;
        policies.refusedProposal = ProposalType::Remove;
        QVERIFY(one(from(1, removeOf(2)), { policies, policies }) == Failure::ProposalRefused);
        QVERIFY(!one(from(1, psk(externalPsk())), { policies, policies }));
    }

    // Section 12.2, a member's commit

    void aListIsNoBetterThanItsProposals()
    {
        QVERIFY(committed({ from(1, psk(externalPsk())), from(2, removeOf(7)) }) == Failure::RemovedLeafBlank);
    }

    void theCommitterDoesNotUpdate()
    {
        const MadeUpGroup group(4);
        QVERIFY(failureOf(group.next(memberSender(1), { from(1, group.update(1)) })) == Failure::UpdateByCommitter);
        QVERIFY(group.next(memberSender(0), { from(1, group.update(1)) }));
    }

    void theCommitterIsNotRemoved()
    {
        QVERIFY(committed({ from(1, removeOf(0)) }) == Failure::CommitterRemoved);
        QVERIFY(committed({ from(kOutside, removeOf(0)) }) == Failure::CommitterRemoved);
    }

    void aLeafIsChangedOnce()
    {
        const MadeUpGroup group(4);
        const auto failure
            = [&](const std::vector<SentProposal> &list) { return failureOf(group.next(memberSender(0), list)); };
        QVERIFY(failure({ from(1, removeOf(2)), from(3, removeOf(2)) }) == Failure::LeafChangedTwice);
        QVERIFY(failure({ from(1, group.update(1)), from(1, group.update(1)) }) == Failure::LeafChangedTwice);
        QVERIFY(failure({ from(1, group.update(1)), from(3, removeOf(1)) }) == Failure::LeafChangedTwice);
        QVERIFY(!failure({ from(1, group.update(1)), from(3, removeOf(2)) }));
    }

    void aClientIsAddedOnce()
    {
        QVERIFY(
            committed({ from(1, addOf(Person("new"))), from(2, addOf(Person("new"))) }) == Failure::ClientAddedTwice);
        QVERIFY(!committed({ from(1, addOf(Person("new"))), from(2, addOf(Person("newer"))) }));
    }

    void aMemberIsNotAddedAgain()
    {
        QVERIFY(committed({ from(1, addOf(Person("3"))) }) == Failure::ClientAlreadyMember);
        QVERIFY(!committed({ from(1, addOf(Person("3"))), from(1, removeOf(3)) }));
    }

    void aMemberThatUpdatesIsNotAddedAgain()
    {
        const MadeUpGroup group(4);
        QVERIFY(failureOf(group.next(memberSender(0), { from(1, group.update(1)), from(2, addOf(Person("1"))) }))
            == Failure::ClientAlreadyMember);
    }

    void theApplicationSaysWhatAClientIs()
    {
        MadeUpGroup group(4);
        const auto sameName = [](const char *key) {
            return Proposal { Add { keyPackageOf(Person(key), [](LeafNode &leaf) { leaf.credential = basic("3"); }) } };
        };
        QVERIFY(group.next(memberSender(0), { from(1, sameName("other key")) }));
        group.policies.clientsAreIdentities = true;
        QVERIFY(
            failureOf(group.next(memberSender(0), { from(1, sameName("other key")) })) == Failure::ClientAlreadyMember);
    }

    void aPskIsUsedOnce()
    {
        const PreSharedKeyId id = externalPsk();
        QVERIFY(committed({ from(1, psk(id)), from(2, psk(id)) }) == Failure::PskTwice);
        QVERIFY(!committed({ from(1, psk(externalPsk())), from(2, psk(externalPsk())) }));
    }

    void theContextChangesOnce()
    {
        QVERIFY(committed({ from(1, contextExtensions()), from(2, contextExtensions()) })
            == Failure::GroupContextExtensionsTwice);
    }

    void aReInitStandsAlone()
    {
        QVERIFY(!committed({ from(1, reInit()) }));
        QVERIFY(committed({ from(1, reInit()), from(2, psk(externalPsk())) }) == Failure::ReInitNotAlone);
        QVERIFY(committed({ from(1, reInit()), from(2, reInit()) }) == Failure::ReInitNotAlone);
    }

    void aMembersCommitHasNoExternalInit()
    {
        QVERIFY(committed({ from(0, externalInit()) }) == Failure::ProposalNotForSender);
    }

    // A type that nobody knows has no known length either, so it is refused where it stands.
    void aProposalOfAnUnknownTypeIsRefused()
    {
        Commit commit { byValue({ removeOf(1) }), {} };
        Bytes bytes = encode(commit);
        QVERIFY(decode<Commit>(bytes));
        bytes[3] = 0x0a; // the type's low byte
        QVERIFY(failureOf(decode<Commit>(bytes)) == Failure::UnknownProposalType);
    }

    void aReferenceNamesAProposalOfTheEpoch()
    {
        const MadeUpGroup group(4);
        const SentProposal sent = from(1, removeOf(2));
        const AuthenticatedContent content { WireFormat::PublicMessage, group.framed(sent.sender, sent.proposal), {} };
        const Commit commit { { { refOf(content) } }, {} };
        const ProposalsByRef known { { refOf(content), sent } };
        QVERIFY((*resolve(commit, memberSender(0), known) == std::vector { sent }));
        QVERIFY(failureOf(resolve(commit, memberSender(0), {})) == Failure::ProposalUnknown);
    }

    // Section 12.2, the commit of who joins from outside

    void aJoinerInitialisesOnce()
    {
        QVERIFY(!joined({ externalInit() }));
        QVERIFY(joined({}) == Failure::ExternalInitMissing);
        QVERIFY(joined({ psk(externalPsk()) }) == Failure::ExternalInitMissing);
        QVERIFY(joined({ externalInit(), externalInit() }) == Failure::ExternalInitTwice);
    }

    void aJoinerRemovesOneLeafAtMost()
    {
        QVERIFY(!joined({ removeOf(3), externalInit() }));
        QVERIFY(joined({ removeOf(3), externalInit(), removeOf(2) }) == Failure::ExternalCommitRemovesTwice);
    }

    void aJoinerMayUsePsks() { QVERIFY(!joined({ psk(externalPsk()), externalInit(), psk(externalPsk()) })); }

    void aJoinerProposesNothingElse()
    {
        const MadeUpGroup group(4);
        for (const Proposal &proposal : { addOf(Person("new")), group.update(1), reInit(), contextExtensions() })
            QVERIFY(joined({ externalInit(), proposal }) == Failure::ProposalNotForSender);
    }

    void aJoinerNamesNothingByReference()
    {
        const Commit commit { { { ProposalRef { fresh32() } } }, {} };
        QVERIFY(failureOf(resolve(commit, kJoiner, {})) == Failure::ExternalCommitByReference);
    }

    // Section 12.3

    void aListIsAppliedInTheOrderOfTheRfc()
    {
        const MadeUpGroup group(4);
        // Adds stand first here, but take the leaf that the Remove leaves.
        const auto next = group.next(memberSender(0),
            { from(1, addOf(Person("x"))), from(1, removeOf(2)), from(3, group.update(3)),
                from(1, addOf(Person("y"))) });
        QVERIFY(next);
        QVERIFY((next->added == std::vector<LeafIndex> { { 2 }, { 4 } }));
        QVERIFY((next->removed == std::vector<LeafIndex> { { 2 } }));
        QVERIFY((next->updated == std::vector<LeafIndex> { { 3 } }));
        QVERIFY(next->tree.leaf({ 2 })->credential == basic("x"));
        QVERIFY(next->tree.leaf({ 4 })->credential == basic("y"));
        QCOMPARE(next->addedPackages.size(), std::size_t(2));
        QCOMPARE(next->context.epoch, group.context.epoch + 1);
        QVERIFY(next->context.confirmedTranscriptHash == group.context.confirmedTranscriptHash);
    }

    void whatNeedsSecretsIsHandedOn()
    {
        const PreSharedKeyId first = externalPsk();
        const PreSharedKeyId second = externalPsk();
        const MadeUpGroup group(4);
        const auto next = group.next(memberSender(0), { from(2, psk(second)), from(1, psk(first)) });
        QVERIFY((next->psks == std::vector { second, first }));
        const auto ended = group.next(memberSender(0), { from(1, reInit()) });
        QVERIFY(ended->reInit && ended->reInit->groupId == textBytes("4B"));
        const Proposal init = externalInit();
        const auto joinedGroup = group.next(kJoiner, { from(kJoiner, init) });
        QVERIFY(joinedGroup->kemOutput == std::get<ExternalInit>(init.content).kemOutput);
    }

    void aJoinerTakesTheLeftmostFreeLeaf()
    {
        const MadeUpGroup group(4);
        QCOMPARE(group.next(kJoiner, { from(kJoiner, externalInit()) })->committer.value, 4U);
        const auto resync = group.next(kJoiner, { from(kJoiner, externalInit()), from(kJoiner, removeOf(1)) });
        QCOMPARE(resync->committer.value, 1U);
        QVERIFY(!resync->tree.leaf({ 1 }));
    }

    void newContextExtensionsReplaceTheOld()
    {
        Extensions before { { { ExtensionType::ExternalSenders, { 0 } } } };
        const MadeUpGroup group(4, before);
        const Extensions after { { { ExtensionType::RequiredCapabilities, { 0, 0, 0 } } } };
        const auto next = group.next(memberSender(0), { from(1, contextExtensions(after)) });
        QVERIFY(next->context.extensions == after);
    }

    // Section 12.4
    void aPathIsNeededUnlessMembershipOnlyGrows()
    {
        const MadeUpGroup group(4);
        const auto needs
            = [&](const std::vector<SentProposal> &list) { return group.next(memberSender(0), list)->needsPath; };
        QVERIFY(needs({}));
        QVERIFY(!needs({ from(1, addOf(Person("x"))) }));
        QVERIFY(!needs({ from(1, psk(externalPsk())) }));
        QVERIFY(!needs({ from(1, reInit()) }));
        QVERIFY(needs({ from(1, group.update(1)) }));
        QVERIFY(needs({ from(1, removeOf(2)) }));
        QVERIFY(needs({ from(1, contextExtensions()) }));
        QVERIFY(needs({ from(1, addOf(Person("x"))), from(1, removeOf(2)) }));
        QVERIFY(group.next(kJoiner, { from(kJoiner, externalInit()) })->needsPath);
    }
};

QTEST_APPLESS_MAIN(TestProposalList)
#include "tst_proposallist.moc"
