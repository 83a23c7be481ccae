// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/session/desk.h"

#include <QCborMap>
#include <QCborValue>
#include <QTest>

using namespace pc;
using namespace pc::test;

class TestInbox : public QObject
{
    Q_OBJECT

private:
    const ConversationId c1 = conversation(1);

    static void begin(Desk &desk, Seq head = {})
    {
        desk.connect({ stateOf(conversation(1), head, { kMe, kMaria, kTom }) });
        desk.link.takeRequests();
        desk.heard = {};
    }

    static wire::Conversation entry(wire::ConversationOp op, Seq seq, const std::vector<UserId> &members = {})
    {
        auto frame = stateOf(conversation(1), {}, members);
        frame.op = op;
        frame.message = message(500 + quint32(seq.raw()));
        frame.actor = kMaria;
        frame.seq = seq;
        frame.sentAt = utcFromMilliseconds(1'760'000'000'000 + seq.raw());
        return frame;
    }

    static QStringList memberNames(Desk &desk)
    {
        QStringList names;
        for (const chat::Member &member : desk.summary(conversation(1)).conversation.members)
            names.append(member.person.name);
        return names;
    }

private Q_SLOTS:
    void anEntryIsTakenOnce()
    {
        Desk desk;
        begin(desk);
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("hello")));
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("hello")));
        QCOMPARE(desk.heard.added.size(), size_t(1));
        QCOMPARE(desk.texts(c1), QStringList { QStringLiteral("hello") });
        QCOMPARE(desk.summary(c1).unread, 1);
    }

    void anyOrderEndsInTheOrderOfTheLog()
    {
        Desk desk;
        begin(desk);
        for (const qint64 seq : { 3, 1, 2, 5, 4 })
            desk.deliver(messageFrame(c1, Seq { seq }, QString::number(seq)));
        QCOMPARE(desk.texts(c1).join(u' '), QStringLiteral("1 2 3 4 5"));
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 5 });
    }

    void aHoleWaitsAMomentAndIsFetched()
    {
        Desk desk;
        begin(desk);
        desk.deliver(messageFrame(c1, Seq { 1 }, QStringLiteral("a")));
        desk.deliver(messageFrame(c1, Seq { 4 }, QStringLiteral("d")));
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 1 });
        const auto page = desk.page(c1);
        QCOMPARE(page.holes, (std::vector { chat::Hole { Seq { 2 }, Seq { 3 }, false } }));
        desk.clock.advance(Milliseconds { 499 });
        QVERIFY(desk.link.take<wire::Sync>().empty());
        desk.clock.advance(Milliseconds { 1 });
        const auto syncs = desk.link.take<wire::Sync>();
        QCOMPARE(syncs.size(), size_t(1));
        QCOMPARE(syncs.front().second.after, Seq { 1 });
        QCOMPARE(syncs.front().second.upTo, std::optional(Seq { 3 }));
    }

    void aHeartbeatShowsALostLastFrame()
    {
        Desk desk;
        begin(desk);
        desk.deliver(wire::Heartbeat { { headOf(c1, Seq { 2 }) } });
        desk.clock.advance(Milliseconds { 500 });
        QCOMPARE(desk.link.take<wire::Sync>().size(), size_t(1));
    }

    void whatCannotBeReadIsStoredAsSuch()
    {
        Desk desk;
        begin(desk);
        auto broken = messageFrame(c1, Seq { 1 }, QString());
        broken.content = QByteArrayLiteral("\xff\x00nonsense");
        desk.deliver(broken);
        auto newer = messageFrame(c1, Seq { 2 }, QString());
        newer.content
            = QCborValue(QCborMap { { QStringLiteral("v"), 1 }, { QStringLiteral("kind"), QStringLiteral("poll") } })
                  .toCbor();
        desk.deliver(newer);
        const auto page = desk.page(c1);
        QCOMPARE(page.messages.size(), size_t(2));
        QCOMPARE(page.messages[0].content.kind, chat::ContentKind::Unreadable);
        QCOMPARE(page.messages[1].content.kind, chat::ContentKind::Unknown);
        QCOMPARE(desk.summary(c1).conversation.cursor, Seq { 2 });
    }

    void entriesOfAnUnknownConversationWaitForItsState()
    {
        Desk desk;
        begin(desk);
        const ConversationId unknown = conversation(5);
        desk.deliver(messageFrame(unknown, Seq { 1 }, QStringLiteral("early")));
        QCOMPARE(desk.engine->conversations().result()->size(), size_t(1));
        desk.clock.advance(Milliseconds { 500 });
        QCOMPARE(desk.link.take<wire::Sync>().front().second.receiptsAfter, std::optional(Revision {}));
        desk.deliver(stateOf(unknown, Seq { 1 }, { kMe, kTom }));
        QCOMPARE(desk.texts(unknown), QStringList { QStringLiteral("early") });
        QCOMPARE(desk.summary(unknown).unread, 1);
    }

    void changesOfMembersMayComeInAnyOrder()
    {
        Desk desk;
        begin(desk);
        desk.deliver(entry(wire::ConversationOp::RemoveMembers, Seq { 3 }, { kTom }));
        desk.deliver(entry(wire::ConversationOp::AddMembers, Seq { 2 }, { kTom, user(4) }));
        auto rename = entry(wire::ConversationOp::Rename, Seq { 5 });
        rename.title = QStringLiteral("new");
        desk.deliver(rename);
        rename = entry(wire::ConversationOp::Rename, Seq { 4 });
        rename.title = QStringLiteral("old");
        desk.deliver(rename);
        QCOMPARE(desk.summary(c1).conversation.title, QStringLiteral("new"));
        QCOMPARE(memberNames(desk).join(u','), QStringLiteral("Person 01,Person 02,Person 04"));
        QCOMPARE(desk.summary(c1).unread, 0); // events are not messages
        QCOMPARE(desk.texts(c1),
            (QStringList { QStringLiteral("Person 03\x1fPerson 04"), QStringLiteral("Person 03"), QStringLiteral("old"),
                QStringLiteral("new") }));
    }

    /// Only the relay says who gave it.
    void aNewNameIsNobodysDoing()
    {
        Desk desk;
        begin(desk);
        auto rename = entry(wire::ConversationOp::Rename, Seq { 1 });
        rename.title = QStringLiteral("new");
        for (const UserId actor : { kMaria, kMe }) {
            rename.actor = actor;
            rename.seq = next(desk.summary(c1).conversation.head);
            rename.message = message(600 + quint32(rename.seq.raw()));
            desk.deliver(rename);
            const chat::Message shown = desk.page(c1).messages.back();
            QCOMPARE(shown.content.event, chat::EventKind::Renamed);
            QVERIFY(shown.sender == UserId {} && !shown.outgoing);
        }
    }

    void beingRemovedClosesTheConversationAndComingBackOpensIt()
    {
        Desk desk;
        begin(desk);
        desk.deliver(entry(wire::ConversationOp::RemoveMembers, Seq { 1 }, { kMe }));
        QVERIFY(desk.summary(c1).conversation.left);
        desk.deliver(entry(wire::ConversationOp::AddMembers, Seq { 2 }, { kMe }));
        QVERIFY(!desk.summary(c1).conversation.left);
    }

    void anOlderSnapshotUndoesNothing()
    {
        Desk desk;
        begin(desk);
        desk.deliver(entry(wire::ConversationOp::AddMembers, Seq { 9 }, { user(4) }));
        desk.deliver(stateOf(c1, Seq { 8 }, { kMe, kMaria }));
        QCOMPARE(memberNames(desk).join(u','), QStringLiteral("Person 01,Person 02,Person 04"));
    }

    void settingsFollowTheOtherDevice()
    {
        Desk desk;
        begin(desk);
        wire::Conversation settings;
        settings.conversation = c1;
        settings.op = wire::ConversationOp::Settings;
        settings.settings = wire::PersonalSettings { std::nullopt, true, true };
        desk.deliver(settings);
        QVERIFY(desk.summary(c1).conversation.settings.archived);
        QVERIFY(desk.summary(c1).conversation.settings.pinned);
    }

    void aDraftStaysUntilItIsSent()
    {
        Desk desk;
        begin(desk);
        desk.engine->saveDraft(c1, QStringLiteral("half a sen"));
        desk.crash();
        desk.run();
        QCOMPARE(desk.summary(c1).draft, QStringLiteral("half a sen"));
        desk.send(c1, QStringLiteral("half a sentence"));
        QCOMPARE(desk.summary(c1).draft, QString());
    }
};

QTEST_GUILESS_MAIN(TestInbox)
#include "tst_inbox.moc"
