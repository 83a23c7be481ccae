// SPDX-License-Identifier: GPL-3.0-or-later
// Logs that come backwards or with holes, disks that are put back, relays that forget: the device finds its way back, and
// nothing is shown twice.

#include "core/groups/deviceidentity.h"

#include <QTest>

#include "grouppair.h"

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

class TestGroupLosses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        pair.ana.write([&] { return pair.ana.keeper().rewound(pair.where, previous(head), true); });
        QCOMPARE(pair.standing(pair.ana).place, Place::Outside);
        QCOMPARE(pair.standing(pair.ana).cursor, previous(head));
        pair.ana.settle(pair.where);
        QCOMPARE(pair.standing(pair.ana).place, Place::Joined);
        pair.ben.sync(pair.where);
        QVERIFY(pair.agree());
    }

    /// What is sealed again after a restore must be open to those who read its first sealing.
    void aRelayThatForgotMessagesAloneLeavesEverybodyInTheGroup()
    {
        Pair pair;
        QVERIFY(pair.ana.say(pair.where, "one"));
        const Seq head = pair.standing(pair.ana).cursor;
        QVERIFY(pair.ana.say(pair.where, "two"));
        pair.ben.sync(pair.where);
        for (ClientDevice *device : { &pair.ana, &pair.ben }) {
            device->write([&]() -> Result<void> {
                for (const auto &done : { device->store().conversations.restoreMarks(pair.where, head, {}),
                         device->store().members.restoreMarks(pair.where, head),
                         device->keeper().rewound(pair.where, head, false) }) {
                    if (!done)
                        return done;
                }
                return {};
            });
            QCOMPARE(pair.standing(*device).place, Place::Joined);
            QCOMPARE(pair.standing(*device).cursor, head);
        }
        LogEntry again { pair.where, next(head), EntryKind::Message, MessageId { Uuid { { 2 } } }, pair.ana.self.user,
            pair.ana.self.device, {}, {} };
        pair.ana.write([&]() -> Result<void> {
            const auto sealed = pair.ana.keeper().seal(pair.where, again.message, "two");
            if (!sealed)
                return sealed.error();
            again.body = std::get<QByteArray>(*sealed);
            return {};
        });
        QByteArray opened;
        pair.ben.write([&]() -> Result<void> {
            const auto taken = pair.ben.keeper().take(again);
            if (!taken)
                return taken.error();
            opened = std::get<Opened>(taken->messages.front().outcome).content;
            return {};
        });
        QCOMPARE(opened, QByteArray("two"));
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

    void aPersonWithAnotherAccountKeyIsMarkedAndNothingIsSealedUntilItIsConfirmed()
    {
        Pair pair;
        QVERIFY(pair.ana.say(pair.where, "before"));
        pair.ben.write([&]() -> Result<void> {
            const auto &self = pair.ben.self;
            const auto other = makeDeviceIdentity(self.user, self.device, pair.relay.clock.utcNow(),
                crypto::Ed25519Key::generate(crypto::systemRandom()), crypto::systemRandom());
            return adoptDeviceIdentity(pair.ben.store(), other);
        });
        pair.ben.restart();
        QCOMPARE(pair.standing(pair.ben).place, Place::Outside);
        pair.ben.settle(pair.where);
        pair.ana.sync(pair.where);
        QVERIFY(pair.agree());
        QCOMPARE(pair.ana.need(pair.where), NeedKind::ConfirmAccounts);
        const auto readers = pair.ana.keeper().readers(pair.where);
        QVERIFY(readers.ok());
        QCOMPARE(std::ranges::count(*readers, trust::Verdict::KeyChanged, &Reader::verdict), 1);
        QVERIFY(std::get<SealRefusal>(pair.ana.write(pair.where, "a secret")) == SealRefusal::InDoubt);
        QVERIFY(pair.ben.say(pair.where, "it is me"));
        pair.ana.sync(pair.where);
        QCOMPARE(pair.ana.texts(pair.where).back(), "it is me"); // what comes from there is read

        const auto shown = pair.ana.accounts().account(pair.ben.self.user);
        QVERIFY(shown.ok() && *shown && (*shown)->changedKey);
        pair.ana.write([&] {
            return pair.ana.accounts().confirm(pair.ben.self.user, *(*shown)->changedKey, pair.relay.clock.utcNow());
        });
        QVERIFY(pair.ana.say(pair.where, "then hear it"));
        pair.ben.sync(pair.where);
        QCOMPARE(pair.ben.texts(pair.where).back(), "then hear it");
    }
};

QTEST_GUILESS_MAIN(TestGroupLosses)
#include "tst_grouplosses.moc"
