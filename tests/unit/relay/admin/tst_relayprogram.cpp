// SPDX-License-Identifier: GPL-3.0-or-later
// The program as an administrator meets it: its own process, its exit codes, its words.

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace {

constexpr int kPatience = 20'000;

struct Outcome
{
    int code = -1;
    QString out;
    QString err;

    QJsonObject json() const { return QJsonDocument::fromJson(out.toUtf8()).object(); }
};

const QString kProgram = QStringLiteral(PC_RELAY_PROGRAM);

Outcome run(const QStringList &words)
{
    QProcess process;
    process.start(kProgram, words);
    if (!process.waitForFinished(30'000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("the configuration could not be written");
}

/// A relay that runs by a file of configuration; ended with this.
class Running
{
public:
    explicit Running(
        const QString &config, const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(kProgram, { QStringLiteral("serve"), QStringLiteral("--config"), config });
        const QByteArray started = said("listening on ");
        m_port = started.split(' ').last().trimmed().toUShort();
    }

    ~Running()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(kPatience)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    quint16 port() const { return m_port; }
    void signal(int number) const { ::kill(pid_t(m_process.processId()), number); }
    bool waitForEnd() { return m_process.waitForFinished(kPatience); }

    /// The next line of its output, or of what it complains about, that begins so; empty when none comes.
    QByteArray said(const QByteArray &start) { return next(start, QProcess::StandardOutput, m_out); }
    QByteArray complained(const QByteArray &start) { return next(start, QProcess::StandardError, m_err); }

private:
    QByteArray next(const QByteArray &start, QProcess::ProcessChannel channel, QByteArray &seen)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < kPatience) {
            m_process.setReadChannel(channel);
            seen += m_process.readAll();
            for (qsizetype end = seen.indexOf('\n'); end >= 0; end = seen.indexOf('\n')) {
                const QByteArray line = seen.first(end);
                seen.remove(0, end + 1);
                if (line.startsWith(start))
                    return line;
            }
            m_process.waitForReadyRead(100);
        }
        return {};
    }

    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
    quint16 m_port = 0;
};

/// The first line of the answer to GET.
QByteArray get(quint16 port, const QByteArray &path)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!socket.waitForConnected(kPatience))
        return {};
    socket.write("GET " + path + " HTTP/1.1\r\nHost: relay\r\nConnection: close\r\n\r\n");
    QByteArray answer;
    while (!answer.contains('\n') && socket.waitForReadyRead(kPatience))
        answer += socket.readAll();
    return answer.split('\r').first();
}

/// Where systemd would listen.
class ServiceManager
{
public:
    explicit ServiceManager(const QString &path)
        : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        const QByteArray name = path.toLocal8Bit();
        std::copy(name.begin(), name.end(), address.sun_path);
        if (::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            qFatal("no socket for a service manager");
    }
    ~ServiceManager() { ::close(m_socket); }

    /// The next thing told that begins so.
    QByteArray heard(const QByteArray &start) const
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < kPatience) {
            pollfd waiting { m_socket, POLLIN, 0 };
            if (::poll(&waiting, 1, 100) <= 0)
                continue;
            std::array<char, 256> told {};
            const ssize_t size = ::recv(m_socket, told.data(), told.size(), 0);
            const QByteArray line(told.data(), std::max<ssize_t>(size, 0));
            if (line.startsWith(start))
                return line;
        }
        return {};
    }

private:
    int m_socket;
};

} // namespace

class TestRelayProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersion()
    {
        QCOMPARE(run({ QStringLiteral("--help") }).code, 0);
        QVERIFY(run({ QStringLiteral("--version") }).out.startsWith(QStringLiteral("parentconnect-relay ")));
        const Outcome wrong = run({ QStringLiteral("--frobnicate") });
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.err.contains(QStringLiteral("--frobnicate")));
    }

    void aConfigurationIsCheckedWithoutStarting()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("relay.toml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[listen]\nport = 1\nfoo = 2\n");
        file.close();
        const Outcome bad
            = run({ QStringLiteral("config"), QStringLiteral("check"), QStringLiteral("--config"), file.fileName() });
        QCOMPARE(bad.code, 1);
        QVERIFY2(bad.err.contains(file.fileName() + QStringLiteral(":3: listen.foo")), qPrintable(bad.err));
        const QString sample = QStringLiteral(PC_SOURCE_DIR "/packaging/relay/parentconnect-relay.toml");
        QCOMPARE(
            run({ QStringLiteral("config"), QStringLiteral("check"), QStringLiteral("--config"), sample }).code, 0);
    }

    void itServesAnswersAdministratorsAndEndsWhenTold()
    {
        const QTemporaryDir folder;
        const QString data = folder.filePath(QStringLiteral("data"));
        const auto admin = [&data](QStringList words) {
            return run(QStringList { QStringLiteral("admin"), QStringLiteral("--json"), QStringLiteral("--data"), data }
                + words);
        };
        // Before it runs: on the file.
        const Outcome made
            = admin({ QStringLiteral("create-school"), QStringLiteral("--name"), QStringLiteral("Rosenheim") });
        QCOMPARE(made.code, 0);

        QProcess relay;
        relay.start(kProgram,
            { QStringLiteral("serve"), QStringLiteral("--data"), data, QStringLiteral("--port"), QStringLiteral("0") });
        QVERIFY(relay.waitForReadyRead(20'000));
        QVERIFY(relay.readAllStandardOutput().startsWith("listening on 127.0.0.1 port "));

        // While it runs: through it.
        const Outcome live
            = admin({ QStringLiteral("create-school"), QStringLiteral("--name"), QStringLiteral("Live") });
        QCOMPARE(live.code, 0);
        QCOMPARE(
            admin({ QStringLiteral("list"), QStringLiteral("schools") }).json()[u"result"][u"items"].toArray().size(),
            2);
        const Outcome refused
            = admin({ QStringLiteral("disable-person"), QStringLiteral("--person"), QStringLiteral("nobody") });
        QCOMPARE(refused.code, 1);
        QCOMPARE(refused.json()[u"code"].toString(), QStringLiteral("invalid"));

        // A second one on the same data says why it does not start.
        const Outcome second = run(
            { QStringLiteral("serve"), QStringLiteral("--data"), data, QStringLiteral("--port"), QStringLiteral("0") });
        QCOMPARE(second.code, 1);
        QVERIFY2(second.err.contains(QStringLiteral("another relay has ") + data), qPrintable(second.err));

        relay.terminate();
        QVERIFY(relay.waitForFinished(20'000));
        QCOMPARE(relay.exitStatus(), QProcess::NormalExit);
        QCOMPARE(relay.exitCode(), 0);
        QCOMPARE(
            admin({ QStringLiteral("list"), QStringLiteral("schools") }).json()[u"result"][u"items"].toArray().size(),
            2);
    }

    void aReloadTakesWhatMayChangeAndLeavesSocketsOpen()
    {
        const QTemporaryDir folder;
        const QString config = folder.filePath(QStringLiteral("relay.toml"));
        const QByteArray base
            = "[listen]\nport = 0\n[data]\ndirectory = \"" + folder.filePath(QStringLiteral("data")).toUtf8() + "\"\n";
        write(config, base);
        Running relay(config);
        QVERIFY(relay.port() != 0);
        QCOMPARE(get(relay.port(), "/metrics"), QByteArray("HTTP/1.1 200 OK"));
        QTcpSocket open;
        open.connectToHost(QStringLiteral("127.0.0.1"), relay.port());
        QVERIFY(open.waitForConnected(kPatience));

        write(config, base + "commit_batch = 7\n[metrics]\nreaders = []\n");
        relay.signal(SIGHUP);
        QCOMPARE(relay.said("reloaded: "), QByteArray("reloaded: metrics.readers = []"));
        QCOMPARE(relay.said("holds from"), QByteArray("holds from the next start on: data.commit_batch = 7"));
        QCOMPARE(get(relay.port(), "/metrics"), QByteArray("HTTP/1.1 404 Not Found"));

        // What is wrong changes nothing.
        write(config, base + "[metrics]\nreaders = [1]\n");
        relay.signal(SIGHUP);
        const QByteArray complaint = relay.complained("not reloaded");
        QVERIFY2(complaint.contains(config.toUtf8() + ":6: "), complaint.constData());
        QCOMPARE(get(relay.port(), "/metrics"), QByteArray("HTTP/1.1 404 Not Found"));

        write(config, base + "[deadlines]\nheader_ms = 15000\n");
        relay.signal(SIGHUP);
        QCOMPARE(relay.said("reloaded: metrics"), QByteArray("reloaded: metrics.readers = [\"127.0.0.1\", \"::1\"]"));
        QCOMPARE(get(relay.port(), "/metrics"), QByteArray("HTTP/1.1 200 OK"));
        relay.signal(SIGHUP);
        QCOMPARE(relay.said("reloaded: nothing"), QByteArray("reloaded: nothing has changed"));

        // The socket from before all this is served as if nothing had been.
        open.write("GET /healthz HTTP/1.1\r\nHost: relay\r\n\r\n");
        QVERIFY(open.waitForReadyRead(kPatience));
        QVERIFY(open.readAll().startsWith("HTTP/1.1 200 OK"));
    }

    void theServiceManagerIsToldHowItStands()
    {
        const QTemporaryDir folder;
        const QString config = folder.filePath(QStringLiteral("relay.toml"));
        write(config,
            "[listen]\nport = 0\n[data]\ndirectory = \"" + folder.filePath(QStringLiteral("data")).toUtf8() + "\"\n");
        const ServiceManager manager(folder.filePath(QStringLiteral("notify")));
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NOTIFY_SOCKET"), folder.filePath(QStringLiteral("notify")));
        environment.insert(QStringLiteral("WATCHDOG_USEC"), QStringLiteral("300000"));
        Running relay(config, environment);
        QCOMPARE(manager.heard("READY"), QByteArray("READY=1"));
        QCOMPARE(manager.heard("WATCHDOG"), QByteArray("WATCHDOG=1"));
        relay.signal(SIGHUP);
        QVERIFY(manager.heard("RELOADING").startsWith("RELOADING=1\nMONOTONIC_USEC="));
        QCOMPARE(manager.heard("READY"), QByteArray("READY=1"));
        QCOMPARE(manager.heard("WATCHDOG"), QByteArray("WATCHDOG=1"));
        relay.signal(SIGTERM);
        QCOMPARE(manager.heard("STOPPING"), QByteArray("STOPPING=1"));
        QVERIFY(relay.waitForEnd());
    }
};

QTEST_GUILESS_MAIN(TestRelayProgram)
#include "tst_relayprogram.moc"
