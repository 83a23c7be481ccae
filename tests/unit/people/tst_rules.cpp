// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/people/rules.h"

#include <QTest>

using namespace pc;
using namespace pc::people;

namespace {

Person person(quint8 number, Role role, quint8 school = 1)
{
    Person p;
    Uuid id;
    id.bytes[15] = number;
    p.id = UserId { id };
    Uuid schoolId;
    schoolId.bytes[15] = school;
    p.school = SchoolId { schoolId };
    p.role = role;
    return p;
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoMayWriteToWhom_data()
    {
        QTest::addColumn<Role>("from");
        QTest::addColumn<Role>("to");
        QTest::addColumn<bool>("open");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("guardian to staff") << Role::Guardian << Role::Staff << false << true;
        QTest::newRow("guardian to office") << Role::Guardian << Role::Administrator << false << true;
        QTest::newRow("staff to guardian") << Role::Staff << Role::Guardian << false << true;
        QTest::newRow("staff to staff") << Role::Staff << Role::Staff << false << true;
        QTest::newRow("guardians, closed school") << Role::Guardian << Role::Guardian << false << false;
        QTest::newRow("guardians, open school") << Role::Guardian << Role::Guardian << true << true;
    }

    void whoMayWriteToWhom()
    {
        QFETCH(Role, from);
        QFETCH(Role, to);
        QFETCH(bool, open);
        QFETCH(bool, allowed);
        SchoolPolicy policy;
        policy.guardiansMayWriteToGuardians = open;
        QCOMPARE(mayWriteTo(person(1, from), person(2, to), policy), allowed);
        QVERIFY(!mayWriteTo(person(1, from), person(2, to, 9), policy));
        QVERIFY(!mayWriteTo(person(1, from), person(1, to), policy));
    }

    void onlyStaffMakeGroupsUnlessTheSchoolAllowsIt()
    {
        QVERIFY(mayCreateGroup(Role::Staff, {}));
        QVERIFY(!mayCreateGroup(Role::Guardian, {}));
        SchoolPolicy policy;
        policy.guardiansMayCreateGroups = true;
        QVERIFY(mayCreateGroup(Role::Guardian, policy));
    }
};

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
