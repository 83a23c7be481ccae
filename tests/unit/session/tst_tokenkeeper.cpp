// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a refresh token, against a relay that plays by its rules: a token is good once, again only with the same
// attempt, and anything else ends the sign-in.

#include "core/base/fakeclock.h"
#include "core/crypto/initialise.h"
#include "core/session/tokenkeeper.h"
#include "tests/support/memoryvault/memoryvault.h"
#include "tests/support/scriptedhttp/scriptedhttp.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace pc;
using namespace pc::session;
using namespace std::chrono_literals;
using pc::test::Keychain;
using pc::test::MemoryVault;
using pc::test::ScriptedHttp;
using Wanted = link::AccessTokens::Wanted;

class TestTokenKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void init()
    {
        m_keychain = {};
        m_current = "T0";
        m_previous.clear();
        m_attempt.clear();
        m_loseAnswers = 0;
        m_generation = 0;
        m_stolen = false;
        m_tokens.clear();
        m_server = std::make_unique<ScriptedHttp>();
        m_server->on("/v1/refresh", [this](const ScriptedHttp::Request &request) { return onRefresh(request); });
        m_keychain.entries[kSignInEntry] = encodeRecord(firstRecord()).toByteArrayView().toByteArray();
        restart();
    }

    void cleanup()
    {
        m_keeper.reset();
        m_api.reset();
        m_vault.reset();
        m_server.reset();
    }

    void aFreshTokenCostsNoRequest()
    {
        m_keeper->start(QStringLiteral("A"), 900s);
        ask();
        QCOMPARE(m_tokens.size(), size_t(1));
        QCOMPARE(*m_tokens.front(), QStringLiteral("A"));
        m_clock.advance(839s);
        ask();
        QCOMPARE(m_server->requests.size(), size_t(0));
        m_clock.advance(1s); // a minute before its end
        ask();
        QTRY_COMPARE(m_tokens.size(), size_t(3));
        QCOMPARE(*m_tokens.back(), QStringLiteral("A1"));
    }

    void manyWhoAskShareOneRefresh()
    {
        for (int i = 0; i < 10; ++i)
            ask();
        QTRY_COMPARE(m_tokens.size(), size_t(10));
        QCOMPARE(m_server->requests.size(), size_t(1));
    }

    void aRefusedTokenIsRenewed()
    {
        m_keeper->start(QStringLiteral("A"), 900s);
        ask(Wanted::Renewed);
        QTRY_COMPARE(m_tokens.size(), size_t(1));
        QCOMPARE(*m_tokens.front(), QStringLiteral("A1"));
    }

    void theNewTokenIsInTheVault()
    {
        ask();
        QTRY_COMPARE(stored().refreshToken, secret("T1"));
        QVERIFY(!stored().attempt.isEmpty());
        QVERIFY(!(stored().attempt == secret("first attempt")));
    }

    void aLostAnswerSignsNobodyOut()
    {
        m_loseAnswers = 2;
        ask();
        QTRY_COMPARE(m_tokens.size(), size_t(1));
        QCOMPARE(m_tokens.back().code(), Errc::Network);
        ask();
        QTRY_COMPARE(m_tokens.size(), size_t(2));
        ask();
        QTRY_COMPARE(m_tokens.size(), size_t(3));
        QVERIFY(m_tokens.back());
        QVERIFY(!m_stolen);
    }

    void aCrashBetweenAnswerAndVaultSignsNobodyOut()
    {
        m_keychain.broken = Errc::KeychainUnavailable; // what never reached the vault before the crash
        ask();
        QTRY_COMPARE(m_tokens.size(), size_t(1));
        QVERIFY(m_tokens.back());
        m_keychain.broken = {};
        restart();
        QCOMPARE(stored().refreshToken, secret("T0"));
        ask();
        QTRY_COMPARE(m_tokens.size(), size_t(2));
        QVERIFY(m_tokens.back());
        QVERIFY(!m_stolen);
        QTRY_COMPARE(stored().refreshToken, secret("T1"));
    }

    void aVaultThatDoesNotTakeTheTokenIsNotLeftTwoBehind()
    {
        m_keychain.unwritable = Errc::KeychainUnavailable;
        ask();
        QTRY_COMPARE(m_tokens.size(), size_t(1));
        ask(Wanted::Renewed);
        QTRY_COMPARE(m_tokens.size(), size_t(2));
        QCOMPARE(m_tokens.back().code(), Errc::KeychainUnavailable);
        QCOMPARE(m_server->requests.size(), size_t(1));
        m_keychain.unwritable = {};
        ask(Wanted::Renewed);
        QTRY_COMPARE(m_tokens.size(), size_t(3));
        QVERIFY(m_tokens.back());
        QTRY_COMPARE(stored().refreshToken, secret("T2"));
    }

    void theRelaysRefusalIsTheEnd()
    {
        m_current = "another";
        ask();
        QTRY_COMPARE(m_tokens.size(), size_t(1));
        QCOMPARE(m_tokens.back().code(), Errc::Unauthenticated);
    }

    void anEndedKeeperAnswersNobody()
    {
        ask();
        m_keeper.reset();
        QTest::qWait(50);
        QVERIFY(m_tokens.empty());
    }

    void damagedRecordsAreToldApart()
    {
        QCOMPARE(decodeRecord(crypto::SecretBytes()).code(), Errc::Corrupt);
        QCOMPARE(decodeRecord(secret("garbage")).code(), Errc::Corrupt);
        const QByteArray whole = encodeRecord(firstRecord()).toByteArrayView().toByteArray();
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY(!decodeRecord(crypto::SecretBytes::copyOf(QByteArrayView(whole).first(size))));
        QVERIFY(decodeRecord(crypto::SecretBytes::copyOf(QByteArrayView(whole))));
        QByteArray newer = whole;
        newer[4] = 2; // the version, behind its length
        QCOMPARE(decodeRecord(crypto::SecretBytes::copyOf(QByteArrayView(newer))).code(), Errc::NewerVersion);
    }

private:
    static crypto::SecretBytes secret(QByteArrayView text) { return crypto::SecretBytes::copyOf(text); }

    static SignInRecord firstRecord()
    {
        return { QStringLiteral("https://relay.example"), UserId { Uuid { { 1 } } }, DeviceId { Uuid { { 2 } } },
            secret("T0"), secret("first attempt") };
    }

    SignInRecord stored() const
    {
        return decodeRecord(crypto::SecretBytes::copyOf(QByteArrayView(m_keychain.entries.at(kSignInEntry)))).value();
    }

    /// A new process over the same vault.
    void restart()
    {
        m_keeper.reset();
        m_vault = std::make_unique<MemoryVault>(m_keychain);
        m_api = std::make_unique<link::HttpApi>(
            link::RelayAddress::fromText(m_server->url()).value(), m_way.network, m_clock);
        m_keeper = std::make_unique<TokenKeeper>(*m_vault, *m_api, m_clock, stored());
    }

    void ask(Wanted wanted = Wanted::Current)
    {
        m_keeper->accessToken(wanted, [this](const Result<QString> &token) { m_tokens.push_back(token); });
    }

    ScriptedHttp::Response onRefresh(const ScriptedHttp::Request &request)
    {
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        const QByteArray token = body.value(QLatin1StringView("refreshToken")).toString().toLatin1();
        const QByteArray attempt = body.value(QLatin1StringView("attempt")).toString().toLatin1();
        if (token == m_current) {
            m_previous = m_current;
            m_attempt = attempt;
            m_current = "T" + QByteArray::number(++m_generation);
        } else if (token != m_previous || attempt != m_attempt) {
            m_stolen = true;
            return ScriptedHttp::problem(401, "unauthenticated");
        }
        ScriptedHttp::Response response;
        response.body = "{\"accessToken\":\"A" + QByteArray::number(m_generation) + "\",\"refreshToken\":\"" + m_current
            + "\",\"expiresIn\":900}";
        response.cuts = m_loseAnswers > 0;
        m_loseAnswers = std::max(0, m_loseAnswers - 1);
        return response;
    }

    Keychain m_keychain;
    FakeClock m_clock;
    test::ScriptedWay m_way { m_clock };
    std::unique_ptr<ScriptedHttp> m_server;
    std::unique_ptr<MemoryVault> m_vault;
    std::unique_ptr<link::HttpApi> m_api;
    std::unique_ptr<TokenKeeper> m_keeper;
    std::vector<Result<QString>> m_tokens;
    QByteArray m_current;
    QByteArray m_previous;
    QByteArray m_attempt;
    int m_loseAnswers = 0;
    int m_generation = 0;
    bool m_stolen = false;
};

QTEST_GUILESS_MAIN(TestTokenKeeper)
#include "tst_tokenkeeper.moc"
