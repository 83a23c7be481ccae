// SPDX-License-Identifier: GPL-3.0-or-later
// The program as an administrator meets it: its own process, its exit codes, its words.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

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
};

QTEST_GUILESS_MAIN(TestRelayProgram)
#include "tst_relayprogram.moc"
