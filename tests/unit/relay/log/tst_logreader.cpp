// SPDX-License-Identifier: GPL-3.0-or-later
// The log's promises to readers: whole ranges, only what a member may see, bounded pages.

#include "core/base/random.h"
#include "tests/support/groupdevice/lookalike.h"

#include <QTest>

#include "logfixture.h"

using namespace pc;
using namespace pc::relay;
using namespace pc::test;

namespace {

std::vector<qint64> seqs(const std::vector<log::Entry> &entries)
{
    std::vector<qint64> found;
    for (const log::Entry &entry : entries)
        found.push_back(entry.seq.raw());
    return found;
}

std::vector<qint64> range(qint64 from, qint64 to)
{
    std::vector<qint64> all;
    for (qint64 i = from; i <= to; ++i)
        all.push_back(i);
    return all;
}

wire::Sync syncOf(ConversationId id, qint64 after, std::optional<Seq> upTo = {}, int limit = 500, bool newest = false)
{
    return { id, Seq { after }, upTo, limit, newest, {} };
}

} // namespace

class TestLogReader : public QObject
{
    Q_OBJECT

    static ConversationId filled(LogFixture &log, int messages)
    {
        const auto id = log.direct(log.mother, log.teacher);
        log.giveGroup(id);
        for (int i = 0; i < messages; ++i) {
            Uuid raw;
            raw.bytes[0] = 1;
            raw.bytes[14] = quint8(i / 256);
            raw.bytes[15] = quint8(i % 256);
            wire::Message message;
            message.conversation = id;
            message.message = MessageId { raw };
            message.content = lookalike(id, 0, "hello");
            log.say(log.mother, message);
        }
        return log.commit() ? id : ConversationId {};
    }

    /// As a relay's operator does who put a backup in its place. The epoch that it ended.
    static Uuid restored(LogFixture &log, SeededRandom &random)
    {
        log.close();
        Uuid ended;
        if (const auto database = sql::Database::open(log.path(), sql::OpenMode::ReadWrite)) {
            ended = *log::logEpoch(**database, random);
            if (!log::beginLogAnew(**database, utcFromMilliseconds(1), random))
                qFatal("the log was not begun anew");
        }
        log.reopen();
        return ended;
    }

    static wire::Head keptOf(LogFixture &log, const Uuid &known)
    {
        wire::Hello hello;
        hello.logEpoch = known;
        const auto greeting = log.reader().greet(log.teacher, hello, {});
        return greeting.ok() && greeting->kept.size() == 1 ? greeting->kept.front() : wire::Head {};
    }

private Q_SLOTS:
    void whoKnowsTheLogFromBeforeARestoreIsToldHowFarItIsTheSame()
    {
        LogFixture log;
        SeededRandom random(1);
        const auto id = filled(log, 10);
        const Uuid first = restored(log, random);
        log.say(log.mother, id, 200);
        QVERIFY(log.commit());
        QCOMPARE(keptOf(log, first).seq, Seq { 11 });
        const Uuid second = restored(log, random);
        log.say(log.mother, id, 201);
        QVERIFY(log.commit());
        QCOMPARE(keptOf(log, first).seq, Seq { 11 }); // the lower one
        QCOMPARE(keptOf(log, second).seq, Seq { 12 });
        QCOMPARE(keptOf(log, Uuid { { 77 } }).seq, Seq { 11 }); // nobody knows what that was
    }

    void whoKnowsThePresentLogIsToldNothingOfRestores()
    {
        LogFixture log;
        SeededRandom random(1);
        filled(log, 10);
        restored(log, random);
        wire::Hello hello;
        hello.logEpoch = *log::logEpoch(log.database(), random);
        const auto greeting = log.reader().greet(log.teacher, hello, {});
        QVERIFY(greeting.ok() && greeting->kept.empty());
        QCOMPARE(greeting->runs.front().entries.size(), size_t(11));
    }

    void aSyncBringsExactlyTheRange_data()
    {
        QTest::addColumn<qint64>("after");
        QTest::addColumn<qint64>("upTo");
        QTest::addColumn<int>("limit");
        QTest::addColumn<bool>("newest");
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("last");
        QTest::newRow("all") << qint64(0) << qint64(0) << 500 << false << qint64(1) << qint64(101);
        QTest::newRow("a gap") << qint64(10) << qint64(20) << 500 << false << qint64(11) << qint64(20);
        QTest::newRow("oldest first") << qint64(10) << qint64(90) << 30 << false << qint64(11) << qint64(40);
        QTest::newRow("newest first") << qint64(10) << qint64(90) << 30 << true << qint64(61) << qint64(90);
        QTest::newRow("beyond the head") << qint64(95) << qint64(500) << 500 << false << qint64(96) << qint64(101);
        QTest::newRow("one") << qint64(100) << qint64(101) << 500 << false << qint64(101) << qint64(101);
    }

    void aSyncBringsExactlyTheRange()
    {
        QFETCH(qint64, after);
        QFETCH(qint64, upTo);
        QFETCH(int, limit);
        QFETCH(bool, newest);
        QFETCH(qint64, first);
        QFETCH(qint64, last);
        LogFixture log;
        const auto id = filled(log, 100);
        const auto run = log.reader().sync(
            log.teacher, syncOf(id, after, upTo ? std::optional(Seq { upTo }) : std::nullopt, limit, newest), {});
        QVERIFY(run.ok() && !run->refusal);
        QCOMPARE(seqs(run->run.entries), range(first, last));
        QCOMPARE(run->synced.first, Seq { first });
        QCOMPARE(run->synced.last, Seq { last });
        QCOMPARE(run->synced.head, Seq { 101 });
    }

    void nothingNewIsSaidAsAnEmptyRange()
    {
        LogFixture log;
        const auto id = filled(log, 3);
        const auto run = log.reader().sync(log.teacher, syncOf(id, 4), {});
        QVERIFY(run->run.entries.empty());
        QVERIFY(run->synced.last < run->synced.first);
    }

    void aPageIsBoundedInBytesWithoutAHole()
    {
        LogFixture log;
        const auto id = log.direct(log.mother, log.teacher);
        for (quint8 i = 1; i <= 40; ++i)
            log.say(log.mother, id, i, QByteArray(20'000, 'x'));
        QVERIFY(log.commit());
        wire::Limits limits;
        for (const bool newest : { false, true }) {
            const auto run = log.reader().sync(log.teacher, syncOf(id, 0, {}, 500, newest), limits);
            const auto found = seqs(run->run.entries);
            QVERIFY(found.size() >= 10 && found.size() <= 13);
            QCOMPARE(found, range(found.front(), found.back()));
            QCOMPARE(newest ? found.back() : found.front(), newest ? 41 : 1);
        }
    }

    void strangersLearnNothing()
    {
        LogFixture log;
        const auto id = filled(log, 3);
        QCOMPARE(log.reader().sync(log.father, syncOf(id, 0), {})->refusal, std::optional(Errc::NotFound));
        QCOMPARE(log.reader().sync(log.father, syncOf(idOf<ConversationId>(99), 0), {})->refusal,
            std::optional(Errc::NotFound));
        QVERIFY(!log.reader().state(log.father.user, id)->has_value());
    }

    void newcomersSeeFromTheirEntryOnAndTheRemovedUpToTheirs()
    {
        LogFixture log;
        const auto id = log.group(log.teacher, { log.mother.user });
        for (quint8 i = 1; i <= 5; ++i)
            log.say(log.teacher, id, i);
        wire::Conversation change;
        change.op = wire::ConversationOp::AddMembers;
        change.conversation = id;
        change.message = idOf<MessageId>(1, 5);
        change.members = { { log.father.user, false, {}, {}, {} } };
        QVERIFY(!log.writer().conversations().apply(log.teacher, change, log.now)->refusal); // 7
        change.op = wire::ConversationOp::RemoveMembers;
        change.message = idOf<MessageId>(2, 5);
        log.say(log.teacher, id, 6); // 8
        QVERIFY(!log.writer().conversations().apply(log.teacher, change, log.now)->refusal); // 9
        log.say(log.teacher, id, 7); // 10
        QVERIFY(log.commit());
        const auto run = log.reader().sync(log.father, syncOf(id, 0), {});
        QCOMPARE(seqs(run->run.entries), range(7, 9));
        QCOMPARE(run->synced.head, Seq { 9 });
        const auto state = log.reader().state(log.father.user, id);
        QVERIFY((*state)->left);
        QCOMPARE((*state)->head.seq, Seq { 9 });
        QCOMPARE((*state)->first, Seq { 7 });
    }

    void aGreetingBringsTheNewestFiftyAndAllHeads()
    {
        LogFixture log;
        const auto id = filled(log, 200);
        const auto fresh = log.reader().greet(log.teacher, {}, {});
        QCOMPARE(fresh->runs.size(), size_t(1));
        QCOMPARE(seqs(fresh->runs[0].entries), range(152, 201));
        QCOMPARE(fresh->runs[0].before.size(), size_t(1));
        QCOMPARE(fresh->heads.size(), size_t(1));
        QCOMPARE(fresh->heads[0].seq, Seq { 201 });

        wire::Hello hello;
        hello.cursors = { { id, Seq { 199 }, {} } };
        const auto resumed = log.reader().greet(log.teacher, hello, {});
        QCOMPARE(seqs(resumed->runs[0].entries), range(200, 201));
        QVERIFY(resumed->runs[0].before.empty());

        hello.cursors = { { id, Seq { 201 }, {} } };
        QVERIFY(log.reader().greet(log.teacher, hello, {})->runs.empty());
    }

    void aGreetingIsOnePage()
    {
        LogFixture log;
        filled(log, 100);
        const auto other = log.direct(log.father, log.teacher);
        for (quint8 i = 1; i <= 100; ++i)
            log.say(log.father, other, i);
        QVERIFY(log.commit());
        wire::Limits limits;
        limits.pageFrames = 60;
        const auto greeting = log.reader().greet(log.teacher, {}, limits);
        size_t frames = 0;
        for (const auto &run : greeting->runs)
            frames += run.before.size() + run.entries.size();
        QVERIFY(frames <= 61);
        QCOMPARE(greeting->heads.size(), size_t(2));
    }

    void aPartialHelloGetsOnlyHeadsOfWhatItDidNotList()
    {
        LogFixture log;
        filled(log, 5);
        wire::Hello hello;
        hello.partial = true;
        const auto greeting = log.reader().greet(log.teacher, hello, {});
        QVERIFY(greeting->runs.empty());
        QCOMPARE(greeting->heads.size(), size_t(1));
    }

    void receiptsComeOnceEachAtTheirLatest()
    {
        LogFixture log;
        const auto id = filled(log, 9);
        for (const qint64 upTo : { 3, 5, 10 }) {
            const wire::Receipt receipt { id, wire::ReceiptKind::Read, Seq { upTo }, {}, {}, {},
                QByteArray::number(upTo) };
            QVERIFY(log.writer().receipts().confirm(log.teacher, receipt, log.now).ok());
            QVERIFY(log.commit());
        }
        auto sync = syncOf(id, 10);
        sync.receiptsAfter = Revision { 1 };
        const auto run = log.reader().sync(log.mother, sync, {});
        QCOMPARE(run->run.receipts.size(), size_t(1));
        QCOMPARE(run->run.receipts[0].upTo, Seq { 10 });
        QCOMPARE(run->run.receipts[0].proof, "10");
        QCOMPARE(run->synced.revision, std::optional(Revision { 3 }));
        sync.receiptsAfter = Revision { 3 };
        QVERIFY(log.reader().sync(log.mother, sync, {})->run.receipts.empty());
    }

    void whoHasNoReceiptYetIsToldWhatTheConversationIs()
    {
        LogFixture log;
        const auto id = filled(log, 2);
        auto sync = syncOf(id, 0);
        QVERIFY(log.reader().sync(log.mother, sync, {})->run.before.empty());
        sync.receiptsAfter = Revision {};
        const auto run = log.reader().sync(log.mother, sync, {});
        QCOMPARE(run->run.before.size(), size_t(1));
        const auto *state = std::get_if<wire::Conversation>(&run->run.before.front());
        QVERIFY(state);
        QCOMPARE(state->op, wire::ConversationOp::State);
        QCOMPARE(state->conversation, id);
    }

    void contactsAreThoseOneTalksWith()
    {
        LogFixture log;
        log.direct(log.mother, log.teacher);
        log.group(log.teacher, { log.mother.user, log.office.user });
        QVERIFY(log.commit());
        QCOMPARE(log.reader().contacts(log.mother.user, 100)->size(), size_t(2));
        QCOMPARE(log.reader().contacts(log.father.user, 100)->size(), size_t(0));
        QCOMPARE(log.reader().contacts(log.mother.user, 1)->size(), size_t(1));
    }

    void aStateNamesItsMembers()
    {
        LogFixture log;
        const auto id = log.group(log.teacher, { log.mother.user });
        QVERIFY(log.commit());
        const auto state = log.reader().state(log.mother.user, id);
        QCOMPARE((*state)->title, QStringLiteral("Museum trip"));
        QCOMPARE((*state)->members.size(), size_t(2));
        QCOMPARE((*state)->members[0].name, QStringLiteral("Person 1"));
        QVERIFY((*state)->members[0].owner);
        QCOMPARE((*state)->members[1].role, wire::PersonRole::Guardian);
    }

    void anEntryBecomesTheSameFrameEachTime()
    {
        LogFixture log;
        const auto id = log.group(log.teacher, { log.mother.user });
        log.say(log.mother, id, 1, "words");
        QVERIFY(log.commit());
        const auto run = log.reader().sync(log.teacher, syncOf(id, 0), {});
        QCOMPARE(run->run.entries.size(), size_t(2));
        const auto made = log::toFrame(run->run.entries[0]);
        const auto *created = std::get_if<wire::Conversation>(&made.data);
        QVERIFY(created);
        QCOMPARE(created->op, wire::ConversationOp::Create);
        QCOMPARE(created->actor, log.teacher.user);
        QCOMPARE(created->seq, Seq { 1 });
        QCOMPARE(created->members.size(), size_t(2));
        const auto said = log::toFrame(run->run.entries[1]);
        const auto *message = std::get_if<wire::Message>(&said.data);
        QVERIFY(message);
        QCOMPARE(insideOf(message->content), QByteArray("words"));
        QCOMPARE(message->sender, log.mother.user);
        QCOMPARE(log::toFrame(run->run.entries[1]), said);
    }
};

QTEST_GUILESS_MAIN(TestLogReader)
#include "tst_logreader.moc"
