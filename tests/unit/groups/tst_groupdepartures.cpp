// SPDX-License-Identifier: GPL-3.0-or-later
// Who leaves a conversation, or is taken out of it, and comes back: what they read, and what is said meanwhile.

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

Texts wordsOf(ClientDevice &device, ConversationId where)
{
    Texts words;
    for (const auto &[seq, word] : device.shown(where))
        words.push_back(word);
    return words;
}

} // namespace

class TestGroupDepartures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoLeftReadsNothingMoreAndNothingIsSaidBefore()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ClientDevice cem(relay, relay.enrol());
        ben.publish();
        cem.publish();
        const ConversationId where = relay.group(ana.self, { ben.self, cem.self });
        ana.settle(where);
        ben.settle(where);
        cem.settle(where);
        ana.settle(where);
        QVERIFY(ana.say(where, "all three"));
        ben.sync(where);
        QVERIFY(relay.removeMember(ana.self, where, ben.self.user));
        ana.sync(where);
        QCOMPARE(refusalOf(ana.write(where, "not yet")), SealRefusal::RemoveFirst);
        QCOMPARE(ana.need(where), NeedKind::RemoveLeaves);
        ana.settle(where);
        QVERIFY(ana.say(where, "without Ben"));
        cem.sync(where);
        QCOMPARE(cem.texts(where), (Texts { "all three", "without Ben" }));

        // Even with a relay that shows him everything.
        const auto everything = relay.sync(ana.self, where, {});
        ben.write([&]() -> Result<void> {
            for (const relay::log::Entry &entry : everything.run.entries) {
                if (auto taken = ben.keeper().take(ClientDevice::toLogEntry(entry)); !taken)
                    return taken.error();
                else
                    ben.note(where, *taken);
            }
            return {};
        });
        QCOMPARE(ben.texts(where), (Texts { "all three" }));
        QCOMPARE(standingOf(ben, where).place, Place::Outside);
    }

    void whoLeavesIsTakenOutByAnybody()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ClientDevice cem(relay, relay.enrol());
        ben.publish();
        cem.publish();
        const ConversationId where = relay.group(ana.self, { ben.self, cem.self });
        ana.settle(where);
        ben.settle(where);
        cem.settle(where);
        QVERIFY(relay.removeMember(cem.self, where, cem.self.user));
        ben.settle(where);
        QCOMPARE(standingOf(ben, where).leaves, qsizetype(2));
        QVERIFY(ben.say(where, "gone"));
        ana.settle(where);
        QCOMPARE(ana.texts(where), (Texts { "gone" }));
        cem.sync(where);
        QCOMPARE(cem.need(where), NeedKind::Nothing);
        QCOMPARE(refusalOf(cem.write(where, "still me")), SealRefusal::NotAMember);
    }

    void whoComesInFromOutsideSealsNothingBeforeItKnowsWhoLeft()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ClientDevice cleo(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.group(ana.self, { ben.self, cleo.self });
        ana.settle(where);
        ben.settle(where);
        cleo.sync(where);
        QVERIFY(relay.removeMember(ana.self, where, ben.self.user)); // and cleo does not hear of it
        QCOMPARE(cleo.doNext(where), NeedKind::Join);
        QCOMPARE(refusalOf(cleo.write(where, "for ben, too?")), SealRefusal::Behind);
        QCOMPARE(cleo.need(where), NeedKind::Nothing);
        QVERIFY(standingOf(cleo, where).cursor < Seq { 5 }); // where it came in: whoever waits for the end waits on
        cleo.sync(where);
        QCOMPARE(refusalOf(cleo.write(where, "for ben, too?")), SealRefusal::RemoveFirst);
        cleo.settle(where);
        QVERIFY(cleo.say(where, "without ben"));
        ben.sync(where);
        QVERIFY(ben.texts(where).empty());
    }

    void whoComesBackReadsOnFromThere()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ClientDevice cem(relay, relay.enrol());
        ben.publish();
        cem.publish();
        const ConversationId where = relay.group(ana.self, { ben.self, cem.self });
        ana.settle(where);
        ben.settle(where);
        QVERIFY(relay.removeMember(ana.self, where, ben.self.user));
        ana.settle(where);
        QVERIFY(ana.say(where, "while he is away"));
        QVERIFY(relay.addMember(ana.self, where, ben.self.user));
        ana.settle(where);
        QVERIFY(ana.say(where, "welcome back"));
        ben.settle(where);
        QCOMPARE(ben.texts(where), (Texts { "welcome back" }));
        QCOMPARE(codeOf(ana, where), codeOf(ben, where));
    }

    void whoIsTakenOutBeforeTheyCameInLearnsThatTheyReadNothing()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.group(ana.self, { ben.self });
        ana.settle(where);
        QVERIFY(ana.say(where, "hello Ben"));
        QVERIFY(relay.removeMember(ana.self, where, ben.self.user));
        ana.settle(where); // with his leaf his Welcome goes

        ben.sync(where);
        QVERIFY(ben.shown(where).empty());
        QCOMPARE(ben.need(where), NeedKind::GiveUp);
        ben.restart();
        ben.settle(where);
        QCOMPARE(wordsOf(ben, where), (Texts { "outside" }));
        QCOMPARE(standingOf(ben, where).early, qint64(0));
        QCOMPARE(ben.need(where), NeedKind::Nothing);
    }

    void whatComesAfterThatIsGivenUpToo()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.group(ana.self, { ben.self });
        ana.settle(where);
        QVERIFY(ana.say(where, "one"));
        const Seq one = standingOf(ana, where).cursor;
        QVERIFY(ana.say(where, "two"));
        QVERIFY(relay.removeMember(ana.self, where, ben.self.user));
        ana.settle(where);
        ben.syncWithout(where, { one });
        QCOMPARE(ben.doNext(where), NeedKind::GiveUp);
        QCOMPARE(wordsOf(ben, where), (Texts { "outside" }));
        ben.settle(where); // the hole is filled
        QCOMPARE(wordsOf(ben, where), (Texts { "outside", "outside" }));
    }

    void whoComesBackLaterReadsOnAllTheSame()
    {
        SchoolRelay relay;
        ClientDevice ana(relay, relay.enrol(people::Role::Staff));
        ClientDevice ben(relay, relay.enrol());
        ben.publish();
        const ConversationId where = relay.group(ana.self, { ben.self });
        ana.settle(where);
        QVERIFY(ana.say(where, "hello Ben"));
        QVERIFY(relay.removeMember(ana.self, where, ben.self.user));
        ana.settle(where);
        ben.settle(where);
        QVERIFY(relay.addMember(ana.self, where, ben.self.user));
        ana.settle(where);
        QVERIFY(ana.say(where, "welcome back"));
        ben.settle(where);
        QCOMPARE(wordsOf(ben, where), (Texts { "outside", "welcome back" }));
    }
};

QTEST_GUILESS_MAIN(TestGroupDepartures)
#include "tst_groupdepartures.moc"
