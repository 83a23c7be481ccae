// SPDX-License-Identifier: GPL-3.0-or-later
// The whole table: every action by every role in every relation, in and out of the school, in twos, groups and classes.

#include "core/relay/accounts/authorise.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace pc;
using namespace pc::relay::accounts;
using people::Role;

namespace {

enum class Kind : quint8 { Direct, Group, Class };

Uuid uuid(quint8 last)
{
    Uuid id;
    id.bytes[15] = last;
    return id;
}

Actor actor(Role role)
{
    return { UserId { uuid(1) }, role, SchoolId { uuid(10) }, DeviceId { uuid(20) } };
}

people::Person person(Role role, quint8 number = 2, quint8 school = 10)
{
    people::Person p;
    p.id = UserId { uuid(number) };
    p.school = SchoolId { uuid(school) };
    p.role = role;
    return p;
}

Object conversation(Kind kind, Relation relation, quint8 school = 10)
{
    Object object;
    object.school = SchoolId { uuid(school) };
    object.relation = relation;
    object.direct = kind == Kind::Direct;
    object.schoolRun = kind == Kind::Class;
    return object;
}

/// '+' allowed, '-' forbidden, '0' not found.
char verdict(const Result<void> &result)
{
    if (result)
        return '+';
    return result.code() == Errc::Forbidden ? '-' : result.code() == Errc::NotFound ? '0' : '?';
}

constexpr std::array kRoles { Role::Guardian, Role::Staff, Role::Administrator };
constexpr std::array kRelations { Relation::Own, Relation::Member, Relation::Former, Relation::Foreign };
constexpr std::array kKinds { Kind::Direct, Kind::Group, Kind::Class };

} // namespace

Q_DECLARE_METATYPE(Action)

class TestAuthorise : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Three blocks (in twos, group, class); in each for guardian, staff and administrator: own, member, former, foreign.
    void conversations_data()
    {
        QTest::addColumn<Action>("action");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray readers = "+++0 +++0 +++0";
        const QByteArray writers = "++-0 ++-0 ++-0";
        const QByteArray nobody = "---0 ---0 ---0";
        const QByteArray owners = "+--0 +--0 ++-0";
        const QByteArray office = "---0 ---0 ++-0";
        const auto row
            = [](const char *name, Action action, const QByteArray &direct, const QByteArray &group,
                  const QByteArray &clas) { QTest::newRow(name) << action << direct + " | " + group + " | " + clas; };
        row("read", Action::ReadConversation, readers, readers, readers);
        row("ask for history", Action::AskForHistory, nobody, writers, writers);
        row("sync history", Action::SyncHistory, readers, readers, readers);
        row("settings", Action::ChangeSettings, readers, readers, readers);
        row("send", Action::SendMessage, writers, writers, writers);
        row("handshake", Action::SendHandshake, writers, writers, writers);
        row("receipt", Action::SendReceipt, writers, writers, writers);
        row("typing", Action::SendTyping, writers, writers, writers);
        row("leave", Action::LeaveConversation, nobody, writers, nobody);
        row("rename", Action::RenameConversation, nobody, owners, office);
        row("add members", Action::AddMembers, nobody, owners, office);
        row("remove members", Action::RemoveMembers, nobody, owners, office);
    }

    void conversations()
    {
        QFETCH(Action, action);
        QFETCH(QByteArray, expected);
        QByteArray got;
        for (const Kind kind : kKinds) {
            got += kind == Kind::Direct ? "" : " | ";
            for (const Role role : kRoles) {
                got += role == Role::Guardian ? "" : " ";
                for (const Relation relation : kRelations) {
                    got += verdict(authorise(actor(role), action, conversation(kind, relation)));
                    // Another school's looks like none at all.
                    QCOMPARE(verdict(authorise(actor(role), action, conversation(kind, relation, 11))), '0');
                }
            }
        }
        QCOMPARE(got, expected);
    }

    void absentAndForeignGiveTheSameAnswer()
    {
        for (int i = 0; i <= int(kLastAction); ++i) {
            const auto action = Action(i);
            for (const Role role : kRoles) {
                Object foreign = conversation(Kind::Group, Relation::Foreign, 11);
                foreign.person = person(Role::Staff, 2, 11);
                const auto absent = authorise(actor(role), action, Object::absent());
                const auto foreignAnswer = authorise(actor(role), action, foreign);
                QVERIFY(!absent && !foreignAnswer);
                QCOMPARE(absent.error(), foreignAnswer.error());
                QCOMPARE(absent.code(), Errc::NotFound);
            }
        }
    }

    // Columns: to a guardian, staff, administrator.
    void whoMayBeWrittenTo_data()
    {
        QTest::addColumn<Role>("from");
        QTest::addColumn<bool>("guardiansToGuardians");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("guardian, closed") << Role::Guardian << false << QByteArray("0++");
        QTest::newRow("guardian, open") << Role::Guardian << true << QByteArray("+++");
        QTest::newRow("staff") << Role::Staff << false << QByteArray("+++");
        QTest::newRow("administrator") << Role::Administrator << false << QByteArray("+++");
    }

    void whoMayBeWrittenTo()
    {
        QFETCH(Role, from);
        QFETCH(bool, guardiansToGuardians);
        QFETCH(QByteArray, expected);
        for (const Action action : { Action::CreateDirect, Action::SeePerson }) {
            QByteArray got;
            for (const Role to : kRoles) {
                Object object;
                object.school = SchoolId { uuid(10) };
                object.policy.guardiansMayWriteToGuardians = guardiansToGuardians;
                object.person = person(to);
                got += verdict(authorise(actor(from), action, object));
                object.person = person(to, 2, 11);
                QCOMPARE(verdict(authorise(actor(from), action, object)), '0');
            }
            QCOMPARE(got, expected);
        }
    }

    void nobodyWritesToThemselves()
    {
        Object self;
        self.person = person(Role::Staff, 1);
        QCOMPARE(verdict(authorise(actor(Role::Staff), Action::CreateDirect, self)), '0');
        QCOMPARE(verdict(authorise(actor(Role::Staff), Action::SeePerson, self)), '+');
    }

    void whoSharesAConversationIsSeen()
    {
        Object other;
        other.relation = Relation::Former;
        other.person = person(Role::Guardian);
        QCOMPARE(verdict(authorise(actor(Role::Guardian), Action::SeePerson, other)), '+');
    }

    void devicesAreSeenByWhoeverSharesTheSchool()
    {
        for (const Role from : kRoles) {
            for (const Role to : kRoles) {
                Object other;
                other.person = person(to);
                QCOMPARE(verdict(authorise(actor(from), Action::SeeDevices, other)), '+');
                other.person = person(to, 2, 11);
                QCOMPARE(verdict(authorise(actor(from), Action::SeeDevices, other)), '0');
            }
        }
    }

    void guardiansMakeGroupsOnlyWhereTheSchoolAllowsIt()
    {
        Object object;
        object.person = person(Role::Staff);
        QCOMPARE(verdict(authorise(actor(Role::Guardian), Action::CreateGroup, object)), '-');
        QCOMPARE(verdict(authorise(actor(Role::Staff), Action::CreateGroup, object)), '+');
        object.policy.guardiansMayCreateGroups = true;
        QCOMPARE(verdict(authorise(actor(Role::Guardian), Action::CreateGroup, object)), '+');
        object.person = person(Role::Guardian);
        QCOMPARE(verdict(authorise(actor(Role::Guardian), Action::CreateGroup, object)), '0');
    }

    // For guardian, staff and administrator.
    void onlyTheOfficeMakesClasses()
    {
        Object object;
        object.person = person(Role::Guardian);
        QByteArray got;
        for (const Role role : kRoles)
            got += verdict(authorise(actor(role), Action::CreateClass, object));
        QCOMPARE(got, QByteArray("0-+")); // a guardian does not even see the other guardian
        object.person = person(Role::Guardian, 2, 11);
        QCOMPARE(verdict(authorise(actor(Role::Administrator), Action::CreateClass, object)), '0');
    }

    void onlyTheOfficeRunsClassesAndNeedNotBeInThem()
    {
        for (const Kind kind : kKinds) {
            QByteArray got;
            for (const Role role : kRoles) {
                for (const Relation relation : kRelations)
                    got += verdict(authorise(actor(role), Action::RunClass, conversation(kind, relation)));
            }
            QCOMPARE(got, kind == Kind::Class ? QByteArray("---0---0++++") : QByteArray(12, '0'));
        }
        Object newcomer = conversation(Kind::Class, Relation::Foreign);
        newcomer.person = person(Role::Guardian);
        QCOMPARE(verdict(authorise(actor(Role::Administrator), Action::RunClass, newcomer)), '+');
        newcomer.person = person(Role::Guardian, 2, 11);
        QCOMPARE(verdict(authorise(actor(Role::Administrator), Action::RunClass, newcomer)), '0');
    }

    void anAddedPersonMustBeOneWhomTheOwnerMayWriteTo()
    {
        Object object = conversation(Kind::Group, Relation::Own);
        object.person = person(Role::Guardian);
        QCOMPARE(verdict(authorise(actor(Role::Guardian), Action::AddMembers, object)), '0');
        QCOMPARE(verdict(authorise(actor(Role::Staff), Action::AddMembers, object)), '+');
        object.person = person(Role::Guardian, 2, 11);
        QCOMPARE(verdict(authorise(actor(Role::Staff), Action::AddMembers, object)), '0');
        object.relation = Relation::Member;
        QCOMPARE(verdict(authorise(actor(Role::Staff), Action::AddMembers, object)), '-');
    }

    void oneselfAndOnesDevicesAreOnesOwn()
    {
        for (const Action action :
            { Action::SeeSelf, Action::ListDevices, Action::RevokeDevice, Action::ChangePassword }) {
            for (const Role role : kRoles) {
                for (const Relation relation : kRelations) {
                    Object object;
                    object.school = SchoolId { uuid(10) };
                    object.relation = relation;
                    QCOMPARE(verdict(authorise(actor(role), action, object)), relation == Relation::Own ? '+' : '0');
                }
            }
        }
    }

    void administrationIsForAdministratorsOfThatSchool()
    {
        Object school;
        school.school = SchoolId { uuid(10) };
        QCOMPARE(verdict(authorise(actor(Role::Guardian), Action::AdministerSchool, school)), '-');
        QCOMPARE(verdict(authorise(actor(Role::Staff), Action::AdministerSchool, school)), '-');
        QCOMPARE(verdict(authorise(actor(Role::Administrator), Action::AdministerSchool, school)), '+');
        for (const Role role : kRoles) {
            QCOMPARE(verdict(authorise(actor(role), Action::SeeDirectory, school)), '+');
            QCOMPARE(verdict(authorise(actor(role), Action::AdministerRelay, school)), '0');
        }
    }
};

QTEST_APPLESS_MAIN(TestAuthorise)
#include "tst_authorise.moc"
