// SPDX-License-Identifier: GPL-3.0-or-later
// How a profile reaches its school: settings that are kept where nobody else can change them, and a proxy's password.

#include "core/session/proxykeeper.h"
#include "core/vault/blocks.h"
#include "tests/support/scriptedproxy/scriptedproxy.h"
#include "tests/support/testauthority/testauthority.h"

#include <QDirIterator>

#include "accountstage.h"

using namespace pc;
using namespace pc::session;
using namespace pc::test;
using namespace std::chrono_literals;

namespace {

const QUrl kFarSchool(QStringLiteral("http://relay.school.example:8080"));

} // namespace

class TestNetworkDesk : public AccountStage
{
    Q_OBJECT

    struct Asked
    {
        QString proxy;
        bool isAgain;

        bool operator==(const Asked &) const = default;
    };

    std::unique_ptr<ScriptedProxy> m_proxy;
    std::vector<Asked> m_asked;

    void open()
    {
        start();
        connect(&m_account->network(), &NetworkDesk::proxyAsked, this, [this](const QString &proxy, bool isAgain) {
            m_asked.push_back({ proxy, isAgain });
        });
        QTRY_VERIFY(m_account->state() == AccountState::NeedsSignIn || m_account->state() == AccountState::Ready);
    }

    void openBehindProxy()
    {
        open();
        QVERIFY(wait(m_account->network().change(throughProxy())));
    }

    NetworkSettings throughProxy() const
    {
        return { { ProxyKind::Http, QStringLiteral("127.0.0.1"), m_proxy->port() }, {} };
    }

    Result<void> signInFar()
    {
        return wait(m_account->signIn({ kFarSchool, QStringLiteral("ana"), QStringLiteral("word"), {} }));
    }

    NetworkState state() { return wait(m_account->network().state()).value(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void init()
    {
        begin();
        m_asked.clear();
        m_proxy = std::make_unique<ScriptedProxy>(ScriptedProxy::Kind::Http, quint16(QUrl(m_server->url()).port()));
        m_proxy->setLogin("office", "open sesame");
    }

    void cleanup()
    {
        end();
        m_proxy.reset();
    }

    void settingsAreKeptSealed()
    {
        const TestAuthority school;
        QVERIFY(school.isMade());
        open();
        QCOMPARE(state(), NetworkState {});
        const NetworkSettings wanted { { ProxyKind::Socks5, QStringLiteral("proxy.school.example"), 1080 },
            school.root() };
        QVERIFY(wait(m_account->network().change(wanted)));
        m_account.reset();
        for (QDirIterator file(profile(), QDir::Files, QDirIterator::Subdirectories); file.hasNext();) {
            const QByteArray bytes = bytesOf(file.next());
            QVERIFY2(
                !bytes.contains("proxy.school.example") && !bytes.contains("CERTIFICATE"), qPrintable(file.fileName()));
        }
        open();
        QCOMPARE(state().settings, wanted);
        QCOMPARE(state().roots->name, QStringLiteral("Test School"));
        QVERIFY(wait(m_account->network().change({})));
        QCOMPARE(state(), NetworkState {});
    }

    void aBadFileChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("refusedAs");
        QTest::newRow("no certificate") << QByteArray("hello") << QStringLiteral("invalid");
        QTest::newRow("too large") << QByteArray(65 * 1024, 'x') << QStringLiteral("too_large");
        QTest::newRow("a private key") << QByteArray("-----BEGIN PRIVATE KEY-----") << QStringLiteral("forbidden");
        QTest::newRow("not there") << QByteArray() << QStringLiteral("not_found");
    }

    void aBadFileChangesNothing()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, refusedAs);
        open();
        const QString path = m_folder->filePath(QStringLiteral("root.pem"));
        if (!bytes.isEmpty()) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        }
        QCOMPARE(QString(wireName(wait(m_account->network().readRoots(path)).code())), refusedAs);
        if (!bytes.isEmpty())
            QCOMPARE(QString(wireName(wait(m_account->network().change({ {}, bytes })).code())), refusedAs);
        QCOMPARE(state(), NetworkState {});
    }

    void nothingCanBeSetBeforeTheStoreIsOpen()
    {
        m_account = std::make_unique<LocalAccount>(options(), m_clock, m_random);
        QCOMPARE(wait(m_account->network().state()).code(), Errc::Conflict);
        QCOMPARE(wait(m_account->network().change({})).code(), Errc::Conflict);
        QCOMPARE(wait(m_account->network().check(kFarSchool)).code(), Errc::Conflict);
    }

    void aProxysPasswordIsAskedForOnceAndKeptInTheVault()
    {
        openBehindProxy();
        QCOMPARE(signInFar().code(), Errc::ProxyRefused);
        QCOMPARE(m_asked, (std::vector<Asked> { { m_proxy->name(), false } }));
        QCOMPARE(signInFar().code(), Errc::ProxyRefused);
        QCOMPARE(m_asked.size(), size_t(1)); // it is being asked for already
        QSignalSpy answered(&m_account->network(), &NetworkDesk::proxyAnswered);
        m_account->network().answerProxy({ QStringLiteral("office"), QStringLiteral("open sesame") });
        QTRY_COMPARE(answered.size(), 1);
        QVERIFY(signInFar());
        QCOMPARE(m_account->state(), AccountState::Ready);
        QTRY_VERIFY(!nameInVault(kProxyEntry).isEmpty());
        m_account.reset();
        for (QDirIterator file(profile(), QDir::Files, QDirIterator::Subdirectories); file.hasNext();)
            QVERIFY2(!bytesOf(file.next()).contains("sesame"), qPrintable(file.fileName()));
        const size_t before = m_proxy->tunnels().size();
        open(); // and asks nobody
        QCOMPARE(m_account->state(), AccountState::Ready);
        QTRY_VERIFY(m_proxy->tunnels().size() > before);
        QCOMPARE(m_asked.size(), size_t(1));
        QCOMPARE(m_proxy->refusals(), 0);
    }

    void aWrongPasswordIsAskedForAgainAndNeverTriedTwice()
    {
        openBehindProxy();
        QCOMPARE(signInFar().code(), Errc::ProxyRefused);
        m_account->network().answerProxy({ QStringLiteral("office"), QStringLiteral("wrong") });
        QCOMPARE(signInFar().code(), Errc::ProxyRefused);
        QCOMPARE(m_asked, (std::vector<Asked> { { m_proxy->name(), false }, { m_proxy->name(), true } }));
        for (int i = 0; i < 5; ++i)
            QCOMPARE(signInFar().code(), Errc::ProxyRefused);
        QCOMPARE(m_proxy->refusals(), 1);
        QCOMPARE(m_asked.size(), size_t(2));
        QTRY_VERIFY(nameInVault(kProxyEntry).isEmpty());
        m_account->network().answerProxy({ QStringLiteral("office"), QStringLiteral("open sesame") });
        QVERIFY(signInFar());
        QCOMPARE(m_proxy->refusals(), 1);
    }

    void whoDeclinesIsAskedWhenAConnectionIsNextWanted()
    {
        openBehindProxy();
        QCOMPARE(signInFar().code(), Errc::ProxyRefused);
        m_account->network().declineProxy();
        QCOMPARE(signInFar().code(), Errc::ProxyRefused);
        QCOMPARE(m_asked, (std::vector<Asked> { { m_proxy->name(), false }, { m_proxy->name(), false } }));
    }

    void aConnectionThatWaitedForThePasswordGoesOn()
    {
        openBehindProxy();
        QCOMPARE(signInFar().code(), Errc::ProxyRefused);
        m_account->network().answerProxy({ QStringLiteral("office"), QStringLiteral("open sesame") });
        QVERIFY(signInFar());
        m_account.reset();
        eraseFromVault(kProxyEntry);
        open();
        QCOMPARE(m_account->state(), AccountState::Ready);
        QTRY_COMPARE(m_account->session()->linkStatus().reason, Errc::ProxyRefused);
        QCOMPARE(m_account->session()->linkStatus().state, LinkState::Refused);
        QTRY_COMPARE(m_asked.size(), size_t(2));
        const size_t before = m_proxy->tunnels().size();
        m_account->network().answerProxy({ QStringLiteral("office"), QStringLiteral("open sesame") });
        QTRY_VERIFY(m_proxy->tunnels().size() > before);
    }

    void aDamagedLoginIsAsNone()
    {
        openBehindProxy();
        QCOMPARE(signInFar().code(), Errc::ProxyRefused);
        m_account->network().answerProxy({ QStringLiteral("office"), QStringLiteral("open sesame") });
        QTRY_VERIFY(!nameInVault(kProxyEntry).isEmpty());
        const QString name = nameInVault(kProxyEntry);
        const QByteArray whole = m_keychain.entries.at(name);
        for (const qsizetype size : { qsizetype(0), qsizetype(3), whole.size() / 2, whole.size() - 1 }) {
            m_keychain.entries[name] = whole.first(size);
            MemoryVault vault(m_keychain, name.chopped(kProxyEntry.size()));
            ProxyKeeper keeper(vault);
            std::optional<std::optional<ProxyLogin>> known;
            keeper.proxyLogin(m_proxy->name(), [&known](const std::optional<ProxyLogin> &login) { known = login; });
            QTRY_VERIFY(known);
            QVERIFY(!*known);
        }
    }

    void theOptionsOfAStartComeFirst()
    {
        AccountOptions given = options();
        given.network = throughProxy();
        m_account = std::make_unique<LocalAccount>(given, m_clock, m_random);
        m_account->open();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QCOMPARE(state().settings, throughProxy());
        m_account.reset();
        open();
        QCOMPARE(state(), NetworkState {}); // for that run alone
    }

    void aCheckSaysWhatItFinds()
    {
        m_server->on("/healthz", { 200, "ok\n", "text/plain", {}, false, false });
        signIn();
        QSignalSpy changed(&m_account->network(), &NetworkDesk::checkChanged);
        QVERIFY(wait(m_account->network().check({})));
        const auto report = [&changed] { return changed.last().first().value<CheckReport>(); };
        QTRY_VERIFY(!changed.empty() && report().isDone);
        QCOMPARE(report().line(CheckStep::Relay).outcome, CheckOutcome::Passed);
        QCOMPARE(report().line(CheckStep::WebSocket).finding, CheckFinding::NoWebSocket);
        QCOMPARE(wait(m_account->network().check(QUrl(QStringLiteral("ftp://x")))).code(), Errc::Invalid);
        QVERIFY(wait(m_account->signOut()));
        QCOMPARE(wait(m_account->network().check({})).code(), Errc::Invalid);
        QVERIFY(wait(m_account->network().check(QUrl(m_server->url()))));
        m_account->network().endCheck();
    }
};

QTEST_GUILESS_MAIN(TestNetworkDesk)
#include "tst_networkdesk.moc"
