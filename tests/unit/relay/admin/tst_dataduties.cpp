// SPDX-License-Identifier: GPL-3.0-or-later
// The commands about how long data is kept, as an administrator gives them to a relay that stands still; and what lies on the
// disk afterwards, byte by byte.

#include "core/base/random.h"
#include "core/relay/admin/adminclient.h"
#include "core/relay/admin/admindesk.h"
#include "core/relay/admin/backup.h"
#include "core/relay/admin/personexport.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace pc;
using namespace pc::relay;
using namespace pc::relay::admin;
using namespace Qt::StringLiterals;

namespace {

constexpr int kEntries = 3'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject resultOf(const QJsonObject &answer)
{
    return answer.value(u"result").toObject();
}

} // namespace

class TestDataDuties : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    RelayOptions m_options;
    QString m_school;
    QString m_ana;
    QString m_bo;
    SystemClock m_clock;
    SystemRandom m_random;
    crypto::SecretBytes m_key = crypto::SecretBytes::random(32);

    QString at(const QString &name) const { return m_folder->filePath(name); }
    QString database() const { return m_options.dataDirectory + u"/relay.db"_s; }

    QJsonObject ask(const QString &command, const QJsonObject &arguments = {})
    {
        const auto answer = askRelay(m_options, { { u"command"_s, command }, { u"arguments"_s, arguments } });
        return answer ? *answer : refusal(answer.error());
    }

    QString made(const QString &command, const QJsonObject &arguments)
    {
        return resultOf(ask(command, arguments)).value(u"id").toString();
    }

    /// Ana leaves a canary wherever a person can, and writes among others, so that rows move between pages.
    void leaveCanaries()
    {
        auto file = sql::Database::open(database(), sql::OpenMode::ReadWrite);
        QVERIFY(file.ok());
        const UserId ana = *idFromString<UserId>(m_ana);
        const UserId bo = *idFromString<UserId>(m_bo);
        const auto run = [&file](sql::SqlText text, const auto &...values) {
            sql::Statement statement(**file, text);
            const auto done = statement.run(values...);
            if (!done)
                qFatal("%s", qPrintable(done.error().detail));
        };
        QVERIFY((*file)->execute("BEGIN").ok());
        run("UPDATE people SET name = 'CANARYname', search_name = 'canaryname', search_text = 'canaryname "
            "CANARYlabel', "
            "label = 'CANARYlabel', user_name = 'canaryuser@example.org', password_hash = CAST('CANARYhash' AS BLOB), "
            "last_seen = 1 WHERE id = ?",
            ana);
        run("INSERT INTO devices(id, person, name, platform, created, last_seen, not_before) "
            "VALUES(randomblob(16), ?, 'CANARYdevice', 'CANARYplatform', 1, 1, 1)",
            ana);
        run("INSERT INTO refresh_families(id, device, current, salt, rotated, expires) SELECT randomblob(16), id, "
            "CAST('CANARYtoken' AS BLOB), x'00', 1, 9e12 FROM devices WHERE person = ?",
            ana);
        run("INSERT INTO invites(digest, id, school, person, role, label, created, expires, max_uses) "
            "SELECT CAST('CANARYdigest' AS BLOB), randomblob(16), school, id, 0, 'CANARYinvite', 1, 9e12, 1 FROM "
            "people "
            "WHERE id = ?",
            ana);
        run("INSERT INTO key_packages(ref, person, device, last_resort, expires, package) SELECT randomblob(32), "
            "person, "
            "id, 0, 9e12, CAST('CANARYpackage' AS BLOB) FROM devices WHERE person = ?",
            ana);
        for (int row = 1; row <= 6; ++row) {
            run("INSERT INTO conversations(row, id, school, kind, title, head, revision, oldest, created_at) "
                "SELECT ?1, randomblob(16), school, 1, 'talk', ?2, 1, 1, 1 FROM people WHERE id = ?3",
                row, kEntries / 6, ana);
            for (const UserId user : { ana, bo })
                run("INSERT INTO members(conversation, user, owner, first) VALUES(?, ?, 0, 1)", row, user);
            run("INSERT INTO receipts(conversation, revision, user, kind, up_to, at) VALUES(?, 1, ?, 1, 1, 1)", row,
                ana);
        }
        run("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?1 - 1) "
            "INSERT INTO entries(place, kind, sender, device, message, sent_at, body) "
            "SELECT ((1 + i % 6) << 32) + i / 6 + 1, 0, iif(i % 4 = 0, ?2, ?3), x'01', randomblob(16), ?4, "
            "CAST(iif(i % 4 = 0, 'CANARYwords', 'others') || i || hex(randomblob(20 + i % 400)) AS BLOB) FROM n",
            kEntries, ana, bo, m_clock.utcNow());
        QVERIFY((*file)->execute("COMMIT").ok());
    }

    /// In whatever the data directory holds.
    qsizetype canaries() const
    {
        qsizetype found = 0;
        for (const QString &name : QDir(m_options.dataDirectory).entryList(QDir::Files)) {
            const QByteArray bytes = contentOf(m_options.dataDirectory + u'/' + name);
            found += bytes.count("CANARY") + bytes.count("canary");
        }
        return found;
    }

    qint64 number(sql::SqlText text) const
    {
        const auto file = sql::Database::open(database(), sql::OpenMode::ReadOnly);
        if (!file)
            return -1;
        sql::Statement statement(**file, text);
        auto rows = statement.query();
        return rows && rows->next() ? rows->integer(0) : -1;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_options = {};
        m_options.dataDirectory = at(u"data"_s);
        m_options.accounts.hashes.cost = crypto::kTestOnlyCost;
        m_school = made(u"create-school"_s, { { u"name"_s, u"Lakeside"_s } });
        m_ana = made(u"create-person"_s, { { u"school"_s, m_school }, { u"name"_s, u"Ana"_s } });
        m_bo = made(u"create-person"_s, { { u"school"_s, m_school }, { u"name"_s, u"Bo"_s } });
    }

    void whatIsWrongIsSaidInWordsAndChangesNothing_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QJsonObject>("arguments");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        const QString nobody = u"00000000-0000-4000-8000-000000000001"_s;
        QTest::newRow("no days") << u"set-retention"_s << QJsonObject { { u"school"_s, u"SCHOOL"_s } } << u"invalid"_s
                                 << u"1 to 3650 days"_s;
        for (const int days : { 0, 3'651, 2'147'483'647 })
            QTest::addRow("%d days", days)
                << u"set-retention"_s << QJsonObject { { u"school"_s, u"SCHOOL"_s }, { u"days"_s, days } }
                << u"invalid"_s << u"1 to 3650 days"_s;
        QTest::newRow("days below zero") << u"set-retention"_s
                                         << QJsonObject { { u"school"_s, u"SCHOOL"_s }, { u"days"_s, -1 } }
                                         << u"invalid"_s << u"whole number"_s;
        QTest::newRow("no such school") << u"set-retention"_s
                                        << QJsonObject { { u"school"_s, nobody }, { u"days"_s, 30 } } << u"not_found"_s
                                        << u"no such"_s;
        QTest::newRow("a hold on nothing") << u"place-hold"_s << QJsonObject {} << u"invalid"_s << u"exactly one"_s;
        QTest::newRow("a hold on two") << u"place-hold"_s
                                       << QJsonObject { { u"school"_s, u"SCHOOL"_s }, { u"person"_s, u"PERSON"_s } }
                                       << u"invalid"_s << u"exactly one"_s;
        QTest::newRow("a hold on no id") << u"place-hold"_s << QJsonObject { { u"person"_s, u"Ana"_s } } << u"invalid"_s
                                         << u"is no id"_s;
        QTest::newRow("a hold on nobody")
            << u"place-hold"_s << QJsonObject { { u"person"_s, nobody } } << u"not_found"_s << u"nothing of that id"_s;
        QTest::newRow("a release of nothing")
            << u"release-hold"_s << QJsonObject { { u"person"_s, u"PERSON"_s } } << u"not_found"_s << u"no such hold"_s;
        QTest::newRow("an erasure that nobody confirmed")
            << u"erase"_s << QJsonObject { { u"person"_s, u"PERSON"_s } } << u"invalid"_s << u"--yes"_s;
        QTest::newRow("an erasure of nobody")
            << u"erase"_s << QJsonObject { { u"person"_s, nobody }, { u"yes"_s, true } } << u"not_found"_s
            << u"no such person"_s;
    }

    void whatIsWrongIsSaidInWordsAndChangesNothing()
    {
        QFETCH(QString, command);
        QFETCH(QJsonObject, arguments);
        QFETCH(QString, code);
        QFETCH(QString, says);
        if (arguments.value(u"school") == u"SCHOOL"_s)
            arguments.insert(u"school"_s, m_school);
        if (arguments.value(u"person") == u"PERSON"_s)
            arguments.insert(u"person"_s, m_ana);
        const QString before = QString::fromUtf8(QJsonDocument(ask(u"audit-head"_s)).toJson());
        const QJsonObject answer = ask(command, arguments);
        QVERIFY(!answer.value(u"ok").toBool());
        QCOMPARE(answer.value(u"code").toString(), code);
        QVERIFY2(answer.value(u"message").toString().contains(says), qPrintable(answer.value(u"message").toString()));
        QCOMPARE(QString::fromUtf8(QJsonDocument(ask(u"audit-head"_s)).toJson()), before);
        QVERIFY(!QFileInfo::exists(m_options.dataDirectory + u"/erasures"_s));
    }

    void aSchoolChoosesHowLongItKeeps()
    {
        const QJsonObject set = resultOf(ask(u"set-retention"_s, { { u"school"_s, m_school }, { u"days"_s, 30 } }));
        QCOMPARE(set.value(u"retentionDays").toInt(), 30);
        const QJsonObject listed = resultOf(ask(u"list-schools"_s)).value(u"items").toArray().first().toObject();
        QCOMPARE(listed.value(u"retentionDays").toInt(), 30);
        QCOMPARE(resultOf(ask(u"statistics"_s)).value(u"expiredEntries").toInt(), 0);
    }

    void aHoldIsListedUntilItIsReleased()
    {
        const QJsonObject person { { u"person"_s, m_ana } };
        QVERIFY(ask(u"place-hold"_s, person).value(u"ok").toBool());
        QCOMPARE(ask(u"place-hold"_s, person).value(u"code").toString(), u"conflict"_s);
        const QJsonArray holds = resultOf(ask(u"list-holds"_s)).value(u"items").toArray();
        QCOMPARE(holds.size(), 1);
        QCOMPARE(holds.first().toObject().value(u"kind").toString(), u"person"_s);
        QCOMPARE(holds.first().toObject().value(u"id").toString(), m_ana);
        const QJsonObject refused = ask(u"erase"_s, { { u"person"_s, m_ana }, { u"yes"_s, true } });
        QCOMPARE(refused.value(u"code").toString(), u"conflict"_s);
        QVERIFY(refused.value(u"message").toString().contains(u"legal hold"_s));
        QVERIFY(!QFileInfo::exists(m_options.dataDirectory + u"/erasures"_s));
        QVERIFY(ask(u"release-hold"_s, person).value(u"ok").toBool());
        QVERIFY(resultOf(ask(u"list-holds"_s)).value(u"items").toArray().isEmpty());
    }

    void anExportHoldsEverythingAndAPageThatRunsNothing()
    {
        leaveCanaries();
        const auto made
            = exportPerson(m_options.dataDirectory, *idFromString<UserId>(m_ana), at(u"ana"_s), m_clock.utcNow());
        QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().detail));
        const auto table = [this](const QString &name) {
            return QJsonDocument::fromJson(contentOf(at(u"ana/"_s + name + u".json"_s))).array();
        };
        QCOMPARE(table(u"people"_s).first().toObject().value(u"user_name").toString(), u"canaryuser@example.org"_s);
        QVERIFY(table(u"people"_s).first().toObject().value(u"has_password").toInt() == 1);
        QVERIFY(!contentOf(at(u"ana/people.json"_s)).contains("CANARYhash")); // what proves who somebody is stays here
        QCOMPARE(table(u"devices"_s).first().toObject().value(u"name").toString(), u"CANARYdevice"_s);
        QCOMPARE(table(u"entries"_s).size(), kEntries / 4);
        QCOMPARE(table(u"members"_s).size(), 6);
        QCOMPARE(table(u"receipts"_s).size(), 6);
        const QByteArray page = contentOf(at(u"ana/index.html"_s));
        QVERIFY(page.contains("default-src 'none'"));
        QVERIFY(page.contains("CANARYname"));
        QVERIFY(page.contains("cannot read it"));
        QVERIFY(!page.contains("<script"));
        QCOMPARE(QDir(at(u"ana"_s)).entryList(QDir::Files).size(), made->files);
    }

    void anExportOverwritesNothing()
    {
        const UserId ana = *idFromString<UserId>(m_ana);
        QVERIFY(QDir().mkpath(at(u"mine"_s)));
        QFile file(at(u"mine/letter"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const auto tryTo = [&](const UserId person, const QString &folder) {
            return exportPerson(m_options.dataDirectory, person, folder, m_clock.utcNow()).code();
        };
        QCOMPARE(tryTo(ana, at(u"mine"_s)), Errc::Conflict);
        QCOMPARE(tryTo(ana, at(u"mine/letter"_s)), Errc::Conflict);
        QCOMPARE(tryTo(ana, at(u"no/where"_s)), Errc::NotFound);
        QCOMPARE(tryTo(UserId { makeUuid4(m_random) }, at(u"nobody"_s)), Errc::NotFound);
        QVERIFY(!QFileInfo::exists(at(u"nobody"_s)));
        QCOMPARE(QDir(at(u"mine"_s)).entryList(QDir::Files), QStringList { u"letter"_s });
        QCOMPARE(QDir(m_folder->path()).entryList({ u"*.part-*"_s }).size(), 0);
    }

    void ofWhoIsErasedNoByteIsLeft()
    {
        leaveCanaries();
        QVERIFY(canaries() > kEntries / 4);
        const QJsonObject answer = ask(u"erase"_s, { { u"person"_s, m_ana }, { u"yes"_s, true } });
        QVERIFY2(answer.value(u"ok").toBool(), QJsonDocument(answer).toJson().constData());
        QCOMPARE(resultOf(answer).value(u"entries").toInt(), kEntries / 4);
        QVERIFY(!resultOf(answer).contains(u"held"_s));
        QVERIFY(!resultOf(answer).contains(u"freeRoom"_s));
        QCOMPARE(canaries(), 0);
        // What others wrote is there, and every number.
        QCOMPARE(number("SELECT count(*) FROM entries WHERE instr(body, 'others') > 0"), kEntries * 3 / 4);
        QCOMPARE(
            number("SELECT count(*) FROM (SELECT place >> 32 AS row, count(*) AS had, max(place & 4294967295) AS head "
                   "FROM entries GROUP BY row) e JOIN conversations c ON c.row = e.row "
                   "WHERE e.had <> e.head OR e.head <> c.head"),
            0);
        QVERIFY(ask(u"audit-verify"_s).value(u"ok").toBool());
        QCOMPARE(ask(u"show-person"_s, { { u"person"_s, m_ana } }).value(u"code").toString(), u"not_found"_s);
        QCOMPARE(
            exportPerson(m_options.dataDirectory, *idFromString<UserId>(m_ana), at(u"ana"_s), m_clock.utcNow()).code(),
            Errc::NotFound);
        QVERIFY(ask(u"show-person"_s, { { u"person"_s, m_bo } }).value(u"ok").toBool());
    }

    void aBackupFromBeforeDoesNotBringThemBack()
    {
        leaveCanaries();
        QVERIFY(createBackup(m_options.dataDirectory, at(u"backup"_s), m_key).ok());
        QVERIFY(ask(u"erase"_s, { { u"person"_s, m_ana }, { u"yes"_s, true } }).value(u"ok").toBool());
        QCOMPARE(contentOf(m_options.dataDirectory + u"/erasures"_s), m_ana.toLatin1() + '\n');
        for (const QString &name : { u"/relay.db"_s, u"/relay.db-wal"_s, u"/relay.db-shm"_s })
            QFile::remove(m_options.dataDirectory + name);
        const auto restored = restoreBackup(at(u"backup"_s), m_options.dataDirectory, m_key, m_clock, m_random);
        QVERIFY2(restored.ok(), restored ? "" : qPrintable(restored.error().detail));
        QCOMPARE(canaries(), 0);
        QCOMPARE(ask(u"show-person"_s, { { u"person"_s, m_ana } }).value(u"code").toString(), u"not_found"_s);
        QCOMPARE(canaries(), 0);
        QCOMPARE(number("SELECT count(*) FROM entries WHERE instr(body, 'others') > 0"), kEntries * 3 / 4);
    }

    void aFileThatWasPutBackByHandIsErasedAtTheNextStart()
    {
        leaveCanaries();
        QVERIFY(QFile::copy(database(), at(u"old.db"_s)));
        QVERIFY(ask(u"erase"_s, { { u"person"_s, m_ana }, { u"yes"_s, true } }).value(u"ok").toBool());
        QVERIFY(QFile::remove(database()));
        QVERIFY(QFile::copy(at(u"old.db"_s), database()));
        QVERIFY(canaries() > 0);
        QCOMPARE(ask(u"show-person"_s, { { u"person"_s, m_ana } }).value(u"code").toString(), u"not_found"_s);
        QCOMPARE(canaries(), 0);
        QVERIFY(ask(u"audit-verify"_s).value(u"ok").toBool());
    }

    void whatAHeldConversationKeepsIsSaid()
    {
        leaveCanaries();
        const auto file = sql::Database::open(database(), sql::OpenMode::ReadOnly);
        sql::Statement select(**file, "SELECT id FROM conversations WHERE row = 3");
        auto rows = select.query();
        QVERIFY(rows && rows->next());
        const QString id = rows->id<ConversationId>(0).raw().toString();
        QVERIFY(rows->finish().ok());
        QVERIFY(ask(u"place-hold"_s, { { u"conversation"_s, id } }).value(u"ok").toBool());
        const QJsonObject answer = ask(u"erase"_s, { { u"person"_s, m_ana }, { u"yes"_s, true } });
        QVERIFY(resultOf(answer).value(u"held").toString().contains(u"legal hold"_s));
        QVERIFY(number("SELECT count(*) FROM entries WHERE instr(body, 'CANARY') > 0") > 0);
    }

    void aFolderOfAKilledBackupGoesWithTheNext()
    {
        const QString left = m_options.dataDirectory + u"/backup-Ab3dEf"_s;
        QVERIFY(QDir().mkpath(left));
        QFile lock(left + u"/owner.lock"_s); // of a process that is no more
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write("4194303\nparentconnect-relay\n" + QSysInfo::machineHostName().toLatin1() + '\n');
        lock.close();
        QFile copy(left + u"/relay.db"_s);
        QVERIFY(copy.open(QIODevice::WriteOnly));
        copy.close();
        const QString fresh = m_options.dataDirectory + u"/backup-Fresh0"_s; // somebody begins just now
        QVERIFY(QDir().mkpath(fresh));
        QVERIFY(createBackup(m_options.dataDirectory, at(u"backup"_s), m_key).ok());
        QVERIFY(!QFileInfo::exists(left));
        QVERIFY(QFileInfo::exists(fresh));
        QCOMPARE(
            QDir(m_options.dataDirectory).entryList({ u"backup-*"_s }, QDir::Dirs), QStringList { u"backup-Fresh0"_s });
    }
};

QTEST_GUILESS_MAIN(TestDataDuties)
#include "tst_dataduties.moc"
