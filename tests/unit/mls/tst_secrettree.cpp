// SPDX-License-Identifier: GPL-3.0-or-later
// The secret tree beyond its published vectors (tests/vectors/mls): what is consumed, kept, refused, and left alone.

#include "core/mls/secrettree.h"

#include <QTest>

using namespace pc::mls;
using pc::crypto::equal;
using pc::crypto::toBytes;

namespace {

constexpr auto kApplication = RatchetKind::Application;
constexpr auto kHandshake = RatchetKind::Handshake;

SecretTree treeOf(std::uint32_t leaves)
{
    return { productSuite(), leaves, WipingBytes::copyOf(Bytes(32, 7)) };
}

/// Takes the step to a generation; its key, or nothing.
std::optional<Bytes> take(
    SecretTree &tree, std::uint32_t generation, LeafIndex sender = { 1 }, RatchetKind kind = kApplication)
{
    auto step = tree.at(sender, kind, generation);
    if (!step)
        return std::nullopt;
    const Bytes key = toBytes(step->key.key.view());
    tree.take(std::move(*step));
    return key;
}

Failure refusal(const SecretTree &tree, std::uint32_t generation, LeafIndex sender = { 1 })
{
    const auto step = tree.at(sender, kApplication, generation);
    return step ? Failure {} : step.failure();
}

} // namespace

class TestSecretTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachKeyIsHadOnce()
    {
        SecretTree tree = treeOf(4);
        QVERIFY(take(tree, 0));
        QCOMPARE(refusal(tree, 0), Failure::GenerationConsumed);
        QVERIFY(take(tree, 1));
        QCOMPARE(refusal(tree, 1), Failure::GenerationConsumed);
    }

    void orderDoesNotChangeTheKeys()
    {
        SecretTree inOrder = treeOf(4);
        SecretTree mixed = treeOf(4);
        std::vector<Bytes> keys;
        for (std::uint32_t i = 0; i < 10; ++i)
            keys.push_back(*take(inOrder, i));
        for (const std::uint32_t generation : { 3U, 0U, 9U, 1U, 8U, 2U, 4U, 5U, 7U, 6U }) {
            QCOMPARE(*take(mixed, generation), keys[generation]);
            QCOMPARE(refusal(mixed, generation), Failure::GenerationConsumed);
        }
        QVERIFY(mixed.senders().at({ 1 }).application.skipped.empty());
    }

    void ratchetsAndSendersShareNoKey()
    {
        SecretTree tree = treeOf(8);
        std::vector<Bytes> keys;
        for (std::uint32_t leaf = 0; leaf < 8; ++leaf)
            for (const RatchetKind kind : { kApplication, kHandshake })
                for (std::uint32_t generation = 0; generation < 3; ++generation)
                    keys.push_back(*take(tree, generation, { leaf }, kind));
        std::ranges::sort(keys);
        QVERIFY(std::ranges::adjacent_find(keys) == keys.end());
    }

    void whoBeginsSpendsThePathToItself()
    {
        SecretTree tree = treeOf(8);
        QVERIFY(tree.nodes().contains(rootOf(8)));
        QVERIFY(take(tree, 0, { 2 }));
        // Left are the roots of the subtrees beside the path to leaf 2, and nothing above leaf 2.
        std::vector<std::uint32_t> left;
        for (const auto &[node, secret] : tree.nodes())
            left.push_back(node.value);
        QCOMPARE(left, (std::vector<std::uint32_t> { 1, 6, 11 }));
        for (std::uint32_t leaf = 0; leaf < 8; ++leaf)
            QVERIFY(take(tree, 5, { leaf }));
        QVERIFY(tree.nodes().empty());
    }

    void theOrderOfSendersDoesNotChangeTheirKeys()
    {
        SecretTree up = treeOf(16);
        SecretTree down = treeOf(16);
        std::map<std::uint32_t, Bytes> keys;
        for (std::uint32_t leaf = 0; leaf < 16; ++leaf)
            keys[leaf] = *take(up, 0, { leaf });
        for (std::uint32_t leaf = 16; leaf > 0; --leaf)
            QCOMPARE(*take(down, 0, { leaf - 1 }), keys[leaf - 1]);
    }

    void aTreeOfOneLeafWorks()
    {
        SecretTree tree = treeOf(1);
        QVERIFY(take(tree, 0, { 0 }));
        QVERIFY(tree.nodes().empty());
        QVERIFY(take(tree, 1, { 0 }));
    }

    void aStepThatIsNotTakenChangesNothing()
    {
        SecretTree tree = treeOf(4);
        const auto first = tree.at({ 1 }, kApplication, 7);
        QVERIFY(first);
        QVERIFY(tree.senders().empty());
        QVERIFY(tree.nodes().size() == 1);
        QVERIFY(take(tree, 7));
        const auto again = tree.at({ 1 }, kApplication, 3);
        QVERIFY(again);
        QVERIFY(tree.senders().at({ 1 }).application.skipped.contains(3));
        QVERIFY(take(tree, 3));
    }

    void tooFarAheadIsRefused()
    {
        SecretTree tree = treeOf(4);
        QCOMPARE(refusal(tree, kMostForward + 1), Failure::GenerationTooFar);
        QCOMPARE(refusal(tree, 0xfffffffe), Failure::GenerationTooFar);
        QVERIFY(take(tree, kMostForward));
        QCOMPARE(refusal(tree, 2 * kMostForward + 2), Failure::GenerationTooFar);
        QVERIFY(take(tree, 2 * kMostForward + 1));
    }

    void theLastGenerationIsNeverUsed()
    {
        const SecretTree tree = treeOf(4);
        QCOMPARE(refusal(tree, 0xffffffff), Failure::RatchetExhausted);
    }

    void onlyTheNewestSkippedKeysAreKept()
    {
        SecretTree tree = treeOf(4);
        QVERIFY(take(tree, 200));
        const auto &sender = tree.senders().at({ 1 });
        QCOMPARE(sender.application.skipped.size(), kMostSkipped);
        QCOMPARE(refusal(tree, 200 - std::uint32_t(kMostSkipped) - 1), Failure::GenerationConsumed);
        QVERIFY(take(tree, 200 - std::uint32_t(kMostSkipped)));
        QVERIFY(take(tree, 199));
    }

    void bothRatchetsTogetherKeepNoMore()
    {
        SecretTree tree = treeOf(4);
        QVERIFY(take(tree, 60, { 1 }, kApplication));
        QVERIFY(take(tree, 60, { 1 }, kHandshake));
        const auto &sender = tree.senders().at({ 1 });
        QCOMPARE(sender.application.skipped.size() + sender.handshake.skipped.size(), kMostSkipped);
        QCOMPARE(sender.application.skipped.size(), sender.handshake.skipped.size());
    }

    void sendingTakesOneGenerationAfterTheOther()
    {
        SecretTree tree = treeOf(2);
        for (std::uint32_t i = 0; i < 5; ++i) {
            auto step = tree.next({ 0 }, kApplication);
            QVERIFY(step);
            QCOMPARE(step->generation, i);
            tree.take(std::move(*step));
        }
        QCOMPARE(tree.next({ 0 }, kHandshake)->generation, 0U);
    }
};

QTEST_APPLESS_MAIN(TestSecretTree)
#include "tst_secrettree.moc"
