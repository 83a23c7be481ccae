// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/hashpool.h"

#include <QTest>

#include <atomic>
#include <ctime>
#include <future>

using namespace pc;
using namespace pc::relay::accounts;

namespace {

crypto::SecretBytes secret(const char *text)
{
    return crypto::SecretBytes::copyOf(QByteArrayView(text));
}

HashPoolOptions cheap(int queue = 64)
{
    return { 1, queue, crypto::kTestOnlyCost };
}

HashPool::Verdict verdictOf(HashPool &pool, const char *password, std::optional<QByteArray> hash)
{
    std::promise<HashPool::Verdict> promise;
    const bool queued
        = pool.verify(secret(password), std::move(hash), [&](HashPool::Verdict v) { promise.set_value(std::move(v)); });
    return queued ? promise.get_future().get() : HashPool::Verdict {};
}

} // namespace

class TestHashPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSaysWhetherPasswordAndHashFit()
    {
        HashPool pool(cheap());
        const auto hash = crypto::hashPassword(secret("right"), crypto::kTestOnlyCost);
        QVERIFY(verdictOf(pool, "right", *hash).correct);
        QVERIFY(!verdictOf(pool, "right", *hash).rehashed);
        QVERIFY(!verdictOf(pool, "wrong", *hash).correct);
        QVERIFY(!verdictOf(pool, "right", std::nullopt).correct);
    }

    void aFullQueueRefusesAndTheRestIsAnswered()
    {
        HashPool pool(cheap(64));
        std::promise<void> gate;
        std::shared_future<void> open(gate.get_future());
        std::atomic<int> answered = 0;
        std::promise<void> began;
        QVERIFY(pool.hash(secret("x"), [&](const Result<QByteArray> &) {
            began.set_value();
            open.wait();
            ++answered;
        }));
        began.get_future().wait(); // the one thread is busy from now on
        int taken = 0;
        for (int i = 0; i < 100; ++i)
            taken += pool.hash(secret("x"), [&](const Result<QByteArray> &) { ++answered; });
        QCOMPARE(taken, 64);
        gate.set_value();
        QTRY_COMPARE(answered.load(), 65);
        QVERIFY(pool.hash(secret("x"), [](const Result<QByteArray> &) {}));
    }

    void afterStopNothingIsCalled()
    {
        HashPool pool(cheap());
        pool.stop();
        QVERIFY(!pool.hash(secret("x"), [](const Result<QByteArray> &) { QFAIL("called"); }));
    }

    void nobodyCostsAsMuchAsSomebody()
    {
        // A cost at which one verification takes some ten milliseconds, so that the clock sees it: the one of processor
        // time, since others may be busy on this machine.
        const crypto::PasswordCost cost { 2, size_t(16) * 1024 * 1024 };
        HashPool pool({ 1, 64, cost });
        const auto hash = crypto::hashPassword(secret("right"), cost);
        const auto timeOf = [&](const std::optional<QByteArray> &stored) {
            qint64 best = std::numeric_limits<qint64>::max();
            for (int i = 0; i < 7; ++i) {
                const std::clock_t start = std::clock();
                verdictOf(pool, "wrong", stored);
                best = std::min<qint64>(best, qint64(std::clock() - start) * 1'000'000 / CLOCKS_PER_SEC);
            }
            return best;
        };
        const qint64 somebody = timeOf(*hash);
        const qint64 nobody = timeOf(std::nullopt);
        qInfo("best of 7, processor time: known %lld us, unknown %lld us", static_cast<long long>(somebody),
            static_cast<long long>(nobody));
        QVERIFY(nobody * 2 > somebody && nobody < somebody * 2);
    }
};

QTEST_APPLESS_MAIN(TestHashPool)
#include "tst_hashpool.moc"
