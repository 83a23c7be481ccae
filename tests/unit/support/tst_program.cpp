// SPDX-License-Identifier: GPL-3.0-or-later
// Program against a real one of ours, pc_fault_proxy, and against programs that misbehave.

#include "tests/support/program/program.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace pc;
using namespace pc::test;

namespace {

bool isListening(const QByteArray &line)
{
    return line.contains("\"listening\"");
}

ProgramOptions proxyOptions(quint16 target)
{
    return { builtProgram(QStringLiteral(PC_BIN_DIR), QStringLiteral("pc_fault_proxy")), { QString::number(target) },
        {}, {}, isListening };
}

ProgramOptions shell(const QString &script)
{
    return { QStringLiteral("/bin/sh"), { QStringLiteral("-c"), script } };
}

quint16 portOf(const QByteArray &line)
{
    return quint16(QJsonDocument::fromJson(line).object().value(u"port").toInt());
}

bool exists(qint64 pid)
{
    return ::kill(pid_t(pid), 0) == 0;
}

} // namespace

class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsReadyWhenItSaysSoAndObeysLines()
    {
        QTcpServer target;
        QVERIFY(target.listen(QHostAddress::LocalHost));
        Program proxy(proxyOptions(target.serverPort()));
        const auto started = proxy.start();
        QVERIFY2(started.ok(), started ? "" : qPrintable(started.error().detail));
        QTcpSocket client;
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), portOf(proxy.readyLine()));
        QVERIFY(client.waitForConnected(5'000));
        QVERIFY(target.waitForNewConnection(5'000));
        proxy.say(R"({"do":"fault","mode":"reset"})");
        QVERIFY(proxy.waitForLine([](const QByteArray &line) { return line.contains("done"); }, Milliseconds { 5'000 })
                    .ok());
        QVERIFY(client.state() == QAbstractSocket::UnconnectedState || client.waitForDisconnected(5'000));
    }

    void killIsOverWhenItReturns()
    {
        Program proxy(proxyOptions(1));
        QVERIFY(proxy.start().ok());
        const qint64 pid = proxy.pid();
        QVERIFY(exists(pid));
        proxy.kill();
        QVERIFY(!proxy.isRunning());
        QVERIFY(!exists(pid));
    }

    void itStartsAgainAfterAKill()
    {
        Program proxy(proxyOptions(1));
        QVERIFY(proxy.start().ok());
        const qint64 first = proxy.pid();
        proxy.kill();
        QVERIFY(proxy.start().ok());
        QVERIFY(proxy.pid() != first);
        QVERIFY(portOf(proxy.readyLine()) != 0);
    }

    void nothingOutlivesItsOwner()
    {
        qint64 pid = 0;
        {
            Program program(shell(QStringLiteral("exec sleep 60")));
            QVERIFY(program.start().ok());
            pid = program.pid();
            QVERIFY(exists(pid));
        }
        QVERIFY(!exists(pid));
    }

    void aProgramThatIsNotThereIsAnError()
    {
        Program program({ QStringLiteral("/nowhere/at/all") });
        QCOMPARE(program.start().code(), Errc::Network);
        QVERIFY(!program.isRunning());
        QVERIFY(!program.stop().has_value());
    }

    void oneThatEndsBeforeItIsReadyTellsItsLastWords()
    {
        ProgramOptions options = shell(QStringLiteral("echo port taken >&2; exit 3"));
        options.isReady = isListening;
        Program program(options);
        const auto started = program.start();
        QCOMPARE(started.code(), Errc::Network);
        QVERIFY(started.error().detail.contains(u"port taken"));
    }

    void oneThatIsNeverReadyIsKilledAtItsDeadline()
    {
        ProgramOptions options = shell(QStringLiteral("echo starting; exec sleep 60"));
        options.isReady = isListening;
        options.readyWithin = Milliseconds { 300 };
        Program program(options);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(program.start().code(), Errc::Timeout);
        QVERIFY(timer.elapsed() < 5'000);
        QVERIFY(!program.isRunning());
    }

    void stopTellsTheExitCode()
    {
        Program program(shell(QStringLiteral("trap 'exit 7' TERM; echo ready; while :; do sleep 0.05; done")));
        QVERIFY(program.start().ok());
        QVERIFY(
            program.waitForLine([](const QByteArray &line) { return line == "ready"; }, Milliseconds { 5'000 }).ok());
        QCOMPARE(program.stop(), std::optional<int>(7));
    }

    void oneThatIgnoresStopIsKilled()
    {
        Program program(shell(QStringLiteral("trap '' TERM; echo ready; while :; do sleep 0.05; done")));
        QVERIFY(program.start().ok());
        QVERIFY(
            program.waitForLine([](const QByteArray &line) { return line == "ready"; }, Milliseconds { 5'000 }).ok());
        QVERIFY(!program.stop(Milliseconds { 200 }).has_value());
        QVERIFY(!program.isRunning());
    }

    void complaintsAreKeptAndBounded()
    {
        Program program(
            shell(QStringLiteral("i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789 >&2;"
                                 " i=$((i+1)); done; echo end >&2; echo done; exec sleep 60")));
        QVERIFY(program.start().ok());
        QVERIFY(
            program.waitForLine([](const QByteArray &line) { return line == "done"; }, Milliseconds { 10'000 }).ok());
        program.kill();
        QVERIFY(program.complaints().endsWith("end\n"));
        QVERIFY(program.complaints().size() <= 64 * 1024);
    }

    void itRunsInItsFolderWithItsEnvironment()
    {
        const QTemporaryDir folder;
        ProgramOptions options = shell(QStringLiteral("echo \"$PC_TEST_WORD in $(pwd -P)\"; exec sleep 60"));
        options.folder = folder.path();
        options.environment = { QStringLiteral("PC_TEST_WORD=a=b") };
        options.isReady = [](const QByteArray &) { return true; };
        Program program(options);
        QVERIFY(program.start().ok());
        QCOMPARE(program.readyLine(), "a=b in " + QDir(folder.path()).canonicalPath().toUtf8());
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
