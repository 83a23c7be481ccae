// SPDX-License-Identifier: GPL-3.0-or-later
// Classes: made and run by the school, not by the people in them.

#include "core/relay/log/classlist.h"
#include "core/sql/statement.h"

#include <QTest>

#include "logfixture.h"

using namespace pc;
using namespace pc::relay;
using namespace pc::test;
using Op = wire::ConversationOp;

class TestClasses : public QObject
{
    Q_OBJECT

    std::unique_ptr<LogFixture> m_log;
    quint8 m_changes = 0;

    static ConversationId class3b() { return idOf<ConversationId>(33, 3); }

    log::ClassChange change(Op op, const std::vector<UserId> &members)
    {
        return { op, idOf<SchoolId>(1, 9), class3b(), idOf<MessageId>(++m_changes, 6), QStringLiteral("3B"), members };
    }

    log::Changed apply(const log::ClassChange &what)
    {
        auto changed = m_log->writer().classes().apply(what, m_log->now);
        return changed ? *changed : log::Changed::refused(Errc::Internal);
    }

    log::Changed make() { return apply(change(Op::Create, { m_log->teacher.user, m_log->mother.user })); }

private Q_SLOTS:
    void init()
    {
        m_log = std::make_unique<LogFixture>();
        m_changes = 0;
    }

    void aClassIsMadeWithItsMembersAndAnEntryOfItsOwn()
    {
        const auto made = make();
        QVERIFY(!made.refusal);
        QCOMPARE(made.joined, (std::vector<UserId> { m_log->teacher.user, m_log->mother.user }));
        QCOMPARE(made.roster->kind, wire::ConversationKind::Class);
        QCOMPARE(made.roster->present(), 2);
        QCOMPARE(made.seq, Seq { 1 });
        const wire::Frame frame = log::toFrame(*made.entry);
        const auto *logged = std::get_if<wire::Conversation>(&frame.data);
        QVERIFY(logged);
        QCOMPARE(logged->kind, wire::ConversationKind::Class);
        QCOMPARE(logged->title, QStringLiteral("3B"));
        QCOMPARE(logged->members.size(), size_t(2));
        QCOMPARE(logged->members[0].name, QStringLiteral("Person 1"));
        QCOMPARE(logged->actor, people::schoolAsUser(idOf<SchoolId>(1, 9)));
        QCOMPARE(m_log->say(m_log->mother, class3b(), 1).entry.seq, Seq { 2 });
    }

    void nobodyInItOwnsItOrLeavesIt()
    {
        const auto made = make();
        for (const log::RosterMember &member : made.roster->members)
            QVERIFY(!member.owner);
        wire::Conversation leave;
        leave.op = Op::RemoveMembers;
        leave.conversation = class3b();
        leave.message = idOf<MessageId>(90);
        leave.members = { { m_log->mother.user, false, {}, {}, {} } };
        QCOMPARE(m_log->writer().conversations().apply(m_log->mother, leave, m_log->now)->refusal,
            std::optional(Errc::Forbidden));
        leave.members = { { m_log->mother.user, false, {}, {}, {} } };
        QCOMPARE(m_log->writer().conversations().apply(m_log->teacher, leave, m_log->now)->refusal,
            std::optional(Errc::Forbidden));
    }

    void whoComesLaterSeesWhatFollows()
    {
        make();
        m_log->say(m_log->teacher, class3b(), 1);
        const auto added = apply(change(Op::AddMembers, { m_log->father.user, m_log->mother.user }));
        QCOMPARE(added.joined, std::vector<UserId> { m_log->father.user }); // the mother is there already
        QCOMPARE(added.roster->find(m_log->father.user)->first, Seq { 3 });
        QCOMPARE(added.seq, Seq { 3 });
    }

    void whoIsTakenOutWritesNoMoreAndMayComeBack()
    {
        make();
        const auto removed = apply(change(Op::RemoveMembers, { m_log->mother.user, m_log->father.user }));
        QCOMPARE(removed.removed, std::vector<UserId> { m_log->mother.user });
        QCOMPARE(m_log->say(m_log->mother, class3b(), 1).refusal, std::optional(Errc::Forbidden));
        QVERIFY(!apply(change(Op::AddMembers, { m_log->mother.user })).refusal);
        QVERIFY(!m_log->say(m_log->mother, class3b(), 2).refusal);
    }

    void aDisabledPersonIsTakenOutAllTheSame()
    {
        make();
        QVERIFY(m_log->database().execute("UPDATE people SET disabled = 1 WHERE role = 1").ok());
        QCOMPARE(apply(change(Op::RemoveMembers, { m_log->teacher.user })).removed.size(), size_t(1));
        QCOMPARE(apply(change(Op::AddMembers, { m_log->teacher.user })).refusal, std::optional(Errc::NotFound));
    }

    void whatChangesNothingIsNoEntry()
    {
        make();
        for (const auto &nothing :
            { change(Op::AddMembers, { m_log->mother.user }), change(Op::RemoveMembers, { m_log->father.user }) }) {
            const auto unchanged = apply(nothing);
            QVERIFY(!unchanged.refusal && !unchanged.entry);
            QCOMPARE(unchanged.roster->present(), 2);
        }
    }

    void refusalsChangeNothing_data()
    {
        QTest::addColumn<int>("op");
        QTest::addColumn<QString>("name");
        QTest::addColumn<std::vector<UserId>>("members");
        QTest::addColumn<Errc>("why");
        const auto row = [](const char *what, Op op, const char *name, std::vector<UserId> members, Errc why) {
            QTest::newRow(what) << int(op) << QString::fromLatin1(name) << std::move(members) << why;
        };
        const UserId mother = idOf<UserId>(2);
        const UserId stranger = idOf<UserId>(9);
        std::vector<UserId> many;
        for (quint8 i = 1; i < 12; ++i)
            many.push_back(idOf<UserId>(i, 77));
        row("no name", Op::Create, "  ", { mother }, Errc::Invalid);
        row("nobody", Op::Create, "1A", {}, Errc::Invalid);
        row("another school's", Op::Create, "1A", { mother, stranger }, Errc::NotFound);
        row("unknown", Op::Create, "1A", { idOf<UserId>(200) }, Errc::NotFound);
        row("too many", Op::Create, "1A", many, Errc::TooLarge);
        row("id is taken", Op::Create, "1A", { mother }, Errc::Conflict);
        row("add nobody", Op::AddMembers, "", {}, Errc::Invalid);
        row("add another school's", Op::AddMembers, "", { stranger }, Errc::NotFound);
        row("add too many", Op::AddMembers, "", many, Errc::TooLarge);
        row("rename", Op::Rename, "4B", { mother }, Errc::Invalid);
    }

    void refusalsChangeNothing()
    {
        QFETCH(int, op);
        QFETCH(QString, name);
        QFETCH(std::vector<UserId>, members);
        QFETCH(Errc, why);
        enrolMany();
        make();
        auto what = change(Op(op), members);
        what.name = name;
        QCOMPARE(apply(what).refusal, std::optional(why));
        QCOMPARE(m_log->say(m_log->mother, class3b(), 1).entry.seq, Seq { 2 });
        QCOMPARE(apply(change(Op::AddMembers, { m_log->mother.user })).roster->present(), 2);
    }

    void onlyClassesAreRunByTheSchool()
    {
        const auto group = m_log->group(m_log->teacher, { m_log->mother.user });
        auto what = change(Op::AddMembers, { m_log->father.user });
        what.conversation = group;
        QCOMPARE(apply(what).refusal, std::optional(Errc::NotFound));
        what.op = Op::RemoveMembers;
        QCOMPARE(apply(what).refusal, std::optional(Errc::NotFound));
        what.conversation = idOf<ConversationId>(250);
        QCOMPARE(apply(what).refusal, std::optional(Errc::NotFound));
    }

    void usersStillMakeNoClasses()
    {
        wire::Conversation create;
        create.op = Op::Create;
        create.kind = wire::ConversationKind::Class;
        create.title = QStringLiteral("3B");
        create.conversation = class3b();
        create.message = idOf<MessageId>(1);
        create.members = { { m_log->mother.user, false, {}, {}, {} } };
        for (const auto &actor : { m_log->teacher, m_log->office })
            QCOMPARE(m_log->writer().conversations().apply(actor, create, m_log->now)->refusal,
                std::optional(Errc::Forbidden));
    }

    void classesAndTheirMembersAreListedPageByPage()
    {
        make();
        m_log->group(m_log->teacher, { m_log->mother.user }); // is no class
        auto second = change(Op::Create, { m_log->mother.user });
        second.conversation = idOf<ConversationId>(34, 3);
        QVERIFY(!apply(second).refusal);
        log::ClassList list(m_log->database());
        const auto first = list.pageOf(idOf<SchoolId>(1, 9), {}, 1);
        QCOMPARE(first->items.size(), size_t(1));
        QCOMPARE(first->items[0], (log::ClassRecord { class3b(), idOf<SchoolId>(1, 9), QStringLiteral("3B"), 2 }));
        const auto rest = list.pageOf(idOf<SchoolId>(1, 9), first->next, 1);
        QCOMPARE(rest->items.size(), size_t(1));
        QVERIFY(rest->next.isEmpty());
        QVERIFY(list.pageOf(idOf<SchoolId>(2, 9), {}, 10)->items.empty());
        QCOMPARE(list.pageOf(idOf<SchoolId>(3, 9), {}, 10).code(), Errc::NotFound);
        QCOMPARE(list.pageOf(idOf<SchoolId>(1, 9), QStringLiteral("?"), 10).code(), Errc::Invalid);
        const auto members = list.membersOf(class3b(), {}, 1);
        QCOMPARE(members->items[0].name, QStringLiteral("Person 1"));
        QCOMPARE(list.membersOf(class3b(), members->next, 1)->items[0].id, m_log->mother.user);
        QCOMPARE(list.membersOf(idOf<ConversationId>(1, 7), {}, 1).code(), Errc::NotFound); // the group
    }

private:
    /// More people than a class of this fixture may have.
    void enrolMany()
    {
        sql::Statement person(m_log->database(),
            "INSERT INTO people(id, school, name, search_name, search_text, role, created) VALUES(?, ?, ?, ?, ?, ?, "
            "0)");
        for (quint8 i = 1; i < 12; ++i) {
            const QString name = QStringLiteral("Many %1").arg(i);
            QVERIFY(
                person.run(idOf<UserId>(i, 77), idOf<SchoolId>(1, 9), name, name, name, people::Role::Guardian).ok());
        }
    }
};

QTEST_GUILESS_MAIN(TestClasses)
#include "tst_classes.moc"
