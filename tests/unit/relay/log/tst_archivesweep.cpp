// SPDX-License-Identifier: GPL-3.0-or-later
// Archives lose what is older than a school keeps, from their beginning on, and go whole when they are given up or their person is
// erased; what a hold covers stays.

#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/recoverystore.h"
#include "core/relay/log/personalrows.h"
#include "tests/unit/relay/log/logfixture.h"

#include <QJsonArray>
#include <QTest>

using namespace pc;
using namespace pc::relay;
using namespace pc::relay::log;
using namespace pc::test;
using accounts::ArchiveStore;
using accounts::Generation;
using accounts::GenerationState;

namespace {

constexpr Milliseconds kDay { std::chrono::hours(24) };

} // namespace

class TestArchiveSweep : public QObject
{
    Q_OBJECT

    std::unique_ptr<LogFixture> m_log;

    qint64 number(sql::SqlText sql)
    {
        sql::Statement statement(m_log->database(), sql);
        auto rows = statement.query();
        return rows && rows->next() ? rows->integer(0) : -1;
    }

    /// Segments with that time, behind what is there.
    void fill(UserId person, quint32 number, quint32 count, UtcTime at,
        GenerationState state = GenerationState::Present, const QByteArray &segment = QByteArray(5'000, 'x'))
    {
        ArchiveStore store(m_log->database());
        Generation generation { number, state, 1, 1, {}, 0 };
        for (const Generation &each : generations(person)) {
            if (each.number == number)
                generation = each;
        }
        for (quint32 i = 0; i < count; ++i) {
            QVERIFY(store.append(person, number, generation.next++, at, segment));
            generation.bytes += accounts::chargedBytes(segment.size());
        }
        QVERIFY(store.save(person, generation));
    }

    void keepFor(int days)
    {
        sql::Statement set(m_log->database(), "UPDATE schools SET retention_days = ?");
        QVERIFY(set.run(days));
    }

    /// Passes until one finds nothing more; how many segments went.
    int sweep()
    {
        int segments = 0;
        for (bool more = true; more;) {
            const auto step = m_log->writer().archives().sweep(m_log->now);
            if (!step)
                qFatal("the sweep failed: %s", qPrintable(step.error().detail));
            segments += step->segments;
            more = step->more;
        }
        return segments;
    }

    std::vector<Generation> generations(UserId person) { return *ArchiveStore(m_log->database()).generations(person); }

private Q_SLOTS:
    void init() { m_log = std::make_unique<LogFixture>(); }

    void whatIsTooOldGoesFromTheBeginning()
    {
        const UserId mother = m_log->mother.user;
        fill(mother, 1, 3, m_log->now - 40 * kDay);
        fill(mother, 1, 2, m_log->now - 20 * kDay);
        QCOMPARE(sweep(), 0); // a year, as schools begin
        keepFor(30);
        QCOMPARE(sweep(), 3);
        const Generation left = generations(mother).front();
        QCOMPARE(left.first, 4U);
        QCOMPARE(left.next, 6U);
        QCOMPARE(left.bytes, 2 * 5'000);
        QCOMPARE(number("SELECT min(number) FROM archive_segments"), 4);
        const auto noted = accounts::AuditLog(m_log->database()).page(0, 1);
        QCOMPARE(noted->front().act, QStringLiteral("archive-retention"));
        QCOMPARE(noted->front().objects, m_log->mother.school.raw().toByteArray());
        QCOMPARE(noted->front().times, 3);
        // Numbers go on, also when nothing is left.
        m_log->now += 30 * kDay;
        QCOMPARE(sweep(), 2);
        QCOMPARE(generations(mother).front().first, 6U);
        QCOMPARE(generations(mother).front().next, 6U);
        QCOMPARE(generations(mother).front().bytes, 0);
    }

    void whatFollowsAYoungerSegmentStays()
    {
        fill(m_log->mother.user, 1, 1, m_log->now);
        fill(m_log->mother.user, 1, 1, m_log->now - 400 * kDay); // a clock was wrong
        QCOMPARE(sweep(), 0);
    }

    void whatIsGoneIsTakenOutWhole()
    {
        const UserId mother = m_log->mother.user;
        fill(mother, 1, 150, m_log->now, GenerationState::Gone, "small");
        fill(mother, 2, 2, m_log->now);
        const auto first = m_log->writer().archives().sweep(m_log->now);
        QCOMPARE(first->segments, ArchiveSweep::kSegmentsAtOnce); // a bounded amount
        QVERIFY(first->more);
        QCOMPARE(sweep(), 150 - ArchiveSweep::kSegmentsAtOnce);
        QCOMPARE(generations(mother).size(), 1U);
        QCOMPARE(generations(mother).front().number, 2U);
        QCOMPARE(number("SELECT count(*) FROM archive_segments"), 2);
        QCOMPARE(number("SELECT count(*) FROM audit WHERE act = 'archive-retention'"), 0); // their person gave it up
    }

    void anEmptyOneThatIsGoneGoesToo()
    {
        fill(m_log->mother.user, 1, 0, m_log->now, GenerationState::Gone);
        QCOMPARE(sweep(), 0);
        QVERIFY(generations(m_log->mother.user).empty());
    }

    void whatAHoldCoversStaysUntilItIsReleased()
    {
        const UserId mother = m_log->mother.user;
        fill(mother, 1, 2, m_log->now, GenerationState::Gone);
        fill(mother, 2, 2, m_log->now - 400 * kDay);
        fill(m_log->father.user, 1, 2, m_log->now - 400 * kDay);
        Holds &holds = m_log->writer().holds();
        QVERIFY(holds.place({ HoldKind::Person, mother.raw(), m_log->now }));
        QCOMPARE(sweep(), 2); // the father's
        QCOMPARE(number("SELECT count(*) FROM archive_segments"), 4);
        QVERIFY(holds.release(HoldKind::Person, mother.raw()));
        QCOMPARE(sweep(), 4);
        QCOMPARE(number("SELECT count(*) FROM archive_segments"), 0);
    }

    void tidyingTheLogSweepsArchivesAsWell()
    {
        fill(m_log->mother.user, 1, 2, m_log->now - 400 * kDay);
        QVERIFY(m_log->writer().tidy(m_log->now));
        QCOMPARE(number("SELECT count(*) FROM archive_segments"), 0);
    }

    void anErasureTakesAllOfIt()
    {
        const UserId mother = m_log->mother.user;
        for (const UserId user : { mother, m_log->father.user }) {
            fill(user, 1, 2, m_log->now);
            QVERIFY(ArchiveStore(m_log->database()).save(user, accounts::ArchiveRecord { true, 1 }));
            accounts::RecoveryStore recoveries(m_log->database());
            QVERIFY(recoveries.save(user, { 1, m_log->now, m_log->now, 1, "p", QByteArray(32, 'h'), "sealed" }));
            QVERIFY(recoveries.save(user, accounts::RecoveryTries { 1, m_log->now }));
        }
        QVERIFY(m_log->writer().erasure().begin(mother, m_log->now));
        for (const sql::SqlText count :
            { sql::SqlText("SELECT count(*) FROM archives"), sql::SqlText("SELECT count(*) FROM archive_generations"),
                sql::SqlText("SELECT count(*) / 2 FROM archive_segments"),
                sql::SqlText("SELECT count(*) FROM recoveries"), sql::SqlText("SELECT count(*) FROM recovery_tries") })
            QCOMPARE(number(count), 1); // the father's
        QVERIFY(generations(mother).empty());
    }

    void anExportNamesWhatThereIsAndNotTheProof()
    {
        const UserId mother = m_log->mother.user;
        fill(mother, 1, 2, m_log->now);
        const QByteArray proof(32, 'h');
        QVERIFY(accounts::RecoveryStore(m_log->database())
                    .save(mother, { 1, m_log->now, m_log->now, 1, "p", proof, "sealed" }));
        QVERIFY(m_log->commit());
        QVERIFY(m_log->database().execute("COMMIT").ok()); // it reads in a transaction of its own
        QStringList rows;
        QVERIFY(
            readPersonalRows(m_log->database(), mother, [&rows](const PersonalTable &table, const QJsonObject &row) {
                if (table.table.startsWith(QLatin1StringView("archive"))
                    || table.table.startsWith(QLatin1StringView("recover")))
                    rows += QString(table.table) + QStringLiteral(": ") + row.keys().join(u' ');
                return Result<void>();
            }));
        QVERIFY(m_log->database().execute("BEGIN IMMEDIATE").ok());
        QCOMPARE(rows,
            (QStringList { QStringLiteral("archive_generations: bytes first generation next state"),
                QStringLiteral("archive_segments: bytes generation number stored_at"),
                QStringLiteral("archive_segments: bytes generation number stored_at"),
                QStringLiteral("recoveries: changed_at made_at parameters sealed version") }));
    }
};

QTEST_GUILESS_MAIN(TestArchiveSweep)
#include "tst_archivesweep.moc"
