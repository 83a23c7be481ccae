// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/welcomes.h"

#include <QTest>

#include "keysfixture.h"

using namespace pc;
using namespace pc::relay::keys;
using namespace pc::test;

namespace {

const UtcTime kNow = utcFromMilliseconds(1'760'000'000'000);

std::vector<DeviceId> devices(std::initializer_list<quint8> numbers)
{
    std::vector<DeviceId> ids;
    for (const quint8 number : numbers)
        ids.push_back(numbered<DeviceId>(number));
    return ids;
}

} // namespace

class TestWelcomes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWasAddedFindsItsWelcome()
    {
        KeysFixture fixture;
        const qint64 one = fixture.conversation(1, 1);
        fixture.conversation(1, 2);
        Welcomes welcomes(*fixture.database);
        QVERIFY(welcomes.add(one, Seq { 4 }, devices({ 1, 2 }), "welcome", "tree", kNow));
        for (const quint8 device : { quint8(1), quint8(2) }) {
            const auto waiting = welcomes.next(numbered<DeviceId>(device));
            QVERIFY(waiting && *waiting);
            QCOMPARE((*waiting)->conversation, numbered<ConversationId>(1));
            QCOMPARE((*waiting)->began, Seq { 4 });
            QCOMPARE((*waiting)->welcome, QByteArray("welcome"));
            QCOMPARE((*waiting)->tree, QByteArray("tree"));
        }
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM welcome_bundles"), 1);
        QVERIFY(!*welcomes.next(numbered<DeviceId>(3)));
    }

    void itWaitsUntilItIsTaken()
    {
        KeysFixture fixture;
        const qint64 one = fixture.conversation(1, 1);
        const qint64 two = fixture.conversation(2, 1);
        Welcomes welcomes(*fixture.database);
        QVERIFY(welcomes.add(one, Seq { 1 }, devices({ 1 }), "one", {}, kNow));
        QVERIFY(welcomes.add(two, Seq { 1 }, devices({ 1 }), "two", {}, kNow + Milliseconds { 1 }));
        QCOMPARE((*welcomes.next(numbered<DeviceId>(1)))->welcome, QByteArray("one"));
        QCOMPARE((*welcomes.next(numbered<DeviceId>(1)))->welcome, QByteArray("one"));
        QVERIFY(welcomes.drop(numbered<DeviceId>(1), one));
        QCOMPARE((*welcomes.next(numbered<DeviceId>(1)))->welcome, QByteArray("two"));
        QVERIFY(welcomes.drop(numbered<DeviceId>(1), two));
        QVERIFY(!*welcomes.next(numbered<DeviceId>(1)));
    }

    void aNewerOneTakesTheOldersPlace()
    {
        KeysFixture fixture;
        const qint64 one = fixture.conversation(1, 1);
        fixture.conversation(1, 2);
        Welcomes welcomes(*fixture.database);
        QVERIFY(welcomes.add(one, Seq { 4 }, devices({ 1, 2 }), "old", {}, kNow));
        QVERIFY(welcomes.add(one, Seq { 9 }, devices({ 1 }), "new", {}, kNow));
        QCOMPARE((*welcomes.next(numbered<DeviceId>(1)))->welcome, QByteArray("new"));
        QCOMPARE((*welcomes.next(numbered<DeviceId>(2)))->welcome, QByteArray("old"));
        QVERIFY(welcomes.add(one, Seq { 11 }, devices({ 2 }), "newest", {}, kNow));
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM welcome_bundles"), 2);
    }

    void bytesGoWithTheLastWhoNeedsThem()
    {
        KeysFixture fixture;
        const qint64 one = fixture.conversation(1, 1);
        fixture.conversation(1, 2);
        Welcomes welcomes(*fixture.database);
        QVERIFY(welcomes.add(one, Seq { 4 }, devices({ 1, 2 }), "welcome", {}, kNow));
        QVERIFY(welcomes.drop(numbered<DeviceId>(1), one));
        QVERIFY(!*welcomes.isWaiting(numbered<DeviceId>(1), one));
        QVERIFY(*welcomes.isWaiting(numbered<DeviceId>(2), one));
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM welcome_bundles"), 1);
        QVERIFY(fixture.signOut(2));
        QVERIFY(!*welcomes.isWaiting(numbered<DeviceId>(2), one));
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM welcome_bundles"), 0);
    }

    void whoIsNoMemberAnyMoreIsNotWelcome()
    {
        KeysFixture fixture;
        const qint64 one = fixture.conversation(1, 1);
        Welcomes welcomes(*fixture.database);
        QVERIFY(welcomes.add(one, Seq { 4 }, devices({ 1 }), "welcome", {}, kNow));
        QVERIFY(fixture.database->execute("UPDATE members SET last = 5"));
        QVERIFY(!*welcomes.next(numbered<DeviceId>(1)));
    }

    void aGroupThatBeginsAnewHasNoOldOnes()
    {
        KeysFixture fixture;
        const qint64 one = fixture.conversation(1, 1);
        const qint64 two = fixture.conversation(2, 1);
        Welcomes welcomes(*fixture.database);
        QVERIFY(welcomes.add(one, Seq { 4 }, devices({ 1 }), "one", {}, kNow));
        QVERIFY(welcomes.add(two, Seq { 4 }, devices({ 1 }), "two", {}, kNow));
        QVERIFY(welcomes.dropAll(one));
        QCOMPARE((*welcomes.next(numbered<DeviceId>(1)))->welcome, QByteArray("two"));
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM welcome_bundles"), 1);
    }

    void whoNeverComesIsNotWaitedForForEver()
    {
        KeysFixture fixture;
        const qint64 one = fixture.conversation(1, 1);
        Welcomes welcomes(*fixture.database);
        QVERIFY(welcomes.add(one, Seq { 4 }, devices({ 1 }), "welcome", {}, kNow));
        QCOMPARE(*welcomes.tidy(kNow, 10), 0);
        QVERIFY(*welcomes.isWaiting(numbered<DeviceId>(1), one));
        QCOMPARE(*welcomes.tidy(kNow + Milliseconds { 1 }, 10), 1);
        QVERIFY(!*welcomes.isWaiting(numbered<DeviceId>(1), one));
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM welcome_bundles"), 0);
    }

    void tidyingIsBoundedAndKeepsWhatOthersWaitFor()
    {
        KeysFixture fixture;
        const qint64 one = fixture.conversation(1, 1);
        Welcomes welcomes(*fixture.database);
        QVERIFY(welcomes.add(one, Seq { 4 }, devices({ 1, 2, 3 }), "welcome", {}, kNow));
        QCOMPARE(*welcomes.tidy(kNow + Milliseconds { 1 }, 2), 2);
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM welcome_bundles"), 1);
        QCOMPARE(*welcomes.tidy(kNow + Milliseconds { 1 }, 2), 1);
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM welcome_bundles"), 0);
    }
};

QTEST_APPLESS_MAIN(TestWelcomes)
#include "tst_welcomes.moc"
