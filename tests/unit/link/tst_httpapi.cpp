// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/fakeclock.h"
#include "core/link/apijson.h"
#include "core/link/httpapi.h"
#include "tests/support/scriptedhttp/scriptedhttp.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "scriptedrelay.h"
#include "testcertificate.h"

using namespace pc;
using namespace pc::link;
using namespace std::chrono_literals;
using pc::test::ScriptedHttp;

namespace {

const QByteArray kSelfFields = R"("userId":"01234567-89ab-7def-8123-456789abcdef",)"
                               R"("schoolId":"01234567-89ab-7def-8123-456789abcde0","name":"Ana","role":"staff",)"
                               R"("label":"Teacher, 3B","deviceId":"01234567-89ab-7def-8123-456789abcde1",)"
                               R"("schoolName":"North","policy":{"guardiansMayWriteToGuardians":true})";
const QByteArray kTokenFields = R"("accessToken":"AT","refreshToken":"RT","expiresIn":900)";

QByteArray object(const QByteArray &fields)
{
    return "{" + fields + "}";
}

/// What came of one question.
template<typename T>
struct Came
{
    std::vector<Result<T>> results;

    HttpApi::Reply<T> reply()
    {
        return [this](Result<T> result) { results.push_back(std::move(result)); };
    }

    std::optional<Errc> code() const
    {
        return results.empty() || results.front() ? std::nullopt : std::optional(results.front().code());
    }
};

} // namespace

class TestHttpApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<ScriptedHttp>();
        QVERIFY(m_server->listening);
        m_api = std::make_unique<HttpApi>(RelayAddress::fromText(m_server->url()).value(), m_way.network, m_clock);
    }

    void cleanup()
    {
        m_api.reset();
        m_server.reset();
    }

    void logInSendsWhoAndGetsTokensAndSelf()
    {
        m_server->on(
            "/v1/login", { 200, object(kSelfFields + "," + kTokenFields), "application/json", {}, false, false });
        Came<Grant> came;
        m_api->logIn({ QStringLiteral("ana"), QStringLiteral("päss"), QStringLiteral("laptop"),
                         QStringLiteral("debian"), idFromString<DeviceId>(u"01234567-89ab-7def-8123-456789abcde1") },
            came.reply());
        QTRY_COMPARE(came.results.size(), size_t(1));
        const Grant grant = came.results.front().value();
        QCOMPARE(grant.tokens.accessToken, QStringLiteral("AT"));
        QCOMPARE(grant.tokens.refreshToken, QStringLiteral("RT"));
        QCOMPARE(grant.tokens.expiresIn, 900s);
        QCOMPARE(grant.self.person.name, QStringLiteral("Ana"));
        QCOMPARE(grant.self.person.role, wire::PersonRole::Staff);
        QVERIFY(grant.self.policy.guardiansMayWriteToGuardians);
        QVERIFY(!grant.self.policy.guardiansMayCreateGroups);
        const auto &request = m_server->requests.front();
        QCOMPARE(request.method, "POST");
        QVERIFY(request.head.toLower().contains("content-type: application/json"));
        const QJsonObject sent = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(sent.value(QLatin1StringView("password")).toString(), QStringLiteral("päss"));
        QCOMPARE(sent.value(QLatin1StringView("deviceId")).toString(),
            QStringLiteral("01234567-89ab-7def-8123-456789abcde1"));
    }

    void theTokenTravelsInTheHeadAndNeverInTheAddress()
    {
        m_server->on("/v1/people", { 200, R"({"people":[],"next":""})", "application/json", {}, false, false });
        Came<PeoplePage> came;
        m_api->people(QStringLiteral("SECRET"), QStringLiteral("a+b&c=d é"), QStringLiteral("x/y"), came.reply());
        QTRY_COMPARE(came.results.size(), size_t(1));
        QVERIFY(came.results.front());
        const auto &request = m_server->requests.front();
        QVERIFY(request.head.contains("Authorization: Bearer SECRET\r\n"));
        QVERIFY(!request.target.contains("SECRET"));
        QCOMPARE(request.target, "/v1/people?q=a%2Bb%26c%3Dd%20%C3%A9&after=x%2Fy");
    }

    void pagesAreRead()
    {
        m_server->on("/v1/people",
            { 200, R"({"people":[)" + object(kSelfFields) + R"(],"next":"n"})", "application/json", {}, false, false });
        m_server->on("/v1/devices",
            { 200,
                R"({"devices":[{"deviceId":"01234567-89ab-7def-8123-456789abcde1","name":"pc",)"
                R"("platform":"linux","createdAt":5,"lastSeen":null,"current":true}],"next":""})",
                "application/json", {}, false, false });
        Came<PeoplePage> people;
        Came<DevicesPage> devices;
        m_api->people({}, {}, {}, people.reply());
        m_api->devices({}, {}, devices.reply());
        QTRY_VERIFY(people.results.size() == 1 && devices.results.size() == 1);
        QCOMPARE(people.results.front()->people.front().label, QStringLiteral("Teacher, 3B"));
        QCOMPARE(people.results.front()->next, QStringLiteral("n"));
        const DeviceInfo device = devices.results.front()->devices.front();
        QVERIFY(device.isCurrent);
        QCOMPARE(device.createdAt, std::optional(utcFromMilliseconds(5)));
        QCOMPARE(device.lastSeen, std::optional<UtcTime>());
    }

    void deviceListsAndLinkingsTravelAsBase64Url()
    {
        const UserId ana { Uuid { { 1 } } };
        m_server->on("/v1/device-list", { 200, R"({"number":8})", "application/json", {}, false, false });
        m_server->on("/v1/device-lists/",
            { 200, R"({"entries":["AQID","_-8"],"number":7})", "application/json", {}, false, false });
        m_server->on("/v1/links", { 201, "{}", "application/json", {}, false, false });
        m_server->on("/v1/links/", { 200, R"({"messages":["_w"]})", "application/json", {}, false, false });
        Came<DeviceListPage> list;
        Came<quint32> number;
        Came<void> begun;
        Came<std::vector<QByteArray>> mail;
        m_api->deviceList(QStringLiteral("T"), ana, 5, list.reply());
        m_api->appendToDeviceList(QStringLiteral("T"), QByteArray("\xfb\xff", 2), number.reply());
        m_api->beginLink(QStringLiteral("T"), QStringLiteral("123456789"), "offer", begun.reply());
        m_api->readLink(QStringLiteral("T"), QStringLiteral("123456789"), 1, mail.reply());
        QTRY_VERIFY(list.results.size() == 1 && number.results.size() == 1 && begun.results.size() == 1
            && mail.results.size() == 1);
        QCOMPARE(list.results.front()->number, 7U);
        QVERIFY(list.results.front()->entries
            == (std::vector<QByteArray> { QByteArray("\1\2\3"), QByteArray("\xff\xef") }));
        QCOMPARE(*number.results.front(), 8U);
        QVERIFY(begun.results.front());
        QVERIFY(*mail.results.front() == std::vector<QByteArray> { QByteArray("\xff") });
        QCOMPARE(m_server->count("/v1/device-lists/01000000-0000-0000-0000-000000000000?after=5"), 1);
        QCOMPARE(m_server->count("/v1/links/123456789?after=1"), 1);
        const auto body = [this](const QByteArray &target) {
            const auto found = std::ranges::find(m_server->requests, target, &ScriptedHttp::Request::target);
            return found == m_server->requests.end() ? QByteArray() : found->body;
        };
        QCOMPARE(body("/v1/device-list"), R"({"entry":"-_8"})");
        QCOMPARE(body("/v1/links"), R"({"code":"123456789","message":"b2ZmZXI"})");
    }

    void bytesThatAreNotWrittenAsAgreedAreNotTaken()
    {
        for (const char *entries : { R"("A+8")", "7", R"(" AQID")" }) {
            const QByteArray page = R"({"entries":[)" + QByteArray(entries) + R"(],"number":1})";
            QVERIFY2(!parseDeviceList(page), entries);
        }
        for (const char *page : { R"({"entries":[]})", R"({"entries":[],"number":-1})",
                 R"({"entries":[],"number":4294967296})", R"({"number":1})" })
            QVERIFY2(!parseDeviceList(page), page);
        QVERIFY(!parseListNumber("{}"));
        QVERIFY(!parseLinkMail(R"({"messages":[null]})"));
        QVERIFY(!parseLinkMail(R"({"messages":[")" + QByteArray(4'000, 'A') + R"("]})"));
    }

    void anAnswerWithoutABodyIsSuccess()
    {
        m_server->on("/v1/", { 204, {}, {}, {}, false, false });
        Came<void> out;
        Came<void> revoked;
        Came<void> changed;
        m_api->logOut(QStringLiteral("T"), out.reply());
        m_api->revokeDevice(QStringLiteral("T"), DeviceId { Uuid { { 1 } } }, revoked.reply());
        m_api->changePassword(QStringLiteral("T"), QStringLiteral("old"), QStringLiteral("new"), changed.reply());
        QTRY_VERIFY(out.results.size() == 1 && revoked.results.size() == 1 && changed.results.size() == 1);
        QVERIFY(out.results.front() && revoked.results.front() && changed.results.front());
        QCOMPARE(m_server->count("/v1/devices/01000000-0000-0000-0000-000000000000"), 1);
    }

    void onlyAProblemDocumentIsTheRelaysWord_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        const QByteArray problem = "application/problem+json";
        QTest::newRow("refused") << 401 << problem << QByteArray(R"({"code":"unauthenticated"})")
                                 << int(Errc::Unauthenticated);
        QTest::newRow("limited") << 429 << problem << QByteArray(R"({"code":"rate_limited"})")
                                 << int(Errc::RateLimited);
        QTest::newRow("taken") << 409 << problem << QByteArray(R"({"code":"conflict"})") << int(Errc::Conflict);
        QTest::newRow("with charset") << 404 << problem + "; charset=utf-8" << QByteArray(R"({"code":"not_found"})")
                                      << int(Errc::NotFound);
        QTest::newRow("a proxy's 401") << 401 << QByteArray("text/html") << QByteArray("<h1>Pay for the network")
                                       << int(Errc::Network);
        QTest::newRow("a proxy's 403") << 403 << QByteArray("application/json")
                                       << QByteArray(R"({"code":"unauthenticated"})") << int(Errc::Network);
        QTest::newRow("bad gateway") << 502 << QByteArray("text/html") << QByteArray("<h1>") << int(Errc::Unavailable);
        QTest::newRow("local code") << 400 << problem << QByteArray(R"({"code":"key_missing"})") << int(Errc::Network);
        QTest::newRow("no code") << 400 << problem << QByteArray("{}") << int(Errc::Network);
        QTest::newRow("redirect") << 302 << QByteArray("text/html") << QByteArray() << int(Errc::Network);
    }

    void onlyAProblemDocumentIsTheRelaysWord()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        m_server->on("/v1/refresh",
            { status, body, type, "Location: /v1/elsewhere\r\nWWW-Authenticate: Bearer\r\n", false, false });
        Came<Renewal> came;
        m_api->refresh(QStringLiteral("RT"), QStringLiteral("A"), came.reply());
        QTRY_COMPARE(came.results.size(), size_t(1));
        QCOMPARE(came.code(), Errc(code));
        QCOMPARE(m_server->count("/v1/elsewhere"), 0);
    }

    void whoeverAnswersNotAsAgreedIsNoRelay_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("not JSON") << QByteArray("<html>");
        QTest::newRow("array") << QByteArray("[1]");
        QTest::newRow("no token") << QByteArray(R"({"refreshToken":"RT","expiresIn":9})");
        QTest::newRow("empty token") << QByteArray(R"({"accessToken":"","refreshToken":"RT","expiresIn":9})");
        QTest::newRow("number for a token") << QByteArray(R"({"accessToken":1,"refreshToken":"RT","expiresIn":9})");
        QTest::newRow("negative life") << QByteArray(R"({"accessToken":"A","refreshToken":"RT","expiresIn":-1})");
        QTest::newRow("endless life") << QByteArray(R"({"accessToken":"A","refreshToken":"RT","expiresIn":1e300})");
        QTest::newRow("text for a life") << QByteArray(R"({"accessToken":"A","refreshToken":"RT","expiresIn":"9"})");
        QTest::newRow("huge token") << "{\"accessToken\":\"" + QByteArray(10'000, 'x')
                + "\",\"refreshToken\":\"RT\",\"expiresIn\":9}";
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }

    void whoeverAnswersNotAsAgreedIsNoRelay()
    {
        QFETCH(QByteArray, body);
        m_server->on("/v1/refresh", { 200, body, "application/json", {}, false, false });
        Came<Renewal> came;
        m_api->refresh(QStringLiteral("RT"), QStringLiteral("A"), came.reply());
        QTRY_COMPARE(came.results.size(), size_t(1));
        QCOMPARE(came.code(), Errc::Network);
    }

    void tooLongAnAnswerIsNotKept()
    {
        m_server->on("/v1/self", { 200, QByteArray(2 * 1024 * 1024, ' '), "application/json", {}, false, false });
        Came<SelfInfo> came;
        m_api->self(QStringLiteral("T"), came.reply());
        QTRY_COMPARE(came.results.size(), size_t(1));
        QCOMPARE(came.code(), Errc::TooLarge);
    }

    void noAnswerRunsIntoTheDeadlineOnce()
    {
        m_server->on("/v1/self", { 200, {}, {}, {}, true, false });
        Came<SelfInfo> came;
        m_api->self(QStringLiteral("T"), came.reply());
        QTRY_COMPARE(m_server->count("/v1/self"), 1);
        m_clock.advance(19'999ms);
        QVERIFY(came.results.empty());
        m_clock.advance(1ms);
        QCOMPARE(came.results.size(), size_t(1));
        QCOMPARE(came.code(), Errc::Timeout);
        m_clock.advance(1h);
        QCOMPARE(came.results.size(), size_t(1));
    }

    void aCutConnectionIsNetwork()
    {
        m_server->on("/v1/refresh", { 200, {}, {}, {}, false, true });
        Came<Renewal> came;
        m_api->refresh(QStringLiteral("RT"), QStringLiteral("A"), came.reply());
        QTRY_COMPARE(came.results.size(), size_t(1));
        QCOMPARE(came.code(), Errc::Network);
    }

    void questionsAtOnceAreBounded()
    {
        m_server->on("/v1/self", { 200, {}, {}, {}, true, false });
        std::vector<Came<SelfInfo>> came(20);
        for (auto &one : came)
            m_api->self(QStringLiteral("T"), one.reply());
        QTRY_COMPARE(
            std::count_if(came.begin(), came.end(), [](const auto &one) { return one.code() == Errc::Unavailable; }),
            4);
    }

    void nothingIsRepliedAfterItsEnd()
    {
        m_server->on("/v1/self", { 200, {}, {}, {}, true, false });
        Came<SelfInfo> came;
        m_api->self(QStringLiteral("T"), came.reply());
        QTRY_COMPARE(m_server->count("/v1/self"), 1);
        m_api.reset();
        m_clock.advance(1h);
        QVERIFY(came.results.empty());
        QCOMPARE(m_clock.activeTimers(), 0);
    }

    void anUnknownCertificateIsRefused()
    {
        QTemporaryDir folder;
        const auto certificate = test::makeSelfSigned(QDir(folder.path()));
        QVERIFY2(certificate, "the openssl command is missing or failed");
        test::ScriptedRelay secure(test::ScriptedRelay::Tls::On);
        secure.setTls(*certificate);
        QVERIFY(secure.listen());
        HttpApi api(RelayAddress::fromText(secure.url(QStringLiteral("https"))).value(), m_way.network, m_clock);
        Came<SelfInfo> came;
        api.self(QStringLiteral("T"), came.reply());
        QTRY_COMPARE(came.results.size(), size_t(1));
        QCOMPARE(came.code(), Errc::CertificateRefused);
    }

    void addressesAreReadStrictly_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("socket");
        const auto row = [](const char *text, const char *socket) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(socket);
        };
        row("https://relay.school.example", "wss://relay.school.example/v1/socket");
        row("relay.school.example", "wss://relay.school.example/v1/socket");
        row("relay.school.example:8443", "wss://relay.school.example:8443/v1/socket");
        row("  https://relay.school.example/  ", "wss://relay.school.example/v1/socket");
        row("http://relay.school.example", "ws://relay.school.example/v1/socket");
        row("localhost:8080", "ws://localhost:8080/v1/socket");
        row("127.0.0.1:8080", "ws://127.0.0.1:8080/v1/socket");
        row("https://127.0.0.1", "wss://127.0.0.1/v1/socket");
        row("[::1]:99", "ws://[::1]:99/v1/socket");
        row("", "");
        row("https://", "");
        row("ftp://relay.example", "");
        row("ws://relay.example", "");
        row("https://user:word@relay.example", "");
        row("https://relay.example/path", "");
        row("https://relay.example?x=1", "");
        row("https://relay.example#x", "");
        row("https://relay.example:0", "");
        row("https://relay.example:99999", "");
        row("localhost.evil.example", "wss://localhost.evil.example/v1/socket");
        row("two words", "");
    }

    void addressesAreReadStrictly()
    {
        QFETCH(QString, text);
        QFETCH(QString, socket);
        const auto address = RelayAddress::fromText(text);
        QCOMPARE(address.ok(), !socket.isEmpty());
        if (!address)
            return;
        QCOMPARE(address->socketUrl().toString(), socket);
        QCOMPARE(address->isEncrypted(), socket.startsWith(QLatin1StringView("wss")));
        QCOMPARE(RelayAddress::fromText(address->text()).value(), *address);
    }

private:
    FakeClock m_clock;
    test::ScriptedWay m_way { m_clock };
    std::unique_ptr<ScriptedHttp> m_server;
    std::unique_ptr<HttpApi> m_api;
};

QTEST_GUILESS_MAIN(TestHttpApi)
#include "tst_httpapi.moc"
