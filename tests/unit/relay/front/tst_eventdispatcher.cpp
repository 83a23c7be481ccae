// SPDX-License-Identifier: GPL-3.0-or-later
// Posted events, waking, sleeping and the end of the loop that the relay runs on.

#include "tests/unit/relay/front/loopthread.h"

#include <QPointer>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

using namespace pc::relay::front::test;

class TestEventDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theThreadHasTheDispatcherUnderTest()
    {
        LoopThread loop;
        loop.run([] {
            const QByteArray name = QAbstractEventDispatcher::instance()->metaObject()->className();
            QVERIFY(!name.isEmpty());
#ifdef Q_OS_LINUX
            QVERIFY(!name.contains("UNIX"));
            QVERIFY(!name.contains("Glib"));
#endif
        });
    }

    void postedEventsWakeASleepingLoopFromAnotherThread()
    {
        LoopThread loop;
        std::atomic<int> handled = 0;
        for (int i = 0; i < 2000; ++i)
            loop.post([&handled] { ++handled; });
        QTRY_COMPARE(handled.load(), 2000);
        for (int i = 0; i < 200; ++i) { // each finds the loop asleep or just about to be
            loop.run([&handled] { ++handled; });
            QCOMPARE(handled.load(), 2001 + i);
        }
    }

    void manyThreadsPostAndNothingIsLost()
    {
        LoopThread loop;
        std::atomic<int> handled = 0;
        std::vector<std::unique_ptr<QThread>> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back(QThread::create([&] {
                for (int i = 0; i < 2500; ++i)
                    loop.post([&handled] { ++handled; });
            }));
            threads.back()->start();
        }
        for (auto &thread : threads)
            QVERIFY(thread->wait(20'000));
        QTRY_COMPARE_WITH_TIMEOUT(handled.load(), 10'000, 10'000);
    }

    void eventsPostedByEventsRunInTheNextTurns()
    {
        LoopThread loop;
        std::atomic<int> depth = 0;
        std::function<void()> again = [&] {
            if (++depth < 100)
                loop.post(again);
        };
        loop.post(again);
        QTRY_COMPARE(depth.load(), 100);
    }

    void aPostedEventFromANotifierDoesNotWaitForTheNextSocket()
    {
        LoopThread loop;
        Pair pair;
        std::atomic<bool> handled = false;
        std::unique_ptr<QSocketNotifier> reader;
        loop.run([&] {
            reader = std::make_unique<QSocketNotifier>(pair.ends[0], QSocketNotifier::Read);
            connect(reader.get(), &QSocketNotifier::activated, reader.get(), [&] {
                pair.read();
                loop.post([&handled] { handled = true; });
            });
        });
        pair.write();
        QTRY_VERIFY(handled.load());
        loop.run([&] { reader.reset(); });
    }

    void quitAndInterruptEndTheLoopAtOnce()
    {
        for (int i = 0; i < 100; ++i) {
            LoopThread loop;
            loop.thread().quit();
            QVERIFY(loop.thread().wait(5000));
        }
        LoopThread loop;
        loop.run([] {
            QEventLoop nested;
            QMetaObject::invokeMethod(&nested, &QEventLoop::quit, Qt::QueuedConnection);
            QCOMPARE(nested.exec(), 0);
        });
    }

    void deferredDeletionHappensInTheLoop()
    {
        LoopThread loop;
        QPointer<QObject> object;
        loop.run([&] {
            object = new QObject; // deleteLater() below is its owner
            object->deleteLater();
        });
        QTRY_VERIFY(object.isNull());
    }

    void theLoopSaysWhenItSleepsAndWakes()
    {
        LoopThread loop;
        loop.run([] {
            auto *dispatcher = QAbstractEventDispatcher::instance();
            QSignalSpy sleeping(dispatcher, &QAbstractEventDispatcher::aboutToBlock);
            QSignalSpy waking(dispatcher, &QAbstractEventDispatcher::awake);
            int fired = 0;
            QTimer timer;
            connect(&timer, &QTimer::timeout, &timer, [&] { ++fired; });
            timer.start(5);
            QVERIFY(spinUntil([&] { return fired >= 2; }));
            QVERIFY(sleeping.count() > 0);
            QVERIFY(waking.count() >= sleeping.count());
        });
    }

    void anIdleLoopSleeps()
    {
        LoopThread loop;
        int turns = 0;
        QObject counter;
        loop.run([&] {
            connect(
                QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &counter, [&turns] { ++turns; },
                Qt::DirectConnection);
        });
        QTest::qWait(100); // nothing happens: that is what is observed
        int seen = 0;
        loop.run([&] { seen = turns; });
        QVERIFY2(seen < 10, qPrintable(QString::number(seen)));
        loop.run([&] { QAbstractEventDispatcher::instance()->disconnect(&counter); });
    }
};

QTEST_GUILESS_MAIN(TestEventDispatcher)
#include "tst_eventdispatcher.moc"
