// SPDX-License-Identifier: GPL-3.0-or-later
// TreeKEM beyond its published vectors (tests/vectors/mls): who can open what, and who must not.

#include "core/mls/treekem.h"

#include <QTest>

#include "forge.h"

using namespace pc::mls;
using namespace pc::test;
using pc::crypto::equal;

namespace {

/// A tree of leaves alone, each with its private key: nobody has committed yet.
struct World
{
    SeededRandom random { 5 };
    std::vector<PrivateKeys> keys;
    RatchetTree tree;

    explicit World(std::uint32_t leaves)
        : tree(nextLeaf())
    {
        for (std::uint32_t i = 1; i < leaves; ++i)
            tree.add(nextLeaf());
    }

    LeafNode nextLeaf()
    {
        keys.push_back({ pc::crypto::X25519KeyPair::generate(random), {} });
        LeafNode leaf;
        leaf.encryptionKey = pc::crypto::toBytes(keys.back().leaf.publicKey);
        return leaf;
    }

    /// The path that a leaf commits, in `tree` already.
    struct Committed
    {
        FreshPath fresh;
        UpdatePath path;
    };

    Committed commit(LeafIndex leaf, std::span<const LeafIndex> added = {})
    {
        FreshPath fresh = freshPath(tree, leaf, random);
        LeafNode node = *tree.leaf(leaf);
        node.encryptionKey = pc::crypto::toBytes(fresh.leaf.publicKey);
        node.origin = FromCommit { tree.setPath(leaf, fresh.publicKeys()) };
        tree.setLeaf(leaf, node);
        auto nodes = sure(sealPath(productSuite(), tree, leaf, fresh, added, kContext, random));
        keys[leaf.value].leaf = fresh.leaf.copy();
        keys[leaf.value].parents.clear();
        for (std::size_t i = 0; i < fresh.nodes.size(); ++i)
            keys[leaf.value].parents.emplace(fresh.nodes[i], fresh.keys[i].copy());
        return { std::move(fresh), { std::move(node), std::move(nodes) } };
    }

    Result<OpenedPath> open(
        const Committed &committed, LeafIndex sender, LeafIndex reader, std::span<const LeafIndex> added = {}) const
    {
        return openPath(productSuite(), tree, sender, committed.path, added, reader, keys[reader.value], kContext);
    }

    /// The reader keeps what it opened, as processing a commit does.
    bool take(const Committed &committed, LeafIndex sender, LeafIndex reader)
    {
        Result<OpenedPath> opened = open(committed, sender, reader);
        if (!opened || !(opened->commitSecret == committed.fresh.commitSecret))
            return false;
        PrivateKeys &own = keys[reader.value];
        own.keepOnly(tree);
        for (auto &[node, pair] : opened->keys)
            own.parents.insert_or_assign(node, std::move(pair));
        return true;
    }

    inline static const Bytes kContext { 1, 2, 3 };
};

} // namespace

class TestTreeKem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyElseOpensAPath_data()
    {
        QTest::addColumn<int>("leaves");
        for (const int leaves : { 2, 3, 4, 5, 7, 8, 11 })
            QTest::addRow("%d leaves", leaves) << leaves;
    }

    void everybodyElseOpensAPath()
    {
        QFETCH(const int, leaves);
        const auto count = std::uint32_t(leaves);
        World world(count);
        for (std::uint32_t sender = 0; sender < count; ++sender) {
            const auto committed = world.commit({ sender });
            for (std::uint32_t reader = 0; reader < count; ++reader)
                if (reader != sender)
                    QVERIFY(world.take(committed, { sender }, { reader }));
        }
        // By now nobody needs more than one ciphertext a level.
        const auto last = world.commit({ 0 });
        for (const UpdatePathNode &node : last.path.nodes)
            QCOMPARE(node.encryptedPathSecret.size(), std::size_t(1));
    }

    void aReaderGetsTheKeysAboveItAndNoOthers()
    {
        World world(8);
        const auto committed = world.commit({ 0 });
        const auto near = sure(world.open(committed, { 0 }, { 1 }));
        QCOMPARE(near.keys.size(), std::size_t(3));
        const auto far = sure(world.open(committed, { 0 }, { 7 }));
        QCOMPARE(far.keys.size(), std::size_t(1));
        QVERIFY(far.keys.contains(rootOf(8)));
    }

    void whoIsAddedByTheCommitIsNotSealedTo()
    {
        World world(4);
        const LeafIndex added = world.tree.add(world.nextLeaf());
        const std::vector<LeafIndex> list { added };
        const auto committed = world.commit({ 0 }, list);
        QVERIFY(!world.open(committed, { 0 }, added, list));
        QVERIFY(world.open(committed, { 0 }, { 1 }, list));
        // It is told the secret above it and the committer instead.
        const auto derived = sure(derivePath(world.tree, { 0 }, added, committed.fresh.secretFor(added).copy()));
        QVERIFY(derived.commitSecret == committed.fresh.commitSecret);
        QVERIFY(derived.keys.contains(world.tree.root()));
    }

    void whoIsRemovedOpensNothingAnyMore()
    {
        World world(4);
        for (std::uint32_t sender = 0; sender < 4; ++sender) {
            const auto committed = world.commit({ sender });
            for (std::uint32_t reader = 0; reader < 4; ++reader)
                if (reader != sender)
                    QVERIFY(world.take(committed, { sender }, { reader }));
        }
        world.tree.remove({ 3 });
        const PrivateKeys former = world.keys[3].copy();
        world.keys.pop_back();
        const LeafIndex newcomer = world.tree.add(world.nextLeaf());
        QCOMPARE(newcomer.value, 3U);
        const auto committed = world.commit({ 0 });
        QVERIFY(world.open(committed, { 0 }, { 3 }));
        QVERIFY(!openPath(productSuite(), world.tree, { 0 }, committed.path, {}, { 3 }, former, World::kContext));
    }

    void anUnmergedLeafStandsBeforeItsAncestor()
    {
        World world(7);
        world.commit({ 4 });
        const NodeIndex above { 11 };
        QVERIFY(!world.tree.isBlank(above));
        const LeafIndex newcomer = world.tree.add(world.nextLeaf());
        const auto committed = world.commit({ 0 });
        const std::vector<NodeIndex> sealedTo { above, nodeOf(newcomer) };
        QCOMPARE(world.tree.copathResolution(world.tree.root(), { 0 }, {}), sealedTo);
        // Whatever key of that ancestor it may hold, what is sealed to the newcomer is sealed to its leaf.
        world.keys[newcomer.value].parents.emplace(above, pc::crypto::X25519KeyPair::generate(world.random));
        QVERIFY(world.take(committed, { 0 }, newcomer));
    }

    void keysOfBlankOrRenewedNodesAreDropped()
    {
        World world(4);
        const auto committed = world.commit({ 0 });
        QVERIFY(world.take(committed, { 0 }, { 1 }));
        QCOMPARE(world.keys[1].parents.size(), std::size_t(2));
        world.commit({ 2 });
        world.keys[1].keepOnly(world.tree); // the root has another key
        QCOMPARE(world.keys[1].parents.size(), std::size_t(1));
        world.tree.remove({ 0 });
        world.keys[1].keepOnly(world.tree);
        QVERIFY(world.keys[1].parents.empty());
    }

    void keysBeyondAShrunkTreeAreDropped()
    {
        World world(5);
        const auto committed = world.commit({ 4 });
        QVERIFY(world.take(committed, { 4 }, { 0 }));
        QVERIFY(world.keys[0].parents.contains(rootOf(8)));
        world.tree.remove({ 4 });
        QCOMPARE(world.tree.leafCount(), 4U);
        world.keys[0].keepOnly(world.tree);
        QVERIFY(world.keys[0].parents.empty());
    }

    void aLonelyCommitterHasASecretOfItsOwn()
    {
        World world(1);
        const FreshPath one = freshPath(world.tree, { 0 }, world.random);
        const FreshPath two = freshPath(world.tree, { 0 }, world.random);
        QVERIFY(one.nodes.empty());
        QCOMPARE(one.commitSecret.size(), kHashBytes);
        QVERIFY(!(one.commitSecret == two.commitSecret));
    }

    void aPublicKeyOfSmallOrderCannotBeSealedTo()
    {
        World world(2);
        LeafNode leaf = *world.tree.leaf({ 1 });
        leaf.encryptionKey = Bytes(kPublicKeyBytes, 0);
        world.tree.setLeaf({ 1 }, leaf);
        const FreshPath fresh = freshPath(world.tree, { 0 }, world.random);
        world.tree.setPath({ 0 }, fresh.publicKeys());
        QVERIFY(failureOf(sealPath(productSuite(), world.tree, { 0 }, fresh, {}, {}, world.random))
            == Failure::NodeKeyInvalid);
    }
};

QTEST_APPLESS_MAIN(TestTreeKem)
#include "tst_treekem.moc"
