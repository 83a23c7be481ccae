// SPDX-License-Identifier: GPL-3.0-or-later
// KeychainVault against a real Secret Service: GNOME's keyring, on a bus of the test's own.

#include "core/crypto/initialise.h"
#include "core/vault/keychain.h"
#include "core/vault/probe.h"

#include <QTest>
#include <QThread>

#include "privatekeyring.h"
#include "waited.h"

using namespace pc;
using namespace pc::vault;
using namespace pc::test;
using namespace std::chrono_literals;

namespace {

const Uuid kProfile { { 1, 2, 3 } };
const QString kEntry = QStringLiteral("store-key");

} // namespace

class TestKeychainVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise());
        const QString missing = m_keyring.start();
        if (!missing.isEmpty())
            QSKIP(qPrintable(QStringLiteral("NO KEYCHAIN WAS TESTED: ") + missing));
    }

    void aProbeSucceedsAndLeavesNothing()
    {
        KeychainVault vault(kProfile, m_clock);
        Waited<void> waited;
        probe(vault, waited.reply());
        QCOMPARE(codeOf(waited.wait()), std::optional<Errc>());
        QCOMPARE(codeOf(read(vault, QStringLiteral("probe"))), Errc::KeyMissing);
    }

    void anAbsentEntryIsKeyMissing()
    {
        KeychainVault vault(kProfile, m_clock);
        QCOMPARE(codeOf(read(vault, QStringLiteral("nothing"))), Errc::KeyMissing);
        QVERIFY(remove(vault, QStringLiteral("nothing")));
    }

    void whatWasWrittenIsReadByAnotherVaultOfTheProfile()
    {
        QByteArray every;
        for (int i = 0; i < 256; ++i)
            every.append(char(i));
        {
            KeychainVault vault(kProfile, m_clock);
            QCOMPARE(codeOf(write(vault, kEntry, "first")), std::optional<Errc>());
            QCOMPARE(codeOf(write(vault, kEntry, every)), std::optional<Errc>());
        }
        KeychainVault vault(kProfile, m_clock);
        QCOMPARE(read(vault, kEntry).value(), every);
        QVERIFY(remove(vault, kEntry));
        QCOMPARE(codeOf(read(vault, kEntry)), Errc::KeyMissing);
    }

    void twoProfilesDoNotMeet()
    {
        KeychainVault one(kProfile, m_clock);
        KeychainVault other(Uuid { { 9 } }, m_clock);
        QVERIFY(write(one, kEntry, "one"));
        QCOMPARE(codeOf(read(other, kEntry)), Errc::KeyMissing);
        QVERIFY(write(other, kEntry, "other"));
        QCOMPARE(read(one, kEntry).value(), QByteArray("one"));
    }

    void callsAreBounded()
    {
        KeychainVault vault(kProfile, m_clock);
        std::vector<Waited<crypto::SecretBytes>> waits(40);
        for (auto &waited : waits)
            vault.read(kEntry, waited.reply());
        int refused = 0;
        for (auto &waited : waits)
            refused += codeOf(waited.wait()) == Errc::KeychainUnavailable ? 1 : 0;
        QCOMPARE(refused, 24);
    }

    void nothingComesAfterItsEnd()
    {
        Waited<crypto::SecretBytes> waited;
        {
            KeychainVault vault(kProfile, m_clock);
            vault.read(kEntry, waited.reply());
        }
        KeychainVault vault(kProfile, m_clock);
        QVERIFY(write(vault, kEntry, "x")); // jobs go in order: the first one has ended by now
        QCOMPARE(waited.count(), 0);
    }

    /// The bus may start another keyring, which is locked and answers that it knows nothing: an entry that is missing
    /// says little about a keychain, but the probe finds out.
    void aKeychainThatWentAwayFailsTheProbe()
    {
        KeychainVault vault(kProfile, m_clock, 3s);
        QVERIFY(write(vault, kEntry, "x"));
        m_keyring.stopKeyring();
        QVERIFY(!read(vault, kEntry));
        Waited<void> waited;
        probe(vault, waited.reply());
        QVERIFY(!waited.wait());
    }

private:
    SystemClock m_clock;
    PrivateKeyring m_keyring;
};

QTEST_GUILESS_MAIN(TestKeychainVault)
#include "tst_keychainvault.moc"
