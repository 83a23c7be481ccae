// SPDX-License-Identifier: GPL-3.0-or-later
// The log over its threads: answers come after the disk, deliveries in the order of the log, failures in words.

#include "core/sql/statement.h"
#include "tests/support/groupdevice/lookalike.h"

#include <QTest>

#include <atomic>

#include "logfixture.h"
#include "runninglog.h"

using namespace pc;
using namespace pc::relay;
using namespace pc::test;

class TestConversationLog : public QObject
{
    Q_OBJECT

    std::unique_ptr<LogFixture> m_fixture;
    ConversationId m_direct;

    wire::Message message(quint8 number, const QByteArray &content = "hello") const
    {
        return { m_direct, idOf<MessageId>(number, 1), {}, {}, lookalike(m_direct, 0, content), {}, {} };
    }

    qint64 storedHead() const
    {
        auto db = sql::Database::open(m_fixture->path(), sql::OpenMode::ReadOnly);
        sql::Statement head(**db, "SELECT max(place & 4294967295) FROM entries");
        auto rows = head.query();
        return rows && rows->next() ? rows->integer(0) : -1;
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<LogFixture>();
        m_direct = m_fixture->direct(m_fixture->mother, m_fixture->teacher);
        m_fixture->giveGroup(m_direct);
        QVERIFY(m_fixture->commit());
        m_fixture->close();
    }

    void anAnswerComesAfterTheDiskAndTheDeliveryWithIt()
    {
        RunningLog relay(m_fixture->path());
        qint64 headAtAnswer = 0;
        relay.log.append(m_fixture->mother, message(1), relay.mailbox, [&](const Result<log::Appended> &appended) {
            QVERIFY(appended.ok());
            headAtAnswer = storedHead();
        });
        QTRY_COMPARE(headAtAnswer, 2);
        QCOMPARE(relay.delivered.size(), size_t(1));
        QCOMPARE(relay.delivered[0]->entry->seq, Seq { 2 });
        QCOMPARE(relay.delivered[0]->roster->present(), 2);
        QCOMPARE(relay.delivered[0]->origin, m_fixture->mother.device);
    }

    void deliveriesComeInTheOrderOfTheLog()
    {
        RunningLog relay(m_fixture->path());
        int answers = 0;
        for (quint8 i = 1; i <= 200; ++i)
            relay.log.append(i % 2 ? m_fixture->mother : m_fixture->teacher, message(i), relay.mailbox,
                [&](const Result<log::Appended> &appended) { answers += appended ? 1 : 0; });
        QTRY_COMPARE(answers, 200);
        QCOMPARE(relay.delivered.size(), size_t(200));
        for (size_t i = 0; i < relay.delivered.size(); ++i)
            QCOMPARE(relay.delivered[i]->entry->seq, Seq { qint64(i) + 2 });
    }

    void aRepeatIsAnsweredAndDeliveredToNobody()
    {
        RunningLog relay(m_fixture->path());
        std::vector<qint64> seqs;
        for (int i = 0; i < 3; ++i)
            relay.log.append(m_fixture->mother, message(1), relay.mailbox,
                [&](const Result<log::Appended> &appended) { seqs.push_back(appended->entry.seq.raw()); });
        QTRY_COMPARE(seqs.size(), size_t(3));
        QCOMPARE(seqs, (std::vector<qint64> { 2, 2, 2 }));
        QCOMPARE(relay.delivered.size(), size_t(1));
    }

    void aRefusalInABatchHurtsNoOther()
    {
        RunningLog relay(m_fixture->path());
        std::vector<QString> outcomes;
        const auto note = [&](const Result<log::Appended> &appended) {
            outcomes.push_back(!appended ? QStringLiteral("error")
                    : appended->refusal  ? QString(wireName(*appended->refusal))
                                         : QStringLiteral("seq %1").arg(appended->entry.seq.raw()));
        };
        relay.log.append(m_fixture->mother, message(1), relay.mailbox, note);
        relay.log.append(m_fixture->stranger, message(2), relay.mailbox, note);
        relay.log.append(m_fixture->mother, message(1, "other"), relay.mailbox, note);
        relay.log.append(m_fixture->teacher, message(3), relay.mailbox, note);
        QTRY_COMPARE(outcomes.size(), size_t(4));
        QCOMPARE(outcomes,
            (std::vector<QString> { QStringLiteral("seq 2"), QStringLiteral("not_found"), QStringLiteral("conflict"),
                QStringLiteral("seq 3") }));
    }

    void aFullDiskIsUnavailableAndNothingIsDelivered()
    {
        RunningLog relay(m_fixture->path(), true);
        std::optional<Errc> why;
        relay.log.append(m_fixture->mother, message(1, QByteArray(60'000, 'x')), relay.mailbox,
            [&](const Result<log::Appended> &appended) { why = appended ? Errc::Invalid : appended.code(); });
        QTRY_VERIFY(why.has_value());
        QCOMPARE(*why, Errc::Unavailable);
        QVERIFY(relay.delivered.empty());
        QVERIFY(!relay.writer->isHealthy());
        QCOMPARE(storedHead(), 1);
        // Reading goes on.
        bool read = false;
        relay.log.sync(m_fixture->mother, { m_direct, Seq {}, {}, 10, false, {} }, relay.mailbox,
            [&](const Result<log::SyncRun> &run) { read = run && run->run.entries.size() == 1; });
        QTRY_VERIFY(read);
    }

    void settingsGoToTheOwnDevicesOnly()
    {
        RunningLog relay(m_fixture->path());
        wire::Conversation change;
        change.op = wire::ConversationOp::Settings;
        change.conversation = m_direct;
        change.settings = wire::PersonalSettings { {}, true, true };
        bool done = false;
        relay.log.change(m_fixture->mother, change, relay.mailbox,
            [&](const Result<log::Changed> &changed) { done = changed && !changed->refusal; });
        QTRY_VERIFY(done);
        QCOMPARE(relay.delivered.size(), size_t(1));
        QCOMPARE(relay.delivered[0]->users, std::vector<UserId> { m_fixture->mother.user });
        QVERIFY(!relay.delivered[0]->entry);
    }

    void receiptsReachTheAuthorsAndTheirOwner()
    {
        RunningLog relay(m_fixture->path());
        bool done = false;
        const wire::Receipt receipt { m_direct, wire::ReceiptKind::Delivered, Seq { 1 }, {}, {}, {} };
        relay.log.confirm(m_fixture->teacher, receipt, relay.mailbox,
            [&](const Result<log::Confirmed> &confirmed) { done = confirmed.ok(); });
        QTRY_VERIFY(done);
        QCOMPARE(relay.delivered.size(), size_t(1));
        QCOMPARE(relay.delivered[0]->users.size(), size_t(2));
        QCOMPARE(relay.delivered[0]->head->revision, Revision { 1 });
    }

    void membersAreToldOfAGroupThatASignedOutDeviceIsStillIn()
    {
        {
            auto db = sql::Database::open(m_fixture->path(), sql::OpenMode::ReadWrite);
            sql::Statement insert(
                **db, "INSERT INTO group_leaves(conversation, device, person) SELECT row, ?, ? FROM conversations");
            QVERIFY(insert.run(m_fixture->mother.device, m_fixture->mother.user));
            QVERIFY((*db)->execute("UPDATE devices SET revoked = 1 WHERE id = x'00000000000000000000000000000002'"));
        }
        RunningLog relay(m_fixture->path());
        relay.log.deviceEnded(m_fixture->father.device); // is in no group: nothing to tell
        relay.log.deviceEnded(m_fixture->mother.device);
        QTRY_COMPARE(relay.delivered.size(), size_t(1));
        const auto &told = *relay.delivered[0];
        QCOMPARE(told.users, (std::vector<UserId> { m_fixture->teacher.user, m_fixture->mother.user }));
        const auto *hint = std::get_if<wire::Keys>(&told.payloads.at(0));
        QVERIFY(hint && hint->op == wire::KeysOp::CheckGroup && hint->conversation == m_direct);
        QVERIFY(!told.entry && !told.head);
    }

    void aClassIsToldToItsMembersAndLeavesOneLineAnAct()
    {
        RunningLog relay(m_fixture->path());
        std::atomic<int> answers = 0;
        const auto act = [&](wire::ConversationOp op, quint8 number, UserId member) {
            const log::ClassChange change { op, idOf<SchoolId>(1, 9), idOf<ConversationId>(30),
                idOf<MessageId>(number, 6), QStringLiteral("3B"), { member } };
            relay.log.changeClass(change, [&](const Result<log::ClassRecord> &record) { answers += record ? 1 : 100; });
        };
        act(wire::ConversationOp::Create, 1, m_fixture->mother.user);
        act(wire::ConversationOp::AddMembers, 2, m_fixture->father.user);
        act(wire::ConversationOp::AddMembers, 3, m_fixture->father.user); // is there: no entry, no line
        act(wire::ConversationOp::RemoveMembers, 4, m_fixture->mother.user);
        QTRY_COMPARE(relay.delivered.size(), size_t(3));
        QCOMPARE(answers.load(), 4);
        QCOMPARE(relay.delivered[0]->joined, std::vector<UserId> { m_fixture->mother.user });
        QCOMPARE(relay.delivered[1]->roster->present(), 2);
        QCOMPARE(relay.delivered[2]->users, std::vector<UserId> { m_fixture->mother.user });
        for (const auto &delivery : relay.delivered)
            QVERIFY(delivery->entry && delivery->head);
        auto db = sql::Database::open(m_fixture->path(), sql::OpenMode::ReadOnly);
        sql::Statement acts(**db, "SELECT group_concat(act) FROM audit");
        auto rows = acts.query();
        QVERIFY(rows && rows->next());
        QCOMPARE(rows->text(0), QStringLiteral("create-class,add-to-class,remove-from-class"));
    }

    void aRefusedClassIsAnsweredInWordsAndToldToNobody()
    {
        RunningLog relay(m_fixture->path());
        std::atomic<bool> refused = false;
        const log::ClassChange change { wire::ConversationOp::Create, idOf<SchoolId>(2, 9), idOf<ConversationId>(30),
            idOf<MessageId>(1, 6), QStringLiteral("3B"), { m_fixture->mother.user } };
        relay.log.changeClass(change, [&](const Result<log::ClassRecord> &record) {
            refused = !record && record.code() == Errc::NotFound && !record.error().detail.isEmpty();
        });
        QTRY_VERIFY(refused.load());
        // The log is as it was: the next entry of another conversation is the only thing told.
        relay.log.append(m_fixture->mother, message(1), relay.mailbox, [](const Result<log::Appended> &) {});
        QTRY_COMPARE(relay.delivered.size(), size_t(1));
        QVERIFY(relay.delivered[0]->joined.empty());
    }
};

QTEST_GUILESS_MAIN(TestConversationLog)
#include "tst_conversationlog.moc"
