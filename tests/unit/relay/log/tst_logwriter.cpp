// SPDX-License-Identifier: GPL-3.0-or-later
// The log's promises to writers: dense numbers, one per message for ever, rules of membership.

#include "core/sql/statement.h"
#include "tests/support/groupdevice/lookalike.h"

#include <QTest>

#include "logfixture.h"

using namespace pc;
using namespace pc::relay;
using namespace pc::test;

namespace {

wire::Conversation changeOf(wire::ConversationOp op, ConversationId id, quint8 number, std::vector<UserId> users = {})
{
    wire::Conversation change;
    change.op = op;
    change.conversation = id;
    change.message = idOf<MessageId>(number, 5);
    for (const UserId user : users)
        change.members.push_back({ user, false, {}, {}, {} });
    return change;
}

wire::Receipt receiptOf(ConversationId id, wire::ReceiptKind kind, qint64 upTo)
{
    return { id, kind, Seq { upTo }, {}, {}, {} };
}

} // namespace

class TestLogWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seqsAreDenseFromOne()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher); // 1 is the entry that made it
        for (quint8 i = 2; i < 40; ++i)
            QCOMPARE(log.say(i % 2 ? log.mother : log.teacher, id, i).entry.seq, Seq { i });
    }

    void seqsGoOnAfterARestart()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        log.say(log.mother, id, 1);
        QVERIFY(log.commit());
        log.reopen();
        QCOMPARE(log.say(log.mother, id, 2).entry.seq, Seq { 3 });
    }

    void whatWasNotCommittedTakesNoNumber()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        QVERIFY(log.commit());
        log.say(log.mother, id, 1);
        QVERIFY(log.database().execute("ROLLBACK").ok());
        log.writer().forget();
        QVERIFY(log.database().execute("BEGIN IMMEDIATE").ok());
        QCOMPARE(log.say(log.mother, id, 2).entry.seq, Seq { 2 });
    }

    void repeatedMessageGetsTheFirstAnswer()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        const auto first = log.say(log.mother, id, 1);
        log.say(log.mother, id, 2);
        log.now += Milliseconds { 5'000 };
        const auto again = log.say(log.mother, id, 1);
        QVERIFY(again.repeated);
        QCOMPARE(again.entry.seq, first.entry.seq);
        QCOMPARE(again.entry.sentAt, first.entry.sentAt);
        QCOMPARE(log.say(log.mother, id, 3).entry.seq, Seq { 4 });
    }

    void repeatWithOtherContentIsRefused()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        log.say(log.mother, id, 1, "one");
        QCOMPARE(log.say(log.mother, id, 1, "two").refusal, std::optional(Errc::Conflict));
        const auto other = log.direct(log.father, log.teacher);
        Q_UNUSED(other)
        QCOMPARE(log.say(log.father, other, 1, "one").refusal, std::nullopt); // another device's own id
    }

    void repeatIsAnsweredEvenAfterLeaving()
    {
        LogFixture log;
        const auto id = log.group(log.teacher, { log.mother.user, log.father.user });
        const auto sent = log.say(log.mother, id, 1);
        const auto leave = changeOf(wire::ConversationOp::RemoveMembers, id, 1, { log.mother.user });
        QVERIFY(!log.writer().conversations().apply(log.mother, leave, log.now)->refusal);
        const auto again = log.say(log.mother, id, 1);
        QVERIFY(again.repeated);
        QCOMPARE(again.entry.seq, sent.entry.seq);
        QCOMPARE(log.say(log.mother, id, 2).refusal, std::optional(Errc::Forbidden));
    }

    void absentAndForeignLookTheSame()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        QCOMPARE(log.say(log.stranger, id, 1).refusal, std::optional(Errc::NotFound));
        QCOMPARE(log.say(log.father, id, 1).refusal, std::optional(Errc::NotFound));
        QCOMPARE(log.say(log.father, idOf<ConversationId>(99), 1).refusal, std::optional(Errc::NotFound));
    }

    void twoPeopleHaveOneDirectConversation()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        QVERIFY(id != ConversationId {});
        QCOMPARE(log.direct(log.teacher, log.mother), id);
        QVERIFY(log.direct(log.father, log.teacher) != id);
    }

    void guardiansWriteToGuardiansOnlyWhereTheSchoolAllowsIt()
    {
        LogFixture log;
        QCOMPARE(log.direct(log.mother, log.father), ConversationId {});
        QVERIFY(log.database().execute("UPDATE schools SET guardians_may_write_to_guardians = 1").ok());
        QVERIFY(log.direct(log.mother, log.father) != ConversationId {});
    }

    void nobodyReachesIntoAnotherSchool()
    {
        LogFixture log;
        QCOMPARE(log.direct(log.teacher, log.stranger), ConversationId {});
        QCOMPARE(log.group(log.teacher, { log.mother.user, log.stranger.user }), ConversationId {});
        QCOMPARE(log.direct(log.teacher, log.teacher), ConversationId {});
    }

    void aDisabledPersonCannotBeWrittenTo()
    {
        LogFixture log;
        QVERIFY(log.database().execute("UPDATE people SET disabled = 1 WHERE role = 1").ok());
        QCOMPARE(log.direct(log.mother, log.teacher), ConversationId {});
    }

    void guardiansMakeNoGroupsUnlessAllowed()
    {
        LogFixture log;
        QCOMPARE(log.group(log.mother, { log.teacher.user }), ConversationId {});
        QVERIFY(log.group(log.teacher, { log.mother.user }) != ConversationId {});
    }

    void aGroupIsBounded()
    {
        LogFixture log; // at most 8
        std::vector<UserId> many;
        for (quint8 i = 1; i < 12; ++i)
            many.push_back(idOf<UserId>(i));
        QCOMPARE(log.group(log.teacher, many), ConversationId {});
    }

    void aRepeatedCreateIsOneConversation()
    {
        LogFixture log;
        wire::Conversation change
            = changeOf(wire::ConversationOp::Create, idOf<ConversationId>(50), 1, { log.mother.user });
        change.kind = wire::ConversationKind::Group;
        change.title = QStringLiteral("Once");
        const auto first = log.writer().conversations().apply(log.teacher, change, log.now);
        const auto again = log.writer().conversations().apply(log.teacher, change, log.now);
        QVERIFY(first->entry.has_value());
        QVERIFY(!again->refusal && !again->entry);
        QCOMPARE(again->seq, first->seq);
        change.message = idOf<MessageId>(2, 5);
        QCOMPARE(
            log.writer().conversations().apply(log.office, change, log.now)->refusal, std::optional(Errc::Conflict));
    }

    void onlyOwnersRenameAddAndRemove()
    {
        LogFixture log;
        const auto id = log.group(log.teacher, { log.mother.user });
        auto rename = changeOf(wire::ConversationOp::Rename, id, 1);
        rename.title = QStringLiteral("New name");
        const auto add = changeOf(wire::ConversationOp::AddMembers, id, 2, { log.father.user });
        const auto remove = changeOf(wire::ConversationOp::RemoveMembers, id, 3, { log.teacher.user });
        auto &conversations = log.writer().conversations();
        QCOMPARE(conversations.apply(log.mother, rename, log.now)->refusal, std::optional(Errc::Forbidden));
        QCOMPARE(conversations.apply(log.mother, add, log.now)->refusal, std::optional(Errc::Forbidden));
        QCOMPARE(conversations.apply(log.mother, remove, log.now)->refusal, std::optional(Errc::Forbidden));
        QCOMPARE(conversations.apply(log.father, rename, log.now)->refusal, std::optional(Errc::NotFound));
        QVERIFY(!conversations.apply(log.teacher, rename, log.now)->refusal);
        const auto added = conversations.apply(log.teacher, add, log.now);
        QCOMPARE(added->joined, std::vector<UserId> { log.father.user });
        QCOMPARE(added->roster->present(), 3);
    }

    void whoIsRemovedMayWriteNoMore()
    {
        LogFixture log;
        const auto id = log.group(log.teacher, { log.mother.user, log.father.user });
        const auto remove = changeOf(wire::ConversationOp::RemoveMembers, id, 1, { log.father.user });
        const auto changed = log.writer().conversations().apply(log.teacher, remove, log.now);
        QCOMPARE(changed->removed, std::vector<UserId> { log.father.user });
        QCOMPARE(log.say(log.father, id, 1).refusal, std::optional(Errc::Forbidden));
        const auto back = changeOf(wire::ConversationOp::AddMembers, id, 2, { log.father.user });
        QVERIFY(!log.writer().conversations().apply(log.teacher, back, log.now)->refusal);
        QVERIFY(!log.say(log.father, id, 2).refusal);
    }

    void nobodyLeavesADirectConversation()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        const auto leave = changeOf(wire::ConversationOp::RemoveMembers, id, 1, { log.mother.user });
        QCOMPARE(
            log.writer().conversations().apply(log.mother, leave, log.now)->refusal, std::optional(Errc::Forbidden));
    }

    void watermarksOnlyRise()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        for (quint8 i = 1; i <= 5; ++i)
            log.say(log.mother, id, i);
        auto &receipts = log.writer().receipts();
        const auto first = receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 4), log.now);
        QVERIFY(log.commit());
        QCOMPARE(first->step->receipt.revision, Revision { 1 });
        QVERIFY(!receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 3), log.now)->step);
        QVERIFY(!receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 4), log.now)->step);
        const auto second = receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 6), log.now);
        QVERIFY(log.commit());
        QCOMPARE(second->step->receipt.revision, Revision { 2 });
        QCOMPARE(receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 7), log.now)->refusal,
            std::optional(Errc::Invalid));
        QCOMPARE(receipts.confirm(log.father, receiptOf(id, wire::ReceiptKind::Read, 1), log.now)->refusal,
            std::optional(Errc::NotFound));
    }

    void whatIsConfirmedInOneTransactionIsOneStep()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        for (quint8 i = 1; i <= 5; ++i)
            log.say(log.mother, id, i);
        auto &receipts = log.writer().receipts();
        const auto third = receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 3), log.now);
        const auto other = receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Delivered, 6), log.now);
        const auto fifth = receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 5), log.now);
        QVERIFY(!receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 4), log.now)->step);
        QCOMPARE(third->step, fifth->step);
        QVERIFY(other->step != third->step);
        QVERIFY(log.commit());
        QCOMPARE(fifth->step->receipt.upTo, Seq { 5 });
        QCOMPARE(fifth->step->receipt.revision, Revision { 1 });
        QCOMPARE(other->step->receipt.revision, Revision { 2 });
        QCOMPARE(fifth->step->interested.size(), size_t(2));
        QVERIFY(!receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 5), log.now)->step);
    }

    void theProofOfTheHighestGoesWithItsStep()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        for (quint8 i = 1; i <= 5; ++i)
            log.say(log.mother, id, i);
        auto &receipts = log.writer().receipts();
        const auto confirm = [&](qint64 upTo, const QByteArray &proof) {
            wire::Receipt receipt = receiptOf(id, wire::ReceiptKind::Read, upTo);
            receipt.proof = proof;
            return receipts.confirm(log.teacher, receipt, log.now)->step;
        };
        const auto step = confirm(3, "third");
        confirm(5, "fifth");
        QVERIFY(!confirm(4, "fourth"));
        QVERIFY(log.commit());
        QCOMPARE(step->receipt.proof, "fifth");
        const auto stored = [&] {
            sql::Statement proof(log.database(), "SELECT proof FROM watermarks");
            auto rows = proof.query();
            return rows->next() ? rows->bytes(0) : QByteArray("none");
        };
        QCOMPARE(stored(), "fifth");
        QVERIFY(!confirm(5, "again"));
        QVERIFY(log.commit());
        QCOMPARE(stored(), "fifth");
        confirm(6, {}); // by a client that knows of none: what it says has none
        QVERIFY(log.commit());
        QCOMPARE(stored(), "");
    }

    void anUndoneStepIsMadeAnew()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        log.say(log.mother, id, 1);
        QVERIFY(log.commit());
        auto &receipts = log.writer().receipts();
        QVERIFY(receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 2), log.now)->step != nullptr);
        log.writer().forget();
        QVERIFY(log.commit());
        const auto again = receipts.confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Read, 2), log.now);
        QVERIFY(log.commit());
        QCOMPARE(again->step->receipt.revision, Revision { 1 });
    }

    void theHistoryOfReceiptsIsKept()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        log.say(log.mother, id, 1);
        log.say(log.mother, id, 2);
        for (const qint64 upTo : { 2, 3 }) {
            QVERIFY(log.writer()
                        .receipts()
                        .confirm(log.teacher, receiptOf(id, wire::ReceiptKind::Delivered, upTo), log.now)
                        .ok());
            QVERIFY(log.commit());
        }
        sql::Statement count(log.database(), "SELECT count(*) FROM receipts");
        auto rows = count.query();
        QVERIFY(rows->next());
        QCOMPARE(rows->number(0), 2);
    }

    void aCacheThatForgetsChangesNothing()
    {
        LogFixture log;
        log::ConversationCache small(log.database(), 2);
        const auto franking = keys::FrankingKeys::load(log.database(), log.now);
        QVERIFY(franking);
        log::Appender appender(log.database(), small, *franking);
        std::vector<ConversationId> ids;
        ids.push_back(log.direct(log.mother, log.teacher));
        ids.push_back(log.direct(log.father, log.teacher));
        ids.push_back(log.direct(log.mother, log.office));
        for (const ConversationId id : ids)
            log.giveGroup(id);
        QVERIFY(log.commit());
        quint8 number = 10;
        for (int round = 0; round < 6; ++round) {
            for (const ConversationId id : ids) {
                const auto &who = id == ids[1] ? log.father : log.mother;
                wire::Message message;
                message.conversation = id;
                message.message = idOf<MessageId>(number++, 1);
                message.content = lookalike(id, 0, "x");
                const auto sealed = log::readSealed(message.content, id);
                const auto appended = appender.append(who, message, *sealed, log.now);
                QVERIFY(appended.ok() && !appended->refusal);
                QCOMPARE(appended->entry.seq, Seq { round + 2 });
            }
            QVERIFY(small.flush().ok());
        }
    }
};

QTEST_GUILESS_MAIN(TestLogWriter)
#include "tst_logwriter.moc"
