// SPDX-License-Identifier: GPL-3.0-or-later
// Of who is erased nothing is left but an id: the list of tables names every place, entries keep their numbers, and the list
// beside the database outlives a power cut.

#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/relay/log/classlist.h"
#include "core/relay/log/erasurelist.h"
#include "core/relay/log/personalrows.h"
#include "core/sql/survey.h"
#include "tests/unit/relay/log/logfixture.h"

#include <QJsonDocument>
#include <QSet>
#include <QSqlQuery>
#include <QTest>

using namespace pc;
using namespace pc::relay;
using namespace pc::relay::log;
using namespace pc::test;

class TestErasure : public QObject
{
    Q_OBJECT

    std::unique_ptr<LogFixture> m_log;

    qint64 number(sql::SqlText sql)
    {
        sql::Statement statement(m_log->database(), sql);
        auto rows = statement.query();
        return rows && rows->next() ? rows->integer(0) : -1;
    }

    /// Every step there is; how many entries lost something.
    qint64 finish()
    {
        qint64 entries = 0;
        for (bool more = true; more;) {
            const auto step = m_log->writer().erasure().step();
            if (!step)
                qFatal("a step failed: %s", qPrintable(step.error().detail));
            entries += step->entries;
            more = step->more;
        }
        return entries;
    }

    std::vector<Seq> seqsFor(const accounts::Actor &actor, ConversationId conversation)
    {
        if (!m_log->commit())
            qFatal("not committed");
        wire::Sync sync;
        sync.conversation = conversation;
        const auto run = m_log->reader().sync(actor, sync, {});
        std::vector<Seq> seqs;
        for (const Entry &entry : run->run.entries)
            seqs.push_back(entry.seq);
        return seqs;
    }

    QByteArray everythingAbout(UserId person)
    {
        QByteArray all;
        const auto read = readPersonalRows(
            m_log->database(), person, [&all](const PersonalTable &, const QJsonObject &row) -> Result<void> {
                all += QJsonDocument(row).toJson();
                return {};
            });
        return read ? all : QByteArray();
    }

private Q_SLOTS:
    void init() { m_log = std::make_unique<LogFixture>(); }

    void everyTableOfTheSchemaIsInTheList()
    {
        QSet<QString> inSchema;
        const auto tables = sql::surveyTables(m_log->database());
        for (const sql::TableSize &table : *tables)
            inSchema.insert(table.name);
        QSet<QString> listed;
        for (const PersonalTable &table : personalTables()) {
            QVERIFY2(!listed.contains(table.table), table.table.data());
            listed.insert(table.table);
            QVERIFY2(!table.holds.isEmpty(), table.table.data());
            QVERIFY2(!table.erase.empty() || !table.select || !table.afterErasure.isEmpty(), table.table.data());
        }
        QCOMPARE(listed - inSchema, QSet<QString>());
        QCOMPARE(
            inSchema - listed, QSet<QString>()); // a new table: say what it holds of a person, and what becomes of it
    }

    /// A column that holds a person or a device names who it is about: its table must say how that is found.
    void everyTableWithAPersonInItIsExported()
    {
        for (const PersonalTable &table : personalTables()) {
            QSqlQuery columns(m_log->database().handle());
            QVERIFY(columns.exec(QStringLiteral("PRAGMA table_info(%1)").arg(QString(table.table))));
            while (columns.next()) {
                const QString name = columns.value(1).toString();
                const bool isPersonal = QStringList { QStringLiteral("person"), QStringLiteral("user"),
                    QStringLiteral("sender"), QStringLiteral("device") }
                                            .contains(name);
                QVERIFY2(!isPersonal || table.select, table.table.data());
            }
        }
    }

    void whatIsHeldOfAPersonIsReadTableByTable()
    {
        const auto conversation = m_log->group(m_log->teacher, { m_log->mother.user });
        m_log->say(m_log->mother, conversation, 1, "MYWORDS");
        m_log->say(m_log->teacher, conversation, 2, "THEIRWORDS");
        QVERIFY(m_log->commit());
        QVERIFY(m_log->database().execute("COMMIT").ok()); // it reads in a transaction of its own
        const QByteArray all = everythingAbout(m_log->mother.user);
        QVERIFY(m_log->database().execute("BEGIN IMMEDIATE").ok());
        QVERIFY(all.contains("Person 2"));
        QVERIFY(all.contains(m_log->mother.device.raw().toString().toLatin1()));
        QVERIFY(all.contains("Museum trip"));
        QVERIFY(all.contains("\"kind\": \"message\""));
        QVERIFY(!all.contains("Person 1")); // of others nothing but their ids
        QCOMPARE(all.count("\"sealed\""), 2); // where the group began, and their message
    }

    void nobodyIsReadWhoIsNotThere()
    {
        QVERIFY(m_log->database().execute("COMMIT").ok());
        QCOMPARE(readPersonalRows(
                     m_log->database(), idOf<UserId>(77), [](const auto &, const auto &) { return Result<void>(); })
                     .code(),
            Errc::NotFound);
        QVERIFY(m_log->database().execute("BEGIN IMMEDIATE").ok());
    }

    void theirWordsGoAndNumbersStay()
    {
        const auto conversation = m_log->direct(m_log->mother, m_log->teacher);
        m_log->say(m_log->mother, conversation, 1, "MYWORDS");
        m_log->say(m_log->teacher, conversation, 2, "THEIRWORDS");
        m_log->say(m_log->mother, conversation, 3, "MYWORDS");
        QVERIFY(m_log->writer().erasure().begin(m_log->mother.user, m_log->now).ok());
        QCOMPARE(finish(), 3); // two messages, and a name where the conversation began
        QCOMPARE(number("SELECT count(*) FROM entries"), 4);
        QCOMPARE(number("SELECT count(*) FROM entries WHERE instr(body, 'MYWORDS') > 0"), 0);
        QCOMPARE(number("SELECT count(*) FROM entries WHERE instr(body, 'THEIRWORDS') > 0"), 1);
        QCOMPARE(number("SELECT count(*) FROM entries WHERE instr(body, 'Person 2') > 0"), 0);
        QCOMPARE(number("SELECT count(*) FROM entries WHERE instr(body, 'Person 1') > 0"), 1);
        QCOMPARE(seqsFor(m_log->teacher, conversation), (std::vector { Seq { 1 }, Seq { 3 } }));
        QCOMPARE(m_log->say(m_log->teacher, conversation, 9).entry.seq, Seq { 5 });
    }

    void askingForNothingButErasedEntriesIsAnsweredWhole()
    {
        const auto conversation = m_log->direct(m_log->mother, m_log->teacher);
        for (quint8 n = 1; n <= 3; ++n)
            m_log->say(m_log->mother, conversation, n);
        QVERIFY(m_log->writer().erasure().begin(m_log->mother.user, m_log->now).ok());
        finish();
        QVERIFY(m_log->commit());
        wire::Sync sync;
        sync.conversation = conversation;
        sync.after = Seq { 1 };
        const auto run = m_log->reader().sync(m_log->teacher, sync, {});
        QVERIFY(run->run.entries.empty());
        QCOMPARE(run->synced.first, Seq { 2 });
        QCOMPARE(run->synced.last, Seq { 4 });
        QCOMPARE(run->synced.oldest, Seq { 1 }); // nothing was too old
    }

    void theyLeaveGroupsAndTheOthersAreTold()
    {
        const auto group = m_log->group(m_log->teacher, { m_log->mother.user, m_log->father.user });
        const auto erased = m_log->writer().erasure().begin(m_log->mother.user, m_log->now);
        QVERIFY(erased.ok());
        QCOMPARE(erased->left.size(), size_t(1));
        QCOMPARE(erased->left.front().conversation, group);
        QVERIFY(erased->left.front().entry.has_value());
        QVERIFY(!erased->left.front().roster->find(m_log->mother.user)->isPresent());
        QCOMPARE(erased->left.front().roster->present(), 2);
        QCOMPARE(seqsFor(m_log->father, group), (std::vector { Seq { 1 }, Seq { 2 } }));
    }

    void twoWhoLeaveOneClassDoNotMeet()
    {
        ClassChange change;
        change.op = wire::ConversationOp::Create;
        change.school = m_log->office.school;
        change.conversation = idOf<ConversationId>(50, 7);
        change.message = idOf<MessageId>(50, 8);
        change.name = QStringLiteral("3b");
        change.members = { m_log->mother.user, m_log->father.user, m_log->teacher.user };
        QVERIFY(m_log->writer().classes().apply(change, m_log->now).ok());
        QVERIFY(m_log->writer().erasure().begin(m_log->mother.user, m_log->now).ok());
        QVERIFY(m_log->writer().erasure().begin(m_log->father.user, m_log->now).ok());
        QCOMPARE(ClassList(m_log->database()).find(change.conversation)->members, 1);
    }

    void theyAreNobodyFromTheFirstStepOn()
    {
        sql::Statement join(m_log->database(),
            "UPDATE people SET user_name = 'mother', password_hash = x'01', label = 'of Ana', last_seen = 5 WHERE id = "
            "?");
        QVERIFY(join.run(m_log->mother.user));
        const auto erased = m_log->writer().erasure().begin(m_log->mother.user, m_log->now);
        QVERIFY(erased.ok());
        QCOMPARE(erased->devices.size(), size_t(1));
        QVERIFY(erased->person.disabled);
        accounts::PeopleStore people(m_log->database());
        QCOMPARE(people.person(m_log->mother.user).code(), Errc::NotFound);
        QCOMPARE(people.setDisabled(m_log->mother.user, false).code(), Errc::NotFound);
        QCOMPARE(people.setLastSeen(m_log->mother.user, m_log->now).code(), Errc::NotFound);
        QVERIFY(!people.credentials(QStringLiteral("mother"))->has_value());
        QCOMPARE(people.pageOf(m_log->mother.school, {}, {}, 50)->items.size(), size_t(3));
        QCOMPARE(number("SELECT count(*) FROM people WHERE name = '' AND label = '' AND user_name IS NULL "
                        "AND password_hash IS NULL AND search_text = '' AND last_seen IS NULL AND erased IS NOT NULL"),
            1);
        QCOMPARE(number("SELECT count(*) FROM devices WHERE revoked IS NOT NULL AND last_seen = 0"), 1);
        QCOMPARE(m_log->writer().erasure().begin(m_log->mother.user, m_log->now).code(), Errc::NotFound);
        const auto noted = accounts::AuditLog(m_log->database()).page(0, 1);
        QCOMPARE(noted->front().act, QStringLiteral("erase"));
        QCOMPARE(noted->front().objects, m_log->mother.user.raw().toByteArray());
    }

    void whoIsHeldIsNotErased_data()
    {
        QTest::addColumn<HoldKind>("kind");
        QTest::newRow("themselves") << HoldKind::Person;
        QTest::newRow("their school") << HoldKind::School;
    }

    void whoIsHeldIsNotErased()
    {
        QFETCH(HoldKind, kind);
        const Uuid id = kind == HoldKind::Person ? m_log->mother.user.raw() : m_log->mother.school.raw();
        QVERIFY(m_log->writer().holds().place({ kind, id, m_log->now }).ok());
        QCOMPARE(m_log->writer().erasure().begin(m_log->mother.user, m_log->now).code(), Errc::Conflict);
        QCOMPARE(number("SELECT count(*) FROM people WHERE erased IS NOT NULL"), 0);
        QVERIFY(m_log->writer().holds().release(kind, id).ok());
        QVERIFY(m_log->writer().erasure().begin(m_log->mother.user, m_log->now).ok());
    }

    void whatAHeldConversationKeepsGoesWhenItIsReleased()
    {
        const auto held = m_log->direct(m_log->mother, m_log->teacher);
        const auto free = m_log->direct(m_log->mother, m_log->office);
        m_log->say(m_log->mother, held, 1, "MYWORDS");
        m_log->say(m_log->mother, free, 2, "MYWORDS");
        Holds &holds = m_log->writer().holds();
        Erasure &erasure = m_log->writer().erasure();
        QVERIFY(holds.place({ HoldKind::Conversation, held.raw(), m_log->now }).ok());
        QVERIFY(erasure.begin(m_log->mother.user, m_log->now).ok());
        finish();
        QCOMPARE(number("SELECT count(*) FROM entries WHERE instr(body, 'MYWORDS') > 0"), 1);
        QVERIFY(*erasure.isHeldBack(m_log->mother.user));
        QVERIFY(holds.release(HoldKind::Conversation, held.raw()).ok());
        QVERIFY(erasure.again().ok());
        QVERIFY(finish() > 0);
        QCOMPARE(number("SELECT count(*) FROM entries WHERE instr(body, 'MYWORDS') > 0"), 0);
        QVERIFY(!*erasure.isHeldBack(m_log->mother.user));
    }

    void aStepLooksAtABoundedNumberOfEntries()
    {
        m_log->direct(m_log->mother, m_log->teacher);
        sql::Statement insert(m_log->database(),
            "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) "
            "INSERT INTO entries(place, kind, sender, device, message, sent_at, body) "
            "SELECT (1 << 32) + i, 0, ?, x'01', randomblob(16), 1, x'00' FROM n");
        QVERIFY(insert.run(m_log->mother.user));
        QVERIFY(m_log->writer().erasure().begin(m_log->mother.user, m_log->now).ok());
        QCOMPARE(m_log->writer().erasure().step()->entries, 500);
        QCOMPARE(m_log->writer().erasure().step()->entries, 500);
        QVERIFY(finish() >= 199);
        QCOMPARE(number("SELECT count(*) FROM entries WHERE kind = 3"), 1199);
    }

    void theListIsReadAsItWasWritten()
    {
        const QTemporaryDir folder;
        const ErasureList list = ErasureList::beside(folder.filePath(QStringLiteral("relay.db")));
        QVERIFY(list.read()->empty());
        const auto first = idOf<UserId>(1);
        const auto second = idOf<UserId>(2);
        for (const UserId id : { first, second, first })
            QVERIFY(list.add(id).ok());
        QCOMPARE(*list.read(), (std::vector { first, second }));
        const QFileInfo file(folder.filePath(QStringLiteral("erasures")));
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void aListThatAPowerCutTookPartOfGoesOn_data()
    {
        QTest::addColumn<QByteArray>("tail");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("half an id") << QByteArray("00000000-0000") << true;
        QTest::newRow("an id without its end") << idOf<UserId>(9).raw().toString().toLatin1() << true;
        QTest::newRow("a line that is no id") << QByteArray("nobody\n") << false;
        QTest::newRow("an empty line") << QByteArray("\n") << false;
    }

    void aListThatAPowerCutTookPartOfGoesOn()
    {
        QFETCH(QByteArray, tail);
        QFETCH(bool, isGood);
        const QTemporaryDir folder;
        const ErasureList list(folder.filePath(QStringLiteral("erasures")));
        QVERIFY(list.add(idOf<UserId>(1)).ok());
        QFile file(folder.filePath(QStringLiteral("erasures")));
        QVERIFY(file.open(QIODevice::Append));
        file.write(tail);
        file.close();
        const auto read = list.read();
        QCOMPARE(read.ok(), isGood);
        QCOMPARE(list.add(idOf<UserId>(2)).ok(), isGood);
        if (isGood)
            QCOMPARE(*list.read(), (std::vector { idOf<UserId>(1), idOf<UserId>(2) }));
        else
            QCOMPARE(read.code(), Errc::Corrupt);
    }
};

QTEST_GUILESS_MAIN(TestErasure)
#include "tst_erasure.moc"
