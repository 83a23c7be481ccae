// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/keypackages.h"

#include <QTest>

#include <set>

#include "keysfixture.h"

using namespace pc;
using namespace pc::relay::keys;
using namespace pc::test;

namespace {

const UtcTime kNow = utcFromMilliseconds(1'760'000'000'000);
const UtcTime kLater = kNow + Milliseconds { 1'000'000 };

PublishedPackage package(quint8 number, quint8 device, bool lastResort = false, UtcTime expires = kLater)
{
    return { QByteArray(32, char(number)), numbered<UserId>(device), numbered<DeviceId>(device), lastResort, expires,
        QByteArray("package ") + char('a' + number) };
}

} // namespace

class TestKeyPackages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachIsHandedOutOnce()
    {
        KeysFixture fixture;
        KeyPackages packages(*fixture.database);
        for (quint8 number = 1; number <= 5; ++number)
            QVERIFY(packages.put(package(number, 1)));
        QVERIFY(packages.put(package(9, 2)));
        std::set<QByteArray> claimed;
        for (int i = 0; i < 5; ++i) {
            const auto got = packages.claim(numbered<DeviceId>(1), kNow);
            QVERIFY(got && *got);
            QVERIFY(claimed.insert(**got).second);
        }
        QCOMPARE(*packages.claim(numbered<DeviceId>(1), kNow), std::nullopt);
        QVERIFY(!claimed.contains(package(9, 2).package));
    }

    void theOldestGoesFirst()
    {
        KeysFixture fixture;
        KeyPackages packages(*fixture.database);
        QVERIFY(packages.put(package(2, 1)));
        QVERIFY(packages.put(package(1, 1)));
        QCOMPARE(**packages.claim(numbered<DeviceId>(1), kNow), package(2, 1).package);
    }

    void whatWasClaimedStaysKnownByItsReference()
    {
        KeysFixture fixture;
        KeyPackages packages(*fixture.database);
        QVERIFY(packages.put(package(1, 7)));
        QVERIFY(packages.claim(numbered<DeviceId>(7), kNow));
        QCOMPARE(*packages.deviceOf(package(1, 7).ref), std::optional(numbered<DeviceId>(7)));
        QCOMPARE(*packages.deviceOf(QByteArray(32, 'x')), std::nullopt);
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM key_packages WHERE package IS NOT NULL"), 0);
    }

    void theSamePutAgainIsNotASecondOne()
    {
        KeysFixture fixture;
        KeyPackages packages(*fixture.database);
        QVERIFY(packages.put(package(1, 1)));
        QVERIFY(packages.claim(numbered<DeviceId>(1), kNow));
        QVERIFY(packages.put(package(1, 1)));
        QCOMPARE(*packages.count(numbered<DeviceId>(1), kNow), 0);
        QCOMPARE(*packages.claim(numbered<DeviceId>(1), kNow), std::nullopt);
    }

    void theLastResortIsTheLastAndStays()
    {
        KeysFixture fixture;
        KeyPackages packages(*fixture.database);
        QVERIFY(packages.put(package(1, 1, true)));
        QVERIFY(packages.put(package(2, 1)));
        QCOMPARE(*packages.count(numbered<DeviceId>(1), kNow), 1);
        QCOMPARE(**packages.claim(numbered<DeviceId>(1), kNow), package(2, 1).package);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(**packages.claim(numbered<DeviceId>(1), kNow), package(1, 1).package);
    }

    void aNewLastResortTakesTheOldOnesPlace()
    {
        KeysFixture fixture;
        KeyPackages packages(*fixture.database);
        QVERIFY(packages.put(package(1, 1, true)));
        QVERIFY(packages.put(package(3, 2, true)));
        QVERIFY(packages.put(package(2, 1, true)));
        QCOMPARE(**packages.claim(numbered<DeviceId>(1), kNow), package(2, 1).package);
        QCOMPARE(**packages.claim(numbered<DeviceId>(2), kNow), package(3, 2).package);
    }

    void whatHasExpiredIsNotHandedOut()
    {
        KeysFixture fixture;
        KeyPackages packages(*fixture.database);
        QVERIFY(packages.put(package(1, 1, false, kNow)));
        QVERIFY(packages.put(package(2, 1, true, kNow)));
        QCOMPARE(*packages.claim(numbered<DeviceId>(1), kNow), std::nullopt);
        QCOMPARE(*packages.count(numbered<DeviceId>(1), kNow), 0);
    }

    void tidyingTakesWhatNobodyNeeds()
    {
        KeysFixture fixture;
        KeyPackages packages(*fixture.database);
        QVERIFY(packages.put(package(1, 1)));
        QVERIFY(packages.put(package(2, 1)));
        QVERIFY(packages.put(package(3, 1, false, kNow)));
        QVERIFY(packages.claim(numbered<DeviceId>(1), kNow));
        QCOMPARE(*packages.tidy(kNow, kNow, 10), 1);
        QCOMPARE(*packages.deviceOf(package(1, 1).ref), std::optional(numbered<DeviceId>(1)));
        QCOMPARE(*packages.deviceOf(package(3, 1).ref), std::nullopt);
        QCOMPARE(*packages.tidy(kNow, kLater, 10), 1);
        QCOMPARE(*packages.deviceOf(package(1, 1).ref), std::nullopt);
        QCOMPARE(*packages.count(numbered<DeviceId>(1), kNow), 1);
    }

    void tidyingIsBounded()
    {
        KeysFixture fixture;
        KeyPackages packages(*fixture.database);
        for (quint8 number = 1; number <= 8; ++number)
            QVERIFY(packages.put(package(number, 1, false, number <= 5 ? kNow : kLater)));
        for (int i = 0; i < 3; ++i)
            QVERIFY(packages.claim(numbered<DeviceId>(1), kNow));
        QCOMPARE(*packages.tidy(kNow, kLater, 2), 4); // two of either kind
        QCOMPARE(*packages.tidy(kNow, kLater, 2), 3);
        QCOMPARE(*packages.tidy(kNow, kLater, 2), 1);
        QCOMPARE(fixture.rowsIn("SELECT count(*) FROM key_packages"), 0);
    }

    void aDeviceThatIsSignedOutLeavesNothing()
    {
        KeysFixture fixture;
        fixture.conversation(1, 1);
        fixture.conversation(1, 2);
        KeyPackages packages(*fixture.database);
        QVERIFY(packages.put(package(1, 1)));
        QVERIFY(packages.put(package(2, 2)));
        QVERIFY(fixture.signOut(1));
        QCOMPARE(*packages.claim(numbered<DeviceId>(1), kNow), std::nullopt);
        QCOMPARE(**packages.claim(numbered<DeviceId>(2), kNow), package(2, 2).package);
        QVERIFY(packages.put(package(3, 1)));
        QCOMPARE(*packages.count(numbered<DeviceId>(1), kNow), 0);
    }
};

QTEST_APPLESS_MAIN(TestKeyPackages)
#include "tst_keypackages.moc"
