// SPDX-License-Identifier: GPL-3.0-or-later
// Who is suddenly called otherwise, by the relay's word alone.

#include "tests/unit/session/desk.h"

#include <QTest>

using namespace pc;
using namespace pc::test;

class TestKnownNames : public QObject
{
    Q_OBJECT

private:
    const ConversationId c1 = conversation(1);

    static wire::Conversation called(const QString &name, wire::PersonRole role = wire::PersonRole::Guardian)
    {
        auto state = stateOf(conversation(1), {}, { kMe, kMaria });
        state.members[1].name = name;
        state.members[1].role = role;
        return state;
    }

    /// Maria, whose keys are known here.
    static void begin(Desk &desk)
    {
        desk.connect({ called(QStringLiteral("Maria")) });
        store::AccountPin pin;
        pin.key = QByteArray(32, '\1');
        pin.firstSeen = desk.clock.utcNow();
        QVERIFY(desk.store->accountPins.save(kMaria, pin));
    }

    static std::optional<people::Person> before(Desk &desk)
    {
        const auto readers = desk.engine->readers(conversation(1)).result();
        const auto found = std::ranges::find(
            readers->people, kMaria, [](const session::ReadingPerson &one) { return one.person.id; });
        return found->before;
    }

private Q_SLOTS:
    void anotherNameIsToldUntilItWasSeen()
    {
        Desk desk;
        begin(desk);
        QVERIFY(!before(desk));
        desk.deliver(called(QStringLiteral("Head of school")));
        QCOMPARE(before(desk)->name, QStringLiteral("Maria"));
        desk.deliver(called(QStringLiteral("Somebody else"))); // what this user knew stays what is told
        QCOMPARE(before(desk)->name, QStringLiteral("Maria"));
        QVERIFY(desk.engine->acceptName(kMaria).result());
        QVERIFY(!before(desk));
        desk.deliver(called(QStringLiteral("Somebody else")));
        QVERIFY(!before(desk));
    }

    void anotherRoleIsTold()
    {
        Desk desk;
        begin(desk);
        desk.deliver(called(QStringLiteral("Maria"), wire::PersonRole::Administrator));
        QCOMPARE(before(desk)->role, people::Role::Guardian);
    }

    void whoIsCalledAsBeforeAgainIsNotTold()
    {
        Desk desk;
        begin(desk);
        desk.deliver(called(QStringLiteral("Head of school")));
        desk.deliver(called(QStringLiteral("Maria")));
        QVERIFY(!before(desk));
    }

    /// A school that puts right how somebody is written whom nobody has met.
    void whomThisDeviceNeverMetIsNotTold()
    {
        Desk desk;
        desk.connect({ called(QStringLiteral("Mria")) });
        desk.deliver(called(QStringLiteral("Maria")));
        QVERIFY(!before(desk));
    }
};

QTEST_GUILESS_MAIN(TestKnownNames)
#include "tst_knownnames.moc"
