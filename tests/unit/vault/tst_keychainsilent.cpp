// SPDX-License-Identifier: GPL-3.0-or-later
// KeychainVault where the message bus takes the connection and never says a word. A process of its own, because a bus
// connection is made once a process.

#include "core/base/fakeclock.h"
#include "core/crypto/initialise.h"
#include "core/vault/keychain.h"

#include <QTcpServer>
#include <QTest>

#include "waited.h"

using namespace pc;
using namespace pc::vault;
using namespace pc::test;
using namespace std::chrono_literals;

class TestKeychainSilent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise());
        QVERIFY(m_bus.listen(QHostAddress::LocalHost));
        qputenv("DBUS_SESSION_BUS_ADDRESS",
            QStringLiteral("tcp:host=127.0.0.1,port=%1,family=ipv4").arg(m_bus.serverPort()).toLatin1());
        qunsetenv("XDG_CURRENT_DESKTOP");
    }

    void aKeychainThatNeverAnswersIsUnavailableAtTheDeadline()
    {
        KeychainVault vault(Uuid { { 1 } }, m_clock, 5s);
        Waited<crypto::SecretBytes> waited;
        vault.read(QStringLiteral("store-key"), waited.reply());
        QTest::qWait(50);
        if (waited.count() > 0)
            QSKIP("NO SILENT KEYCHAIN WAS TESTED: without libsecret the backend refuses at once");
        m_clock.advance(4'999ms);
        QCOMPARE(waited.count(), 0);
        m_clock.advance(1ms);
        QCOMPARE(codeOf(waited.wait()), Errc::KeychainUnavailable);
        QCOMPARE(waited.count(), 1);
    }

    void aHangingKeychainGathersNoHeapOfCalls()
    {
        KeychainVault vault(Uuid { { 1 } }, m_clock, 5s);
        std::vector<Waited<void>> waits(30);
        for (auto &waited : waits)
            vault.write(QStringLiteral("e"), crypto::SecretBytes::random(8), waited.reply());
        QTRY_COMPARE(
            std::count_if(waits.begin(), waits.end(), [](const auto &waited) { return waited.count() > 0; }), 14);
        m_clock.advance(5s);
        for (auto &waited : waits)
            QCOMPARE(codeOf(waited.wait()), Errc::KeychainUnavailable);
    }

private:
    FakeClock m_clock;
    QTcpServer m_bus;
};

QTEST_GUILESS_MAIN(TestKeychainSilent)
#include "tst_keychainsilent.moc"
