// SPDX-License-Identifier: GPL-3.0-or-later
// Each fault against a real echo server: what the two ends see of it, and that nothing else happens to the bytes.

#include "tests/support/faultproxy/commands.h"
#include "tests/support/faultproxy/faultproxythread.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

using namespace pc;
using namespace pc::test;

namespace {

/// Gives back what it gets, and counts it.
class Echo
{
public:
    Echo()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            ++connections;
            ++open;
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                const QByteArray bytes = socket->readAll();
                received += bytes;
                socket->write(bytes);
            });
            QObject::connect(socket, &QTcpSocket::disconnected, &m_server, [this] { --open; });
        });
    }

    quint16 port() const { return m_server.serverPort(); }

    QByteArray received;
    int connections = 0;
    int open = 0;

private:
    QTcpServer m_server;
};

/// A client that keeps everything it hears.
class Client
{
public:
    explicit Client(quint16 port)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { heard += socket.readAll(); });
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }

    bool isConnected() const { return socket.state() == QAbstractSocket::ConnectedState; }
    bool isGone() const { return socket.state() == QAbstractSocket::UnconnectedState; }

    QTcpSocket socket;
    QByteArray heard;
};

/// A socket without Qt, whose classes call both ends by one name.
class PlainSocket
{
public:
    explicit PlainSocket(quint16 port)
        : m_descriptor(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval deadline { 5, 0 };
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &deadline, sizeof deadline);
        m_isConnected = ::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }

    ~PlainSocket() { ::close(m_descriptor); }

    /// 0 for a proper end, else errno.
    int waitForEnd() const
    {
        char byte = 0;
        return m_isConnected && ::recv(m_descriptor, &byte, 1, 0) == 0 ? 0 : errno;
    }

private:
    int m_descriptor;
    bool m_isConnected = false;
};

QByteArray pattern(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = char(i * 31 + i / 256);
    return bytes;
}

} // namespace

class TestFaultProxy : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Echo> m_echo;
    std::unique_ptr<FaultProxy> m_proxy;

private Q_SLOTS:
    void init()
    {
        m_echo = std::make_unique<Echo>();
        m_proxy = std::make_unique<FaultProxy>(m_echo->port());
        QVERIFY(m_proxy->listen().ok());
    }

    void cleanup()
    {
        m_proxy.reset();
        m_echo.reset();
    }

    void bytesPassUnchangedBothWays()
    {
        Client client(m_proxy->port());
        const QByteArray bytes = pattern(3'000'000); // more than any buffer on the way
        client.socket.write(bytes);
        QTRY_COMPARE_WITH_TIMEOUT(client.heard.size(), bytes.size(), 10'000);
        QVERIFY(client.heard == bytes);
        QCOMPARE(m_proxy->counters().bytes, 2 * bytes.size());
    }

    void whenOneEndLeavesTheOtherIsToldAfterTheLastByte()
    {
        Client client(m_proxy->port());
        QTRY_COMPARE(m_echo->open, 1);
        client.socket.write("last words");
        client.socket.disconnectFromHost();
        QTRY_COMPARE(m_echo->open, 0);
        QCOMPARE(m_echo->received, QByteArray("last words"));
        QTRY_COMPARE(m_proxy->counters().open, 0);
    }

    void aTargetThatIsGoneEndsTheClient()
    {
        m_proxy->setTarget(1); // nobody listens there
        Client client(m_proxy->port());
        QSignalSpy gone(&client.socket, &QTcpSocket::disconnected);
        QTRY_COMPARE(gone.size(), 1);
    }

    void cutEndsWhatIsOpenAndWhatComes()
    {
        Client before(m_proxy->port());
        QTRY_COMPARE(m_echo->open, 1);
        QVERIFY(m_proxy->setFault({ FaultMode::Cut }).ok());
        QTRY_VERIFY(before.isGone());
        QCOMPARE(before.socket.error(), QAbstractSocket::RemoteHostClosedError);
        QTRY_COMPARE(m_echo->open, 0);
        Client after(m_proxy->port());
        QSignalSpy gone(&after.socket, &QTcpSocket::disconnected);
        QTRY_COMPARE(gone.size(), 1);
    }

    void cutNowLeavesWhatComesAlone()
    {
        Client before(m_proxy->port());
        QTRY_COMPARE(m_echo->open, 1);
        m_proxy->cutNow();
        QTRY_VERIFY(before.isGone());
        Client after(m_proxy->port());
        after.socket.write("x");
        QTRY_COMPARE(after.heard, QByteArray("x"));
    }

    void refusedConnectionsFailAtOnceAndTheOpenOneLives()
    {
        Client before(m_proxy->port());
        QTRY_VERIFY(before.isConnected());
        const quint16 port = m_proxy->port();
        QVERIFY(m_proxy->setFault({ FaultMode::Refuse }).ok());
        Client refused(port);
        QTRY_COMPARE(refused.socket.error(), QAbstractSocket::ConnectionRefusedError);
        before.socket.write("x");
        QTRY_COMPARE(before.heard, QByteArray("x"));
        QVERIFY(m_proxy->setFault({}).ok());
        QCOMPARE(m_proxy->port(), port);
        Client welcome(port);
        QTRY_VERIFY(welcome.isConnected());
    }

    void cutIsAProperEndAndResetIsNot_data()
    {
        QTest::addColumn<FaultMode>("mode");
        QTest::addColumn<int>("expected");
        QTest::newRow("cut") << FaultMode::Cut << 0;
        QTest::newRow("reset") << FaultMode::Reset << ECONNRESET;
    }

    void cutIsAProperEndAndResetIsNot()
    {
        QFETCH(FaultMode, mode);
        QFETCH(int, expected);
        QTcpServer server; // the kernel accepts for it
        QVERIFY(server.listen(QHostAddress::LocalHost));
        FaultProxyThread proxy(server.serverPort());
        const PlainSocket socket(proxy.port());
        QTRY_COMPARE(proxy.counters().open, 1);
        QVERIFY(proxy.setFault({ mode }).ok());
        QCOMPARE(socket.waitForEnd(), expected);
    }

    void delayedBytesComeLaterAndInOrder()
    {
        Fault fault { FaultMode::Delay };
        fault.delay = Milliseconds { 60 };
        fault.jitter = Milliseconds { 40 };
        QVERIFY(m_proxy->setFault(fault).ok());
        Client client(m_proxy->port());
        QTRY_COMPARE(m_echo->open, 1);
        const QByteArray bytes = pattern(200);
        QElapsedTimer timer;
        timer.start();
        for (const char byte : bytes) {
            client.socket.write(&byte, 1);
            client.socket.flush();
        }
        QTRY_COMPARE(client.heard, bytes);
        QVERIFY2(timer.elapsed() >= 40, qPrintable(QString::number(timer.elapsed()))); // 20 ms each way at least
    }

    void halfOpenSwallowsAndNeverComesBack()
    {
        Client client(m_proxy->port());
        client.socket.write("a");
        QTRY_COMPARE(client.heard, QByteArray("a"));
        QVERIFY(m_proxy->setFault({ FaultMode::HalfOpen }).ok());
        client.socket.write("lost");
        QTRY_COMPARE(client.socket.bytesToWrite(), 0);
        Client other(m_proxy->port());
        other.socket.write("lost too");
        QTRY_VERIFY(other.isConnected());
        QTest::qWait(100); // the claim is that nothing happens
        QCOMPARE(m_echo->received, QByteArray("a"));
        QVERIFY(client.isConnected());
        QVERIFY(other.heard.isEmpty());
        QVERIFY(m_proxy->setFault({}).ok());
        client.socket.write("b");
        QTest::qWait(100); // a stream with a hole must not go on
        QCOMPARE(m_echo->received, QByteArray("a"));
        m_proxy->cutNow();
        QTRY_VERIFY(client.isGone());
    }

    void halfOpenHidesThatOneEndLeft()
    {
        Client client(m_proxy->port());
        QTRY_COMPARE(m_echo->open, 1);
        QVERIFY(m_proxy->setFault({ FaultMode::HalfOpen }).ok());
        client.socket.abort();
        QTest::qWait(100); // the claim is that nothing happens
        QCOMPARE(m_echo->open, 1);
        QVERIFY(m_proxy->setFault({}).ok()); // nothing was lost, so the end gets through now
        QTRY_COMPARE(m_echo->open, 0);
    }

    void trickleKeepsItsRate()
    {
        Fault fault { FaultMode::Trickle };
        fault.bytesPerSecond = 1'000;
        QVERIFY(m_proxy->setFault(fault).ok());
        Client client(m_proxy->port());
        const QByteArray bytes = pattern(400);
        QElapsedTimer timer;
        timer.start();
        client.socket.write(bytes);
        QTRY_COMPARE_WITH_TIMEOUT(client.heard, bytes, 5'000);
        QVERIFY2(timer.elapsed() >= 350, qPrintable(QString::number(timer.elapsed())));
    }

    void whoAsksForAWebSocketIsRefusedOrLeftWithoutAnAnswer()
    {
        const QByteArray upgrade("GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        QVERIFY(m_proxy->setFault({ .mode = FaultMode::NoUpgrade }).ok());
        Client refused(m_proxy->port());
        refused.socket.write(upgrade);
        QTRY_VERIFY(refused.isGone());
        QVERIFY(refused.heard.startsWith("HTTP/1.1 403 "));
        QVERIFY(m_proxy->setFault({ .mode = FaultMode::SilentUpgrade }).ok());
        Client unanswered(m_proxy->port());
        unanswered.socket.write(upgrade);
        QTRY_COMPARE(m_proxy->counters().upgrades, 2);
        Client other(m_proxy->port());
        other.socket.write("GET / HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(!other.heard.isEmpty());
        QVERIFY(unanswered.isConnected());
        QCOMPARE(unanswered.heard, QByteArray());
        QCOMPARE(m_echo->received, other.heard);
    }

    void dropAfterCutsAtThatByte()
    {
        Fault fault { FaultMode::DropAfter };
        fault.bytes = 1'000;
        QVERIFY(m_proxy->setFault(fault).ok());
        Client client(m_proxy->port());
        client.socket.write(pattern(100'000));
        QTRY_VERIFY(client.isGone());
        QTRY_COMPARE(m_echo->open, 0);
        QTRY_COMPARE(m_proxy->counters().open, 0);
        QCOMPARE(m_proxy->counters().bytes, 1'000);
        QVERIFY(m_echo->received.size() <= 1'000);
        QVERIFY(pattern(1'000).startsWith(m_echo->received));
    }

    void theSameSeedGivesTheSameFaults()
    {
        FaultSchedule schedule { 7, {}, Milliseconds { 1 }, Milliseconds { 3 } };
        for (const FaultMode mode : { FaultMode::Pass, FaultMode::Delay, FaultMode::Cut, FaultMode::HalfOpen })
            schedule.faults.push_back({ mode });
        const auto modesOf = [&](quint64 seed) {
            FaultProxy proxy(m_echo->port());
            std::vector<FaultMode> modes;
            connect(&proxy, &FaultProxy::faultChanged, this, [&](const Fault &fault) { modes.push_back(fault.mode); });
            schedule.seed = seed;
            proxy.follow(schedule);
            const bool came = QTest::qWaitFor([&] { return modes.size() >= 20; });
            modes.resize(came ? 20 : 0);
            return modes;
        };
        const auto seven = modesOf(7);
        QCOMPARE(seven.size(), 20);
        QVERIFY(modesOf(7) == seven);
        QVERIFY(modesOf(8) != seven);
    }

    void aProxyOnItsOwnThreadServesABlockingTest()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        FaultProxyThread proxy(server.serverPort());
        QVERIFY(proxy.port() != 0);
        QTcpSocket client;
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.port());
        QVERIFY(client.waitForConnected(5'000));
        QVERIFY(server.waitForNewConnection(5'000));
        client.write("x");
        QVERIFY(client.waitForBytesWritten(5'000));
        QTcpSocket *peer = server.nextPendingConnection();
        QVERIFY(peer->waitForReadyRead(5'000));
        QCOMPARE(peer->readAll(), QByteArray("x"));
        QCOMPARE(proxy.counters().open, 1);
        proxy.resetNow();
        QVERIFY(client.waitForDisconnected(5'000));
    }

    void badCommandsAreAnsweredAndChangeNothing_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : { "", "x", "[]", "{}", R"({"do":"fly"})", R"({"do":"fault"})",
                 R"({"do":"fault","mode":"x"})", R"({"do":"fault","mode":"delay","delayMs":-1})",
                 R"({"do":"fault","mode":"trickle","bytesPerSecond":0})",
                 R"({"do":"fault","mode":"delay","delayMs":1e99})", R"({"do":"target","port":65536})",
                 R"({"do":"target"})", R"({"do":"schedule"})", R"({"do":"schedule","faults":[{"mode":"x"}]})",
                 R"({"do":"schedule","faults":[{"mode":"cut"}],"shortestMs":9,"longestMs":8})" })
            QTest::addRow("%s", line) << QByteArray(line);
    }

    void badCommandsAreAnsweredAndChangeNothing()
    {
        QFETCH(QByteArray, line);
        QVERIFY(obey(*m_proxy, line).startsWith(R"({"detail")"));
        QCOMPARE(m_proxy->fault(), Fault {});
    }

    void commandsDoWhatTheySay()
    {
        const QByteArray done = "{\"event\":\"done\"}\n";
        QCOMPARE(obey(*m_proxy, R"({"do":"fault","mode":"delay","delayMs":20,"jitterMs":5})"), done);
        QCOMPARE(m_proxy->fault(), (Fault { FaultMode::Delay, Milliseconds { 20 }, Milliseconds { 5 } }));
        for (const char *line : { R"({"do":"cut"})", R"({"do":"reset"})", R"({"do":"target","port":1})",
                 R"({"do":"schedule","faults":[{"mode":"pass"}]})" })
            QCOMPARE(obey(*m_proxy, line), done);
        QCOMPARE(obey(*m_proxy, R"({"do":"counters"})"),
            QByteArray("{\"accepted\":0,\"bytes\":0,\"event\":\"counters\",\"open\":0,\"upgrades\":0}\n"));
    }
};

QTEST_GUILESS_MAIN(TestFaultProxy)
#include "tst_faultproxy.moc"
