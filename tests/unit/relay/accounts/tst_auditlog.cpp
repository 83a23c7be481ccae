// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/auditthrottle.h"
#include "core/relay/accounts/schema.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/schema.h"
#include "core/sql/database.h"
#include "core/sql/migrator.h"

#include <QSqlQuery>
#include <QTest>

#include "accountsfixture.h"

using namespace pc;
using namespace pc::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int kLines = 6;

/// A log of some lines in a file that nobody has open.
class StoredLog
{
public:
    StoredLog()
    {
        m_database = std::move(*sql::Database::open(path(), sql::OpenMode::ReadWrite));
        const auto migrations = sql::loadMigrations(
            { relay::accounts::schemaFolder(), relay::log::schemaFolder(), relay::keys::schemaFolder() });
        if (!sql::migrate(*m_database, *migrations))
            qFatal("not migrated");
        for (int i = 1; i <= kLines; ++i) {
            AuditAct act { "create-person"_L1, { Uuid { { quint8(i) } } } };
            if (i % 2 == 0)
                act = actOf(UserId { Uuid { { quint8(i) } } }, "sign-out"_L1, Uuid { { 9 } });
            if (const auto noted = log().append(utcFromMilliseconds(1'000 + i), act); !noted)
                qFatal("not noted: %s", qPrintable(noted.error().detail));
        }
    }

    QString path() const { return m_folder.filePath(u"relay.db"_s); }
    AuditLog log() { return AuditLog(*m_database); }

    /// As somebody who has the file.
    void tamper(const QString &sql)
    {
        for (const QString &text :
            { u"DROP TRIGGER IF EXISTS audit_is_not_changed"_s, u"DROP TRIGGER IF EXISTS audit_is_not_cut"_s, sql }) {
            if (!isDone(text))
                qFatal("not done: %s", qPrintable(text));
        }
    }

    bool isDone(const QString &sql)
    {
        QSqlQuery query(m_database->handle());
        return query.exec(sql);
    }

    Result<void> adopt() { return adoptEarlierActs(*m_database); }

    QStringList columns()
    {
        QStringList names;
        QSqlQuery query(m_database->handle());
        query.exec(u"PRAGMA table_info(audit)"_s);
        while (query.next())
            names.append(query.value(1).toString() + u' ' + query.value(2).toString());
        return names;
    }

    std::optional<qint64> firstBad()
    {
        const auto verdict = log().verify();
        return verdict ? verdict->firstBad : -1;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<sql::Database> m_database;
};

QStringList actsOf(AccountsFixture &relay)
{
    const auto entries = awaited<std::vector<AuditEntry>>(
        [&](auto reply) { relay.accounts().administration().auditPage(0, 100, reply); });
    QStringList acts;
    for (const AuditEntry &entry : *entries)
        acts.prepend(entry.act);
    return acts;
}

} // namespace

class TestAuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenHoldsAndEveryHeadIsKnown()
    {
        StoredLog stored;
        const auto verdict = stored.log().verify();
        QVERIFY(verdict && verdict->isGood());
        QCOMPARE(verdict->head.number, kLines);
        QCOMPARE(verdict->head.hash, stored.log().head()->hash);
        const auto entries = stored.log().page(0, 100);
        for (const AuditEntry &entry : *entries)
            QVERIFY(stored.log().verify(entry.hash)->isGood());
        QVERIFY(!stored.log().verify(QByteArray(32, 'x'))->isGood());
    }

    void aByteInAnyColumnOfAnyLineIsFound()
    {
        StoredLog probe;
        const QStringList columns = probe.columns();
        QVERIFY(columns.size() >= 8);
        for (const QString &column : columns) {
            const QString name = column.section(u' ', 0, 0);
            const bool isNumber = column.endsWith("INTEGER"_L1);
            for (int line = 1; line <= kLines; ++line) {
                StoredLog stored;
                const QString changed = isNumber ? name + u" + 64"_s
                                                 : u"CAST(CASE WHEN length(%1) = 0 THEN x'01' ELSE "
                                                   "CAST(substr(CAST(%1 AS BLOB), 1, length(CAST(%1 AS BLOB)) - 1) || "
                                                   "x'7e' AS BLOB) END AS %2)"_s.arg(name, column.section(u' ', 1, 1));
                stored.tamper(u"UPDATE audit SET %1 = %2 WHERE number = %3"_s.arg(name, changed).arg(line));
                QVERIFY2(stored.firstBad() == line, qPrintable(u"%1 of line %2"_s.arg(name).arg(line)));
            }
        }
    }

    void aLineThatIsGoneIsMissedAtItsNumber()
    {
        for (int line = 1; line <= kLines; ++line) {
            StoredLog stored;
            stored.tamper(u"DELETE FROM audit WHERE number = %1"_s.arg(line));
            QCOMPARE(stored.firstBad(), std::optional<qint64>(line));
        }
    }

    void aLineThatIsGoneIsMissedWhenThoseBehindItMovedUp()
    {
        StoredLog stored;
        stored.tamper(u"DELETE FROM audit WHERE number = 3"_s);
        for (int line = 4; line <= kLines; ++line)
            stored.tamper(u"UPDATE audit SET number = %1 WHERE number = %2"_s.arg(line - 1).arg(line));
        QCOMPARE(stored.firstBad(), std::optional<qint64>(3));
    }

    void linesThatChangedPlacesAreFoundAtTheFirst()
    {
        for (int low = 1; low <= kLines; ++low) {
            for (int high = low + 1; high <= kLines; ++high) {
                StoredLog stored;
                stored.tamper(u"UPDATE audit SET number = -1 WHERE number = %1"_s.arg(low));
                stored.tamper(u"UPDATE audit SET number = %1 WHERE number = %2"_s.arg(low).arg(high));
                stored.tamper(u"UPDATE audit SET number = %1 WHERE number = -1"_s.arg(high));
                QCOMPARE(stored.firstBad(), std::optional<qint64>(low));
            }
        }
    }

    void aLineThatWasAddedOrAHeadThatWasChangedIsFound()
    {
        StoredLog added;
        added.tamper(
            u"INSERT INTO audit SELECT 7, at, actor, person, act, objects, times, hash FROM audit WHERE number = 6"_s);
        QCOMPARE(added.firstBad(), std::optional<qint64>(7));
        StoredLog moved;
        moved.tamper(u"UPDATE audit_head SET hash = (SELECT hash FROM audit WHERE number = 5), number = 5"_s);
        QCOMPARE(moved.firstBad(), std::optional<qint64>(6));
        StoredLog gone;
        gone.tamper(u"DELETE FROM audit_head"_s);
        QVERIFY(gone.firstBad());
    }

    void theTableRefusesToBeChanged()
    {
        StoredLog stored;
        QVERIFY(!stored.isDone(u"UPDATE audit SET at = 1"_s));
        QVERIFY(!stored.isDone(u"DELETE FROM audit"_s));
        QVERIFY(stored.log().verify()->isGood());
    }

    void everyActOfSecurityLeavesALine()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn ana = relay.joined(school, u"ana"_s);
        const auto other = relay.logIn(u"ana"_s, kPassword);
        QVERIFY(other);
        QVERIFY(awaited<void>(
            [&](auto reply) { relay.accounts().self().revokeDevice(relay.actorOf(ana), other->device, reply); }));
        QVERIFY(awaited<void>([&](auto reply) {
            relay.accounts().signIn().changePassword(
                relay.actorOf(ana), secret(kPassword), secret(u"another good one"_s), reply);
        }));
        QVERIFY(awaited<void>([&](auto reply) { relay.accounts().signIn().logOut(relay.actorOf(ana), reply); }));
        QVERIFY(!relay.logIn(u"ana"_s, kPassword)); // the old one
        QVERIFY(!relay.logIn(u"nobody"_s, kPassword));
        const QStringList wanted { u"create-school"_s, u"create-person"_s, u"create-invite"_s, u"redeem-invite"_s,
            u"revoke-device"_s, u"change-password"_s, u"sign-out"_s, u"sign-in-failed"_s, u"sign-in-failed"_s };
        QTRY_COMPARE(actsOf(relay), wanted); // failures are noted after they were answered
        QVERIFY(awaited<AuditVerdict>([&](auto reply) {
            relay.accounts().administration().verifyAudit({}, reply);
        })->isGood());
    }

    void whoGuessesFillsNoDiskAndIsCounted()
    {
        StillClock clock;
        AuditThrottle throttle(clock);
        int written = 0;
        for (int i = 0; i < 10'000; ++i)
            written += throttle.take(QByteArray::number(i)).mayWrite ? 1 : 0;
        QCOMPARE(written, 30);
        clock.advance(Milliseconds { 10'000 });
        const auto share = throttle.take("somebody");
        QVERIFY(share.mayWrite);
        QCOMPARE(share.heldBack, 10'000 - 30);
        QCOMPARE(throttle.take("other").heldBack, 0);
    }

    void linesOfBeforeTheChainBecomeItsFirst()
    {
        StoredLog stored;
        stored.tamper(u"DELETE FROM audit"_s);
        stored.tamper(u"UPDATE audit_head SET number = 0, hash = zeroblob(32)"_s);
        stored.tamper(
            u"INSERT INTO admin_acts(at, act, object) VALUES(5, 'create-school', x'%1')"_s.arg(QString(32, u'1')));
        stored.tamper(u"INSERT INTO admin_acts(at, act, object) VALUES(6, 'create-person', NULL)"_s);
        QVERIFY(stored.adopt());
        QVERIFY(stored.adopt());
        const auto verdict = stored.log().verify();
        QVERIFY(verdict->isGood());
        QCOMPARE(verdict->head.number, 2);
        QCOMPARE(stored.log().page(0, 5)->back().act, u"create-school"_s);
    }
};

QTEST_GUILESS_MAIN(TestAuditLog)
#include "tst_auditlog.moc"
