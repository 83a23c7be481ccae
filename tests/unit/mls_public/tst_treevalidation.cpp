// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 9420, sections 7.9.2, 12.4.3 and 12.4.3.1: each check of a group that somebody hands over, by name. Published trees are
// run by tst_mls_vectors.

#include "core/mls_public/joining.h"
#include "core/mls_public/signing.h"
#include "core/mls_public/treevalidation.h"

#include <QTest>

#include "madeupgroup.h"

using namespace pc::mls;
using namespace pc::test;

namespace {

using SpoilNodes = std::function<void(TreeNodes &)>;
using Leaves = std::vector<LeafIndex>;

RatchetTree changed(const RatchetTree &tree, const SpoilNodes &spoil)
{
    TreeNodes nodes = tree.nodes();
    spoil(nodes);
    return std::move(*RatchetTree::fromNodes(std::move(nodes)));
}

ParentNode &parentAt(TreeNodes &nodes, std::size_t index)
{
    return std::get<ParentNode>(nodes.nodes[index]->content);
}

/// The group with another tree, which its context agrees with.
std::optional<Failure> joining(MadeUpGroup &group, const SpoilNodes &spoil)
{
    group.tree = changed(group.tree, spoil);
    group.context.treeHash = pc::crypto::toBytes(group.tree.treeHash());
    return failureOf(validateGroup(group.groupInfo(0), group.tree, kSuite, group.rules()));
}

std::optional<Failure> joining(std::uint32_t members, const SpoilNodes &spoil)
{
    MadeUpGroup group(members);
    return joining(group, spoil);
}

/// Eight members and one who was added since: unmerged at all nodes above.
MadeUpGroup withUnmergedLeaf()
{
    MadeUpGroup group(8);
    group.tree.remove({ 5 });
    for (const std::uint32_t committer : { 4U, 0U }) {
        std::vector<Bytes> keys(group.tree.filteredDirectPath({ committer }).size());
        std::ranges::generate(keys, fresh32);
        LeafNode leaf = unsignedLeaf(group.person(committer));
        leaf.origin = FromCommit { group.tree.setPath({ committer }, keys) };
        group.tree.setLeaf(
            { committer }, signedLeaf(std::move(leaf), group.person(committer), group.context.groupId, { committer }));
    }
    group.tree.add(keyPackageOf(Person("new")).leafNode);
    group.context.treeHash = pc::crypto::toBytes(group.tree.treeHash());
    return group;
}

} // namespace

class TestTreeValidation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupAsItIsIsAccepted()
    {
        const MadeUpGroup group(5);
        QVERIFY(validateGroup(group.groupInfo(3), group.tree, kSuite, group.rules()));
        const MadeUpGroup grown = withUnmergedLeaf();
        QVERIFY((grown.tree.parent({ 7 })->unmergedLeaves == Leaves { { 5 } }));
        QVERIFY((grown.tree.parent({ 11 })->unmergedLeaves == Leaves { { 5 } }));
        QVERIFY(validateGroup(grown.groupInfo(3), grown.tree, kSuite, grown.rules()));
    }

    void theSuiteIsTheOneAskedFor()
    {
        const MadeUpGroup group(3);
        QVERIFY(failureOf(validateGroup(group.groupInfo(0), group.tree, CipherSuiteId::X25519Aes128, group.rules()))
            == Failure::GroupSuiteWrong);
    }

    void theSignerIsAMember()
    {
        const MadeUpGroup group(3);
        GroupInfo info = group.groupInfo(0);
        info.signer = { 3 };
        QVERIFY(failureOf(validateGroup(info, group.tree, kSuite, group.rules())) == Failure::SignerBlank);
        info.signer = { 1'000'000 };
        QVERIFY(failureOf(validateGroup(info, group.tree, kSuite, group.rules())) == Failure::SignerBlank);
    }

    void theSignatureIsTheSigners()
    {
        const MadeUpGroup group(3);
        GroupInfo info = group.groupInfo(0);
        info.signer = { 1 };
        QVERIFY(
            failureOf(validateGroup(info, group.tree, kSuite, group.rules())) == Failure::GroupInfoSignatureInvalid);
        info = group.groupInfo(0);
        info.confirmationTag = fresh32();
        QVERIFY(
            failureOf(validateGroup(info, group.tree, kSuite, group.rules())) == Failure::GroupInfoSignatureInvalid);
    }

    void theTreeIsTheOneThatIsHashed()
    {
        MadeUpGroup group(3);
        const GroupInfo info = group.groupInfo(0);
        group.tree.update({ 2 }, keyPackageOf(Person("2")).leafNode);
        QVERIFY(failureOf(validateGroup(info, group.tree, kSuite, group.rules())) == Failure::TreeHashWrong);
    }

    void theTreeIsInsideOrBeside()
    {
        const MadeUpGroup group(3);
        Extensions extensions;
        extensions.set(group.tree.nodes());
        QVERIFY(*treeOf(group.groupInfo(0, extensions), std::nullopt) == group.tree);
        QVERIFY(*treeOf(group.groupInfo(0), group.tree.nodes()) == group.tree);
        QVERIFY(failureOf(treeOf(group.groupInfo(0), std::nullopt)) == Failure::TreeMissing);
        extensions.put({ ExtensionType::RatchetTree, { 1, 2 } });
        QVERIFY(failureOf(treeOf(group.groupInfo(0, extensions), std::nullopt)) == Failure::PresenceInvalid);
    }

    void theGroupIsNotTooLarge()
    {
        const MadeUpGroup group(3);
        Rules rules = group.rules();
        rules.mostMembers = 3;
        QVERIFY(validateGroup(group.groupInfo(0), group.tree, kSuite, rules));
        rules.mostMembers = 2;
        QVERIFY(failureOf(validateGroup(group.groupInfo(0), group.tree, kSuite, rules)) == Failure::GroupTooLarge);
    }

    void externalSendersAreAcceptedByTheApplication()
    {
        Extensions extensions;
        extensions.set(ExternalSenders { { { fresh32(), basic("office") } } });
        MadeUpGroup group(2, extensions);
        QVERIFY(validateGroup(group.groupInfo(0), group.tree, kSuite, group.rules()));
        group.policies.refusedIdentity = textBytes("office");
        QVERIFY(failureOf(validateGroup(group.groupInfo(0), group.tree, kSuite, group.rules()))
            == Failure::ExternalSendersRefused);
    }

    // Section 7.1
    void unmergedLeavesStandInIncreasingOrder()
    {
        const MadeUpGroup group(4);
        RatchetTree tree = changed(group.tree, [](TreeNodes &nodes) {
            parentAt(nodes, 3).unmergedLeaves = { { 2 }, { 1 } };
        });
        QVERIFY(failureOf(checkUnmergedLeaves(tree)) == Failure::UnmergedLeavesUnsorted);
        tree = changed(group.tree, [](TreeNodes &nodes) { parentAt(nodes, 3).unmergedLeaves = { { 1 }, { 1 } }; });
        QVERIFY(failureOf(checkUnmergedLeaves(tree)) == Failure::UnmergedLeavesUnsorted);
        QVERIFY(joining(4, [](TreeNodes &nodes) {
            parentAt(nodes, 3).unmergedLeaves = { { 2 }, { 1 } };
        }) == Failure::UnmergedLeavesUnsorted);
    }

    void anUnmergedLeafIsNotBlank()
    {
        MadeUpGroup group = withUnmergedLeaf();
        QVERIFY(joining(group, [](TreeNodes &nodes) { nodes.nodes[10].reset(); }) == Failure::UnmergedLeafBlank);
    }

    void anUnmergedLeafStandsBelow()
    {
        QVERIFY(joining(4, [](TreeNodes &nodes) { parentAt(nodes, 1).unmergedLeaves = { { 2 } }; })
            == Failure::UnmergedLeafElsewhere);
        QVERIFY(joining(4, [](TreeNodes &nodes) { parentAt(nodes, 1).unmergedLeaves = { { 4'000'000'000U } }; })
            == Failure::UnmergedLeafElsewhere);
    }

    void anUnmergedLeafIsUnmergedAtAllNodesBetween()
    {
        MadeUpGroup group = withUnmergedLeaf();
        QVERIFY(joining(group, [](TreeNodes &nodes) { parentAt(nodes, 11).unmergedLeaves.clear(); })
            == Failure::UnmergedLeafForgotten);
    }

    // Not more than the RFC asks: a leaf may be unmerged below and merged above.
    void anUnmergedLeafNeedNotBeUnmergedFurtherUp()
    {
        MadeUpGroup group = withUnmergedLeaf();
        const RatchetTree tree
            = changed(group.tree, [](TreeNodes &nodes) { parentAt(nodes, 7).unmergedLeaves.clear(); });
        QVERIFY(checkUnmergedLeaves(tree));
    }

    void everyParentIsVouchedFor()
    {
        QVERIFY(joining(4, [](TreeNodes &nodes) { parentAt(nodes, 1).encryptionKey = fresh32(); })
            == Failure::ParentHashInvalid);
        QVERIFY(joining(4, [](TreeNodes &nodes) { parentAt(nodes, 3).parentHash = fresh32(); })
            == Failure::ParentHashInvalid);
        // A leaf that did not come with a commit vouches for nothing.
        QVERIFY(joining(2, [](TreeNodes &nodes) { std::get<LeafNode>(nodes.nodes[2]->content).origin = FromUpdate {}; })
            == Failure::ParentHashInvalid);
    }

    // Criterion three of section 7.9.2: nobody but unmerged leaves may stand beside who vouches.
    void whoVouchesStandsAloneButForUnmergedLeaves()
    {
        MadeUpGroup group = withUnmergedLeaf();
        RatchetTree tree = changed(group.tree, [](TreeNodes &nodes) { parentAt(nodes, 7).unmergedLeaves.clear(); });
        QVERIFY(failureOf(checkParentHashes(tree)) == Failure::ParentHashInvalid);
    }

    void everyLeafIsValid()
    {
        MadeUpGroup group(3);
        QVERIFY(joining(group, [](TreeNodes &nodes) {
            std::get<LeafNode>(nodes.nodes[2]->content).signature.front() ^= 1;
        }) == Failure::ParentHashInvalid); // of its sibling's path: so a leaf without one is spoilt next
        MadeUpGroup grown = withUnmergedLeaf();
        QVERIFY(joining(grown, [](TreeNodes &nodes) {
            std::get<LeafNode>(nodes.nodes[10]->content).signature.front() ^= 1;
        }) == Failure::LeafSignatureInvalid);
    }

    void membersFitTogether()
    {
        MadeUpGroup grown = withUnmergedLeaf();
        QVERIFY(joining(grown, [](TreeNodes &nodes) {
            std::get<LeafNode>(nodes.nodes[10]->content).capabilities.versions.clear();
        }) == Failure::VersionNotSupported);
    }

    void aParentsKeyStandsInNoOtherNode()
    {
        MadeUpGroup grown = withUnmergedLeaf();
        const Bytes key = grown.tree.encryptionKey({ 3 });
        QVERIFY(joining(grown, [&](TreeNodes &nodes) {
            std::get<LeafNode>(nodes.nodes[10]->content).encryptionKey = key;
        }) == Failure::EncryptionKeyTaken);
        MadeUpGroup group(4);
        const RatchetTree tree = changed(
            group.tree, [](TreeNodes &nodes) { parentAt(nodes, 1).encryptionKey = parentAt(nodes, 3).encryptionKey; });
        QVERIFY(failureOf(checkKeysUnique(tree)) == Failure::EncryptionKeyTaken);
    }
};

QTEST_APPLESS_MAIN(TestTreeValidation)
#include "tst_treevalidation.moc"
