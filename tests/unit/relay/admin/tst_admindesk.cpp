// SPDX-License-Identifier: GPL-3.0-or-later
// Administration on a file at rest, and through the socket of a relay that runs in this process.

#include "core/base/random.h"
#include "core/relay/admin/adminclient.h"
#include "core/relay/admin/admindesk.h"
#include "core/relay/admin/adminsocket.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace pc;
using namespace pc::relay;
using namespace pc::relay::admin;

namespace {

QJsonObject request(const char *command, const QJsonObject &arguments = {})
{
    return { { QStringLiteral("command"), QString::fromLatin1(command) }, { QStringLiteral("arguments"), arguments } };
}

QJsonObject with(const char *key, const QJsonValue &value, QJsonObject rest = {})
{
    rest.insert(QLatin1StringView(key), value);
    return rest;
}

} // namespace

class TestAdminDesk : public QObject
{
    Q_OBJECT

    static RelayOptions optionsIn(const QTemporaryDir &folder)
    {
        RelayOptions options;
        options.dataDirectory = folder.filePath(QStringLiteral("data"));
        options.accounts.hashes.cost = crypto::kTestOnlyCost;
        return options;
    }

    static QJsonObject asked(const RelayOptions &options, const QJsonObject &what)
    {
        const auto answer = askRelay(options, what);
        return answer ? *answer : refusal(answer.error());
    }

private Q_SLOTS:
    void aSchoolIsSetUpOnAFileAtRest()
    {
        const QTemporaryDir folder;
        const RelayOptions options = optionsIn(folder);
        const QJsonObject made = asked(options, request("create-school", with("name", QStringLiteral("Rosenheim"))));
        QVERIFY2(made[u"ok"].toBool(), qPrintable(made[u"message"].toString()));
        const QString school = made[u"result"][u"id"].toString();
        const QJsonObject person = asked(options,
            request("create-person",
                with("school", school, with("name", QStringLiteral("Ana"), with("role", QStringLiteral("staff"))))));
        QCOMPARE(person[u"result"][u"role"].toString(), QStringLiteral("staff"));
        const QJsonObject invite = asked(options, request("create-invite", with("person", person[u"result"][u"id"])));
        QCOMPARE(invite[u"result"][u"code"].toString().size(), 22);
        QCOMPARE(asked(options, request("list-schools"))[u"result"][u"items"].toArray().size(), 1);
        const QJsonArray people
            = asked(options, request("list-people", with("school", school)))[u"result"][u"items"].toArray();
        QCOMPARE(people.size(), 1);
        QCOMPARE(people.first()[u"name"].toString(), QStringLiteral("Ana"));
        QCOMPARE(
            asked(options, request("list-invites", with("school", school)))[u"result"][u"items"].toArray().size(), 1);
        QVERIFY(!(QFileInfo(options.dataDirectory).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    }

    void aClassIsMadeAndRunOnAFileAtRest()
    {
        const QTemporaryDir folder;
        const RelayOptions options = optionsIn(folder);
        const auto id = [](const QJsonObject &answer) { return answer[u"result"][u"id"].toString(); };
        const QString school = id(asked(options, request("create-school", with("name", QStringLiteral("Rosenheim")))));
        const auto person = [&](const QString &name) {
            return id(asked(options, request("create-person", with("school", school, with("name", name)))));
        };
        const QString ana = person(QStringLiteral("Ana"));
        const QString ben = person(QStringLiteral("Ben"));
        const QJsonObject made = asked(options,
            request("create-class",
                with("school", school, with("name", QStringLiteral("3B"), with("members", QJsonArray { ana })))));
        QVERIFY2(made[u"ok"].toBool(), qPrintable(made[u"message"].toString()));
        const auto members = [&](const char *command, const QString &who) {
            return asked(options, request(command, with("class", id(made), with("members", QJsonArray { who }))));
        };
        QCOMPARE(members("add-to-class", ben)[u"result"][u"members"].toInt(), 2);
        QCOMPARE(members("remove-from-class", ana)[u"result"][u"members"].toInt(), 1);
        QCOMPARE(members("add-to-class", school)[u"code"].toString(), QStringLiteral("not_found"));
        const auto items = [&](const char *command, const char *key, const QString &value) {
            return asked(options, request(command, with(key, value)))[u"result"][u"items"].toArray();
        };
        QCOMPARE(items("list-classes", "school", school).first()[u"name"].toString(), QStringLiteral("3B"));
        QCOMPARE(items("list-members", "class", id(made)).size(), 1);
        QCOMPARE(items("list-members", "class", id(made)).first()[u"name"].toString(), QStringLiteral("Ben"));
    }

    void badRequestsAreRefusedInWords_data()
    {
        QTest::addColumn<QJsonObject>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QJsonObject() << QStringLiteral("unsupported");
        QTest::newRow("unknown") << request("drop-tables") << QStringLiteral("unsupported");
        QTest::newRow("no name") << request("create-school") << QStringLiteral("invalid");
        QTest::newRow("no id") << request("disable-person", with("person", QStringLiteral("ana")))
                               << QStringLiteral("invalid");
        QTest::newRow("number for a text") << request("disable-person", with("person", 5)) << QStringLiteral("invalid");
        QTest::newRow("bad role") << request("create-person",
            with("school", QStringLiteral("00000000-0000-0000-0000-000000000001"),
                with("name", QStringLiteral("x"), with("role", QStringLiteral("king")))))
                                  << QStringLiteral("invalid");
        QTest::newRow("no such person") << request(
            "reset-password", with("person", QStringLiteral("00000000-0000-0000-0000-000000000001")))
                                        << QStringLiteral("not_found");
        QTest::newRow("no such device") << request(
            "revoke-device", with("device", QStringLiteral("00000000-0000-0000-0000-000000000001")))
                                        << QStringLiteral("not_found");
        const QString someId = QStringLiteral("00000000-0000-0000-0000-000000000001");
        const QJsonObject named = with("school", someId, with("name", QStringLiteral("3B")));
        QTest::newRow("class of nobody") << request("create-class", named) << QStringLiteral("invalid");
        QTest::newRow("members are no list")
            << request("create-class", with("members", someId, named)) << QStringLiteral("invalid");
        QTest::newRow("a member is no id")
            << request("create-class", with("members", QJsonArray { 5 }, named)) << QStringLiteral("invalid");
        QTest::newRow("a name that breaks lines") << request(
            "create-class", with("members", QJsonArray { someId }, with("name", QStringLiteral("3\nB"), named)))
                                                  << QStringLiteral("invalid");
        QTest::newRow("class of an unknown school")
            << request("create-class", with("members", QJsonArray { someId }, named)) << QStringLiteral("not_found");
        QTest::newRow("no such class") << request("list-members", with("class", someId)) << QStringLiteral("not_found");
        QTest::newRow("too many uses") << request("create-invite",
            with("school", QStringLiteral("00000000-0000-0000-0000-000000000001"), with("uses", 1'000'000)))
                                       << QStringLiteral("invalid");
    }

    void badRequestsAreRefusedInWords()
    {
        QFETCH(QJsonObject, what);
        QFETCH(QString, code);
        const QTemporaryDir folder;
        const QJsonObject answer = asked(optionsIn(folder), what);
        QCOMPARE(answer[u"ok"].toBool(true), false);
        QCOMPARE(answer[u"code"].toString(), code);
        QVERIFY(!answer[u"message"].toString().isEmpty());
    }

    void aRunningRelayIsAskedThroughItsSocket()
    {
        const QTemporaryDir folder;
        const RelayOptions options = optionsIn(folder);
        SystemClock clock;
        SystemRandom random;
        auto relay = Relay::start(options, clock, random);
        QVERIFY2(relay.ok(), relay ? "" : qPrintable(relay.error().detail));

        // It holds the file, and there is no door yet.
        const auto locked = askRelay(options, request("list-schools"));
        QCOMPARE(locked.code(), Errc::Locked);
        QVERIFY(locked.error().detail.contains(options.dataDirectory));

        AdminDesk desk((*relay)->accounts(), (*relay)->log());
        const QString path = adminSocketPath(options.dataDirectory);
        auto socket = AdminSocket::listen(path, desk);
        QVERIFY2(socket.ok(), socket ? "" : qPrintable(socket.error().detail));
        const auto others
            = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFileInfo(path).permissions() & others));

        // The client blocks, so it asks from a thread of its own while this loop serves.
        std::atomic<bool> done = false;
        QJsonObject answer;
        std::thread asker([&] {
            answer = asked(options, request("create-school", with("name", QStringLiteral("Live"))));
            done = true;
        });
        QTRY_VERIFY_WITH_TIMEOUT(done.load(), 20'000);
        asker.join();
        QVERIFY2(answer[u"ok"].toBool(), qPrintable(answer[u"message"].toString()));
        const auto school = idFromString<SchoolId>(answer[u"result"][u"id"].toString());
        QCOMPARE((*relay)->accounts().roster().school(*school)->name, QStringLiteral("Live")); // at once

        QLocalSocket stranger;
        stranger.connectToServer(path);
        QVERIFY(stranger.waitForConnected(5'000));
        stranger.write("hello\n");
        QTRY_VERIFY(stranger.canReadLine());
        QCOMPARE(QJsonDocument::fromJson(stranger.readLine())[u"code"].toString(), QStringLiteral("invalid"));
        QTRY_COMPARE(stranger.state(), QLocalSocket::UnconnectedState);

        QLocalSocket flood;
        flood.connectToServer(path);
        QVERIFY(flood.waitForConnected(5'000));
        flood.write(QByteArray(200 * 1024, 'x'));
        QTRY_COMPARE(flood.state(), QLocalSocket::UnconnectedState);
        (*relay).reset();
    }
};

QTEST_GUILESS_MAIN(TestAdminDesk)
#include "tst_admindesk.moc"
