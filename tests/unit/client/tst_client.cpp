// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/client/options.h"
#include "app/client/singleinstance.h"

#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace pc;
using client::SingleInstance;

namespace {

const QString kLink = QStringLiteral("parentconnect://join/school.example/abcdEFGH0123-_45");

// The second start waits for the first one's answer, as a program of its own would.
bool tellFromOutside(const QString &profile, const QString &link)
{
    auto told = std::async(std::launch::async, [profile, link] {
        SingleInstance second(profile);
        return second.tellRunning(account::parseInviteLink(link), link);
    });
    while (told.wait_for(std::chrono::milliseconds(0)) != std::future_status::ready)
        QTest::qWait(1);
    return told.get();
}

} // namespace

class tst_Client : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_runtime.isValid());
        qputenv("XDG_RUNTIME_DIR", m_runtime.path().toUtf8());
    }

    void secondStartRaisesTheFirst()
    {
        SingleInstance first(m_profile);
        QVERIFY(!tellFromOutside(m_profile, {}));
        QVERIFY(first.listen());
        QSignalSpy raised(&first, &SingleInstance::raiseRequested);
        QSignalSpy linked(&first, &SingleInstance::linkReceived);
        QVERIFY(tellFromOutside(m_profile, {}));
        QCOMPARE(raised.count(), 1);
        QVERIFY(tellFromOutside(m_profile, kLink));
        QCOMPARE(linked.count(), 1);
        QVERIFY(!tellFromOutside(QStringLiteral("/another/profile"), {}));
    }

    void socketBelongsToItsUserAlone()
    {
        SingleInstance first(m_profile);
        QVERIFY(first.listen());
        const auto files = QDir(m_runtime.path()).entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        QCOMPARE(files.size(), 1);
        QVERIFY(
            !(files[0].permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    }

    void anythingElseIsIgnored_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("nothing") << QByteArray("\n");
        QTest::newRow("word") << QByteArray("quit\n");
        QTest::newRow("case") << QByteArray("RAISE\n");
        QTest::newRow("option") << QByteArray("--relay=http://evil\n");
        QTest::newRow("bad link") << QByteArray("parentconnect://join/a/short\n");
        QTest::newRow("too long") << QByteArray(5000, 'x');
        QTest::newRow("zero bytes") << QByteArray("raise\0x\n", 8);
    }

    void anythingElseIsIgnored()
    {
        QFETCH(QByteArray, line);
        SingleInstance first(m_profile);
        QVERIFY(first.listen());
        QSignalSpy raised(&first, &SingleInstance::raiseRequested);
        QSignalSpy linked(&first, &SingleInstance::linkReceived);
        const auto files = QDir(m_runtime.path()).entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        QLocalSocket socket;
        socket.connectToServer(files.value(0).absoluteFilePath());
        socket.write(line);
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(raised.count(), 0);
        QCOMPARE(linked.count(), 0);
    }

    void optionsAreStrict_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *name, const QStringList &arguments, bool good) {
            QTest::newRow(name) << (QStringList { QStringLiteral("parentconnect") } + arguments) << good;
        };
        row("none", {}, true);
        row("link", { kLink }, true);
        row("two links", { kLink, kLink }, false);
        row("other link", { QStringLiteral("file:///etc/passwd") }, false);
        row("relay", { QStringLiteral("--relay"), QStringLiteral("http://127.0.0.1:8080") }, true);
        row("plain relay elsewhere", { QStringLiteral("--relay"), QStringLiteral("http://a.b") }, false);
        row("theme", { QStringLiteral("--theme"), QStringLiteral("dark") }, true);
        row("pink", { QStringLiteral("--theme"), QStringLiteral("pink") }, false);
        row("geometry", { QStringLiteral("--geometry"), QStringLiteral("1100x760+40+60") }, true);
        row("no geometry", { QStringLiteral("--geometry"), QStringLiteral("big") }, false);
        row("unknown", { QStringLiteral("--what") }, false);
    }

    void optionsAreStrict()
    {
        QFETCH(QStringList, arguments);
        QFETCH(bool, good);
        QCOMPARE(client::parseOptions(arguments).error.isEmpty(), good);
    }

private:
    QTemporaryDir m_runtime;
    QString m_profile = QStringLiteral("/some/profile");
};

QTEST_GUILESS_MAIN(tst_Client)
#include "tst_client.moc"
