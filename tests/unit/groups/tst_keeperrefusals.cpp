// SPDX-License-Identifier: GPL-3.0-or-later
// What members refuse of each other and of the relay, and that a refusal changes nothing. The other side is a device that
// keeps no rule, or a relay that lets through what it should not.

#include "tests/support/groupdevice/groupdevice.h"

#include <QTest>

#include "clientdevice.h"

using namespace pc;
using namespace pc::groups;
using namespace pc::test;

namespace {

/// Ana with her keeper, and Mal with a device of his own making, in one group.
struct Guests
{
    Guests()
    {
        relay.lists.add(mal.certificate(), mal.accountKey(), relay.clock.utcNow());
        wire::Keys put;
        put.op = wire::KeysOp::PutPackages;
        put.items = { mal.keyPackage() };
        if (relay.ask(malsActor, put).refusal)
            qFatal("no packages");
        where = relay.group(ana.self, { malsActor });
        ana.settle(where);
        wire::Keys next;
        next.op = wire::KeysOp::NextWelcome;
        const auto welcome = relay.ask(malsActor, next);
        if (!mal.join(welcome.items.at(0), welcome.items.at(1)))
            qFatal("Mal is not in");
    }

    wire::Message message(const QByteArray &content)
    {
        wire::Message made;
        made.conversation = where;
        made.message = MessageId { Uuid { { 0x77, ++count } } };
        made.content = content;
        return made;
    }

    /// The relay shows it to Ana as its next entry, whatever it is.
    Taken show(groups::EntryKind kind, const QByteArray &body, std::optional<relay::accounts::Actor> from = {})
    {
        const auto actor = from.value_or(malsActor);
        const LogEntry entry { where, next(ana.keeper().standing(where)->cursor), kind,
            MessageId { Uuid { { 0x78, ++count } } }, actor.user, actor.device, relay.clock.utcNow(), body };
        Taken shown;
        ana.write([&]() -> Result<void> {
            auto taken = ana.keeper().take(entry);
            if (taken)
                shown = *taken;
            return taken ? Result<void>() : taken.error();
        });
        return shown;
    }

    static std::optional<Unreadable> why(const Taken &taken)
    {
        const auto *why = taken.messages.size() == 1 ? std::get_if<Unreadable>(&taken.messages[0].outcome) : nullptr;
        return why ? std::optional(*why) : std::nullopt;
    }

    Place place() { return ana.keeper().standing(where)->place; }

    SchoolRelay relay;
    ClientDevice ana { relay, relay.enrol(people::Role::Staff) };
    relay::accounts::Actor malsActor = relay.enrol();
    GroupDevice mal { malsActor.user, malsActor.device, relay.clock.utcNow() };
    ConversationId where;
    quint8 count = 0;
};

mls::LeafIndex leafOf(GroupDevice &device, DeviceId of)
{
    return device.leafOf(of).value();
}

} // namespace

class TestGroupRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCannotBeReportedIsNotShown()
    {
        Guests guests;
        QVERIFY(!guests.relay.append(guests.malsActor, guests.message(guests.mal.seal("deny this"))).refusal);
        guests.ana.sync(guests.where);
        QCOMPARE(guests.ana.shown(guests.where).size(), size_t(1));
        QCOMPARE(guests.ana.shown(guests.where).begin()->second, QByteArray("broken"));
        QCOMPARE(guests.place(), Place::Joined);
    }

    void whoUploadsAnothersMessageIsFound()
    {
        Guests guests;
        ClientDevice ben(guests.relay, guests.relay.enrol());
        QVERIFY(guests.relay.addMember(guests.ana.self, guests.where, ben.self.user));
        ben.settle(guests.where);
        guests.ana.settle(guests.where);
        const auto written = ben.write(guests.where, "from Ben");
        const auto row = ben.store().outbox.find(std::get<MessageId>(written));
        auto other = ben.self;
        other.device = guests.malsActor.device;
        const auto taken = guests.show(groups::EntryKind::Message, *(*row)->sealed, other);
        QCOMPARE(Guests::why(taken), std::optional(Unreadable::Broken));
        // Its key is gone: the true one would be a repeat.
        QCOMPARE(Guests::why(guests.show(groups::EntryKind::Message, *(*row)->sealed, ben.self)),
            std::optional(Unreadable::Undecryptable));
    }

    void damagedMessagesAreNamedAndDoNoHarm()
    {
        Guests guests;
        QByteArray sealed = guests.mal.seal("text");
        for (qsizetype i = 0; i < sealed.size(); i += 11) {
            QByteArray damaged = sealed;
            damaged[i] = char(damaged[i] ^ 0x10);
            const auto why = Guests::why(guests.show(groups::EntryKind::Message, damaged));
            QVERIFY(why == Unreadable::Undecryptable || why == Unreadable::NotInGroup);
        }
        QCOMPARE(guests.place(), Place::Joined);
        QCOMPARE(Guests::why(guests.show(groups::EntryKind::Message, sealed)), std::optional(Unreadable::Broken));
    }

    void wordsInTheClearAreNotShown()
    {
        Guests guests;
        QCOMPARE(Guests::why(guests.show(groups::EntryKind::Message, "the relay says hello")),
            std::optional(Unreadable::NotInGroup));
        QCOMPARE(guests.place(), Place::Joined);
    }

    void aCommitThatComesAsAMessageIsNone()
    {
        Guests guests;
        const auto made = guests.mal.update();
        QCOMPARE(Guests::why(guests.show(groups::EntryKind::Message, made.handshake.content)),
            std::optional(Unreadable::NotInGroup));
        QCOMPARE(guests.ana.keeper().standing(guests.where)->epoch, guests.mal.group().epoch());
    }

    void nothingIsSaidBeforeWhatWasProposedIsDone()
    {
        Guests guests;
        wire::Handshake propose;
        const auto made = guests.mal.proposeToLeave();
        propose.conversation = guests.where;
        propose.message = MessageId { Uuid { { 0x79 } } };
        propose.op = wire::HandshakeOp::Propose;
        propose.epoch = made.epoch;
        propose.content = made.content;
        QVERIFY(!guests.relay.apply(guests.malsActor, propose).refusal);
        guests.ana.sync(guests.where);
        guests.ana.restart();
        QCOMPARE(std::get<SealRefusal>(guests.ana.write(guests.where, "wait")), SealRefusal::CommitFirst);
        QCOMPARE(guests.ana.doNext(guests.where), NeedKind::CommitProposals);
        QCOMPARE(guests.ana.keeper().standing(guests.where)->leaves, qsizetype(1));
        QVERIFY(guests.ana.say(guests.where, "now"));
    }

    void aMemberWhomAnotherTakesOutIsNotLost()
    {
        Guests guests;
        ClientDevice ben(guests.relay, guests.relay.enrol());
        QVERIFY(guests.relay.addMember(guests.ana.self, guests.where, ben.self.user));
        ben.publish();
        guests.ana.settle(guests.where);
        const auto log = guests.relay.sync(guests.malsActor, guests.where, {});
        for (const relay::log::Entry &entry : log.run.entries) {
            if (entry.device != guests.malsActor.device)
                (void)guests.mal.process(ClientDevice::toLogEntry(entry).body);
        }
        const auto made = guests.mal.remove(leafOf(guests.mal, ben.self.device));
        (void)guests.show(groups::EntryKind::Commit, made.handshake.content);
        QCOMPARE(guests.place(), Place::Joined); // the relay took it: the device may be signed out for good
        const auto need = guests.ana.needed(guests.where);
        QCOMPARE(need.kind, NeedKind::AddUsers); // its person is still in the conversation
        QCOMPARE(need.users, std::vector { ben.self.user });
    }

    void whoIsNotInTheConversationIsNotLetIn()
    {
        Guests guests;
        GroupDevice stranger(guests.relay.enrol().user, DeviceId { Uuid { { 0x44 } } }, guests.relay.clock.utcNow());
        const auto made = guests.mal.add({ stranger.keyPackage() });
        (void)guests.show(groups::EntryKind::Commit, made.handshake.content);
        QCOMPARE(guests.place(), Place::Outside);
        const auto pin = guests.ana.store().accountPins.find(stranger.user());
        QVERIFY(pin.ok() && !*pin);
    }

    void aWelcomeIntoAnotherConversationIsRefused()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId one = relay.group(ana.self, { ben.self });
        const ConversationId other = relay.group(ana.self, { ben.self });
        ana.settle(one);
        ben.sync(other);
        wire::Keys next;
        next.op = wire::KeysOp::NextWelcome;
        const auto welcome = relay.ask(ben.self, next);
        ben.write([&]() -> Result<void> {
            auto joined = ben.keeper().joinByWelcome(other, welcome.items[0], welcome.items[1], Seq { 9 });
            const auto *why = joined ? std::get_if<JoinRefusal>(&*joined) : nullptr;
            return why && *why == JoinRefusal::Corrupt ? Result<void>() : Result<void>(Errc::Internal);
        });
        // It was not used up by that.
        ben.settle(one);
        QCOMPARE(ben.keeper().standing(one)->place, Place::Joined);
        QCOMPARE(ana.keeper().standing(one)->leaves, qsizetype(2));
    }

    void refusalsLeaveTheStoreAsItWas()
    {
        Guests guests;
        ClientDevice &ana = guests.ana;
        const ConversationId elsewhere = guests.relay.group(ana.self, { guests.malsActor });
        ana.sync(guests.where);
        const QByteArray before = ana.dump();
        QVERIFY(!before.isEmpty());
        const auto &where = guests.where;
        int asked = 0;
        const auto isRefused = [&](auto answer) -> Result<void> {
            ++asked;
            if (!answer)
                return answer.error();
            return answer->index() == 1 ? Result<void>() : Result<void>(Errc::Internal, QString::number(asked));
        };
        const MessageId id { Uuid { { 1, 2 } } };
        ana.write([&] { return isRefused(ana.keeper().seal(elsewhere, id, "not in a group")); });
        ana.write([&] { return isRefused(ana.keeper().seal(where, id, QByteArray(60'000, 'x'))); });
        ana.write([&] { return isRefused(ana.keeper().prepareCreate(where, 0)); });
        ana.write([&] { return isRefused(ana.keeper().prepareCreate(where, 2)); });
        ana.write([&] { return isRefused(ana.keeper().prepareCommit(elsewhere, {})); });
        ana.write([&] { return isRefused(ana.keeper().prepareCommit(where, { { "junk" }, { 0, 77 } })); });
        ana.write([&] { return isRefused(ana.keeper().prepareExternalJoin(where, "junk", "junk")); });
        ana.write([&] { return isRefused(ana.keeper().joinByWelcome(where, "junk", "junk", Seq { 99 })); });
        ana.write([&] { return isRefused(ana.keeper().joinByWelcome(elsewhere, "junk", "junk", Seq { 99 })); });
        ana.write([&] { return ana.keeper().refused(where, id, RelayRefusal::Final); });
        ana.write([&] { return ana.keeper().repair(where); });
        QCOMPARE(asked, 9);
        QCOMPARE(ana.dump(), before);
        QVERIFY(ana.say(where, "as ever"));
    }

    void aSecondChangeWaitsForTheFirst()
    {
        Guests guests;
        ClientDevice &ana = guests.ana;
        QVERIFY(ana.prepare(guests.where, { NeedKind::UpdateKeys, {}, {} }));
        const QByteArray before = ana.dump();
        QVERIFY(!ana.prepare(guests.where, { NeedKind::UpdateKeys, {}, {} }));
        QCOMPARE(std::get<SealRefusal>(ana.write(guests.where, "wait")), SealRefusal::Settling);
        QCOMPARE(ana.dump(), before);
    }
};

QTEST_GUILESS_MAIN(TestGroupRefusals)
#include "tst_keeperrefusals.moc"
