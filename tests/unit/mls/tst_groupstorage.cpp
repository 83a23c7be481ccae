// SPDX-License-Identifier: GPL-3.0-or-later
// What a Group stores: exactly the parts that its Effects name change, what was consumed is in none of them, and bytes that make
// no group are refused.

#include "core/mls/pendingcommit.h"
#include "core/mls/statecodec.h"

#include <QTest>

#include <algorithm>

#include "forge.h"

using namespace pc::mls;
using namespace pc::test;
using pc::crypto::bytesOf;
using pc::crypto::equal;
using pc::crypto::toBytes;

namespace {

bool contains(ByteView haystack, ByteView needle)
{
    return !std::ranges::search(haystack, needle).empty();
}

/// Whether a step has changed what its effects say, and nothing else.
bool changedAsSaid(const GroupParts &before, const GroupParts &after, const Effects &effects)
{
    std::map<LeafIndex, Bytes> senders;
    for (const auto &[leaf, part] : before.senders)
        senders[leaf] = toBytes(part.view());
    std::vector<LeafIndex> moved;
    for (const auto &[leaf, part] : after.senders)
        if (!senders.contains(leaf) || !equal(senders[leaf], part.view()))
            moved.push_back(leaf);
    const std::vector<LeafIndex> said
        = effects.sender ? std::vector<LeafIndex> { *effects.sender } : std::vector<LeafIndex> {};
    return before.epoch == after.epoch && (before.nodes == after.nodes) != effects.nodes
        && (before.proposals == after.proposals) != effects.proposals && moved == said;
}

GroupParts copyOf(const GroupParts &parts)
{
    GroupParts copy { parts.epoch.copy(), parts.nodes.copy(), {}, parts.proposals.copy() };
    for (const auto &[leaf, part] : parts.senders)
        copy.senders.emplace(leaf, part.copy());
    return copy;
}

/// A group with something in each part: ratchets with skipped keys, open proposals, an update of its own.
struct World
{
    Crowd crowd;

    World()
    {
        crowd.found(5);
        for (int i = 0; i < 4; ++i)
            sure(crowd.group(0).protect(bytesOf("skipped"), {}, crowd.random()));
        sure(crowd.group(1).process(
            sure(crowd.group(0).protect(bytesOf("text"), {}, crowd.random())).message, openRules()));
        crowd.proposeUpdate(1);
        crowd.propose(2, crowd.removeOf(3));
    }
};

using PartOf = WipingBytes &(*)(GroupParts &);
constexpr std::array<PartOf, 4> kParts {
    [](GroupParts &parts) -> WipingBytes & { return parts.epoch; },
    [](GroupParts &parts) -> WipingBytes & { return parts.nodes; },
    [](GroupParts &parts) -> WipingBytes & { return parts.senders.begin()->second; },
    [](GroupParts &parts) -> WipingBytes & { return parts.proposals; },
};

} // namespace

class TestGroupStorage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupComesBackAsItWas()
    {
        World world;
        for (const std::size_t i : world.crowd.insiders()) {
            const Group again = restored(world.crowd.group(i));
            QCOMPARE(storedBytes(again), storedBytes(world.crowd.group(i)));
            world.crowd.client(i).group = restored(world.crowd.group(i));
        }
        world.crowd.commitAndDeliver(0);
        QVERIFY(world.crowd.agrees());
    }

    void effectsNameThePartsThatChanged()
    {
        Crowd crowd;
        crowd.found(5);
        GroupParts sender = crowd.group(0).parts();
        GroupParts reader = crowd.group(1).parts();
        const auto senderDid = [&](const Effects &effects) {
            const GroupParts after = crowd.group(0).parts();
            const bool asSaid = changedAsSaid(sender, after, effects);
            sender = copyOf(after);
            return asSaid;
        };
        const auto readerDid = [&](const Bytes &message) {
            const Received received = sure(crowd.group(1).process(message, openRules()));
            const GroupParts after = crowd.group(1).parts();
            const bool asSaid = changedAsSaid(reader, after, received.effects);
            reader = copyOf(after);
            return asSaid;
        };
        for (int i = 0; i < 3; ++i) {
            const Outgoing sent = sure(crowd.group(0).protect(bytesOf("text"), {}, crowd.random()));
            QCOMPARE(sent.effects.nodes, i == 0);
            QVERIFY(senderDid(sent.effects));
            QVERIFY(readerDid(sent.message));
        }
        for (const WireFormat format : { WireFormat::PublicMessage, WireFormat::PrivateMessage }) {
            const std::size_t leaf = format == WireFormat::PublicMessage ? 3 : 4;
            const Outgoing sent
                = sure(crowd.group(0).propose(crowd.removeOf(leaf), openRules(), crowd.random(), format));
            QVERIFY(senderDid(sent.effects));
            QVERIFY(readerDid(sent.message));
        }
        const Outgoing update = sure(crowd.group(0).proposeUpdate(openRules(), crowd.random()));
        QVERIFY(senderDid(update.effects));
        QVERIFY(readerDid(update.message));
        for (const WireFormat format : { WireFormat::PublicMessage, WireFormat::PrivateMessage }) {
            CommitRequest request;
            request.wireFormat = format;
            const PendingCommit pending = sure(crowd.group(0).commit(request, openRules(), crowd.random()));
            QVERIFY(senderDid(pending.effects));
            QVERIFY(readerDid(pending.message));
        }
    }

    void whatWasConsumedIsStoredNowhere()
    {
        Crowd crowd;
        crowd.found(4);
        const LeafIndex sender = crowd.group(0).ownLeaf();
        const SecretTree before = secretTreeOf(crowd.group(1));
        const WipingBytes root = before.nodes().begin()->second.copy();
        std::vector<WipingBytes> consumed;
        for (std::uint32_t i = 0; i < 6; ++i) {
            RatchetStep step = sure(before.at(sender, RatchetKind::Application, i));
            consumed.push_back(std::move(step.key.key));
            consumed.push_back(std::move(step.key.nonce));
        }
        const Bytes fresh = storedBytes(crowd.group(1));
        QVERIFY(contains(fresh, root.view()));
        std::vector<Bytes> messages;
        for (int i = 0; i < 6; ++i)
            messages.push_back(sure(crowd.group(0).protect(bytesOf("text"), {}, crowd.random())).message);
        sure(crowd.group(1).process(messages[5], openRules()));
        for (std::size_t i = 0; i < 5; ++i) {
            // Keys that were skipped stay until their message comes.
            QVERIFY(contains(storedBytes(crowd.group(1)), consumed[2 * i].view()));
            sure(crowd.group(1).process(messages[i], openRules()));
        }
        const Bytes after = storedBytes(crowd.group(1));
        QVERIFY(!contains(after, root.view()));
        for (const WipingBytes &secret : consumed)
            QVERIFY(!contains(after, secret.view()));
        const Bytes senders = storedBytes(crowd.group(0));
        QVERIFY(!contains(senders, root.view()));
        for (const WipingBytes &secret : consumed)
            QVERIFY(!contains(senders, secret.view()));
    }

    void anEpochsSecretsGoWithIt()
    {
        Crowd crowd;
        crowd.found(4);
        crowd.commitAndDeliver(2);
        for (const std::size_t i : { 0, 1 }) {
            const GroupState before = stateOf(crowd.group(i));
            std::vector<WipingBytes> secrets;
            const auto gather = [&secrets](const auto &...all) { (secrets.push_back(all.copy()), ...); };
            EpochSecrets::secrets(gather, before.secrets);
            secrets.push_back(before.keys.parents.at(rootOf(4)).privateKey.copy());
            crowd.commitAndDeliver(0);
            const Bytes after = storedBytes(crowd.group(i));
            for (const WipingBytes &secret : secrets)
                QVERIFY(!contains(after, secret.view()));
        }
        // The committer's own leaf key is renewed, too.
        const GroupState before = stateOf(crowd.group(0));
        crowd.commitAndDeliver(0);
        QVERIFY(!contains(storedBytes(crowd.group(0)), before.keys.leaf.privateKey.view()));
    }

    void aPendingCommitComesBackAsItWas()
    {
        Crowd crowd;
        crowd.found(3);
        const std::size_t newcomer = crowd.admit();
        PendingCommit pending = crowd.commit(1, { crowd.addOf(newcomer) });
        const WipingBytes stored = encodePending(pending);
        PendingCommit again = sure(decodePending(crowd.suite(), stored.view()));
        QCOMPARE(again.message, pending.message);
        QVERIFY(again.welcome == pending.welcome);
        QCOMPARE(again.groupInfo, pending.groupInfo);
        QCOMPARE(storedBytes(again.next), storedBytes(pending.next));
        WipingBytes damaged = stored.copy();
        damaged.mutableView()[2 + 2 + pending.message.size()] = 2; // whether there is a Welcome
        QVERIFY(failureOf(decodePending(crowd.suite(), damaged.view())) == Failure::PresenceInvalid);
        crowd.deliver(1, std::move(again));
        QVERIFY(crowd.agrees());
        const PendingCommit plain = crowd.commit(0);
        QVERIFY(!sure(decodePending(crowd.suite(), encodePending(plain).view())).welcome);
    }

    void aKeyPackageComesBackAsItWas()
    {
        Crowd crowd;
        const KeyPackageBundle &bundle = crowd.client(crowd.admit()).bundle;
        const WipingBytes stored = encodeBundle(bundle);
        const KeyPackageBundle again = sure(decodeBundle(stored.view()));
        QVERIFY(again.keyPackage == bundle.keyPackage);
        QVERIFY(encodeBundle(again) == stored);
        for (std::size_t size = 0; size < stored.size(); ++size)
            QVERIFY(!decodeBundle(stored.view().first(size)));
        WipingBytes damaged = stored.copy();
        damaged.mutableView()[1] ^= 2;
        QVERIFY(failureOf(decodeBundle(damaged.view())) == Failure::UnknownStateVersion);
        damaged = stored.copy();
        damaged.mutableView()[stored.size() - 1] ^= 1; // the seed
        QVERIFY(failureOf(decodeBundle(damaged.view())) == Failure::KeyPackageKeyWrong);
    }

    void otherVersionsAndSuitesAreRefused()
    {
        World world;
        const GroupParts parts = world.crowd.group(1).parts();
        for (const PartOf part : kParts) {
            GroupParts damaged = copyOf(parts);
            part(damaged).mutableView()[1] ^= 2;
            QVERIFY(failureOf(Group::restore(productSuite(), damaged)) == Failure::UnknownStateVersion);
        }
        const CipherSuite other(CipherSuiteId::X25519Aes128, pc::crypto::chaCha20Poly1305());
        QVERIFY(failureOf(Group::restore(other, parts)) == Failure::StateSuiteWrong);
        WipingBytes pending = encodePending(world.crowd.commit(0));
        pending.mutableView()[1] ^= 2;
        QVERIFY(failureOf(decodePending(productSuite(), pending.view())) == Failure::UnknownStateVersion);
    }

    void partsThatDoNotFitTogetherAreRefused()
    {
        World world;
        const GroupState state = stateOf(world.crowd.group(1));
        const auto refused = [&](auto spoil) {
            GroupState other = stateOf(world.crowd.group(1));
            spoil(other);
            return failureOf(decodeState(productSuite(), encodeState(other).view())) == Failure::StateInconsistent;
        };
        QVERIFY(!refused([](GroupState &) {}));
        QVERIFY(refused([](GroupState &one) { one.own = LeafIndex { 2 }; }));
        QVERIFY(refused([](GroupState &one) { one.own = LeafIndex { 99 }; }));
        QVERIFY(refused([&](GroupState &one) { one.keys.leaf.privateKey = world.crowd.random().secret(32); }));
        QVERIFY(refused([&](GroupState &one) { one.keys.leaf.privateKey = world.crowd.random().secret(31); }));
        QVERIFY(refused(
            [&](GroupState &one) { one.keys.parents.begin()->second.privateKey = world.crowd.random().secret(32); }));
        QVERIFY(refused([](GroupState &one) {
            auto node = one.keys.parents.extract(one.keys.parents.begin());
            node.key() = NodeIndex { 77 };
            one.keys.parents.insert(std::move(node));
        }));
        QVERIFY(refused([](GroupState &one) {
            auto node = one.keys.parents.extract(one.keys.parents.begin());
            node.key() = NodeIndex { 2 };
            one.keys.parents.insert(std::move(node));
        }));
        QVERIFY(refused(
            [&](GroupState &one) { one.signatureKey = pc::crypto::Ed25519Key::generate(world.crowd.random()); }));
        QVERIFY(refused([](GroupState &one) { one.secrets.exporter.truncate(31); }));
        QVERIFY(refused([](GroupState &one) { one.context.treeHash[0] ^= 1; }));

        GroupParts parts = world.crowd.group(1).parts();
        parts.senders.emplace(LeafIndex { 99 }, parts.senders.begin()->second.copy());
        QVERIFY(failureOf(Group::restore(productSuite(), parts)) == Failure::StateInconsistent);
    }

    void ratchetsThatCannotBeAreRefused()
    {
        Crowd crowd;
        const auto ratchets = [&] {
            SenderRatchets sender;
            for (Ratchet *ratchet : { &sender.handshake, &sender.application }) {
                ratchet->secret = crowd.random().secret(32);
                ratchet->generation = 5;
                ratchet->skipped.emplace(3U, KeyAndNonce { crowd.random().secret(32), crowd.random().secret(12) });
            }
            return sender;
        };
        const auto refused = [&](auto spoil) {
            SenderRatchets sender = ratchets();
            spoil(sender.application);
            return failureOf(decodeSender(productSuite(), encodeSender(sender).view())) == Failure::StateInconsistent;
        };
        QVERIFY(!refused([](Ratchet &) {}));
        QVERIFY(refused([](Ratchet &ratchet) { ratchet.secret.truncate(31); }));
        QVERIFY(refused([](Ratchet &ratchet) { ratchet.generation = 3; }));
        QVERIFY(refused([](Ratchet &ratchet) { ratchet.skipped.at(3).key.truncate(31); }));
        QVERIFY(refused([](Ratchet &ratchet) { ratchet.skipped.at(3).nonce.truncate(11); }));

        const auto nodesRefused = [&](NodeIndex node, std::size_t size) {
            SecretTree::NodeSecrets nodes;
            nodes.emplace(node, crowd.random().secret(size));
            const SecretTree tree(productSuite(), 64, std::move(nodes), {});
            return failureOf(decodeNodes(encodeNodes(tree).view(), 4)) == Failure::StateInconsistent;
        };
        QVERIFY(!nodesRefused({ 6 }, 32));
        QVERIFY(nodesRefused({ 7 }, 32));
        QVERIFY(nodesRefused({ 6 }, 31));
    }

    void anUpdateWhoseKeysAreNoneIsRefused()
    {
        World world;
        // The part ends with the update's leaf key and signature seed, 32 bytes each behind their length.
        const Bytes part = toBytes(world.crowd.group(1).proposalsPart().view());
        for (const std::size_t fromEnd : { 33U, 66U }) {
            Bytes shorter = part;
            const auto length = shorter.end() - std::ptrdiff_t(fromEnd);
            QCOMPARE(int(*length), 32);
            *length = 31;
            shorter.erase(length + 1);
            QVERIFY(failureOf(decodeProposals(shorter)) == Failure::StateInconsistent);
        }
        QVERIFY(decodeProposals(part));
    }

    void aLeafWithoutRatchetsOrSecretAboveItCannotBeRead()
    {
        Crowd crowd;
        crowd.found(2);
        GroupParts parts = crowd.group(1).parts();
        parts.nodes = encodeNodes(SecretTree(productSuite(), 2, {}, {}));
        Group group = sure(Group::restore(productSuite(), parts));
        const Outgoing sent = sure(crowd.group(0).protect(bytesOf("text"), {}, crowd.random()));
        QVERIFY(refusal(group, sent.message) == Failure::RatchetMissing);
    }

    void everyDamagedPartIsRefusedOrStillAGroup()
    {
        World world;
        const GroupParts parts = world.crowd.group(1).parts();
        for (const PartOf part : kParts) {
            GroupParts damaged = copyOf(parts);
            const std::size_t size = part(damaged).size();
            for (std::size_t i = 0; i < size; ++i) {
                damaged = copyOf(parts);
                part(damaged).truncate(i);
                QVERIFY(!Group::restore(productSuite(), damaged));
                damaged = copyOf(parts);
                part(damaged).mutableView()[i] ^= 0x81;
                const Result<Group> group = Group::restore(productSuite(), damaged);
                if (group) // bytes of a secret, say: then it is stored again as it was read
                    QVERIFY(Group::restore(productSuite(), group->parts()));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestGroupStorage)
#include "tst_groupstorage.moc"
