// SPDX-License-Identifier: GPL-3.0-or-later
// The app lock and other passphrases, on real folders and real stores: set, changed, taken away and forgotten.

#include <QFileInfo>

#include "accountstage.h"

using namespace pc;
using namespace pc::session;
using namespace pc::test;

namespace {

const QString kHorse = QStringLiteral("correct horse");
const QString kAnotherHorse = QStringLiteral("another horse");

} // namespace

class TestAppLock : public AccountStage
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init() { begin(); }
    void cleanup() { end(); }

    void aLockedAppAsksAndOpensWithItsPassphraseOnly()
    {
        signIn();
        const QByteArray key = keyInVault();
        QVERIFY(!m_account->hasLock());
        QCOMPARE(wait(m_account->setLock(QStringLiteral("short"))).code(), Errc::Invalid);
        QVERIFY(wait(m_account->setLock(QStringLiteral("correct horse"))));
        QVERIFY(m_account->hasLock());
        QCOMPARE(wait(m_account->setLock(QStringLiteral("another horse"))).code(), Errc::Conflict);
        for (const auto &[name, bytes] : m_keychain.entries)
            QVERIFY2(!bytes.contains(key), qPrintable(name));
        m_account.reset();

        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QVERIFY(m_account->hasLock());
        QCOMPARE(wait(m_account->unlock(QStringLiteral("wrong horse"))).code(), Errc::Locked);
        QCOMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QVERIFY(wait(m_account->unlock(QStringLiteral("correct horse"))));
        QTRY_COMPARE(m_account->state(), AccountState::Ready);

        QCOMPARE(wait(m_account->removeLock(QStringLiteral("wrong horse"))).code(), Errc::Locked);
        QVERIFY(m_account->hasLock());
        QVERIFY(wait(m_account->removeLock(QStringLiteral("correct horse"))));
        QVERIFY(!m_account->hasLock());
        QCOMPARE(wait(m_account->removeLock(QStringLiteral("correct horse"))).code(), Errc::Conflict);
        QCOMPARE(keyInVault(), key);
        m_account.reset();
        start();
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
    }

    void lockingNowClosesTheStore()
    {
        signIn();
        QCOMPARE(wait(m_account->lockNow()).code(), Errc::Conflict); // nothing would ask
        QVERIFY(wait(m_account->setLock(QStringLiteral("correct horse"))));
        QVERIFY(wait(m_account->lockNow()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QVERIFY(!m_account->session());
        QVERIFY(!QFileInfo::exists(store() + QStringLiteral("-wal"))); // no connection is left
        QVERIFY(wait(m_account->unlock(QStringLiteral("correct horse"))));
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
    }

    void aProfileUnderAPassphraseIsLockedByIt()
    {
        m_preference = VaultPreference::Passphrase;
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsNewPassphrase);
        QVERIFY(wait(m_account->setPassphrase(QStringLiteral("correct horse"))));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QCOMPARE(wait(m_account->setLock(QStringLiteral("another horse"))).code(), Errc::Conflict);
        QVERIFY(wait(m_account->lockNow()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QVERIFY(wait(m_account->unlock(QStringLiteral("correct horse"))));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
    }

    void aKeychainThatKeepsNothingCannotLock()
    {
        signIn();
        const QByteArray key = keyInVault();
        m_keychain.forgets = true;
        QCOMPARE(wait(m_account->setLock(QStringLiteral("correct horse"))).code(), Errc::KeychainUnavailable);
        QVERIFY(!m_account->hasLock());
        QCOMPARE(keyInVault(), key);
        m_keychain.forgets = false;
        m_keychain.unwritable = Errc::Locked;
        QCOMPARE(wait(m_account->setLock(QStringLiteral("correct horse"))).code(), Errc::Locked);
        QCOMPARE(keyInVault(), key);
    }

    /// Killed between the two entries, on the way on or off: the open key counts, and no message is lost.
    void aLockThatWasHalfSetIsOff()
    {
        signIn();
        const QByteArray key = keyInVault();
        QVERIFY(wait(m_account->setLock(QStringLiteral("correct horse"))));
        m_account.reset();
        m_keychain.entries[nameInVault(QStringLiteral("store-key-locked")).chopped(7)] = key;
        start();
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
        QVERIFY(!m_account->hasLock());
        QVERIFY(wait(m_account->setLock(QStringLiteral("another horse")))); // over the old one
        QVERIFY(m_account->hasLock());
    }

    void aDamagedLockedKeyIsALostKey()
    {
        signIn();
        QVERIFY(wait(m_account->setLock(QStringLiteral("correct horse"))));
        m_account.reset();
        const QString entry = nameInVault(QStringLiteral("store-key-locked"));
        const QByteArray whole = m_keychain.entries[entry];
        m_keychain.entries[entry] = "damaged";
        start();
        QTRY_COMPARE(m_account->state(), AccountState::KeyLost);
        QCOMPARE(m_why.code, Errc::Corrupt);
        m_keychain.entries[entry] = whole;
        m_account->open();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
    }

    void anotherPassphraseIsOneStep()
    {
        signIn();
        QCOMPARE(wait(m_account->changeLock(kHorse, kAnotherHorse)).code(), Errc::Conflict); // there is none
        const QByteArray key = keyInVault();
        QVERIFY(wait(m_account->setLock(kHorse)));
        QCOMPARE(wait(m_account->changeLock(QStringLiteral("wrong horse"), kAnotherHorse)).code(), Errc::Locked);
        QCOMPARE(wait(m_account->changeLock(kHorse, QStringLiteral("short"))).code(), Errc::Invalid);
        QVERIFY(wait(m_account->changeLock(kHorse, kAnotherHorse)));
        QVERIFY(m_account->hasLock());
        for (const auto &[name, bytes] : m_keychain.entries)
            QVERIFY2(!bytes.contains(key), qPrintable(name)); // nor did it lie open meanwhile
        QVERIFY(wait(m_account->lockNow()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QCOMPARE(wait(m_account->unlock(kHorse)).code(), Errc::Locked);
        QVERIFY(wait(m_account->unlock(kAnotherHorse)));
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
    }

    void aPassphraseThatCannotBeChangedStays()
    {
        signIn();
        QVERIFY(wait(m_account->setLock(kHorse)));
        m_keychain.forgets = true;
        QCOMPARE(wait(m_account->changeLock(kHorse, kAnotherHorse)).code(), Errc::KeychainUnavailable);
        m_keychain.forgets = false;
        m_keychain.unwritable = Errc::Locked;
        QCOMPARE(wait(m_account->changeLock(kHorse, kAnotherHorse)).code(), Errc::Locked);
        m_keychain.unwritable = {};
        QVERIFY(wait(m_account->lockNow()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QVERIFY(wait(m_account->unlock(kHorse)));
    }

    void aForgottenPassphraseIsSetAsideWithItsStoreAndNothingIsDeleted()
    {
        signIn();
        QVERIFY(wait(m_account->setLock(kHorse)));
        QVERIFY(wait(m_account->lockNow()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        const QByteArray before = bytesOf(store());
        const QByteArray locked = m_keychain.entries[nameInVault(QStringLiteral("store-key-locked"))];
        const auto aside = wait(m_account->setStoreAside());
        QVERIFY(aside.ok());
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QVERIFY(!m_account->hasLock());
        QCOMPARE(bytesOf(*aside), before);
        const QString kept = QStringLiteral("store-key-locked-") + QFileInfo(*aside).completeBaseName();
        QCOMPARE(m_keychain.entries[nameInVault(kept)], locked);
        QVERIFY(nameInVault(QStringLiteral("store-key-locked")).isEmpty());
        signInAnew();
        m_account.reset();
        start();
        QTRY_COMPARE(m_account->state(), AccountState::Ready); // and nothing asks for a passphrase
    }

    /// Killed after the store was renamed: the key alone still asks for a passphrase.
    void settingAsideThatWasCutOffGoesOn()
    {
        signIn();
        QVERIFY(wait(m_account->setLock(kHorse)));
        m_account.reset();
        QVERIFY(QFile::remove(store()));
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        const auto aside = wait(m_account->setStoreAside());
        QVERIFY(aside.ok());
        QVERIFY(aside->isEmpty());
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
    }

    void aKeychainThatDoesNotKeepTheKeyLeavesTheStoreWhereItIs()
    {
        signIn();
        QVERIFY(wait(m_account->setLock(kHorse)));
        QVERIFY(wait(m_account->lockNow()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        m_keychain.forgets = true;
        QCOMPARE(wait(m_account->setStoreAside()).code(), Errc::KeychainUnavailable);
        QCOMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QVERIFY(QFileInfo::exists(store()));
        m_keychain.forgets = false;
        QVERIFY(wait(m_account->unlock(kHorse)));
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
    }

    void withoutAKeychainTheVaultGoesAsideWithTheStore()
    {
        m_preference = VaultPreference::Passphrase;
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsNewPassphrase);
        QVERIFY(wait(m_account->setPassphrase(kHorse)));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QVERIFY(wait(m_account->lockNow()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        const auto aside = wait(m_account->setStoreAside());
        QVERIFY(aside.ok());
        QVERIFY(QFileInfo::exists(*aside));
        QVERIFY(QFileInfo::exists(QString(*aside).replace(QStringLiteral(".sqlite"), QStringLiteral(".sealed"))));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsNewPassphrase);
        QVERIFY(wait(m_account->setPassphrase(kAnotherHorse)));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
    }
};

QTEST_GUILESS_MAIN(TestAppLock)
#include "tst_applock.moc"
