// SPDX-License-Identifier: GPL-3.0-or-later
// A sign-in that waits for a person, against a real relay.

#include "core/base/fakeclock.h"
#include "core/crypto/initialise.h"
#include "core/session/heldsignin.h"
#include "tests/support/relay/testrelay.h"
#include "tests/support/scriptedway/scriptedway.h"

#include <QTest>

using namespace pc;
using namespace pc::test;

namespace {

/// What the relay says to an access token.
std::optional<Result<void>> welcome(link::HttpApi &api, const QString &token)
{
    std::optional<Result<void>> answer;
    api.self(token, [&](const Result<link::SelfInfo> &self) { answer = self ? Result<void>() : self.error(); });
    (void)QTest::qWaitFor([&] { return answer.has_value(); }, 10'000);
    return answer;
}

} // namespace

class TestHeldSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise());
        QVERIFY(m_relay.start());
    }

    void itIsGoodForAsLongAsSomebodyWaits()
    {
        SystemClock clock;
        ScriptedWay way(clock);
        link::HttpApi api(*link::RelayAddress::fromUrl(m_relay.url()), way.network, clock);
        const Enrolled ana = m_relay.enrol(QStringLiteral("Ana"), people::Role::Guardian);
        std::optional<link::Grant> grant;
        api.logIn({ ana.userName, ana.password, QStringLiteral("Kitchen"), QStringLiteral("linux"), {} },
            [&](const Result<link::Grant> &given) {
                if (given)
                    grant = *given;
            });
        QTRY_VERIFY(grant.has_value());

        FakeClock hours;
        session::HeldSignIn held(api, hours, grant->tokens);
        QCOMPARE(held.accessToken(), grant->tokens.accessToken);
        for (int times = 0; times < 3; ++times) {
            const QString before = held.tokens().refreshToken; // access tokens of one second are the same
            hours.advance(grant->tokens.expiresIn / 2 + Milliseconds(1));
            QTRY_VERIFY(held.tokens().refreshToken != before);
            QVERIFY(welcome(api, held.accessToken()).value_or(Errc::Timeout));
        }
        hours.advance(Milliseconds(60'000));
        QCOMPARE(held.tokens().expiresIn, grant->tokens.expiresIn - Milliseconds(60'000));
    }

private:
    TestRelay m_relay;
};

QTEST_GUILESS_MAIN(TestHeldSignIn)
#include "tst_heldsignin.moc"
