// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that die between two steps, answers that get lost or come too late: nothing sealed is lost, nothing is shown
// twice, no key is used twice.

#include <QTest>

#include "grouppair.h"

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

class TestGroupDeaths : public QObject
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

QTEST_GUILESS_MAIN(TestGroupDeaths)
#include "tst_groupdeaths.moc"
