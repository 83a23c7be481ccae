// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/commandline.h"

#include <QJsonArray>
#include <QTest>

using namespace pc;
using namespace pc::relay::admin;
using Kind = CommandLine::Kind;

namespace {

Result<CommandLine> parse(const char *typed)
{
    return parseCommandLine(QString::fromUtf8(typed).split(u' ', Qt::SkipEmptyParts));
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servingIsTheDefault()
    {
        QCOMPARE(parse("")->kind, Kind::Serve);
        QCOMPARE(parse("serve")->kind, Kind::Serve);
        const auto line = parse("serve --config /a/b.toml --data d --port 0");
        QCOMPARE(line->config, QStringLiteral("/a/b.toml"));
        QCOMPARE(line->dataDirectory, QStringLiteral("d"));
        QCOMPARE(line->port, std::optional<quint16>(0));
        QCOMPARE(parse("--help")->kind, Kind::Help);
        QCOMPARE(parse("admin --help")->kind, Kind::Help);
        QCOMPARE(parse("--version")->kind, Kind::Version);
        QCOMPARE(parse("config check")->kind, Kind::ConfigCheck);
        QCOMPARE(parse("restored --data d")->kind, Kind::Restored);
        QCOMPARE(parse("config show --config x")->kind, Kind::ConfigShow);
    }

    void adminCommandsBecomeRequests()
    {
        const auto line = parse("admin --json create-invite --school S --role staff --uses 30 --days 7 --data d");
        QVERIFY(line);
        QVERIFY(line->json);
        QCOMPARE(line->dataDirectory, QStringLiteral("d"));
        const QJsonObject arguments { { QStringLiteral("school"), QStringLiteral("S") },
            { QStringLiteral("role"), QStringLiteral("staff") }, { QStringLiteral("uses"), 30 },
            { QStringLiteral("days"), 7 } };
        QCOMPARE(line->request[u"command"].toString(), QStringLiteral("create-invite"));
        QCOMPARE(line->request[u"arguments"].toObject(), arguments);
        QCOMPARE(parse("admin list schools")->request[u"command"].toString(), QStringLiteral("list-schools"));
        QVERIFY(parse("admin create-school --name x --guardians-create-groups")
                    ->request[u"arguments"][u"guardiansMayCreateGroups"]
                    .toBool());
    }

    void anOptionForSeveralMayBeGivenSeveralTimes()
    {
        const auto line = parse("admin create-class --school S --name 3B --member A --member B");
        QVERIFY(line);
        const QJsonArray members { QStringLiteral("A"), QStringLiteral("B") };
        QCOMPARE(line->request[u"arguments"][u"members"].toArray(), members);
        QCOMPARE(parse("admin list members --class C")->request[u"command"].toString(), QStringLiteral("list-members"));
    }

    void whatIsNotUnderstoodIsSaid_data()
    {
        QTest::addColumn<QByteArray>("typed");
        for (const char *typed :
            { "admin", "admin create-scool", "admin list", "admin list dogs", "admin create-school --nam x",
                "admin create-school --name", "admin create-school --name --json", "admin create-class --member",
                "admin create-invite --uses many", "serve --port http", "serve --port 70000", "serve --port",
                "serve now", "config", "config edit", "config check twice", "restored now", "--frobnicate" })
            QTest::newRow(typed) << QByteArray(typed);
    }

    void whatIsNotUnderstoodIsSaid()
    {
        QFETCH(QByteArray, typed);
        const auto line = parse(typed.constData());
        QVERIFY(!line);
        QCOMPARE(line.code(), Errc::Invalid);
        QVERIFY(!line.error().detail.isEmpty());
    }

    void theHelpNamesEveryCommand()
    {
        for (const char *command : { "create-school", "set-policy", "create-person", "create-invite", "withdraw-invite",
                 "list schools", "list people", "list invites", "list devices", "reset-password", "revoke-device",
                 "disable-person", "enable-person", "create-class", "add-to-class", "remove-from-class", "list classes",
                 "list members", "config check", "restored", "--json", "Exit codes" })
            QVERIFY2(helpText().contains(QString::fromLatin1(command)), command);
    }

    void answersAreReadable()
    {
        const QJsonObject item { { QStringLiteral("name"), QStringLiteral("Ana") },
            { QStringLiteral("disabled"), false }, { QStringLiteral("label"), QString() } };
        const QJsonObject list { { QStringLiteral("ok"), true },
            { QStringLiteral("result"),
                QJsonObject { { QStringLiteral("items"), QJsonArray { item, item } },
                    { QStringLiteral("next"), QStringLiteral("c") } } } };
        QCOMPARE(describeAnswer(list),
            QStringLiteral("disabled: no\nname: Ana\n\ndisabled: no\nname: Ana\n\nmore with --after c\n"));
        const QJsonObject done { { QStringLiteral("ok"), true }, { QStringLiteral("result"), QJsonObject {} } };
        QCOMPARE(describeAnswer(done), QStringLiteral("done\n"));
    }
};

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
