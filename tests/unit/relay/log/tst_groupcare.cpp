// SPDX-License-Identifier: GPL-3.0-or-later
// What a group wants of its members: leaves of devices that were signed out are named until somebody takes them out, and a
// commit that members cannot process freezes the group until it is begun anew.

#include "core/relay/accounts/devicestore.h"

#include <QTest>

#include "groupbench.h"

using namespace pc;
using namespace pc::relay;
using namespace pc::test;
using wire::HandshakeOp;
using wire::KeysOp;

namespace {

QByteArray leaf(const accounts::Actor &actor)
{
    return actor.user.raw().toByteArray() + actor.device.raw().toByteArray();
}

/// The group of a teacher, a mother with two devices and a father: the teacher commits, the others may complain.
class CareBench : public GroupBench
{
public:
    CareBench()
        : mother2(anotherDevice(mother, 22))
        , mothers2(mother2.user, mother2.device, now)
    {
        begin();
        joinFromOutside(father, fathers, { &teachers, &mothers });
        joinFromOutside(mother2, mothers2, { &teachers, &mothers, &fathers });
        badCommit = commitOf(teacher, teachers);
    }

    /// An update that the others have not processed.
    Seq commitOf(const accounts::Actor &actor, GroupDevice &device)
    {
        auto made = device.update();
        const auto appended = hand(actor, HandshakeOp::Commit, made.handshake);
        device.take(std::move(made));
        return appended.refusal ? Seq {} : appended.entry.seq;
    }

    void signOut(const accounts::Actor &actor)
    {
        accounts::DeviceStore store(database());
        if (!store.revoke(actor.device, now))
            qFatal("the device could not be signed out");
    }

    log::KeysAnswer complain(const accounts::Actor &actor, Seq commit)
    {
        auto answer = writer().keys().answer(actor, { KeysOp::BadCommit, conversation, {}, {}, commit });
        if (!answer)
            qFatal("the store failed");
        return *answer;
    }

    void freeze()
    {
        for (const auto &actor : { mother, mother2, father })
            complain(actor, badCommit);
    }

    log::KeysAnswer wanting(const accounts::Actor &actor)
    {
        auto answer = writer().keys().answer(actor, { KeysOp::CheckGroup, std::nullopt, {}, {}, {} });
        if (!answer)
            qFatal("the store failed");
        return *answer;
    }

    qint64 rowsIn(sql::SqlText count)
    {
        sql::Statement statement(database(), count);
        auto rows = statement.query();
        return rows && rows->next() ? rows->integer(0) : -1;
    }

    accounts::Actor mother2;
    GroupDevice mothers2;
    Seq badCommit;
};

using Items = std::vector<QByteArray>;

} // namespace

class TestGroupCare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceThatIsSignedOutLeavesNothingToBeAddedBy()
    {
        GroupBench bench;
        bench.hand(bench.teacher, HandshakeOp::Create, bench.teachers.create(bench.groupId()));
        bench.ask(
            bench.mother, KeysOp::PutPackages, {}, { bench.mothers.keyPackage(), bench.mothers.keyPackage(true) });
        bench.ask(bench.father, KeysOp::PutPackages, {}, { bench.fathers.keyPackage() });
        const auto claimed = bench.ask(bench.teacher, KeysOp::ClaimPackages, { bench.mother.user });
        auto added = bench.teachers.add(claimed.items);
        bench.hand(bench.teacher, HandshakeOp::Commit, added.handshake);
        QCOMPARE(bench.ask(bench.mother, KeysOp::NextWelcome).items.size(), size_t(2));

        QVERIFY(accounts::DeviceStore(bench.database()).revoke(bench.mother.device, bench.now));
        QVERIFY(bench.ask(bench.mother, KeysOp::NextWelcome).items.empty());
        sql::Statement left(
            bench.database(), "SELECT device, (SELECT count(*) FROM welcome_bundles) FROM key_packages");
        auto rows = left.query();
        QVERIFY(rows->next());
        QCOMPARE(rows->id<DeviceId>(0), bench.father.device);
        QCOMPARE(rows->number(1), 0);
        QVERIFY(!rows->next());
    }

    void whoIsSignedOutPutsNoPackages()
    {
        GroupBench bench;
        QVERIFY(accounts::DeviceStore(bench.database()).revoke(bench.mother.device, bench.now));
        QCOMPARE(bench.ask(bench.mother, KeysOp::PutPackages, {}, { bench.mothers.keyPackage() }).count,
            std::optional<quint64>(0));
    }

    void leavesOfSignedOutDevicesAreNamedUntilTheyAreTakenOut()
    {
        CareBench bench;
        QVERIFY(bench.wanting(bench.father).items.empty());
        QVERIFY(bench.ask(bench.father, KeysOp::CheckGroup).items.empty());
        bench.signOut(bench.mother2); // came by itself
        bench.signOut(bench.mother); // came by a Welcome
        QCOMPARE(bench.wanting(bench.father).items, Items { bench.conversation.raw().toByteArray() });
        const auto asked = bench.ask(bench.father, KeysOp::CheckGroup);
        QCOMPARE(asked.items, (Items { leaf(bench.mother), leaf(bench.mother2) }));
        QCOMPARE(asked.seq, std::optional(bench.badCommit));
        QVERIFY(!asked.isFrozen);
        // The mother is still in the conversation, and yet anybody takes her devices out.
        auto removed = bench.teachers.remove(*bench.teachers.leafOf(bench.mother2.device));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, removed.handshake).refusal, std::nullopt);
        QCOMPARE(bench.ask(bench.father, KeysOp::CheckGroup).items, Items { leaf(bench.mother) });
        bench.teachers.take(std::move(removed));
        auto last = bench.teachers.remove(*bench.teachers.leafOf(bench.mother.device));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Commit, last.handshake).refusal, std::nullopt);
        QVERIFY(bench.wanting(bench.father).items.empty());
    }

    void whoeverIsSignedOutIsFoundByTheGroupsItIsStillIn()
    {
        CareBench bench;
        QVERIFY(bench.writer().care().leftBehind(bench.mother2.device)->empty());
        bench.signOut(bench.mother2);
        const auto groups = bench.writer().care().leftBehind(bench.mother2.device);
        QCOMPARE(groups->size(), size_t(1));
        QCOMPARE(groups->front().first, bench.conversation);
        QCOMPARE(groups->front().second->present(), 3);
    }

    void othersAreToldNothingOfAGroup()
    {
        CareBench bench;
        bench.signOut(bench.mother2);
        QVERIFY(bench.wanting(bench.office).items.empty());
        QCOMPARE(bench.ask(bench.office, KeysOp::CheckGroup).refusal, std::optional(Errc::NotFound));
        QCOMPARE(bench.complain(bench.office, bench.badCommit).refusal, std::optional(Errc::NotFound));
        GroupBench none;
        QCOMPARE(none.ask(none.teacher, KeysOp::CheckGroup).refusal, std::optional(Errc::NotFound));
    }

    void aGroupThatBeginsAnewNamesNobodyOfTheOldOne()
    {
        CareBench bench;
        bench.signOut(bench.mother2);
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Create, bench.teachers.create(bench.groupId(1))).refusal,
            std::nullopt);
        QVERIFY(bench.wanting(bench.father).items.empty());
        QCOMPARE(bench.rowsIn("SELECT count(*) FROM group_leaves"), 1);
    }

    void threeDevicesOfTwoPeopleFreezeAGroup()
    {
        CareBench bench;
        QVERIFY(!bench.complain(bench.mother, bench.badCommit).isFrozen);
        QVERIFY(!bench.complain(bench.mother2, bench.badCommit).isFrozen);
        QVERIFY(!bench.complain(bench.mother2, bench.badCommit).isFrozen); // saying it again is saying it once
        const auto third = bench.complain(bench.father, bench.badCommit);
        QVERIFY(third.isFrozen);
        QCOMPARE(third.hinted->present(), 3);
        QVERIFY(bench.ask(bench.teacher, KeysOp::CheckGroup).isFrozen);
        QCOMPARE(bench.wanting(bench.teacher).items, Items { bench.conversation.raw().toByteArray() });
        // Nobody is told twice.
        QVERIFY(!bench.complain(bench.father, bench.badCommit).hinted);
    }

    void oneAloneFreezesNothingHoweverManyDevices()
    {
        CareBench bench;
        const auto mother3 = bench.anotherDevice(bench.mother, 23);
        GroupDevice mothers3(mother3.user, mother3.device, bench.now);
        bench.joinFromOutside(mother3, mothers3, { &bench.teachers });
        for (const auto &actor : { bench.mother, bench.mother2, mother3 })
            QVERIFY(!bench.complain(actor, bench.badCommit).isFrozen);
        QVERIFY(bench.complain(bench.father, bench.badCommit).isFrozen);
    }

    void complaintsAboutDifferentCommitsDoNotAddUp()
    {
        CareBench bench;
        const Seq later = bench.commitOf(bench.teacher, bench.teachers);
        bench.complain(bench.mother, bench.badCommit);
        bench.complain(bench.mother2, bench.badCommit);
        QVERIFY(!bench.complain(bench.father, later).isFrozen);
        bench.complain(bench.mother, later); // takes the place of the first
        QVERIFY(!bench.complain(bench.father, bench.badCommit).isFrozen);
        QVERIFY(bench.complain(bench.mother, bench.badCommit).isFrozen);
    }

    void onlyMembersOfTheGroupComplainAndNotAboutTheirOwn()
    {
        CareBench bench;
        QCOMPARE(bench.complain(bench.teacher, bench.badCommit).refusal, std::optional(Errc::Forbidden));
        const auto outside = bench.anotherDevice(bench.father, 33);
        QCOMPARE(bench.complain(outside, bench.badCommit).refusal, std::optional(Errc::Forbidden));
        QCOMPARE(bench.rowsIn("SELECT count(*) FROM bad_commits"), 0);
    }

    void onlyCommitsOfThisGroupCanBeBad()
    {
        CareBench bench;
        const auto refused = [&](Seq seq) { return bench.complain(bench.mother, seq).refusal; };
        const auto message = bench.write(bench.teacher, bench.teachers.seal("x"));
        QCOMPARE(refused(message.entry.seq), std::optional(Errc::NotFound));
        QCOMPARE(refused(Seq { 1 }), std::optional(Errc::NotFound)); // made the conversation
        QCOMPARE(refused(Seq { 2 }), std::optional(Errc::NotFound)); // began the group
        QCOMPARE(refused(Seq { 0 }), std::optional(Errc::NotFound));
        QCOMPARE(refused(Seq { 4'000 }), std::optional(Errc::NotFound));
        QCOMPARE(bench.ask(bench.mother, KeysOp::BadCommit).refusal, std::optional(Errc::Invalid)); // none is named
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Create, bench.teachers.create(bench.groupId(1))).refusal,
            std::nullopt);
        QCOMPARE(refused(bench.badCommit), std::optional(Errc::NotFound)); // of the group before
        QCOMPARE(bench.rowsIn("SELECT count(*) FROM bad_commits"), 0);
    }

    void whoIsSignedOutTakesItsComplaintAlong()
    {
        CareBench bench;
        bench.complain(bench.mother2, bench.badCommit);
        bench.signOut(bench.mother2);
        QCOMPARE(bench.rowsIn("SELECT count(*) FROM bad_commits"), 0);
    }

    void aFrozenGroupTakesMessagesAndNoChange()
    {
        CareBench bench;
        bench.freeze();
        const QByteArray before = bench.dump();
        const QByteArray sealed = bench.teachers.seal("x");
        auto update = bench.teachers.update();
        QCOMPARE(
            bench.hand(bench.teacher, HandshakeOp::Commit, update.handshake).refusal, std::optional(Errc::Expired));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Propose, bench.teachers.proposeToLeave()).refusal,
            std::optional(Errc::Expired));
        GroupDevice fresh(bench.mother.user, bench.mother.device, bench.now);
        const auto info = bench.ask(bench.mother, KeysOp::GroupInfo);
        auto joined = fresh.joinFromOutside(info.items[0], info.items[1]);
        QCOMPARE(bench.hand(bench.mother, HandshakeOp::Commit, joined.handshake).refusal, std::optional(Errc::Expired));
        QCOMPARE(bench.dump(), before);
        QCOMPARE(bench.write(bench.teacher, sealed).refusal, std::nullopt);
    }

    void aFreezeOutlivesARestart()
    {
        CareBench bench;
        bench.freeze();
        QVERIFY(bench.commit());
        bench.reopen();
        auto update = bench.teachers.update();
        QCOMPARE(
            bench.hand(bench.teacher, HandshakeOp::Commit, update.handshake).refusal, std::optional(Errc::Expired));
    }

    void theStaffEndsAFreezeByBeginningTheGroupAnew()
    {
        CareBench bench;
        bench.freeze();
        QCOMPARE(bench.hand(bench.mother, HandshakeOp::Create, bench.mothers.create(bench.groupId(1))).refusal,
            std::optional(Errc::Forbidden));
        QCOMPARE(bench.hand(bench.teacher, HandshakeOp::Create, bench.teachers.create(bench.groupId(1))).refusal,
            std::nullopt);
        QVERIFY(!bench.ask(bench.teacher, KeysOp::CheckGroup).isFrozen);
        QCOMPARE(bench.rowsIn("SELECT count(*) FROM bad_commits"), 0);
        QVERIFY(bench.commitOf(bench.teacher, bench.teachers) > Seq {});
    }

    void anOwnerEndsItWhereNobodyOfTheStaffIs()
    {
        CareBench bench;
        QVERIFY(bench.database().execute("UPDATE members SET owner = 1 WHERE user = x'" // the mother's
                                         "00000000000000000000000000000002'"));
        QVERIFY(bench.commit());
        bench.reopen();
        const auto begin = [&](const accounts::Actor &actor, GroupDevice &device) {
            return bench.hand(actor, HandshakeOp::Create, device.create(bench.groupId(1))).refusal;
        };
        bench.freeze();
        QCOMPARE(begin(bench.mother, bench.mothers), std::optional(Errc::Forbidden)); // the teacher is there
        QVERIFY(bench.database().execute("UPDATE people SET disabled = 1 WHERE role = 1"));
        QCOMPARE(begin(bench.father, bench.fathers), std::optional(Errc::Forbidden)); // owns nothing
        QVERIFY(bench.database().execute("UPDATE groups SET frozen = 0"));
        QCOMPARE(begin(bench.mother, bench.mothers), std::optional(Errc::Forbidden)); // without need
        QVERIFY(bench.database().execute("UPDATE groups SET frozen = 1"));
        QCOMPARE(begin(bench.mother, bench.mothers), std::nullopt);
    }
};

QTEST_GUILESS_MAIN(TestGroupCare)
#include "tst_groupcare.moc"
