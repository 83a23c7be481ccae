// SPDX-License-Identifier: GPL-3.0-or-later
// The public tree: RFC 9420, sections 4, 7.5, 7.7 to 7.9, on the trees of its own figures and on seeded random walks.

#include "core/mls_public/ratchettree.h"
#include "core/mls_public/treevalidation.h"

#include <QTest>

#include <initializer_list>
#include <random>

using namespace pc::mls;

namespace {

using Leaves = std::vector<LeafIndex>;

/// A key that appears once, so that no two nodes share one.
Bytes freshKey()
{
    static std::uint32_t next = 0;
    ++next;
    Bytes key(kPublicKeyBytes, 0x55);
    for (std::size_t i = 0; i < 4; ++i)
        key[i] = static_cast<std::uint8_t>(next >> (8 * i));
    return key;
}

LeafNode freshLeaf()
{
    LeafNode leaf;
    leaf.encryptionKey = freshKey();
    leaf.signatureKey = freshKey();
    return leaf;
}

Node freshParent(Leaves unmerged = {})
{
    return { ParentNode { freshKey(), {}, std::move(unmerged) } };
}

/// Nodes from left to right: 'o' a leaf, 'P' a parent, '_' a blank.
RatchetTree treeOf(std::string_view shape, std::initializer_list<std::pair<std::size_t, Leaves>> unmerged = {})
{
    TreeNodes nodes;
    for (const char c : shape) {
        auto &node = nodes.nodes.emplace_back();
        if (c == 'o')
            node = Node { freshLeaf() };
        else if (c == 'P')
            node = freshParent();
    }
    for (const auto &[index, leaves] : unmerged)
        std::get<ParentNode>(nodes.nodes[index]->content).unmergedLeaves = leaves;
    auto tree = RatchetTree::fromNodes(std::move(nodes));
    Q_ASSERT(tree);
    return std::move(*tree);
}

std::vector<NodeIndex> at(std::initializer_list<std::uint32_t> indices)
{
    std::vector<NodeIndex> nodes;
    for (const std::uint32_t index : indices)
        nodes.push_back({ index });
    return nodes;
}

/// A member commits: new keys along its filtered direct path, and a leaf that carries the parent hash.
void commitPath(RatchetTree &tree, LeafIndex leaf)
{
    std::vector<Bytes> keys;
    for (std::size_t i = 0; i < tree.filteredDirectPath(leaf).size(); ++i)
        keys.push_back(freshKey());
    LeafNode next = freshLeaf();
    next.origin = FromCommit { tree.setPath(leaf, keys) };
    tree.setLeaf(leaf, std::move(next));
}

/// The same tree without anything that was remembered on the way.
RatchetTree rebuilt(const RatchetTree &tree)
{
    return std::move(*RatchetTree::fromNodes(tree.nodes()));
}

class Walk
{
public:
    explicit Walk(unsigned seed)
        : m_random(seed)
        , m_tree(freshLeaf())
    {
    }

    const RatchetTree &tree() const { return m_tree; }

    void step()
    {
        const Leaves members = m_tree.members();
        const LeafIndex one = members[below(members.size())];
        const std::size_t kind = below(members.size() < 5 ? 4 : 10);
        if (kind < 4)
            m_tree.add(freshLeaf());
        else if (kind < 6)
            m_tree.remove(one);
        else if (kind < 7)
            m_tree.update(one, freshLeaf());
        else
            commitPath(m_tree, one);
    }

private:
    std::size_t below(std::size_t bound) { return m_random() % bound; }

    std::mt19937 m_random;
    RatchetTree m_tree;
};

std::optional<Failure> failureOf(const Result<void> &result)
{
    return result ? std::nullopt : std::optional(result.failure());
}

std::optional<Failure> failureOfNodes(TreeNodes nodes)
{
    const auto tree = RatchetTree::fromNodes(std::move(nodes));
    return tree ? std::nullopt : std::optional(tree.failure());
}

} // namespace

class TestRatchetTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Section 4.1.1, the tree with blanks and unmerged leaves.
    void aResolutionListsTheNearestNodesAndTheirUnmergedLeaves()
    {
        const RatchetTree tree = treeOf("o_oP__o_oPo___o", { { 3, { { 1 } } } });
        QCOMPARE(tree.leafCount(), 8U);
        QVERIFY(tree.resolution({ 3 }) == at({ 3, 2 }));
        QVERIFY(tree.resolution({ 4 }).empty());
        QVERIFY(tree.resolution({ 12 }).empty());
        QVERIFY(tree.resolution({ 7 }) == at({ 3, 2, 9, 14 }));
    }

    // Section 4.1.2, the table of paths.
    void aFilteredDirectPathLeavesOutNodesOverEmptyCopaths()
    {
        const RatchetTree tree = treeOf("oPo____PoPoPo");
        QVERIFY(tree.filteredDirectPath({ 0 }) == at({ 1, 7 }));
        QVERIFY(tree.filteredDirectPath({ 1 }) == at({ 1, 7 }));
        QVERIFY(tree.filteredDirectPath({ 4 }) == at({ 9, 11, 7 }));
        QVERIFY(tree.filteredDirectPath({ 5 }) == at({ 9, 11, 7 }));
        QVERIFY(tree.filteredDirectPath({ 6 }) == at({ 11, 7 }));
    }

    // A member that has an ancestor's key in a resolution, and itself: the path secret was sealed to the leaf alone.
    void anUnmergedLeafStandsInAResolutionItself()
    {
        const RatchetTree tree = treeOf("oPoPoPo", { { 1, { { 1 } } } });
        QVERIFY(tree.copathResolution({ 3 }, { 2 }, {}) == at({ 1, 2 }));
        const Leaves added { { 1 } };
        QVERIFY(tree.copathResolution({ 3 }, { 2 }, added) == at({ 1 }));
    }

    void anAddTakesTheLeftmostBlankLeafAndIsUnmergedAbove()
    {
        RatchetTree tree = treeOf("oP_PoPo", { { 3, { { 3 } } } });
        QCOMPARE(tree.add(freshLeaf()).value, 1U);
        QVERIFY((tree.parent({ 1 })->unmergedLeaves == Leaves { { 1 } }));
        QVERIFY((tree.parent({ 3 })->unmergedLeaves == Leaves { { 1 }, { 3 } }));
        QVERIFY(tree.parent({ 5 })->unmergedLeaves.empty());
        QCOMPARE(tree.add(freshLeaf()).value, 4U);
        QCOMPARE(tree.leafCount(), 8U);
        QVERIFY(tree.isBlank(tree.root()));
    }

    void anUpdateBlanksItsDirectPath()
    {
        RatchetTree tree = treeOf("oPoPoPo");
        const LeafNode leaf = freshLeaf();
        tree.update({ 2 }, leaf);
        QVERIFY(*tree.leaf({ 2 }) == leaf);
        QVERIFY(tree.isBlank({ 5 }) && tree.isBlank({ 3 }));
        QVERIFY(!tree.isBlank({ 1 }));
    }

    void aRemoveBlanksAndTruncates()
    {
        RatchetTree tree = treeOf("oPo_oPoPo");
        QCOMPARE(tree.leafCount(), 8U);
        tree.remove({ 1 });
        QCOMPARE(tree.leafCount(), 8U);
        QVERIFY(!tree.leaf({ 1 }) && tree.isBlank({ 1 }) && tree.isBlank({ 7 }));
        tree.remove({ 4 });
        QCOMPARE(tree.leafCount(), 4U);
        tree.remove({ 3 });
        tree.remove({ 2 });
        QCOMPARE(tree.leafCount(), 1U);
        QVERIFY((tree.members() == Leaves { { 0 } }));
    }

    void aTreeTravelsWithoutTheBlanksBehindItsLastNode()
    {
        const RatchetTree tree = treeOf("oPo_o");
        QCOMPARE(tree.leafCount(), 4U);
        QCOMPARE(tree.nodes().nodes.size(), std::size_t(5));
        QVERIFY(rebuilt(tree) == tree);
    }

    void whatIsNoTreeIsRefused()
    {
        QVERIFY(failureOfNodes({}) == Failure::TreeEmpty);
        QVERIFY(failureOfNodes({ { Node { freshLeaf() }, std::nullopt } }) == Failure::TreeEndsBlank);
        QVERIFY(failureOfNodes({ { freshParent() } }) == Failure::NodeTypeMisplaced);
        QVERIFY(failureOfNodes({ { Node { freshLeaf() }, Node { freshLeaf() } } }) == Failure::NodeTypeMisplaced);
        TreeNodes huge;
        huge.nodes.resize(std::size_t(2) * kMostLeaves + 1);
        huge.nodes.back() = Node { freshLeaf() };
        QVERIFY(failureOfNodes(std::move(huge)) == Failure::TreeTooLarge);
    }

    void aPathMustFitTheTree()
    {
        const RatchetTree tree = treeOf("oPoPoPo");
        RatchetTree scratch = tree;
        const std::vector<Bytes> keys { freshKey(), freshKey() };
        UpdatePath path { freshLeaf(), { { keys[0], {} }, { keys[1], {} } } };
        path.leafNode.origin = FromCommit { scratch.setPath({ 2 }, keys) };

        RatchetTree merged = tree;
        QVERIFY(merged.mergePath({ 2 }, path));
        QVERIFY(merged.parent({ 5 })->encryptionKey == keys[0] && merged.parent({ 3 })->encryptionKey == keys[1]);
        QVERIFY(merged.parent({ 3 })->parentHash.empty());

        UpdatePath shorter = path;
        shorter.nodes.pop_back();
        QVERIFY(failureOf(RatchetTree(tree).mergePath({ 2 }, shorter)) == Failure::PathLengthWrong);
        UpdatePath other = path;
        other.nodes.front().encryptionKey = freshKey();
        QVERIFY(failureOf(RatchetTree(tree).mergePath({ 2 }, other)) == Failure::ParentHashWrong);
        other = path;
        other.leafNode.origin = FromUpdate {};
        QVERIFY(failureOf(RatchetTree(tree).mergePath({ 2 }, other)) == Failure::ParentHashWrong);
    }

    // Section 7.9, figure of the parent hash: what stands under Y when F, who was added later, is taken out.
    void anOriginalTreeHashForgetsLeavesAddedSince()
    {
        const RatchetTree tree = treeOf("oPoPo_oPo_oPo", { { 7, { { 5 } } }, { 11, { { 5 } } } });
        TreeNodes nodes = tree.nodes();
        nodes.nodes[10].reset();
        std::get<ParentNode>(nodes.nodes[11]->content).unmergedLeaves.clear();
        const auto before = RatchetTree::fromNodes(std::move(nodes));
        const Leaves f { { 5 } };
        QVERIFY(tree.treeHashWithout({ 11 }, f) == before->treeHash({ 11 }));
        QVERIFY(tree.treeHash({ 11 }) != before->treeHash({ 11 }));
        QVERIFY(tree.treeHashWithout({ 3 }, f) == tree.treeHash({ 3 }));
    }

    // Hashes that are kept from step to step are those of a tree that was never touched.
    void keptHashesAreThoseOfATreeBuiltAnew()
    {
        for (unsigned seed = 1; seed <= 8; ++seed) {
            Walk walk(seed);
            for (int i = 0; i < 120; ++i) {
                walk.step();
                QVERIFY(walk.tree().treeHash() == rebuilt(walk.tree()).treeHash());
            }
        }
    }

    // Whatever a group does, who joins it accepts its tree.
    void everyTreeThatAGroupBuildsIsValid()
    {
        for (unsigned seed = 11; seed <= 18; ++seed) {
            Walk walk(seed);
            for (int i = 0; i < 120; ++i) {
                walk.step();
                QVERIFY(checkUnmergedLeaves(walk.tree()));
                QVERIFY(checkParentHashes(walk.tree()));
                QVERIFY(checkKeysUnique(walk.tree()));
            }
        }
    }

    void aCopyDoesNotSeeWhatHappensToTheOriginal()
    {
        RatchetTree tree = treeOf("oPoPoPo");
        const RatchetTree copy = tree;
        const Hash before = copy.treeHash();
        tree.remove({ 3 });
        commitPath(tree, { 0 });
        QVERIFY(copy.treeHash() == before);
        QVERIFY(rebuilt(copy).treeHash() == before);
        QVERIFY(copy.leaf({ 3 }));
    }
};

QTEST_APPLESS_MAIN(TestRatchetTree)
#include "tst_ratchettree.moc"
