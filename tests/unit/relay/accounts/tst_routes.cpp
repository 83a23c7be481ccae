// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/routes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "accountsfixture.h"

using namespace pc;
using namespace pc::test;
using relay::front::HttpRequest;
using relay::front::HttpResponse;

namespace {

/// Single quotes stand for double ones: Qt 6.4's moc loses its way in raw strings.
QByteArray quoted(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

HttpResponse ask(AccountsFixture &relay, HttpRequest request)
{
    Routes routes(relay.accounts());
    std::promise<HttpResponse> promise;
    request.peer = "192.0.2.1";
    routes.handle(std::move(request), [&promise](HttpResponse response) { promise.set_value(std::move(response)); });
    return promise.get_future().get();
}

HttpResponse post(AccountsFixture &relay, const char *path, const QByteArray &body, const QByteArray &token = {})
{
    HttpRequest request { "POST", path, {}, { { "content-type", "application/json" } }, body.toStdString(), {} };
    if (!token.isEmpty())
        request.fields.emplace_back("authorization", "Bearer " + token.toStdString());
    return ask(relay, std::move(request));
}

HttpResponse get(
    AccountsFixture &relay, const char *path, const char *query, const QByteArray &token, const char *method = "GET")
{
    HttpRequest request { method, path, query, {}, {}, {} };
    if (!token.isEmpty())
        request.fields.emplace_back("authorization", "Bearer " + token.toStdString());
    return ask(relay, std::move(request));
}

QJsonObject json(const HttpResponse &response)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
}

std::string field(const HttpResponse &response, const char *name)
{
    for (const auto &[key, value] : response.fields) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace

class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWayOfADevice()
    {
        AccountsFixture relay;
        const QString code
            = relay.inviteFor(relay.person(relay.school(), QStringLiteral("Ana López"), people::Role::Staff));
        const QByteArray joinBody = quoted("{'invite':'") + code.toLatin1()
            + quoted("','userName':'ana','password':'correct horse battery','deviceName':'Laptop','platform':'linux'}");
        const HttpResponse joined = post(relay, "/v1/register", joinBody);
        QCOMPARE(joined.status, 201);
        QCOMPARE(field(joined, "cache-control"), std::string("no-store"));
        QCOMPARE(json(joined)[u"name"].toString(), QStringLiteral("Ana López"));
        QCOMPARE(json(joined)[u"role"].toString(), QStringLiteral("staff"));
        QCOMPARE(json(joined)[u"expiresIn"].toInt(), 900);
        QCOMPARE(post(relay, "/v1/register", joinBody).status, 404);

        const HttpResponse in = post(relay, "/v1/login",
            quoted("{'userName':'ana','password':'correct horse battery','deviceName':'Phone','platform':'android'}"));
        QCOMPARE(in.status, 200);
        const QByteArray token = json(in)[u"accessToken"].toString().toLatin1();

        const HttpResponse self = get(relay, "/v1/self", "", token);
        QCOMPARE(self.status, 200);
        QCOMPARE(json(self)[u"userId"], json(in)[u"userId"]);
        QCOMPARE(json(self)[u"schoolName"].toString(), QStringLiteral("Rosenheim"));
        QCOMPARE(json(self)[u"policy"][u"guardiansMayCreateGroups"].toBool(true), false);

        const QJsonArray devices = json(get(relay, "/v1/devices", "", token))[u"devices"].toArray();
        QCOMPARE(devices.size(), 2);
        const QString other = json(joined)[u"deviceId"].toString();
        const QByteArray path = "/v1/devices/" + other.toLatin1();
        QCOMPARE(get(relay, path.constData(), "", token, "DELETE").status, 204);
        QCOMPARE(get(relay, path.constData(), "", token, "DELETE").status, 404);
        QCOMPARE(get(relay, "/v1/devices/nonsense", "", token, "DELETE").status, 404);

        const QByteArray refreshBody = quoted("{'refreshToken':'") + json(in)[u"refreshToken"].toString().toLatin1()
            + quoted("','attempt':'a1'}");
        const HttpResponse renewed = post(relay, "/v1/refresh", refreshBody);
        QCOMPARE(renewed.status, 200);
        QVERIFY(!json(renewed)[u"refreshToken"].toString().isEmpty());

        QCOMPARE(
            post(relay, "/v1/password", quoted("{'oldPassword':'wrong wrong','newPassword':'another password'}"), token)
                .status,
            401);
        QCOMPARE(post(relay, "/v1/password",
                     quoted("{'oldPassword':'correct horse battery','newPassword':'another password'}"), token)
                     .status,
            204);
        QCOMPARE(post(relay, "/v1/logout", "{}", token).status, 204);
        QCOMPARE(get(relay, "/v1/self", "", token).status, 401);
    }

    void unknownUserAndWrongPasswordAreByteForByteTheSame()
    {
        AccountsFixture relay;
        relay.joined(relay.school(), QStringLiteral("ana"));
        const HttpResponse wrong = post(relay, "/v1/login", quoted("{'userName':'ana','password':'wrong password'}"));
        const HttpResponse unknown
            = post(relay, "/v1/login", quoted("{'userName':'nobody','password':'wrong password'}"));
        const HttpResponse empty = post(relay, "/v1/login", "{}");
        QCOMPARE(wrong.status, 401);
        for (const HttpResponse *other : { &unknown, &empty }) {
            QCOMPARE(other->status, wrong.status);
            QCOMPARE(other->body, wrong.body);
            QCOMPARE(other->contentType, wrong.contentType);
            QVERIFY(other->fields == wrong.fields);
        }
    }

    void everyRouteButTheWaysInAsksWho_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("logout") << QByteArray("POST") << QByteArray("/v1/logout");
        QTest::newRow("password") << QByteArray("POST") << QByteArray("/v1/password");
        QTest::newRow("devices") << QByteArray("GET") << QByteArray("/v1/devices");
        QTest::newRow("revoke") << QByteArray("DELETE")
                                << QByteArray("/v1/devices/00000000-0000-0000-0000-000000000001");
        QTest::newRow("people") << QByteArray("GET") << QByteArray("/v1/people");
        QTest::newRow("self") << QByteArray("GET") << QByteArray("/v1/self");
    }

    void everyRouteButTheWaysInAsksWho()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        AccountsFixture relay;
        for (const char *token : { "", "nonsense", "a.b.c" }) {
            const HttpResponse response = get(relay, path.constData(), "", token, method.constData());
            QCOMPARE(response.status, 401);
            QCOMPARE(field(response, "www-authenticate"), std::string("Bearer"));
            QCOMPARE(json(response)[u"code"].toString(), QStringLiteral("unauthenticated"));
        }
    }

    void problemsFollowTheStandard()
    {
        AccountsFixture relay;
        const HttpResponse missing = post(relay, "/v1/nowhere", "{}");
        QCOMPARE(missing.status, 404);
        QCOMPARE(missing.contentType, std::string("application/problem+json"));
        QCOMPARE(json(missing)[u"status"].toInt(), 404);
        QVERIFY(!json(missing)[u"title"].toString().isEmpty());

        const HttpResponse method = get(relay, "/v1/login", "", {});
        QCOMPARE(method.status, 405);
        QCOMPARE(field(method, "allow"), std::string("POST"));

        HttpRequest form { "POST", "/v1/login", {}, { { "content-type", "application/x-www-form-urlencoded" } }, "a=b",
            {} };
        QCOMPARE(ask(relay, std::move(form)).status, 415);
    }

    void bodiesThatAreNotOneFlatObjectAreRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("not JSON") << QByteArray("hello");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("a key twice") << QByteArray(quoted("{'userName':'ana','userName':'ben','password':'x'}"));
        QTest::newRow("nested") << QByteArray(quoted("{'userName':{'$ne':''},'password':'x'}"));
        QTest::newRow("not UTF-8") << QByteArray("{\"userName\":\"\xff\"}");
        QTest::newRow("deep") << QByteArray(20'000, '[');
    }

    void bodiesThatAreNotOneFlatObjectAreRefused()
    {
        QFETCH(QByteArray, body);
        AccountsFixture relay;
        const HttpResponse response = post(relay, "/v1/login", body);
        QCOMPARE(response.status, 400);
        QCOMPARE(json(response)[u"code"].toString(), QStringLiteral("invalid"));
    }

    void tooManyTriesSayWhenToComeBack()
    {
        AccountsOptions options = AccountsFixture::cheap();
        options.limits.perAddress = { 1, Milliseconds { 60'000 } };
        AccountsFixture relay(options);
        const QByteArray body = quoted("{'userName':'ana','password':'wrong password'}");
        QCOMPARE(post(relay, "/v1/login", body).status, 401);
        const HttpResponse limited = post(relay, "/v1/login", body);
        QCOMPARE(limited.status, 429);
        QVERIFY(!field(limited, "retry-after").empty());
    }

    void aQueryIsDecodedOnce()
    {
        AccountsFixture relay;
        const SchoolId school = relay.school();
        const SignedIn ana = relay.joined(school, QStringLiteral("ana"));
        QVERIFY(relay.join(relay.inviteFor(relay.person(school, QStringLiteral("Jörg A+B"), people::Role::Staff)),
            QStringLiteral("joerg"), kPassword));
        const auto count = [&](const char *query) {
            return json(get(relay, "/v1/people", query, ana.tokens.access))[u"people"].toArray().size();
        };
        QCOMPARE(count(""), 1);
        QCOMPARE(count("q=J%C3%B6rg+A%2BB"), 1);
        QCOMPARE(count("q=j%C3%B6rg%20a%2Bb&limit=5"), 1);
        QCOMPARE(count("q=%25"), 0);
        QCOMPARE(get(relay, "/v1/people", "after=%25%25", ana.tokens.access).status, 400);
    }
};

QTEST_APPLESS_MAIN(TestRoutes)
#include "tst_routes.moc"
