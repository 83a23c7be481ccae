// SPDX-License-Identifier: GPL-3.0-or-later
// A conversation's group from its beginning: who comes in how, who reads what, who is taken out. Devices with real stores, a
// relay with its real log.

#include <QTest>

#include "clientdevice.h"

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

namespace {

using Texts = std::vector<QByteArray>;

QString codeOf(ClientDevice &device, ConversationId where)
{
    const auto code = device.keeper().epochCode(where);
    return code && *code ? **code : QString();
}

Standing standingOf(ClientDevice &device, ConversationId where)
{
    return device.keeper().standing(where).valueOr({});
}

SealRefusal refusalOf(const Either<MessageId, SealRefusal> &written)
{
    const auto *why = std::get_if<SealRefusal>(&written);
    return why ? *why : SealRefusal::TooLarge;
}

} // namespace

class TestGroupKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFirstMessageReachesSomebodyWhoIsOffline()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId direct = relay.direct(ana.self, ben.self);
        ana.settle(direct);
        QVERIFY(ana.say(direct, "hello Ben"));
        QVERIFY(ana.say(direct, "are you there?"));

        ben.settle(direct);
        QCOMPARE(ben.texts(direct), (Texts { "hello Ben", "are you there?" }));
        QCOMPARE(codeOf(ben, direct).size(), 30);
        QVERIFY(ben.say(direct, "now I am"));
        ana.sync(direct);
        QCOMPARE(ana.texts(direct), (Texts { "now I am" }));
        QCOMPARE(codeOf(ana, direct), codeOf(ben, direct));
    }

    void allDevicesOfAPersonAreAdded()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice phone(relay, relay.enrol());
        ClientDevice laptop(relay, relay.enrolDevice(phone.self));
        phone.publish();
        laptop.publish();
        const ConversationId where = relay.direct(ana.self, phone.self);
        ana.settle(where);
        QCOMPARE(standingOf(ana, where).leaves, qsizetype(3));
        QVERIFY(ana.say(where, "both of you"));
        phone.settle(where);
        laptop.settle(where);
        QVERIFY(phone.say(where, "from the phone"));
        laptop.sync(where);
        ana.sync(where);
        QCOMPARE(laptop.texts(where), (Texts { "both of you", "from the phone" }));
        QCOMPARE(ana.texts(where), (Texts { "from the phone" }));
        const auto readers = ana.keeper().readers(where);
        QVERIFY(readers.ok());
        QCOMPARE(readers->size(), size_t(3));
        for (const Reader &reader : *readers)
            QVERIFY(reader.isMember && reader.verdict == trust::Verdict::Good);
    }

    void aLaterDeviceComesInByItself()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice phone(relay, relay.enrol());
        phone.publish();
        const ConversationId where = relay.direct(ana.self, phone.self);
        ana.settle(where);
        QVERIFY(ana.say(where, "before"));
        ClientDevice laptop(relay, relay.enrolDevice(phone.self));
        laptop.sync(where);
        QCOMPARE(standingOf(laptop, where).place, Place::Outside);
        QVERIFY(laptop.shown(where).empty());
        QVERIFY(!laptop.say(where, "too early"));
        laptop.settle(where);
        QCOMPARE(standingOf(laptop, where).place, Place::Joined);
        QVERIFY(laptop.texts(where).empty());
        QCOMPARE(laptop.shown(where).size(), size_t(1)); // the one from before, as what it is

        ana.sync(where);
        QVERIFY(ana.say(where, "after"));
        laptop.sync(where);
        QCOMPARE(laptop.texts(where), (Texts { "after" }));
    }

    void ofTwoChangesAtOnceOneWins()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.direct(ana.self, ben.self);
        ana.settle(where);
        ben.settle(where);
        ana.sync(where);
        const Need update { NeedKind::UpdateKeys, {}, {} };
        const auto ofAna = ana.prepare(where, update);
        const auto ofBen = ben.prepare(where, update);
        QVERIFY(ofAna && ofBen);
        QCOMPARE(refusalOf(ana.write(where, "meanwhile")), SealRefusal::Settling);
        const auto first = ben.send(*ofBen);
        const auto second = ana.send(*ofAna);
        QVERIFY(!first.refusal);
        QCOMPARE(second.refusal, std::optional(Errc::StaleEpoch));
        ana.hear(*ofAna, second);
        QVERIFY(!standingOf(ana, where).isSettling);
        ben.hear(*ofBen, first);
        ana.sync(where);
        QCOMPARE(codeOf(ana, where), codeOf(ben, where));
        QVERIFY(ana.say(where, "here we are"));
        ben.sync(where);
        QCOMPARE(ben.texts(where), (Texts { "here we are" }));
    }

    void theLosersChangeIsDroppedByTheLogToo()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.direct(ana.self, ben.self);
        ana.settle(where);
        ben.settle(where);
        ana.sync(where);
        const Need update { NeedKind::UpdateKeys, {}, {} };
        QVERIFY(ana.prepare(where, update));
        const auto ofBen = ben.prepare(where, update);
        QVERIFY(!ben.send(*ofBen).refusal);
        ana.sync(where);
        QVERIFY(!standingOf(ana, where).isSettling);
        ben.sync(where);
        QCOMPARE(codeOf(ana, where), codeOf(ben, where));
    }

    void aDeadWelcomeIsNoDeadEnd()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.direct(ana.self, ben.self);
        ana.settle(where);
        QVERIFY(ana.say(where, "lost on the way"));
        ben.write([&] { return ben.store().deviceKeys.removeAllPackages(); });
        ben.settle(where);
        QCOMPARE(standingOf(ben, where).place, Place::Joined);
        ana.sync(where);
        QCOMPARE(standingOf(ana, where).leaves, qsizetype(2)); // his leaf from the Welcome is out
        QVERIFY(ana.say(where, "and now?"));
        ben.sync(where);
        QCOMPARE(ben.texts(where), (Texts { "and now?" }));
    }

    void aPackageOpensOneWelcome()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.direct(ana.self, ben.self);
        ana.settle(where);
        wire::Keys next;
        next.op = wire::KeysOp::NextWelcome;
        const auto welcome = relay.ask(ben.self, next);
        QCOMPARE(welcome.items.size(), size_t(2));
        ben.settle(where);
        // The same again, on a device that is out of the group and has seen nothing of it.
        ben.write([&]() -> Result<void> {
            auto row = ben.store().groups.find(where);
            (*row)->place = store::GroupPlace::Outside;
            (*row)->cursor = Seq {};
            return ben.store().groups.save(**row);
        });
        ben.restart();
        ben.write([&]() -> Result<void> {
            auto joined = ben.keeper().joinByWelcome(where, welcome.items[0], welcome.items[1], *welcome.seq);
            if (!joined)
                return joined.error();
            const auto *why = std::get_if<JoinRefusal>(&*joined);
            return why && *why == JoinRefusal::PackageGone ? Result<void>() : Result<void>(Errc::Internal);
        });
    }

    void whoCameInByALastResortRenewsItsKeysAtOnce()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.direct(ana.self, ben.self);
        wire::Keys claim;
        claim.op = wire::KeysOp::ClaimPackages;
        claim.conversation = where;
        claim.users = { ben.self.user };
        QByteArray last;
        for (int i = 0; i < 60; ++i) { // all fifty, then the last resort
            relay.clock.advance(Milliseconds { 10'000 });
            last = relay.ask(ana.self, claim).items.at(0);
        }
        QCOMPARE(relay.ask(ana.self, claim).items.at(0), last);
        ana.settle(where);
        ben.sync(where);
        QCOMPARE(ben.doNext(where), NeedKind::Join);
        ben.sync(where);
        QCOMPARE(standingOf(ben, where).place, Place::Joined);
        QCOMPARE(ben.need(where), NeedKind::UpdateKeys);
        ben.settle(where);
        QCOMPARE(ben.need(where), NeedKind::Nothing);
        ana.sync(where);
        QCOMPARE(codeOf(ana, where), codeOf(ben, where));
    }

    void keysAreRenewedAfterAWeek()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.direct(ana.self, ben.self);
        ana.settle(where);
        QCOMPARE(ana.need(where), NeedKind::Nothing);
        relay.clock.advance(std::chrono::hours { 24 * 7 });
        QCOMPARE(ana.need(where), NeedKind::UpdateKeys);
        ana.settle(where);
        QCOMPARE(ana.need(where), NeedKind::Nothing);
    }

    void aGroupThatIsBegunAnewTakesEverybodyAlong()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.group(ana.self, { ben.self });
        ana.settle(where);
        ben.settle(where);
        QVERIFY(ben.say(where, "in the old one"));
        ana.sync(where);
        std::optional<HandshakeDraft> draft;
        ana.write([&]() -> Result<void> {
            auto made = ana.keeper().prepareCreate(where, 1);
            if (made && std::holds_alternative<HandshakeDraft>(*made))
                draft = std::get<HandshakeDraft>(*made);
            return made ? Result<void>() : made.error();
        });
        QVERIFY(draft);
        ana.hear(*draft, ana.send(*draft));
        ana.settle(where);
        QCOMPARE(standingOf(ana, where).generation, 1U);
        QVERIFY(ana.say(where, "in the new one"));
        ben.settle(where);
        QCOMPARE(standingOf(ben, where).generation, 1U);
        QCOMPARE(codeOf(ana, where), codeOf(ben, where));
        QCOMPARE(ana.texts(where), (Texts { "in the old one" }));
        QCOMPARE(ben.texts(where), (Texts { "in the new one" }));
    }

    void aClassOfThirtyComesTogether()
    {
        SchoolRelay relay;
        ClientDevice teacher(relay, relay.enrol(people::Role::Staff));
        std::vector<std::unique_ptr<ClientDevice>> parents;
        std::vector<relay::accounts::Actor> actors;
        for (int i = 0; i < 29; ++i) {
            parents.push_back(std::make_unique<ClientDevice>(relay, relay.enrol()));
            actors.push_back(parents.back()->self);
            if (i % 3 != 0) // the others come in by themselves
                parents.back()->publish();
        }
        const ConversationId where = relay.group(teacher.self, actors);
        teacher.settle(where);
        QVERIFY(teacher.say(where, "good morning"));
        for (auto &parent : parents)
            parent->settle(where);
        teacher.settle(where);
        QCOMPARE(standingOf(teacher, where).leaves, qsizetype(30));
        QVERIFY(teacher.say(where, "everybody is here"));
        for (auto &parent : parents) {
            parent->sync(where);
            QCOMPARE(codeOf(*parent, where), codeOf(teacher, where));
            QCOMPARE(parent->texts(where).back(), QByteArray("everybody is here"));
        }
    }
};

QTEST_GUILESS_MAIN(TestGroupKeeper)
#include "tst_groupkeeper.moc"
