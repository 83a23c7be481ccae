// SPDX-License-Identifier: GPL-3.0-or-later
// What is older than a school keeps goes, from the oldest entry on, some at a time; what a hold covers stays.

#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/relay/accounts/schema.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/schema.h"
#include "core/sql/migrator.h"
#include "tests/unit/relay/log/logfixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using namespace pc::relay;
using namespace pc::relay::log;
using namespace pc::test;

namespace {

constexpr Milliseconds kDay { std::chrono::hours(24) };

} // namespace

class TestRetention : public QObject
{
    Q_OBJECT

    std::unique_ptr<LogFixture> m_log;

    qint64 number(sql::SqlText sql)
    {
        sql::Statement statement(m_log->database(), sql);
        auto rows = statement.query();
        return rows && rows->next() ? rows->integer(0) : -1;
    }

    void keepFor(int days)
    {
        sql::Statement set(m_log->database(), "UPDATE schools SET retention_days = ?");
        QVERIFY(set.run(days));
    }

    /// Entries with that time, behind what is there.
    void fill(qint64 row, qint64 count, UtcTime at)
    {
        sql::Statement insert(m_log->database(),
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) "
            "INSERT INTO entries(place, kind, sender, device, message, sent_at, body) "
            "SELECT (?2 << 32) + c.head + i, 0, x'01', x'01', randomblob(16), ?3, x'00' FROM n, conversations c "
            "WHERE c.row = ?2");
        QVERIFY(insert.run(count, row, at));
        sql::Statement raise(m_log->database(), "UPDATE conversations SET head = head + ? WHERE row = ?");
        QVERIFY(raise.run(count, row));
        m_log->writer().forget();
    }

    /// Passes until one finds nothing more; how many entries went.
    qint64 sweep()
    {
        qint64 entries = 0;
        if (!m_log->writer().flush()) // heads, as a commit writes them
            qFatal("not flushed");
        for (bool more = true; more;) {
            const auto swept = m_log->writer().retention().sweep(m_log->now);
            if (!swept)
                qFatal("the sweep failed: %s", qPrintable(swept.error().detail));
            entries += swept->entries;
            more = swept->more;
        }
        return entries;
    }

    SyncRun synced(const accounts::Actor &actor, ConversationId conversation)
    {
        if (!m_log->commit())
            qFatal("not committed");
        wire::Sync sync;
        sync.conversation = conversation;
        const auto run = m_log->reader().sync(actor, sync, {});
        return run ? *run : SyncRun {};
    }

private Q_SLOTS:
    void init() { m_log = std::make_unique<LogFixture>(); }

    void aSchoolBeginsWithAYear()
    {
        QCOMPARE(number("SELECT DISTINCT retention_days FROM schools"), accounts::kUsualRetentionDays);
    }

    void aDatabaseOfBeforeKeepsAllAndAYearFromThenOn()
    {
        const QTemporaryDir folder;
        auto db = sql::Database::open(folder.filePath(QStringLiteral("relay.db")), sql::OpenMode::ReadWrite);
        const auto all = sql::loadMigrations({ accounts::schemaFolder(), log::schemaFolder(), keys::schemaFolder() });
        QVERIFY(db.ok() && all.ok());
        std::vector<sql::Migration> earlier = *all;
        std::erase_if(earlier, [](const sql::Migration &migration) { return migration.number > 6; });
        QCOMPARE(*sql::migrate(**db, earlier), 6);
        QVERIFY((*db)->execute("INSERT INTO schools(id, name, created) VALUES(zeroblob(16), 'Lakeside', 1)").ok());
        QVERIFY((*db)
                    ->execute("INSERT INTO people(id, school, name, search_name, search_text, role, created) "
                              "VALUES(zeroblob(16), zeroblob(16), 'Ana', 'ana', 'ana', 1, 1)")
                    .ok());
        QCOMPARE(*sql::migrate(**db, *all), all->back().number);
        accounts::PeopleStore people(**db);
        QCOMPARE(people.schools()->front().retentionDays, accounts::kUsualRetentionDays);
        QCOMPARE(people.everybody()->front().person.name, QStringLiteral("Ana"));
        QVERIFY(allHolds(**db)->empty());
    }

    void whatIsOlderGoesAndReadersAreToldWhereTheLogBegins()
    {
        const auto conversation = m_log->direct(m_log->mother, m_log->teacher);
        for (quint8 n = 1; n <= 3; ++n)
            m_log->say(m_log->mother, conversation, n);
        m_log->now += 31 * kDay;
        const Seq kept = m_log->say(m_log->teacher, conversation, 4).entry.seq;
        keepFor(30);
        QCOMPARE(sweep(), 4); // its beginning, and three messages
        const SyncRun run = synced(m_log->mother, conversation);
        QCOMPARE(run.run.entries.size(), size_t(1));
        QCOMPARE(run.run.entries.front().seq, kept);
        QCOMPARE(run.synced.oldest, kept);
        QCOMPARE(run.synced.head, kept);
        // Numbers go on, also when everything is gone.
        m_log->now += 31 * kDay;
        QCOMPARE(sweep(), 1);
        QCOMPARE(m_log->say(m_log->teacher, conversation, 5).entry.seq, next(kept));
        QCOMPARE(synced(m_log->mother, conversation).synced.oldest, next(kept));
    }

    void eachSchoolKeepsWhatItChose()
    {
        const auto here = m_log->direct(m_log->mother, m_log->teacher);
        const qint64 row = number("SELECT max(row) FROM conversations");
        fill(row, 3, m_log->now - 10 * kDay);
        sql::Statement set(m_log->database(), "UPDATE schools SET retention_days = CASE id WHEN ? THEN 20 ELSE 5 END");
        QVERIFY(set.run(m_log->teacher.school));
        QCOMPARE(sweep(), 0);
        QVERIFY(set.run(m_log->stranger.school));
        sql::Statement first(m_log->database(), "UPDATE entries SET sent_at = ?");
        QVERIFY(first.run(m_log->now - 10 * kDay));
        QCOMPARE(sweep(), 4);
        QCOMPARE(synced(m_log->mother, here).run.entries.size(), size_t(0));
    }

    void daysAreWholeSoThatADayIsCutOnce()
    {
        m_log->direct(m_log->mother, m_log->teacher);
        keepFor(10);
        const Milliseconds sinceMidnight { toMilliseconds(m_log->now) % kDay.count() };
        const UtcTime border = m_log->now - sinceMidnight - 10 * kDay;
        fill(1, 1, border - Milliseconds { 1 });
        fill(1, 1, border);
        sql::Statement begun(m_log->database(), "UPDATE entries SET sent_at = ? WHERE kind = 2");
        QVERIFY(begun.run(border - kDay));
        QCOMPARE(sweep(), 2);
        m_log->now += kDay - sinceMidnight - Milliseconds { 1 };
        QCOMPARE(sweep(), 0);
        m_log->now += Milliseconds { 1 };
        QCOMPARE(sweep(), 1);
    }

    void whatFollowsAYoungerEntryStays()
    {
        m_log->direct(m_log->mother, m_log->teacher); // just now
        keepFor(10);
        fill(1, 2, m_log->now - 20 * kDay); // a clock was wrong
        QCOMPARE(sweep(), 0);
    }

    void aStepTakesABoundedAmount()
    {
        m_log->direct(m_log->mother, m_log->teacher);
        m_log->direct(m_log->father, m_log->teacher);
        m_log->now += 400 * kDay;
        fill(1, 700, m_log->now - 380 * kDay);
        fill(2, 20, m_log->now - 380 * kDay);
        auto &retention = m_log->writer().retention();
        QCOMPARE(retention.sweep(m_log->now)->entries, Retention::kEntriesAtOnce);
        QCOMPARE(retention.sweep(m_log->now)->entries, 701 + 21 - Retention::kEntriesAtOnce);
        const auto last = retention.sweep(m_log->now);
        QCOMPARE(last->entries, 0);
        QVERIFY(!last->more);
        QCOMPARE(number("SELECT count(*) FROM entries"), 0);
    }

    void stepsOfWatermarksGoWithWhatTheyWereAbout()
    {
        const auto conversation = m_log->direct(m_log->mother, m_log->teacher);
        m_log->say(m_log->mother, conversation, 1);
        const auto confirm = [&](Seq upTo) {
            const wire::Receipt receipt { conversation, wire::ReceiptKind::Read, upTo, {}, {}, {} };
            QVERIFY(m_log->writer().receipts().confirm(m_log->teacher, receipt, m_log->now).ok());
            QVERIFY(m_log->writer().flush().ok());
        };
        confirm(Seq { 1 });
        m_log->now += 31 * kDay;
        confirm(Seq { 2 });
        keepFor(30);
        QCOMPARE(sweep(), 2);
        QCOMPARE(number("SELECT count(*) FROM receipts"), 1);
        QCOMPARE(number("SELECT up_to FROM watermarks"), 2);
    }

    void theAuditLogTellsHowMuchOfWhichSchool()
    {
        m_log->direct(m_log->mother, m_log->teacher);
        fill(1, 5, m_log->now);
        m_log->now += 400 * kDay;
        QCOMPARE(sweep(), 6);
        const auto page = accounts::AuditLog(m_log->database()).page(0, 10);
        QCOMPARE(page->size(), size_t(1));
        QCOMPARE(page->front().act, QStringLiteral("retention"));
        QCOMPARE(page->front().times, 6);
        QCOMPARE(page->front().actor, qint64(accounts::AuditActor::Relay));
        QCOMPARE(page->front().objects, m_log->mother.school.raw().toByteArray());
        QVERIFY(accounts::AuditLog(m_log->database()).verify()->isGood());
        QCOMPARE(sweep(), 0); // nothing was done: nothing is noted
        QCOMPARE(accounts::AuditLog(m_log->database()).page(0, 10)->size(), size_t(1));
    }

    void whatAHoldCoversStaysUntilItIsReleased_data()
    {
        QTest::addColumn<HoldKind>("kind");
        QTest::addColumn<QByteArray>("object");
        QTest::newRow("its school") << HoldKind::School << idOf<SchoolId>(1, 9).raw().toByteArray();
        QTest::newRow("somebody in it") << HoldKind::Person << idOf<UserId>(2).raw().toByteArray();
        QTest::newRow("the conversation") << HoldKind::Conversation << idOf<ConversationId>(1, 7).raw().toByteArray();
    }

    void whatAHoldCoversStaysUntilItIsReleased()
    {
        QFETCH(HoldKind, kind);
        QFETCH(QByteArray, object);
        const auto conversation = m_log->direct(m_log->mother, m_log->teacher);
        m_log->say(m_log->mother, conversation, 1);
        const Uuid id = idFromBytes<UserId>(object)->raw();
        Holds &holds = m_log->writer().holds();
        QVERIFY(holds.place({ kind, id, m_log->now }).ok());
        m_log->now += 400 * kDay;
        QCOMPARE(sweep(), 0);
        QCOMPARE(synced(m_log->mother, conversation).run.entries.size(), size_t(2));
        QVERIFY(holds.release(kind, id).ok());
        QCOMPARE(sweep(), 2);
    }

    void aHoldElsewhereKeepsNothingHere()
    {
        m_log->direct(m_log->mother, m_log->teacher);
        QVERIFY(m_log->writer().holds().place({ HoldKind::Person, m_log->father.user.raw(), m_log->now }).ok());
        QVERIFY(m_log->writer().holds().place({ HoldKind::School, m_log->stranger.school.raw(), m_log->now }).ok());
        m_log->now += 400 * kDay;
        QCOMPARE(sweep(), 1);
    }

    void aHoldIsPlacedOnceAndOnWhatThereIs()
    {
        Holds &holds = m_log->writer().holds();
        const Hold hold { HoldKind::Person, m_log->mother.user.raw(), m_log->now };
        QVERIFY(holds.place(hold).ok());
        QCOMPARE(holds.place(hold).code(), Errc::Conflict);
        QCOMPARE(holds.place({ HoldKind::School, m_log->mother.user.raw(), m_log->now }).code(), Errc::NotFound);
        QCOMPARE(holds.place({ HoldKind::Conversation, idOf<UserId>(99).raw(), m_log->now }).code(), Errc::NotFound);
        QCOMPARE(holds.release(HoldKind::Conversation, m_log->mother.user.raw()).code(), Errc::NotFound);
        QCOMPARE(*allHolds(m_log->database()), std::vector { hold });
        QVERIFY(holds.release(HoldKind::Person, m_log->mother.user.raw()).ok());
        QVERIFY(allHolds(m_log->database())->empty());
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
