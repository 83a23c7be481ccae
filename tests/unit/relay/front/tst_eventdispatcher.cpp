// SPDX-License-Identifier: GPL-3.0-or-later
// The loop that the relay runs on, as Qt's own classes use it. Everything runs on a thread with the dispatcher under
// test; where the platform has none, Qt's own must pass the same.

#include "core/relay/front/eventdispatcher.h"

#include <QEventLoop>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <memory>

using namespace pc::relay::front;
using namespace std::chrono_literals;

namespace {

/// A thread whose loop is the dispatcher under test; run() executes on it and waits.
class LoopThread
{
public:
    LoopThread()
    {
        if (auto dispatcher = makeEventDispatcher())
            m_thread.setEventDispatcher(dispatcher.release()); // the thread owns it
        m_thread.start();
        m_context.moveToThread(&m_thread);
    }

    ~LoopThread()
    {
        m_thread.quit();
        m_thread.wait();
    }

    void run(const std::function<void()> &function)
    {
        QMetaObject::invokeMethod(&m_context, function, Qt::BlockingQueuedConnection);
    }

    void post(const std::function<void()> &function)
    {
        QMetaObject::invokeMethod(&m_context, function, Qt::QueuedConnection);
    }

    QThread &thread() { return m_thread; }

private:
    QThread m_thread;
    QObject m_context;
};

struct Pair
{
    int ends[2] = { -1, -1 };

    Pair() { [[maybe_unused]] const int result = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends); }

    ~Pair()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void write() const { [[maybe_unused]] const auto count = ::write(ends[1], "x", 1); }

    void read() const
    {
        char byte = 0;
        [[maybe_unused]] const auto count = ::read(ends[0], &byte, 1);
    }
};

/// Runs a loop of its own until `done`, at the longest for 5 s.
bool spinUntil(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer poll;
    QDeadlineTimer deadline(5s);
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (done() || deadline.hasExpired())
            loop.quit();
    });
    poll.start(1ms);
    loop.exec();
    return done();
}

} // namespace

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
            connect(deleted.get(), &QTimer::timeout, qApp, [&] { deleted.reset(); }, Qt::DirectConnection);
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

    void aNotifierTellsOfReadingWritingAndTheEnd()
    {
        LoopThread loop;
        loop.run([] {
            Pair pair;
            int reads = 0;
            int writes = 0;
            QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
            QSocketNotifier writer(pair.ends[0], QSocketNotifier::Write);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++reads;
                pair.read();
            });
            connect(&writer, &QSocketNotifier::activated, &writer, [&] {
                ++writes;
                writer.setEnabled(false);
            });
            QVERIFY(spinUntil([&] { return writes == 1; }));
            QCOMPARE(reads, 0);
            pair.write();
            QVERIFY(spinUntil([&] { return reads == 1; }));
            ::shutdown(pair.ends[1], SHUT_WR);
            QVERIFY(spinUntil([&] { return reads > 1; }));
            QCOMPARE(writes, 1);
        });
    }

    void aDisabledNotifierIsSilentAndAnEnabledOneSeesWhatWaits()
    {
        LoopThread loop;
        loop.run([] {
            Pair pair;
            int reads = 0;
            QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++reads;
                pair.read();
            });
            reader.setEnabled(false);
            pair.write();
            auto *dispatcher = QAbstractEventDispatcher::instance();
            for (int i = 0; i < 3; ++i)
                dispatcher->processEvents(QEventLoop::AllEvents);
            QCOMPARE(reads, 0);
            reader.setEnabled(true);
            QVERIFY(spinUntil([&] { return reads == 1; }));
        });
    }

    void notifiersMayDisableOrDeleteEachOtherInTheSameTurn()
    {
        LoopThread loop;
        loop.run([] {
            for (const bool deletes : { false, true }) {
                Pair pairs[3];
                std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
                int activated = 0;
                for (const Pair &pair : pairs) {
                    notifiers.push_back(std::make_unique<QSocketNotifier>(pair.ends[0], QSocketNotifier::Read));
                    QSocketNotifier *self = notifiers.back().get();
                    connect(self, &QSocketNotifier::activated, self, [&, self] {
                        ++activated;
                        for (auto &other : notifiers) {
                            if (other.get() == self || !other)
                                continue;
                            if (deletes)
                                other.reset();
                            else
                                other->setEnabled(false);
                        }
                        self->setEnabled(false);
                    });
                    pair.write();
                }
                auto *dispatcher = QAbstractEventDispatcher::instance();
                for (int i = 0; i < 3; ++i)
                    dispatcher->processEvents(QEventLoop::AllEvents);
                QCOMPARE(activated, 1);
            }
        });
    }

    void theReaderMayDeleteTheWriterOfTheSameSocket()
    {
        LoopThread loop;
        loop.run([] {
            Pair pair;
            pair.write();
            int writes = 0;
            QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
            auto writer = std::make_unique<QSocketNotifier>(pair.ends[0], QSocketNotifier::Write);
            connect(writer.get(), &QSocketNotifier::activated, writer.get(), [&] { ++writes; });
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                pair.read();
                writer.reset();
            });
            QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
            QVERIFY(!writer);
            QCOMPARE(writes, 0);
        });
    }

    void aDescriptorNumberThatIsUsedAgainIsAnotherSocket()
    {
        LoopThread loop;
        loop.run([] {
            int reads = 0;
            for (int i = 0; i < 50; ++i) {
                Pair pair; // mostly the same two numbers each time
                QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
                connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                    ++reads;
                    pair.read();
                });
                pair.write();
                QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents);
                QCOMPARE(reads, i + 1);
            }
        });
    }

    void aSocketClosedBeforeItsNotifierDoesNoHarm()
    {
        LoopThread loop;
        loop.run([] {
            auto first = std::make_unique<Pair>();
            QSocketNotifier stale(first->ends[0], QSocketNotifier::Read);
            first.reset();
            Pair second; // takes over the number
            stale.setEnabled(false);
            int reads = 0;
            QSocketNotifier reader(second.ends[0], QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++reads;
                second.read();
            });
            second.write();
            QVERIFY(spinUntil([&] { return reads == 1; }));
        });
    }

    void aNestedLoopInANotifierServesTheOthers()
    {
        LoopThread loop;
        loop.run([] {
            Pair outer;
            Pair inner;
            int innerReads = 0;
            bool done = false;
            QSocketNotifier outerReader(outer.ends[0], QSocketNotifier::Read);
            QSocketNotifier innerReader(inner.ends[0], QSocketNotifier::Read);
            connect(&innerReader, &QSocketNotifier::activated, &innerReader, [&] {
                ++innerReads;
                inner.read();
            });
            connect(&outerReader, &QSocketNotifier::activated, &outerReader, [&] {
                outer.read();
                outerReader.setEnabled(false);
                QVERIFY(spinUntil([&] { return innerReads == 1; }));
                done = true;
            });
            outer.write();
            inner.write();
            QVERIFY(spinUntil([&] { return done; }));
            QCOMPARE(innerReads, 1);
        });
    }

    void socketsWaitWhileTheyAreExcluded()
    {
        LoopThread loop;
        loop.run([] {
            Pair pair;
            pair.write();
            int reads = 0;
            int ticks = 0;
            QSocketNotifier reader(pair.ends[0], QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++reads;
                pair.read();
            });
            QTimer timer;
            connect(&timer, &QTimer::timeout, &timer, [&] { ++ticks; });
            timer.start(5);
            auto *dispatcher = QAbstractEventDispatcher::instance();
            for (int i = 0; ticks < 3 && i < 100; ++i)
                dispatcher->processEvents(QEventLoop::ExcludeSocketNotifiers | QEventLoop::WaitForMoreEvents);
            QCOMPARE(ticks, 3);
            QCOMPARE(reads, 0);
            QVERIFY(spinUntil([&] { return reads == 1; }));
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
            connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, &counter,
                [&turns] { ++turns; }, Qt::DirectConnection);
        });
        QTest::qWait(100); // nothing happens: that is what is observed
        int seen = 0;
        loop.run([&] { seen = turns; });
        QVERIFY2(seen < 10, qPrintable(QString::number(seen)));
        loop.run([&] { QAbstractEventDispatcher::instance()->disconnect(&counter); });
    }

    void qtsOwnSocketsWorkOnIt()
    {
        LoopThread loop;
        loop.run([] {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            QByteArray received;
            connect(&server, &QTcpServer::newConnection, &server, [&] {
                QTcpSocket *peer = server.nextPendingConnection();
                connect(peer, &QTcpSocket::readyRead, peer, [peer] { peer->write(peer->readAll()); });
            });
            QTcpSocket client;
            connect(&client, &QTcpSocket::connected, &client, [&] { client.write(QByteArray(300'000, 'q')); });
            connect(&client, &QTcpSocket::readyRead, &client, [&] { received += client.readAll(); });
            client.connectToHost(server.serverAddress(), server.serverPort());
            QVERIFY(spinUntil([&] { return received.size() == 300'000; }));
        });
    }
};

QTEST_GUILESS_MAIN(TestEventDispatcher)
#include "tst_eventdispatcher.moc"
