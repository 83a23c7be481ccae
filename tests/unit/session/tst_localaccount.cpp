// SPDX-License-Identifier: GPL-3.0-or-later
// The account on real folders and real stores: every state that a start can end in, and what is left untouched there.

#include <QDir>
#include <QLockFile>
#include <QThread>

#include "accountstage.h"

using namespace pc;
using namespace pc::session;
using namespace pc::test;
using namespace std::chrono_literals;

namespace {

QByteArray otherPerson()
{
    QByteArray fields = kAna;
    return fields.replace("01234567-89ab-7def-8123-456789abcdef", "01234567-89ab-7def-8123-456789abcdee");
}

} // namespace

class TestLocalAccount : public AccountStage
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }
    void init() { begin(); }
    void cleanup() { end(); }

    void aNewProfileIsPrivateAndNeedsASignIn()
    {
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QVERIFY(!m_account->session());
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
            | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
        QCOMPARE(QFileInfo(profile()).permissions() & others, QFileDevice::Permissions());
        for (const QFileInfo &file : QDir(profile()).entryInfoList(QDir::Files | QDir::Hidden))
            QVERIFY2(!(file.permissions() & others) || file.suffix() == QLatin1StringView("lock"),
                qPrintable(file.fileName()));
    }

    void signingInEndsReadyAndARestartNeedsNoNetwork()
    {
        signIn();
        QVERIFY(m_account->session());
        m_account.reset();
        m_server.reset(); // nobody is there any more
        start();
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
        QFuture<Result<Self>> self = m_account->session()->self();
        QTRY_VERIFY(self.isFinished());
        QCOMPARE(self.result()->person.name, QStringLiteral("Ana"));
        QCOMPARE(self.result()->schoolName, QStringLiteral("North"));
    }

    void joiningSendsTheInvite()
    {
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QVERIFY(wait(m_account->join(
            { QUrl(m_server->url()), QStringLiteral("INV"), QStringLiteral("ana"), QStringLiteral("word"), {} })));
        QCOMPARE(m_account->state(), AccountState::Ready);
        QVERIFY(m_server->requests.front().body.contains("\"invite\":\"INV\""));
    }

    void aRefusedSignInSaysWhyAndMayBeTriedAgain()
    {
        m_server->on("/v1/login", ScriptedHttp::problem(401, "unauthenticated"));
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QCOMPARE(wait(trySignIn()).code(), Errc::Unauthenticated);
        QCOMPARE(m_account->state(), AccountState::NeedsSignIn);
        QCOMPARE(m_why.code, Errc::Unauthenticated);
        m_server->on("/v1/login", json(kAna + kTokens));
        QVERIFY(wait(trySignIn()));
        QCOMPARE(m_account->state(), AccountState::Ready);
    }

    void anAddressThatIsNoneIsRefusedAtOnce()
    {
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QCOMPARE(wait(m_account->signIn({ QUrl(QStringLiteral("ftp://x")), {}, {}, {} })).code(), Errc::Invalid);
        QCOMPARE(m_account->state(), AccountState::NeedsSignIn);
    }

    void signingOutEndsTheDeviceAndKeepsTheStore()
    {
        signIn();
        QVERIFY(wait(m_account->signOut()));
        QCOMPARE(m_account->state(), AccountState::NeedsSignIn);
        QCOMPARE(m_server->count("/v1/logout"), 1);
        QVERIFY(!m_account->session());
        QVERIFY(QFileInfo::exists(store()));
        m_account.reset();
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QVERIFY(wait(trySignIn()));
        // The device keeps its name at the relay, and with it its messages' idempotence.
        const auto login = std::find_if(m_server->requests.rbegin(), m_server->requests.rend(),
            [](const ScriptedHttp::Request &request) { return request.target == "/v1/login"; });
        QVERIFY(login->body.contains("\"deviceId\":\"01234567-89ab-7def-8123-456789abcde1\""));
    }

    void whoSignsInAgainIsKnownByName()
    {
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QVERIFY(!*wait(m_account->lastSignIn())); // nobody was here yet
        QVERIFY(wait(trySignIn()));
        QVERIFY(wait(m_account->signOut()));
        m_account.reset();
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QCOMPARE(*wait(m_account->lastSignIn()), (LastSignIn { QUrl(m_server->url()), QStringLiteral("ana") }));
    }

    void signingOutNeedsTheRelay()
    {
        signIn();
        m_server->on("/v1/logout", { 200, {}, {}, {}, false, true });
        QCOMPARE(wait(m_account->signOut()).code(), Errc::Network);
        QCOMPARE(m_account->state(), AccountState::Ready);
    }

    void anotherPersonDoesNotGetIntoThisStore()
    {
        signIn();
        QVERIFY(wait(m_account->signOut()));
        m_server->on("/v1/login", json(otherPerson() + kTokens));
        QCOMPARE(wait(trySignIn()).code(), Errc::Conflict);
        QCOMPARE(m_account->state(), AccountState::NeedsSignIn);
        QTRY_COMPARE(m_server->count("/v1/logout"), 2); // the new device is ended again
        QVERIFY(wait(m_account->setStoreAside()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        m_entries.clear(); // of a device list: the first person's
        QVERIFY(wait(trySignIn()));
        QCOMPARE(m_account->state(), AccountState::Ready);
    }

    void aFurtherDeviceWaitsUntilItIsLinkedAndLeavesNothingWhenItIsNot()
    {
        signIn();
        QVERIFY(wait(m_account->signOut()));
        QVERIFY(wait(m_account->setStoreAside()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QVERIFY(wait(trySignIn()));
        QCOMPARE(m_account->state(), AccountState::NeedsLink);
        QCOMPARE(m_account->devices().offer().code.size(), 9);
        QVERIFY(!m_account->session());
        QVERIFY(nameInVault(QStringLiteral("sign-in")).isEmpty());
        const int loggedOut = m_server->count("/v1/logout");
        m_account->devices().declineOffer();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QTRY_COMPARE(m_server->count("/v1/logout"), loggedOut + 1);
        QVERIFY(m_account->devices().offer().code.isEmpty());
        // Ended in the middle: the next start asks again.
        QVERIFY(wait(trySignIn()));
        QCOMPARE(m_account->state(), AccountState::NeedsLink);
        m_account.reset();
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
    }

    void nobodyIsLinkedWhereNobodyIsSignedIn()
    {
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QCOMPARE(wait(m_account->devices().find(QStringLiteral("123456789"))).code(), Errc::Conflict);
        QCOMPARE(wait(m_account->devices().link()).code(), Errc::Conflict);
        m_account->devices().confirmOffer();
        m_account->devices().beginAnew();
        m_account->devices().decline();
        QCOMPARE(m_account->state(), AccountState::NeedsSignIn);
    }

    void aSilentKeychainIsWaitedForAndNothingIsMadeAnew()
    {
        signIn();
        m_account.reset();
        const auto before = m_keychain.entries;
        m_keychain.broken = Errc::KeychainUnavailable;
        start();
        QTRY_COMPARE(m_account->state(), AccountState::KeychainSilent);
        m_keychain.broken = {};
        m_account->open();
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
        QCOMPARE(m_keychain.entries.size(), before.size());
    }

    void aLockedKeychainThatKnowsNothingIsSilentAndNotLost()
    {
        signIn();
        m_account.reset();
        const auto before = std::exchange(m_keychain.entries, {});
        m_keychain.unwritable = Errc::Locked;
        start();
        QTRY_COMPARE(m_account->state(), AccountState::KeychainSilent);
        m_keychain.unwritable = {};
        m_keychain.entries = before;
        m_account->open();
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
    }

    void aMissingKeyNeverLeadsToANewOne()
    {
        signIn();
        m_account.reset();
        const QByteArray before = bytesOf(store());
        m_keychain.entries.clear();
        start();
        QTRY_COMPARE(m_account->state(), AccountState::KeyLost);
        QCOMPARE(m_why.code, Errc::KeyMissing);
        QVERIFY(m_keychain.entries.empty());
        QCOMPARE(bytesOf(store()), before);
        const auto aside = wait(m_account->setStoreAside());
        QVERIFY(aside);
        QCOMPARE(bytesOf(*aside), before);
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
    }

    void aWrongKeyIsSeenByItsFingerprint()
    {
        signIn();
        m_account.reset();
        for (auto &[name, bytes] : m_keychain.entries) {
            if (name.endsWith(QLatin1StringView("store-key")))
                bytes = QByteArray(32, 'k');
        }
        start();
        QTRY_COMPARE(m_account->state(), AccountState::KeyLost);
        QCOMPARE(m_why.code, Errc::KeyMismatch);
    }

    void aVaultThatKeepsNothingIsNotBelieved()
    {
        m_preference = VaultPreference::Keychain;
        m_keychain.forgets = true;
        start();
        QTRY_COMPARE(m_account->state(), AccountState::KeychainSilent);
        QVERIFY(!QFileInfo::exists(store()));
    }

    void withoutAKeychainAPassphraseIsAskedForAndKept()
    {
        m_keychain.broken = Errc::KeychainUnavailable;
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsNewPassphrase);
        QCOMPARE(wait(m_account->setPassphrase(QStringLiteral("short"))).code(), Errc::Invalid);
        QCOMPARE(wait(m_account->unlock(QStringLiteral("correct horse"))).code(), Errc::Conflict);
        QVERIFY(wait(m_account->setPassphrase(QStringLiteral("correct horse"))));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        m_account.reset();

        m_keychain.broken = {}; // a keychain that appears later changes nothing
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QCOMPARE(wait(m_account->unlock(QStringLiteral("wrong horse"))).code(), Errc::Locked);
        QCOMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QVERIFY(wait(m_account->unlock(QStringLiteral("correct horse"))));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QVERIFY(m_keychain.entries.empty());
    }

    void aLostPassphraseFileIsALostKey()
    {
        m_preference = VaultPreference::Passphrase;
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsNewPassphrase);
        QVERIFY(wait(m_account->setPassphrase(QStringLiteral("correct horse"))));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        m_account.reset();
        QVERIFY(QFile::remove(profile() + QStringLiteral("/secrets.sealed")));
        start();
        QTRY_COMPARE(m_account->state(), AccountState::KeyLost);
    }

    void aDamagedVaultFileIsALostKeyAndMayBeSetAside()
    {
        m_preference = VaultPreference::Passphrase;
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsNewPassphrase);
        QVERIFY(wait(m_account->setPassphrase(QStringLiteral("correct horse"))));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        m_account.reset();
        QVERIFY(vault::writeAtomically(profile() + QStringLiteral("/secrets.sealed"), "damaged"));
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsPassphrase);
        QCOMPARE(wait(m_account->unlock(QStringLiteral("correct horse"))).code(), Errc::Corrupt);
        QCOMPARE(m_account->state(), AccountState::KeyLost);
        QVERIFY(wait(m_account->setStoreAside()));
        QTRY_COMPARE(m_account->state(), AccountState::NeedsNewPassphrase);
    }

    void aDamagedStoreIsToldAndSetAsideOnlyWhenAsked()
    {
        signIn();
        m_account.reset();
        const QByteArray damaged = QByteArray("not a database at all ").repeated(500);
        QFile::remove(store() + QStringLiteral("-wal"));
        QVERIFY(vault::writeAtomically(store(), damaged));
        start();
        QTRY_COMPARE(m_account->state(), AccountState::StoreUnreadable);
        QCOMPARE(bytesOf(store()), damaged);
        const auto aside = wait(m_account->setStoreAside());
        QVERIFY(aside);
        QVERIFY(aside->contains(QLatin1StringView("aside-")));
        QCOMPARE(bytesOf(*aside), damaged);
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        signInAnew();
    }

    void aStoreOfANewerProgramIsLeftAlone()
    {
        signIn();
        m_account.reset();
        QVERIFY((*openStore())->execute("PRAGMA user_version = 9999").ok());
        start();
        QTRY_COMPARE(m_account->state(), AccountState::StoreNewer);
        QCOMPARE(wait(m_account->setStoreAside()).code(), Errc::Conflict);
    }

    // ---- The seal

    void theStoreIsSealedByTheKeyInTheVault()
    {
        signIn();
        m_account.reset();
        QCOMPARE(*sql::formOfFile(store()), sql::FileForm::Sealed);
        for (const QFileInfo &file : QDir(profile()).entryInfoList(QDir::Files | QDir::Hidden)) {
            QVERIFY2(!bytesOf(file.filePath()).contains("North"), qPrintable(file.fileName())); // the school's name
            QVERIFY2(!bytesOf(file.filePath()).contains(keyInVault()), qPrintable(file.fileName()));
        }
    }

    void aStoreOfTheFirstReleaseIsSealedOnceAndKeepsItsPerson()
    {
        signIn();
        m_account.reset();
        makePlain();
        eraseFromVault(QStringLiteral("store-sealed")); // that release knew no such entry
        QVERIFY(bytesOf(store()).contains("North"));
        start();
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
        m_account.reset();
        QCOMPARE(*sql::formOfFile(store()), sql::FileForm::Sealed);
        for (const QFileInfo &file : QDir(profile()).entryInfoList(QDir::Files | QDir::Hidden))
            QVERIFY2(!bytesOf(file.filePath()).contains("North"), qPrintable(file.fileName()));
    }

    void aPlainStoreInTheSealedOnesPlaceIsRefused()
    {
        signIn();
        m_account.reset();
        makePlain();
        const QByteArray before = bytesOf(store());
        start();
        QTRY_COMPARE(m_account->state(), AccountState::StoreUnreadable);
        QCOMPARE(m_why.code, Errc::NotSealed);
        QCOMPARE(bytesOf(store()), before);
    }

    void aStoreThatAnotherKeySealedIsALostKey()
    {
        signIn();
        m_account.reset();
        QVERIFY(QFile::remove(store()));
        QVERIFY(sql::Database::open(store(), sql::OpenMode::ReadWrite, m_seal->sealing()).ok()); // the tests' key
        const QByteArray before = bytesOf(store());
        start();
        QTRY_COMPARE(m_account->state(), AccountState::KeyLost);
        QCOMPARE(m_why.code, Errc::KeyMismatch);
        QCOMPARE(bytesOf(store()), before);
    }

    void aProfileThatIsOpenElsewhereIsBusy()
    {
        signIn();
        auto other = std::make_unique<LocalAccount>(options(), m_clock, m_random);
        other->open();
        QTRY_COMPARE(other->state(), AccountState::StoreBusy);
        m_account.reset();
        other->open();
        QTRY_COMPARE(other->state(), AccountState::Ready);
        other.reset();
    }

    void aFolderThatCannotBeMadeIsToldAndTriedAgain()
    {
        QVERIFY(vault::writeAtomically(profile(), "a file is in the way"));
        start();
        QTRY_COMPARE(m_account->state(), AccountState::DiskTrouble);
        QCOMPARE(m_why.code, Errc::Disk);
        QCOMPARE(wait(m_account->setStoreAside()).code(), Errc::Conflict);
        QVERIFY(QFile::remove(profile()));
        m_account->open();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
    }

    void openingTwiceIsOpeningOnce()
    {
        m_account = std::make_unique<LocalAccount>(options(), m_clock, m_random);
        QSignalSpy states(m_account.get(), &Account::stateChanged);
        m_account->open();
        m_account->open();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        m_account->open();
        QTest::qWait(20);
        QCOMPARE(states.size(), 2);
    }

    void aRefusedRefreshSignsOutAndKeepsTheStore()
    {
        signIn();
        m_account.reset();
        m_server->on("/v1/refresh", ScriptedHttp::problem(401, "unauthenticated"));
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QCOMPARE(m_why.code, Errc::Unauthenticated);
        QVERIFY(QFileInfo::exists(store()));
        for (const auto &entry : m_keychain.entries)
            QVERIFY(!entry.first.endsWith(QLatin1StringView("sign-in")));
    }

    void aProxysRefusalSignsNobodyOut()
    {
        signIn();
        m_account.reset();
        m_server->on("/v1/refresh", { 401, "<h1>Pay first", "text/html", {}, false, false });
        start();
        QTRY_COMPARE(m_account->state(), AccountState::Ready);
        QTRY_VERIFY(m_server->count("/v1/refresh") >= 2);
        QCOMPARE(m_account->state(), AccountState::Ready);
    }

    void itMayBeAskedFromAnotherThread()
    {
        start();
        QTRY_COMPARE(m_account->state(), AccountState::NeedsSignIn);
        QFuture<Result<void>> future;
        std::unique_ptr<QThread> other(QThread::create([&] { future = trySignIn(); }));
        other->start();
        QVERIFY(other->wait());
        QVERIFY(wait(future));
        QCOMPARE(m_account->state(), AccountState::Ready);
    }
};

QTEST_GUILESS_MAIN(TestLocalAccount)
#include "tst_localaccount.moc"
