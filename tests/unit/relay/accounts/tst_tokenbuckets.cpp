// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "core/relay/accounts/tokenbuckets.h"

#include <QTest>

using namespace pc;
using namespace pc::relay::accounts;

class TestTokenBuckets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBurstThenOneEach()
    {
        FakeClock clock;
        TokenBuckets buckets({ 3, Milliseconds { 1'000 }, 100 }, clock);
        for (int i = 0; i < 3; ++i)
            QVERIFY(buckets.take("a"));
        QVERIFY(!buckets.take("a"));
        QVERIFY(buckets.take("b"));
        clock.advance(Milliseconds { 999 });
        QVERIFY(!buckets.take("a"));
        clock.advance(Milliseconds { 1 });
        QVERIFY(buckets.take("a"));
        QVERIFY(!buckets.take("a"));
        clock.advance(std::chrono::hours(1));
        for (int i = 0; i < 3; ++i)
            QVERIFY(buckets.take("a"));
        QVERIFY(!buckets.take("a"));
    }

    void refusedTriesCostNothing()
    {
        FakeClock clock;
        TokenBuckets buckets({ 1, Milliseconds { 1'000 }, 100 }, clock);
        QVERIFY(buckets.take("a"));
        for (int i = 0; i < 50; ++i)
            QVERIFY(!buckets.take("a"));
        clock.advance(Milliseconds { 1'000 });
        QVERIFY(buckets.take("a"));
    }

    void aFloodOfKeysStaysBounded()
    {
        FakeClock clock;
        TokenBuckets buckets({ 5, Milliseconds { 60'000 }, 1'000 }, clock);
        for (int i = 0; i < 5; ++i)
            QVERIFY(buckets.take("guesser"));
        for (int i = 0; i < 20'000; ++i) {
            QVERIFY(buckets.take(QByteArray::number(i)));
            QVERIFY(buckets.size() <= 1'000);
        }
        QVERIFY(!buckets.take("guesser")); // the emptiest bucket outlives the flood
    }

    void aNetworkIsAnAddressOrASixtyFour()
    {
        const auto network = [](const char *text) { return networkOf(QString::fromLatin1(text)); };
        QVERIFY(network("192.0.2.1") != network("192.0.2.2"));
        QCOMPARE(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        QCOMPARE(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        QVERIFY(network("2001:db8:1:2::1") != network("2001:db8:1:3::1"));
    }
};

QTEST_APPLESS_MAIN(TestTokenBuckets)
#include "tst_tokenbuckets.moc"
