// SPDX-License-Identifier: GPL-3.0-or-later
// QTimers on the loop that the relay runs on.

#include "tests/unit/relay/front/loopthread.h"

#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

using namespace pc::relay::front::test;

class TestEventDispatcherTimers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSingleShotFiresOnceAndNeverEarly_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("interval");
        for (const int interval : { 0, 1, 7, 50 }) {
            QTest::addRow("precise %d", interval) << int(Qt::PreciseTimer) << interval;
            QTest::addRow("coarse %d", interval) << int(Qt::CoarseTimer) << interval;
        }
    }

    void aSingleShotFiresOnceAndNeverEarly()
    {
        QFETCH(int, type);
        QFETCH(int, interval);
        LoopThread loop;
        loop.run([&] {
            QTimer timer;
            timer.setTimerType(Qt::TimerType(type));
            timer.setSingleShot(true);
            int fired = 0;
            QElapsedTimer clock;
            qint64 at = -1;
            connect(&timer, &QTimer::timeout, &timer, [&] {
                ++fired;
                at = clock.nsecsElapsed();
            });
            clock.start();
            timer.start(interval);
            QVERIFY(spinUntil([&] { return fired > 0 && clock.elapsed() > interval + 20; }));
            QCOMPARE(fired, 1);
            QVERIFY2(at >= interval * 1'000'000LL, qPrintable(QString::number(at)));
        });
    }

    void aVeryCoarseTimerKeepsFullSeconds()
    {
        LoopThread loop;
        loop.run([] {
            QTimer timer;
            timer.setTimerType(Qt::VeryCoarseTimer);
            timer.start(1300);
            QVERIFY(timer.remainingTime() > 0 && timer.remainingTime() <= 1000);
            QCOMPARE(timer.interval(), 1300);
        });
    }

    void aRepeatingTimerFiresAgainAndTimersFireInOrderOfTheirTime()
    {
        LoopThread loop;
        loop.run([] {
            QByteArray order;
            QTimer slow;
            QTimer fast;
            connect(&slow, &QTimer::timeout, &slow, [&] { order += 's'; });
            connect(&fast, &QTimer::timeout, &fast, [&] { order += 'f'; });
            slow.setTimerType(Qt::PreciseTimer);
            fast.setTimerType(Qt::PreciseTimer);
            slow.start(25);
            fast.start(10);
            QVERIFY(spinUntil([&] { return order.count('s') >= 2 && order.count('f') >= 4; }));
            QVERIFY2(order.startsWith("ff") || order.startsWith("fs"), order.constData());
        });
    }

    void aBlockedLoopFiresALateTimerOnceNotForEveryMiss()
    {
        LoopThread loop;
        loop.run([] {
            int fired = 0;
            QTimer timer;
            connect(&timer, &QTimer::timeout, &timer, [&] { ++fired; });
            timer.setTimerType(Qt::PreciseTimer);
            timer.start(10);
            QThread::msleep(100); // the loop is blocked, as by a slow handler
            QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
            QCOMPARE(fired, 1);
        });
    }

    void aZeroTimerFiresOnceATurnAndStarvesNothing()
    {
        LoopThread loop;
        loop.run([] {
            Pair pair;
            pair.write();
            int zero = 0;
            int other = 0;
            bool read = false;
            QTimer idle;
            QTimer timer;
            QSocketNotifier notifier(pair.ends[0], QSocketNotifier::Read);
            connect(&idle, &QTimer::timeout, &idle, [&] { ++zero; });
            connect(&timer, &QTimer::timeout, &timer, [&] { ++other; });
            connect(&notifier, &QSocketNotifier::activated, &notifier, [&] {
                pair.read();
                read = true;
            });
            idle.start(0);
            auto *dispatcher = QAbstractEventDispatcher::instance();
            dispatcher->processEvents(QEventLoop::AllEvents);
            const int before = zero;
            dispatcher->processEvents(QEventLoop::AllEvents);
            QCOMPARE(zero, before + 1);
            timer.start(5);
            QVERIFY(spinUntil([&] { return other >= 2 && read; }));
        });
    }

    void aTimerStoppedByAnotherOfTheSameTurnStaysSilent()
    {
        LoopThread loop;
        loop.run([] {
            int fired = 0;
            QTimer first;
            QTimer second;
            const auto stopBoth = [&] {
                ++fired;
                first.stop();
                second.stop();
            };
            connect(&first, &QTimer::timeout, &first, stopBoth);
            connect(&second, &QTimer::timeout, &second, stopBoth);
            first.start(0);
            second.start(0);
            QThread::msleep(2);
            QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
            QCOMPARE(fired, 1);
        });
    }

    void aTimerMayRestartOrDeleteItselfWhileItFires()
    {
        LoopThread loop;
        loop.run([] {
            int fired = 0;
            QTimer restarting;
            connect(&restarting, &QTimer::timeout, &restarting, [&] {
                if (++fired < 3)
                    restarting.start(1);
                else
                    restarting.stop();
            });
            restarting.start(1);
            auto deleted = std::make_unique<QTimer>();
            connect(
                deleted.get(), &QTimer::timeout, qApp, [&] { deleted.reset(); }, Qt::DirectConnection);
            deleted->start(1);
            QVERIFY(spinUntil([&] { return fired == 3 && !deleted; }));
            QVERIFY(!restarting.isActive());
        });
    }

    void aTimerDoesNotFireWithinItsOwnSlot()
    {
        LoopThread loop;
        loop.run([] {
            int depth = 0;
            int deepest = 0;
            int others = 0;
            QTimer timer;
            QTimer other;
            connect(&other, &QTimer::timeout, &other, [&] { ++others; });
            connect(&timer, &QTimer::timeout, &timer, [&] {
                deepest = std::max(deepest, ++depth);
                const int before = others;
                QVERIFY(spinUntil([&] { return others >= before + 3; }));
                --depth;
                timer.stop();
            });
            timer.start(1);
            other.start(1);
            QVERIFY(spinUntil([&] { return deepest > 0 && depth == 0; }));
            QCOMPARE(deepest, 1);
        });
    }

    void remainingTimeAndRegisteredTimersAreTold()
    {
        LoopThread loop;
        loop.run([] {
            auto *dispatcher = QAbstractEventDispatcher::instance();
            QObject object;
            QCOMPARE(dispatcher->remainingTime(1 << 20), -1);
            const int id = object.startTimer(1000, Qt::PreciseTimer);
            const int left = dispatcher->remainingTime(id);
            QVERIFY(left > 900 && left <= 1000);
            const auto timers = dispatcher->registeredTimers(&object);
            QCOMPARE(timers.size(), 1);
            QCOMPARE(timers.first().timerId, id);
            QCOMPARE(timers.first().interval, 1000);
            object.killTimer(id);
            QVERIFY(dispatcher->registeredTimers(&object).isEmpty());
        });
    }

    void thousandTimersAllFire()
    {
        LoopThread loop;
        loop.run([] {
            std::vector<std::unique_ptr<QTimer>> timers;
            int fired = 0;
            for (int i = 0; i < 1000; ++i) {
                timers.push_back(std::make_unique<QTimer>());
                timers.back()->setSingleShot(true);
                connect(timers.back().get(), &QTimer::timeout, timers.back().get(), [&] { ++fired; });
                timers.back()->start(i % 20);
            }
            QVERIFY(spinUntil([&] { return fired == 1000; }));
        });
    }
};

QTEST_GUILESS_MAIN(TestEventDispatcherTimers)
#include "tst_eventdispatcher_timers.moc"
