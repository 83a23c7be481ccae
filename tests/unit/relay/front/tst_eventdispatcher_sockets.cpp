// SPDX-License-Identifier: GPL-3.0-or-later
// Sockets on the loop that the relay runs on.

#include "tests/unit/relay/front/loopthread.h"

#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

using namespace pc::relay::front::test;

class TestEventDispatcherSockets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

QTEST_GUILESS_MAIN(TestEventDispatcherSockets)
#include "tst_eventdispatcher_sockets.moc"
