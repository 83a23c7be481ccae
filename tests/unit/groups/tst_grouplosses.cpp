// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong: programs that die between two steps, answers that get lost, logs that come backwards or with holes, disks
// that are put back, relays that forget. Nothing sealed is lost, nothing is shown twice, no key is used twice.

#include "core/groups/deviceidentity.h"

#include <QTest>

#include "clientdevice.h"

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

namespace {

using Texts = std::vector<QByteArray>;

const Need kUpdate { NeedKind::UpdateKeys, {}, {} };

/// Two devices in one group, and a relay.
struct Pair
{
    Pair()
    {
        ben.publish();
        where = relay.group(ana.self, { ben.self });
        ana.settle(where);
        ben.settle(where);
        ana.settle(where);
    }

    bool agree()
    {
        const auto a = ana.keeper().epochCode(where);
        const auto b = ben.keeper().epochCode(where);
        return a && b && *a && *a == *b;
    }

    Standing standing(ClientDevice &device) { return device.keeper().standing(where).valueOr({}); }

    SchoolRelay relay;
    ClientDevice ana { relay, relay.enrol(people::Role::Staff) };
    ClientDevice ben { relay, relay.enrol() };
    ConversationId where;
};

} // namespace

class TestGroupLosses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeSurvivesADeathAtAnyStep_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("nothing") << 0;
        QTest::newRow("stored, not sent") << 1;
        QTest::newRow("sent, no answer") << 2;
        QTest::newRow("sent, and the log came first") << 3;
        QTest::newRow("answered") << 4;
    }

    void aChangeSurvivesADeathAtAnyStep()
    {
        QFETCH(int, step);
        Pair pair;
        const auto draft = pair.ana.prepare(pair.where, kUpdate);
        QVERIFY(draft);
        if (step == 1)
            pair.ana.restart();
        QCOMPARE(pair.ana.keeper().pending(pair.where).valueOr({}), draft);
        QCOMPARE(pair.ana.need(pair.where), NeedKind::Settle);
        const auto answer = pair.ana.send(*draft);
        QVERIFY(!answer.refusal);
        if (step == 2 || step == 3)
            pair.ana.restart();
        if (step == 3)
            pair.ana.sync(pair.where);
        // The same again: the relay gives the first answer.
        const auto again = pair.ana.send(*draft);
        QCOMPARE(again.entry.seq, answer.entry.seq);
        pair.ana.hear(*draft, again);
        if (step == 4)
            pair.ana.restart();
        QVERIFY(!pair.standing(pair.ana).isSettling);
        pair.ben.sync(pair.where);
        QVERIFY(pair.agree());
        QVERIFY(pair.ben.say(pair.where, "through"));
        pair.ana.sync(pair.where);
        QCOMPARE(pair.ana.texts(pair.where), (Texts { "through" }));
    }

    void aGroupAndAWayInSurviveADeathAtAnyStep_data() { aChangeSurvivesADeathAtAnyStep_data(); }

    void aGroupAndAWayInSurviveADeathAtAnyStep()
    {
        QFETCH(int, step);
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        const ConversationId where = relay.group(ana.self, { ben.self });
        for (ClientDevice *device : { &ana, &ben }) { // the one creates, the other joins from outside
            device->sync(where);
            const auto need = device->keeper().needs(where);
            QVERIFY(need.ok());
            QCOMPARE(need->kind, device == &ana ? NeedKind::Create : NeedKind::Join);
            const auto draft = device->prepare(where, *need);
            QVERIFY(draft);
            if (step == 1)
                device->restart();
            const auto answer = device->send(*draft);
            QVERIFY(!answer.refusal);
            if (step == 2 || step == 3)
                device->restart();
            if (step == 3)
                device->sync(where);
            device->hear(*draft, device->send(*draft));
            if (step == 4)
                device->restart();
        }
        ana.sync(where);
        QVERIFY(ana.say(where, "hello"));
        ben.sync(where);
        QCOMPARE(ben.texts(where), (Texts { "hello" }));
    }

    void aMessageSurvivesADeathAtAnyStep_data()
    {
        QTest::addColumn<int>("step");
        QTest::newRow("sealed, not sent") << 1;
        QTest::newRow("sent, no answer") << 2;
        QTest::newRow("sent, and the log came first") << 3;
        QTest::newRow("answered") << 4;
    }

    void aMessageSurvivesADeathAtAnyStep()
    {
        QFETCH(int, step);
        Pair pair;
        const auto written = pair.ana.write(pair.where, "once");
        QVERIFY(std::holds_alternative<MessageId>(written));
        const auto message = std::get<MessageId>(written);
        if (step == 1)
            pair.ana.restart();
        const auto answer = pair.ana.post(pair.where, message);
        QVERIFY(!answer.refusal);
        if (step == 2 || step == 3)
            pair.ana.restart();
        if (step == 3)
            pair.ana.sync(pair.where);
        const auto again = pair.ana.post(pair.where, message);
        QVERIFY(again.repeated);
        pair.ana.hear(pair.where, message, again);
        if (step == 4)
            pair.ana.restart();
        QVERIFY(pair.ana.say(pair.where, "twice"));
        pair.ben.sync(pair.where);
        QCOMPARE(pair.ben.texts(pair.where), (Texts { "once", "twice" }));
        QVERIFY(!pair.ana.wasRolledBack);
    }

    void aMessageThatComesTooLateIsSealedAnew()
    {
        Pair pair;
        const auto message = std::get<MessageId>(pair.ana.write(pair.where, "late"));
        const auto draft = pair.ben.prepare(pair.where, kUpdate);
        pair.ben.hear(*draft, pair.ben.send(*draft));
        const auto stale = pair.ana.post(pair.where, message);
        QCOMPARE(stale.refusal, std::optional(Errc::StaleEpoch));
        pair.ana.hear(pair.where, message, stale);
        pair.ana.sync(pair.where);
        pair.ana.write([&]() -> Result<void> {
            auto sealed = pair.ana.keeper().seal(pair.where, message, "late");
            if (!sealed)
                return sealed.error();
            return pair.ana.store().outbox.seal(message, std::get<QByteArray>(*sealed));
        });
        const auto taken = pair.ana.post(pair.where, message);
        QVERIFY(!taken.refusal);
        pair.ana.hear(pair.where, message, taken);
        pair.ben.sync(pair.where);
        QCOMPARE(pair.ben.texts(pair.where), (Texts { "late" }));
    }

    void aMessageThatWasTakenBackTooLateIsNoRollback()
    {
        Pair pair;
        const auto message = std::get<MessageId>(pair.ana.write(pair.where, "regretted"));
        QVERIFY(!pair.ana.post(pair.where, message).refusal);
        pair.ana.write([&] { return pair.ana.store().outbox.remove(message); });
        pair.ana.restart();
        pair.ana.sync(pair.where);
        QVERIFY(!pair.ana.wasRolledBack);
        QCOMPARE(pair.standing(pair.ana).place, Place::Joined);
        QVERIFY(pair.ana.say(pair.where, "next"));
    }

    void whatWasSealedAndNeverSentIsForgottenWithItsEpoch()
    {
        Pair pair;
        const auto message = std::get<MessageId>(pair.ana.write(pair.where, "never sent"));
        QVERIFY(*pair.ana.store().groups.isSealed(pair.where, message));
        const auto draft = pair.ana.prepare(pair.where, kUpdate);
        pair.ana.hear(*draft, pair.ana.send(*draft));
        QVERIFY(!*pair.ana.store().groups.isSealed(pair.where, message));
    }

    void aDiskThatWasPutBackIsNoticedAndRejoins()
    {
        Pair pair;
        QVERIFY(pair.ana.say(pair.where, "one"));
        pair.ana.backUp(QStringLiteral("copy"));
        QVERIFY(pair.ana.say(pair.where, "two"));
        QVERIFY(pair.ana.say(pair.where, "three"));
        pair.ana.restore(QStringLiteral("copy"));

        // With the log unread it would take the keys of "two" again: it must not seal once it knows of the log's end.
        pair.ana.write([&] { return pair.ana.store().conversations.raiseHead(pair.where, Seq { 100 }); });
        const auto early = pair.ana.write(pair.where, "two, differently");
        QCOMPARE(std::get<SealRefusal>(early), SealRefusal::Behind);
        pair.ana.restore(QStringLiteral("copy"));

        pair.ana.sync(pair.where);
        QVERIFY(pair.ana.wasRolledBack);
        QCOMPARE(pair.standing(pair.ana).place, Place::Outside);
        pair.ana.settle(pair.where);
        QCOMPARE(pair.standing(pair.ana).place, Place::Joined);
        QCOMPARE(pair.standing(pair.ana).leaves, qsizetype(2)); // in the place of its old leaf
        QVERIFY(pair.ana.say(pair.where, "four"));
        pair.ben.sync(pair.where);
        QCOMPARE(pair.ben.texts(pair.where), (Texts { "one", "two", "three", "four" }));
    }

    void aChangeThatThisCopyNeverMadeIsARollbackToo()
    {
        Pair pair;
        pair.ana.backUp(QStringLiteral("copy"));
        const auto draft = pair.ana.prepare(pair.where, kUpdate);
        pair.ana.hear(*draft, pair.ana.send(*draft));
        pair.ana.restore(QStringLiteral("copy"));
        pair.ana.sync(pair.where);
        QVERIFY(pair.ana.wasRolledBack);
        pair.ana.settle(pair.where);
        pair.ben.sync(pair.where);
        QVERIFY(pair.agree());
    }

    void aLogThatComesBackwardsIsReadForwards()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.direct(ana.self, ben.self);
        ana.settle(where);
        QVERIFY(ana.say(where, "first"));
        for (int i = 0; i < 3; ++i) {
            const auto draft = ana.prepare(where, kUpdate);
            ana.hear(*draft, ana.send(*draft));
            QVERIFY(ana.say(where, "after change " + QByteArray::number(i)));
        }
        ben.syncBackwards(where);
        QVERIFY(ben.shown(where).empty());
        ben.restart();
        QCOMPARE(ben.doNext(where), NeedKind::Join);
        QCOMPARE(ben.texts(where), (Texts { "first", "after change 0", "after change 1", "after change 2" }));
        QCOMPARE(ben.keeper().standing(where)->early, qint64(0));
    }

    void whatIsAboveAHoleWaitsForIt()
    {
        Pair pair;
        const Seq before = pair.standing(pair.ben).cursor;
        QVERIFY(pair.ana.say(pair.where, "one"));
        const auto draft = pair.ana.prepare(pair.where, kUpdate);
        pair.ana.hear(*draft, pair.ana.send(*draft));
        QVERIFY(pair.ana.say(pair.where, "two"));
        pair.ben.syncWithout(pair.where, { next(before) });
        QVERIFY(pair.ben.texts(pair.where).empty());
        QCOMPARE(pair.standing(pair.ben).early, qint64(2));
        QCOMPARE(std::get<SealRefusal>(pair.ben.write(pair.where, "in a hole")), SealRefusal::Behind);
        pair.ben.restart();
        pair.ben.sync(pair.where);
        QCOMPARE(pair.ben.texts(pair.where), (Texts { "one", "two" }));
        QVERIFY(pair.agree());
    }

    void aHoleThatStaysEmptyIsSkipped()
    {
        Pair pair;
        const Seq before = pair.standing(pair.ben).cursor;
        QVERIFY(pair.ana.say(pair.where, "expired"));
        QVERIFY(pair.ana.say(pair.where, "kept"));
        pair.ben.syncWithout(pair.where, { next(before) });
        QVERIFY(pair.ben.texts(pair.where).empty());
        pair.ben.write([&]() -> Result<void> {
            auto taken = pair.ben.keeper().skip(pair.where, { next(before), next(before) });
            if (!taken)
                return taken.error();
            pair.ben.note(pair.where, *taken);
            return {};
        });
        QCOMPARE(pair.ben.texts(pair.where), (Texts { "kept" }));
    }

    void aHoleThatSwallowedAChangeMakesTheDeviceRejoin()
    {
        Pair pair;
        const Seq before = pair.standing(pair.ben).cursor;
        const auto draft = pair.ana.prepare(pair.where, kUpdate);
        pair.ana.hear(*draft, pair.ana.send(*draft));
        const auto second = pair.ana.prepare(pair.where, kUpdate);
        pair.ana.hear(*second, pair.ana.send(*second));
        pair.ben.write([&]() -> Result<void> {
            auto taken = pair.ben.keeper().skip(pair.where, { next(before), next(before) });
            return taken ? Result<void>() : taken.error();
        });
        pair.ben.syncWithout(pair.where, { next(before) });
        QCOMPARE(pair.standing(pair.ben).place, Place::Outside);
        pair.ben.settle(pair.where);
        pair.ana.sync(pair.where);
        QVERIFY(pair.agree());
    }

    void aRepeatGivesNothingTwice()
    {
        Pair pair;
        const Seq before = pair.standing(pair.ben).cursor;
        QVERIFY(pair.ana.say(pair.where, "once"));
        pair.ben.sync(pair.where);
        const auto all = pair.relay.sync(pair.ben.self, pair.where, before);
        QCOMPARE(all.run.entries.size(), size_t(1));
        const auto again = pair.ben.keeper().take(ClientDevice::toLogEntry(all.run.entries.front()));
        QVERIFY(again.ok());
        QVERIFY(again->messages.empty());
        QVERIFY(!again->isChanged);
    }

    void aRelayThatForgotIsFollowedBack()
    {
        Pair pair;
        QVERIFY(pair.ana.say(pair.where, "one"));
        const Seq head = pair.standing(pair.ana).cursor;
        pair.ana.write([&] { return pair.ana.keeper().rewound(pair.where, previous(head)); });
        QCOMPARE(pair.standing(pair.ana).place, Place::Outside);
        QCOMPARE(pair.standing(pair.ana).cursor, previous(head));
        pair.ana.settle(pair.where);
        QCOMPARE(pair.standing(pair.ana).place, Place::Joined);
        pair.ben.sync(pair.where);
        QVERIFY(pair.agree());
    }

    void recoveryIsGivenUpAfterThreeFailuresAndTakenUpByAPerson()
    {
        Pair pair;
        pair.ben.write([&]() -> Result<void> {
            auto row = pair.ben.store().groups.find(pair.where);
            (*row)->place = store::GroupPlace::Outside;
            return pair.ben.store().groups.save(**row);
        });
        pair.ben.restart();
        const auto tryJunk = [&] {
            DraftRefusal why {};
            pair.ben.write([&]() -> Result<void> {
                auto made = pair.ben.keeper().prepareExternalJoin(pair.where, "junk", "junk");
                if (made)
                    why = std::get<DraftRefusal>(*made);
                return made ? Result<void>() : made.error();
            });
            return why;
        };
        for (int failure = 0; failure < 3; ++failure) {
            QCOMPARE(tryJunk(), DraftRefusal::GroupInfoRefused);
            QCOMPARE(pair.ben.need(pair.where), NeedKind::Join);
        }
        QCOMPARE(tryJunk(), DraftRefusal::GroupInfoRefused);
        QCOMPARE(pair.ben.need(pair.where), NeedKind::Repair);
        QCOMPARE(tryJunk(), DraftRefusal::NothingToDo);
        pair.ben.write([&] { return pair.ben.keeper().repair(pair.where); });
        pair.ben.settle(pair.where);
        QCOMPARE(pair.standing(pair.ben).place, Place::Joined);
    }

    void failuresOfAnotherHourDoNotCount()
    {
        Pair pair;
        pair.ben.write([&]() -> Result<void> {
            auto row = pair.ben.store().groups.find(pair.where);
            (*row)->place = store::GroupPlace::Outside;
            return pair.ben.store().groups.save(**row);
        });
        for (int failure = 0; failure < 8; ++failure) {
            pair.relay.clock.advance(std::chrono::minutes { 30 });
            pair.ben.write([&]() -> Result<void> {
                auto made = pair.ben.keeper().prepareExternalJoin(pair.where, "junk", "junk");
                return made ? Result<void>() : made.error();
            });
            QCOMPARE(pair.ben.need(pair.where), NeedKind::Join);
        }
    }

    void aDeviceThatSignedInAnewBeginsAnew()
    {
        Pair pair;
        QVERIFY(pair.ana.say(pair.where, "before"));
        pair.ben.write([&]() -> Result<void> {
            const auto other = makeDeviceIdentity(
                pair.ben.self.user, DeviceId { Uuid { { 1 } } }, pair.relay.clock.utcNow(), crypto::systemRandom());
            return saveDeviceIdentity(pair.ben.store(), other);
        });
        pair.ben.restart();
        QCOMPARE(pair.standing(pair.ben).place, Place::Outside);
        pair.ben.settle(pair.where);
        pair.ana.sync(pair.where);
        QVERIFY(pair.agree());
        const auto readers = pair.ana.keeper().readers(pair.where);
        QVERIFY(readers.ok());
        QCOMPARE(std::ranges::count(*readers, true, &Reader::isKeyChanged), 1);
    }

    void aTransactionThatFailedIsForgotten()
    {
        Pair pair;
        const auto failed = pair.ana.store().transact([&]() -> Result<void> {
            auto sealed = pair.ana.keeper().seal(pair.where, MessageId { Uuid { { 9 } } }, "never");
            return sealed ? Result<void>(Errc::DiskFull) : sealed.error();
        });
        QVERIFY(!failed.ok());
        pair.ana.keeper().forget();
        // The next message takes the same key: nothing under it had left.
        QVERIFY(pair.ana.say(pair.where, "this one"));
        QVERIFY(pair.relay.aead.reuses() > 0);
        pair.relay.aead.forgive();
        pair.ben.sync(pair.where);
        QCOMPARE(pair.ben.texts(pair.where), (Texts { "this one" }));
    }
};

QTEST_GUILESS_MAIN(TestGroupLosses)
#include "tst_grouplosses.moc"
