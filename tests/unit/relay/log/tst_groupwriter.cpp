// SPDX-License-Identifier: GPL-3.0-or-later
// The group of a conversation as the relay keeps it, with devices that hold real keys: what it takes, what it refuses, and
// that a refusal changes nothing.

#include "core/crypto/qtbytes.h"
#include "core/mls_public/profile.h"
#include "tests/support/groupdevice/lookalike.h"

#include <QTest>

#include "groupbench.h"

using namespace pc;
using namespace pc::relay;
using namespace pc::test;

namespace {

using wire::HandshakeOp;
using wire::KeysOp;

} // namespace

class TestGroupWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void somebodyOfflineIsAddedAndReadsWhatWasSentMeanwhile()
    {
        GroupBench bench;
        const auto created = bench.hand(bench.teacher, HandshakeOp::Create, bench.teachers.create(bench.groupId()));
        QCOMPARE(created.refusal, std::nullopt);
        QCOMPARE(created.entry.seq, Seq { 2 });
        QCOMPARE(bench.ask(bench.mother, KeysOp::PutPackages, {}, { bench.mothers.keyPackage() }).count,
            std::optional<quint64>(1));
        const auto claimed = bench.ask(bench.teacher, KeysOp::ClaimPackages, { bench.mother.user });
        QCOMPARE(claimed.items.size(), size_t(1));
        auto added = bench.teachers.add(claimed.items);
        const auto commit = bench.hand(bench.teacher, HandshakeOp::Commit, added.handshake);
        QCOMPARE(commit.refusal, std::nullopt);
        QCOMPARE(commit.entry.seq, Seq { 3 });
        bench.teachers.take(std::move(added));
        const QByteArray sealed = bench.teachers.seal("see you on Thursday");
        const auto sent = bench.write(bench.teacher, sealed);
        QCOMPARE(sent.entry.seq, Seq { 4 });
        QCOMPARE(sent.entry.tag.size(), keys::kFrankingTagBytes);

        const auto welcome = bench.ask(bench.mother, KeysOp::NextWelcome);
        QCOMPARE(welcome.conversation, std::optional(bench.conversation));
        QCOMPARE(welcome.seq, std::optional(Seq { 3 }));
        QVERIFY(bench.mothers.join(welcome.items[0], welcome.items[1]));
        QVERIFY(crypto::equal(bench.mothers.group().epochAuthenticator(), bench.teachers.group().epochAuthenticator()));
        QCOMPARE(bench.mothers.process(sealed), std::optional(QByteArray("see you on Thursday")));
        bench.ask(bench.mother, KeysOp::AckWelcome);
        QVERIFY(bench.ask(bench.mother, KeysOp::NextWelcome).items.empty());
    }

    void aGroupBeginsOnce()
    {
        GroupBench bench;
        bench.begin();
        const QByteArray before = bench.dump();
        QCOMPARE(bench.hand(bench.mother, HandshakeOp::Create, bench.mothers.create(bench.groupId())).refusal,
            std::optional(Errc::Forbidden));
        const auto late = bench.hand(bench.teacher, HandshakeOp::Create, bench.fathers.create(bench.groupId()));
        QCOMPARE(late.refusal, std::optional(Errc::StaleEpoch));
        QCOMPARE(late.epoch, std::optional<quint64>(1));
        QCOMPARE(bench.dump(), before);
    }

    void aGroupBeginsWithItsMakerAlone()
    {
        GroupBench bench;
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Create, bench.mothers.create(bench.groupId())).refusal,
            std::optional(Errc::Invalid));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Create, bench.teachers.create(bench.groupId(1))).refusal,
            std::optional(Errc::Invalid));
        MadeHandshake noTree = bench.teachers.create(bench.groupId());
        noTree.tree.clear();
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Create, noTree).refusal, std::optional(Errc::Invalid));
    }

    void theSchoolMayBeginItAnewWhereTheGroupIsBroken()
    {
        GroupBench bench;
        bench.begin();
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Create, bench.teachers.create(bench.groupId(1))).refusal,
            std::nullopt);
        QCOMPARE(bench.write(bench.teacher, bench.teachers.seal("x")).refusal, std::nullopt);
        QCOMPARE(bench.write(bench.mother, bench.mothers.seal("x")).refusal, std::optional(Errc::StaleEpoch));
    }

    void twoCommitsOfAnEpochAreNeverBothInTheLog()
    {
        GroupBench bench;
        bench.begin();
        auto one = bench.teachers.update();
        auto two = bench.mothers.update();
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, one.handshake).refusal, std::nullopt);
        const QByteArray before = bench.dump();
        const auto second = bench.hand(bench.mother, HandshakeOp::Commit, two.handshake);
        QCOMPARE(second.refusal, std::optional(Errc::StaleEpoch));
        QCOMPARE(second.epoch, std::optional<quint64>(2));
        QCOMPARE(bench.dump(), before);
    }

    void aRepeatedCommitGetsTheFirstAnswer()
    {
        GroupBench bench;
        bench.begin();
        auto one = bench.teachers.update();
        const MadeHandshake sent = one.handshake;
        const auto id = idOf<MessageId>(1, 99);
        const auto first = bench.hand(bench.teacher, HandshakeOp::Commit, sent, id);
        bench.teachers.take(std::move(one));
        auto two = bench.teachers.update();
        bench.hand(bench.teacher, HandshakeOp::Commit, two.handshake);
        const QByteArray before = bench.dump();
        const auto again = bench.hand(bench.teacher, HandshakeOp::Commit, sent, id);
        QVERIFY(again.repeated);
        QCOMPARE(again.entry.seq, first.entry.seq);
        QCOMPARE(
            bench.hand(bench.teacher, HandshakeOp::Commit, two.handshake, id).refusal, std::optional(Errc::Conflict));
        QCOMPARE(bench.dump(), before);
    }

    void aMessageOfAnotherEpochIsStale()
    {
        GroupBench bench;
        bench.begin();
        const QByteArray old = bench.mothers.seal("late");
        auto one = bench.teachers.update();
        bench.hand(bench.teacher, HandshakeOp::Commit, one.handshake);
        const auto refused = bench.write(bench.mother, old);
        QCOMPARE(refused.refusal, std::optional(Errc::StaleEpoch));
        QCOMPARE(refused.epoch, std::optional<quint64>(2));
        bench.mothers.process(one.handshake.content);
        QCOMPARE(bench.write(bench.mother, bench.mothers.seal("now")).refusal, std::nullopt);
    }

    void aRepeatOfAMessageIsAcknowledgedInALaterEpochToo()
    {
        GroupBench bench;
        bench.begin();
        wire::Message message;
        message.conversation = bench.conversation;
        message.message = idOf<MessageId>(5, 5);
        message.content = bench.mothers.seal("once");
        const auto first = bench.say(bench.mother, message);
        auto one = bench.teachers.update();
        bench.hand(bench.teacher, HandshakeOp::Commit, one.handshake);
        const auto again = bench.say(bench.mother, message);
        QVERIFY(again.repeated);
        QCOMPARE(again.entry.seq, first.entry.seq);
    }

    void whatIsNotSealedForThisConversationIsRefused()
    {
        GroupBench bench;
        bench.begin();
        QCOMPARE(bench.write(bench.mother, "in the clear").refusal, std::optional(Errc::Invalid));
        GroupDevice elsewhere(bench.mother.user, bench.mother.device, bench.now);
        elsewhere.create(log::groupIdOf(idOf<ConversationId>(200, 7), 0));
        QCOMPARE(bench.write(bench.mother, elsewhere.seal("x")).refusal, std::optional(Errc::Invalid));
        auto handshake = bench.mothers.update();
        QCOMPARE(bench.write(bench.mother, handshake.handshake.content).refusal, std::optional(Errc::Invalid));
    }

    void withoutAGroupNothingIsTaken()
    {
        GroupBench bench;
        QCOMPARE(bench.write(bench.mother, "in the clear").refusal, std::optional(Errc::Invalid));
        const auto early = bench.write(bench.mother, lookalike(bench.conversation, 0, "sealed"));
        QCOMPARE(early.refusal, std::optional(Errc::StaleEpoch));
        QCOMPARE(early.epoch, std::nullopt);
        auto update = bench.teachers.create(bench.groupId());
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, update).refusal, std::optional(Errc::StaleEpoch));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Create, update).refusal, std::nullopt);
        QCOMPARE(bench.write(bench.mother, lookalike(bench.conversation, 0, "sealed")).refusal, std::nullopt);
    }

    void aSealedMessageHasItsHeadInOrder_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<std::optional<Errc>>("refusal");
        const GroupBench bench;
        const auto good = [&](quint64 epoch = 0, quint32 generation = 0) {
            return lookalike(bench.conversation, epoch, "sealed", generation);
        };
        const auto changed = [&](qsizetype at, char to) {
            QByteArray content = good();
            content[at] = to;
            return content;
        };
        QByteArray shorter = changed(34, 31);
        shorter.remove(35, 1);
        QByteArray none = changed(34, 0);
        none.remove(35, 32);
        constexpr auto kInvalid = std::optional(Errc::Invalid);
        constexpr auto kStale = std::optional(Errc::StaleEpoch);
        QTest::newRow("good") << good() << std::optional<Errc>();
        QTest::newRow("a later epoch") << good(1) << kStale;
        QTest::newRow("a later group") << good(0, 1) << kStale;
        QTest::newRow("another conversation") << lookalike(idOf<ConversationId>(99), 0, "sealed") << kInvalid;
        QTest::newRow("a proposal") << changed(33, 2) << kInvalid;
        QTest::newRow("a commit") << changed(33, 3) << kInvalid;
        QTest::newRow("a short commitment") << shorter << kInvalid;
        QTest::newRow("no commitment") << none << kInvalid;
        QTest::newRow("another version") << changed(1, 2) << kInvalid;
        QTest::newRow("something behind it") << good() + 'x' << kInvalid;
        QTest::newRow("cut off") << good().chopped(1) << kInvalid;
        QTest::newRow("nothing") << QByteArray() << kInvalid;
    }

    void aSealedMessageHasItsHeadInOrder()
    {
        QFETCH(QByteArray, content);
        QFETCH(std::optional<Errc>, refusal);
        GroupBench bench;
        bench.hand(bench.teacher, HandshakeOp::Create, bench.teachers.create(bench.groupId()));
        const QByteArray before = bench.dump();
        QCOMPARE(bench.write(bench.mother, content).refusal, refusal);
        QCOMPARE(bench.dump() == before, refusal.has_value());
    }

    void aDeviceSpeaksForItsOwnLeafAlone()
    {
        GroupBench bench;
        bench.begin();
        const QByteArray before = bench.dump();
        auto mothersCommit = bench.mothers.update();
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, mothersCommit.handshake).refusal,
            std::optional(Errc::Invalid));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Propose, bench.mothers.proposeToLeave()).refusal,
            std::optional(Errc::Invalid));
        QCOMPARE(bench.dump(), before);
    }

    void whoIsNoMemberOfTheConversationIsNotAdded()
    {
        GroupBench bench;
        bench.begin();
        GroupDevice office(bench.office.user, bench.office.device, bench.now);
        auto added = bench.teachers.add({ office.keyPackage() });
        const QByteArray before = bench.dump();
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, added.handshake).refusal, std::optional(Errc::Invalid));
        // Nor is a device that only says that it is a member's.
        GroupDevice liar(bench.father.user, idOf<DeviceId>(77), bench.now);
        auto lied = bench.teachers.add({ liar.keyPackage() });
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, lied.handshake).refusal, std::optional(Errc::Invalid));
        QCOMPARE(bench.dump(), before);
    }

    void whoIsEntitledIsNotTakenOut()
    {
        GroupBench bench;
        bench.begin();
        auto removed = bench.mothers.remove(*bench.mothers.leafOf(bench.teacher.device));
        QCOMPARE(
            bench.hand(bench.mother, HandshakeOp::Commit, removed.handshake).refusal, std::optional(Errc::Invalid));
    }

    void whoHasLeftIsTakenOutByAnybody()
    {
        GroupBench bench;
        bench.begin();
        wire::Conversation leave;
        leave.op = wire::ConversationOp::RemoveMembers;
        leave.conversation = bench.conversation;
        leave.message = idOf<MessageId>(1, 66);
        leave.members = { { bench.mother.user, false, {}, {}, {} } };
        QVERIFY(bench.writer().conversations().apply(bench.teacher, leave, bench.now));
        QCOMPARE(bench.write(bench.mother, bench.mothers.seal("x")).refusal, std::optional(Errc::Forbidden));
        auto removed = bench.teachers.remove(*bench.teachers.leafOf(bench.mother.device));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, removed.handshake).refusal, std::nullopt);
    }

    void aRevokedDeviceIsTakenOutByAnybody()
    {
        GroupBench bench;
        bench.begin();
        QVERIFY(
            bench.database().execute("UPDATE devices SET revoked = 1 WHERE id = x'00000000000000000000000000000002'"));
        auto removed = bench.teachers.remove(*bench.teachers.leafOf(bench.mother.device));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, removed.handshake).refusal, std::nullopt);
    }

    void anEntitledDeviceJoinsByItself()
    {
        GroupBench bench;
        bench.begin();
        const auto info = bench.ask(bench.father, KeysOp::GroupInfo);
        QCOMPARE(info.seq, std::optional(Seq { 3 }));
        auto joined = bench.fathers.joinFromOutside(info.items[0], info.items[1]);
        QCOMPARE(bench.hand(bench.father, HandshakeOp::Commit, joined.handshake).refusal, std::nullopt);
        bench.teachers.process(joined.handshake.content);
        bench.fathers.take(std::move(joined));
        const QByteArray sealed = bench.fathers.seal("I am in");
        QCOMPARE(bench.write(bench.father, sealed).refusal, std::nullopt);
        QCOMPARE(bench.teachers.process(sealed), std::optional(QByteArray("I am in")));
    }

    void whoIsNotEntitledLearnsNothing()
    {
        GroupBench bench;
        bench.begin();
        for (const auto op : { KeysOp::GroupInfo, KeysOp::TakeLease, KeysOp::ClaimPackages })
            QCOMPARE(bench.ask(bench.office, op, { bench.mother.user }).refusal, std::optional(Errc::NotFound));
        const auto info = bench.ask(bench.teacher, KeysOp::GroupInfo);
        GroupDevice office(bench.office.user, bench.office.device, bench.now);
        auto joined = office.joinFromOutside(info.items[0], info.items[1]);
        QCOMPARE(
            bench.hand(bench.office, HandshakeOp::Commit, joined.handshake).refusal, std::optional(Errc::NotFound));
        // Nor does a member let somebody else in under the own name.
        QCOMPARE(bench.hand(bench.father, HandshakeOp::Commit, joined.handshake).refusal, std::optional(Errc::Invalid));
    }

    void whoJoinsByItselfMayReplaceOnlyItsOwnLeaf()
    {
        GroupBench bench;
        bench.begin();
        const auto info = bench.ask(bench.mother, KeysOp::GroupInfo);
        auto again = bench.mothers.joinFromOutside(info.items[0], info.items[1]); // replaces the own leaf
        QCOMPARE(bench.hand(bench.mother, HandshakeOp::Commit, again.handshake).refusal, std::nullopt);

        GroupBench other;
        other.begin();
        const auto otherInfo = other.ask(other.father, KeysOp::GroupInfo);
        const auto mothersLeaf = other.teachers.leafOf(other.mother.device);
        auto stolen = other.fathers.joinFromOutside(otherInfo.items[0], otherInfo.items[1], mothersLeaf);
        QCOMPARE(other.hand(other.father, HandshakeOp::Commit, stolen.handshake).refusal, std::optional(Errc::Invalid));
    }

    void oneWayInCancelsTheOther()
    {
        GroupBench bench;
        bench.begin();
        bench.ask(bench.father, KeysOp::PutPackages, {}, { bench.fathers.keyPackage() });
        auto added = bench.teachers.add(bench.ask(bench.teacher, KeysOp::ClaimPackages, { bench.father.user }).items);
        bench.hand(bench.teacher, HandshakeOp::Commit, added.handshake);
        bench.teachers.take(std::move(added));
        QCOMPARE(bench.ask(bench.father, KeysOp::NextWelcome).items.size(), size_t(2));
        // The package's keys are lost: the device joins by itself, in the place of the leaf that was made for it.
        const auto info = bench.ask(bench.father, KeysOp::GroupInfo);
        GroupDevice fresh(bench.father.user, bench.father.device, bench.now);
        auto joined = fresh.joinFromOutside(info.items[0], info.items[1]);
        QCOMPARE(bench.hand(bench.father, HandshakeOp::Commit, joined.handshake).refusal, std::nullopt);
        QVERIFY(bench.ask(bench.father, KeysOp::NextWelcome).items.empty());
    }

    void aCommitThatAddsBringsTheWelcomeForExactlyThose()
    {
        GroupBench bench;
        bench.begin();
        auto added = bench.teachers.add({ bench.fathers.keyPackage() });
        const QByteArray before = bench.dump();
        MadeHandshake without = added.handshake;
        without.welcome.clear();
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, without).refusal, std::optional(Errc::Invalid));
        MadeHandshake foreign = added.handshake;
        foreign.welcome = bench.mothers.add({ bench.fathers.keyPackage() }).handshake.welcome;
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, foreign).refusal, std::optional(Errc::Invalid));
        QCOMPARE(bench.dump(), before);
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, added.handshake).refusal, std::nullopt);
    }

    void theGroupInfoBesideACommitIsOfTheEpochThatItBegins()
    {
        GroupBench bench;
        bench.begin();
        auto one = bench.teachers.update();
        const QByteArray before = bench.dump();
        MadeHandshake old = one.handshake;
        old.groupInfo = crypto::toByteArray(bench.teachers.group().groupInfo());
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, old).refusal, std::optional(Errc::Invalid));
        MadeHandshake none = one.handshake;
        none.groupInfo.clear();
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, none).refusal, std::optional(Errc::Invalid));
        MadeHandshake closed = one.handshake;
        closed.groupInfo = crypto::toByteArray(one.next.groupInfo({ .ratchetTree = false, .externalPub = false }));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, closed).refusal, std::optional(Errc::Invalid));
        QCOMPARE(bench.dump(), before);
    }

    void whoAskedToLeaveIsNotForgotten()
    {
        GroupBench bench;
        bench.begin();
        QCOMPARE(bench.hand(bench.mother, HandshakeOp::Propose, bench.mothers.proposeToLeave()).refusal, std::nullopt);
        auto without = bench.teachers.update(); // the teacher has not seen the proposal
        QCOMPARE(
            bench.hand(bench.teacher, HandshakeOp::Commit, without.handshake).refusal, std::optional(Errc::Conflict));
    }

    void aCommitThatWasMadeBeforeSomebodyLeftIsRefused()
    {
        GroupBench bench;
        bench.begin();
        auto keeps = bench.teachers.update(); // the teacher has not seen that the mother leaves
        wire::Conversation leave;
        leave.op = wire::ConversationOp::RemoveMembers;
        leave.conversation = bench.conversation;
        leave.message = idOf<MessageId>(1, 66);
        leave.members = { { bench.mother.user, false, {}, {}, {} } };
        QVERIFY(bench.writer().conversations().apply(bench.mother, leave, bench.now));
        QCOMPARE(
            bench.hand(bench.teacher, HandshakeOp::Commit, keeps.handshake).refusal, std::optional(Errc::Conflict));
        auto removes = bench.teachers.remove(*bench.teachers.leafOf(bench.mother.device));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, removes.handshake).refusal, std::nullopt);
    }

    void whoComesFromOutsideMayFindALeafOfSomebodyWhoLeft()
    {
        GroupBench bench;
        bench.begin();
        wire::Conversation leave;
        leave.op = wire::ConversationOp::RemoveMembers;
        leave.conversation = bench.conversation;
        leave.message = idOf<MessageId>(1, 66);
        leave.members = { { bench.mother.user, false, {}, {}, {} } };
        QVERIFY(bench.writer().conversations().apply(bench.mother, leave, bench.now));
        const auto info = bench.ask(bench.father, KeysOp::GroupInfo);
        auto joined = bench.fathers.joinFromOutside(info.items[0], info.items[1]);
        QCOMPARE(bench.hand(bench.father, HandshakeOp::Commit, joined.handshake).refusal, std::nullopt);
    }

    void anyByteThatIsAnotherIsRefusedAndChangesNothing()
    {
        GroupBench bench;
        bench.begin();
        auto one = bench.teachers.update();
        const QByteArray before = bench.dump();
        // But for the membership tag at the end, which takes a secret of the group to check.
        const qsizetype checked = one.handshake.content.size() - 33;
        for (qsizetype at = 0; at < checked; at += 7) {
            MadeHandshake damaged = one.handshake;
            damaged.content[at] = char(damaged.content[at] ^ 0x20);
            const auto answer = bench.hand(bench.teacher, HandshakeOp::Commit, damaged);
            QVERIFY2(answer.refusal, qPrintable(QString::number(at)));
        }
        QCOMPARE(bench.dump(), before);
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, one.handshake).refusal, std::nullopt);
    }

    void packagesOfOthersAreNotTaken()
    {
        GroupBench bench;
        QCOMPARE(bench.ask(bench.teacher, KeysOp::PutPackages, {}, { bench.mothers.keyPackage() }).refusal,
            std::optional(Errc::Invalid));
        GroupDevice old(bench.mother.user, bench.mother.device, bench.clock.utcNow() - std::chrono::hours(24 * 100));
        QCOMPARE(bench.ask(bench.mother, KeysOp::PutPackages, {}, { old.keyPackage() }).refusal,
            std::optional(Errc::Invalid));
        QCOMPARE(bench.ask(bench.mother, KeysOp::PutPackages, {}, { "bytes" }).refusal, std::optional(Errc::Invalid));
        QCOMPARE(bench.ask(bench.mother, KeysOp::CountPackages).count, std::optional<quint64>(0));
    }

    void aDeviceKeepsOnlySoManyPackages()
    {
        GroupBench bench;
        std::vector<QByteArray> many;
        for (int i = 0; i < mls::kMostPackages; ++i)
            many.push_back(bench.mothers.keyPackage());
        QCOMPARE(
            bench.ask(bench.mother, KeysOp::PutPackages, {}, many).count, std::optional(quint64(mls::kMostPackages)));
        QCOMPARE(bench.ask(bench.mother, KeysOp::PutPackages, {}, { bench.mothers.keyPackage() }).refusal,
            std::optional(Errc::TooLarge));
    }

    void nobodyDrainsAnothersPackages()
    {
        GroupBench bench;
        std::vector<QByteArray> many;
        for (int i = 0; i < 20; ++i)
            many.push_back(bench.mothers.keyPackage());
        bench.ask(bench.mother, KeysOp::PutPackages, {}, many);
        int claimed = 0;
        for (int i = 0; i < 20; ++i)
            claimed += int(bench.ask(bench.teacher, KeysOp::ClaimPackages, { bench.mother.user }).items.size());
        QCOMPARE(claimed, 10);
        QCOMPARE(bench.ask(bench.father, KeysOp::ClaimPackages, { bench.mother.user }).items.size(), size_t(1));
        bench.clock.advance(Milliseconds { 6'000 });
        QCOMPARE(bench.ask(bench.teacher, KeysOp::ClaimPackages, { bench.mother.user }).items.size(), size_t(1));
    }

    void theLeaseGoesRoundAndACommitEndsIt()
    {
        GroupBench bench;
        bench.begin();
        QCOMPARE(bench.ask(bench.teacher, KeysOp::TakeLease).refusal, std::nullopt);
        const auto wait = bench.ask(bench.mother, KeysOp::TakeLease);
        QCOMPARE(wait.refusal, std::optional(Errc::Unavailable));
        QCOMPARE(wait.retryAfter, std::optional(keys::kLease));
        auto one = bench.teachers.update();
        bench.hand(bench.teacher, HandshakeOp::Commit, one.handshake);
        QCOMPARE(bench.ask(bench.mother, KeysOp::TakeLease).refusal, std::nullopt);
    }

    void whatAReaderSeesHasTheSameTag()
    {
        GroupBench bench;
        bench.begin();
        const auto sent = bench.write(bench.mother, bench.mothers.seal("tagged"));
        QVERIFY(bench.commit());
        const auto run = bench.reader().sync(bench.teacher, { bench.conversation, Seq { 3 } }, {});
        QVERIFY(run && !run->refusal);
        QCOMPARE(run->run.entries.size(), size_t(1));
        QCOMPARE(run->run.entries[0].tag, sent.entry.tag);
        QVERIFY(!sent.entry.tag.isEmpty());
    }

    void theGroupIsThereAfterARestart()
    {
        GroupBench bench;
        bench.begin();
        QVERIFY(bench.commit());
        bench.reopen();
        auto one = bench.teachers.update();
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, one.handshake).refusal, std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestGroupWriter)
#include "tst_groupwriter.moc"
