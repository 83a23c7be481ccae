// SPDX-License-Identifier: GPL-3.0-or-later
// A person's recovery sheet as an account of theirs has it, against a real relay and over real profiles: made, kept, tested, and what
// it brings back when everything else is lost. Cheap hashes.

#include "core/crypto/initialise.h"
#include "core/crypto/qtbytes.h"
#include "core/identity/devicelist.h"
#include "core/recovery/archivekeys.h"
#include "core/session/localaccount.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "tests/support/memoryvault/memoryvault.h"
#include "tests/support/relay/testrelay.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace pc;
using namespace pc::session;
using namespace pc::test;
using people::Role;

namespace {

/// A computer with its disk and its keychain.
class Computer
{
public:
    Computer(const TestRelay &relay, Enrolled who, VaultPreference preference = VaultPreference::Auto)
        : m_relay(relay)
        , m_who(std::move(who))
        , m_preference(preference)
    {
        start();
    }

    void start()
    {
        m_account.reset();
        AccountOptions options;
        options.folder = m_folder.filePath(QStringLiteral("profile"));
        options.clientVersion = QStringLiteral("1");
        options.vault.preference = m_preference;
        options.vault.passphraseCost = crypto::kTestOnlyCost;
        options.vault.makeKeychain = [this](const Uuid &name) -> std::unique_ptr<vault::Vault> {
            return std::make_unique<MemoryVault>(keychain, name.toString() + u'/');
        };
        options.sheets = { crypto::kTestOnlyCost, crypto::kTestOnlyCost };
        m_account = std::make_unique<LocalAccount>(options, m_clock, m_random);
        m_account->open();
        (void)QTest::qWaitFor([this] { return m_account->state() != AccountState::Opening; }, 20'000);
    }

    void stop() { m_account.reset(); }

    LocalAccount &account() { return *m_account; }
    RecoveryDesk &desk() { return m_account->recovery(); }
    bool is(AccountState state)
    {
        return QTest::qWaitFor([&] { return m_account->state() == state; }, 20'000);
    }

    template<typename T>
    static Result<T> wait(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000) || future.resultCount() == 0)
            return Error { Errc::Internal, QStringLiteral("no answer") };
        return future.result();
    }

    bool isOnline()
    {
        return QTest::qWaitFor(
            [&] {
                const Session *session = m_account->session();
                return session && session->linkStatus().state == LinkState::UpToDate;
            },
            20'000);
    }

    Result<void> signIn() { return wait(m_account->signIn({ m_relay.url(), m_who.userName, m_who.password, {} })); }

    QString made(SheetWords words = SheetWords::Sheet24, SheetLanguage language = SheetLanguage::English)
    {
        const auto shown = wait(desk().makeSheet(words, language));
        return shown ? shown->join(u' ') : QString();
    }

    /// A sheet that counts.
    QString kept(SheetWords words = SheetWords::Sheet24)
    {
        const QString paper = made(words);
        return !paper.isEmpty() && wait(desk().keepSheet()) ? paper : QString();
    }

    /// What is wrong with it; nothing when it is right.
    Result<SheetAnswer> tested(const QString &typed) { return wait(desk().testSheet(typed)); }
    Result<SheetAnswer> recovered(const QString &typed) { return wait(desk().recover(typed)); }
    Result<SheetAnswer> unlocked(const QString &typed) { return wait(desk().unlockWithSheet(typed)); }

    bool knowsSheet()
    {
        return QTest::qWaitFor([&] { return desk().sheet().exists; }, 20'000);
    }

    bool offersSheet()
    {
        return QTest::qWaitFor([&] { return desk().offer().exists; }, 20'000);
    }

    /// The store, while the account is not open. By the key that the keychain has.
    std::unique_ptr<store::Store> store()
    {
        stop();
        for (const auto &[name, bytes] : keychain.entries) {
            if (name.endsWith(QStringLiteral("/store-key")))
                return std::move(*store::Store::open(m_folder.filePath(QStringLiteral("profile/store.sqlite")),
                    crypto::SecretBytes::copyOf(QByteArrayView(bytes))));
        }
        return nullptr;
    }

    /// Whether something is left to be done; it is stopped for that, and goes on.
    bool isNoted(const QString &note)
    {
        auto look = store();
        const auto value = look->settings.value(note);
        const bool noted = value && value->has_value();
        look.reset();
        start();
        return noted;
    }

    recovery::ArchiveKeys archiveKeys()
    {
        return *recovery::ArchiveKeys::decode(store()->archive.state()->keys.view());
    }

    QString profile() const { return m_folder.filePath(QStringLiteral("profile")); }

    Keychain keychain;

private:
    const TestRelay &m_relay;
    Enrolled m_who;
    VaultPreference m_preference;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<LocalAccount> m_account;
};

bool isRight(const Result<SheetAnswer> &answer)
{
    return answer && !*answer;
}

bool isWrong(const Result<SheetAnswer> &answer, SheetMistake::What what)
{
    return answer && *answer && (*answer)->what == what;
}

} // namespace

class TestRecoveryDesk : public QObject
{
    Q_OBJECT

    TestRelay m_relay;
    int m_people = 0;

    Enrolled somebody() { return m_relay.enrol(QStringLiteral("Ana %1").arg(++m_people), Role::Guardian); }

    /// How often what lies there for somebody's sheet was changed.
    bool hasArchive(UserId user) const
    {
        auto database = sql::Database::open(m_relay.databasePath(), sql::OpenMode::Beside);
        sql::Statement count(**database, "SELECT count(*) FROM archive_generations WHERE person = ?");
        auto row = count.query(user);
        return row && row->next() && row->integer(0) > 0;
    }

    /// It has come that far with the archive's keys, and the sheet opens them. To look it is stopped, so that is done each time after
    /// something came to the relay.
    bool hasSealedFor(Computer &computer, UserId user, quint32 key) const
    {
        qint64 looked = -1;
        return QTest::qWaitFor(
            [&] {
                const qint64 version = versionAtRelay(user);
                if (version == looked || !computer.isOnline())
                    return false;
                looked = version;
                const bool hasKey = computer.archiveKeys().newest() == key;
                return !computer.isNoted(QStringLiteral("recovery-to-seal-anew")) && hasKey;
            },
            20'000);
    }

    qint64 versionAtRelay(UserId user) const
    {
        auto database = sql::Database::open(m_relay.databasePath(), sql::OpenMode::Beside);
        sql::Statement version(**database, "SELECT version FROM recoveries WHERE person = ?");
        auto row = version.query(user);
        return row && row->next() ? row->integer(0) : 0;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise());
        QVERIFY(m_relay.start());
    }

    void whoLostEveryComputerIsBackByTheSheet()
    {
        const Enrolled ana = somebody();
        Computer laptop(m_relay, ana);
        QVERIFY(laptop.signIn());
        QVERIFY(laptop.is(AccountState::Ready));
        QTRY_VERIFY(laptop.desk().sheet().isMissing);
        QVERIFY(!laptop.desk().sheet().exists);
        const QString paper = laptop.kept();
        QCOMPARE(paper.split(u' ').size(), 24);
        QVERIFY(laptop.desk().sheet().exists && !laptop.desk().sheet().isTestDue && !laptop.desk().sheet().isMissing);
        QVERIFY(isRight(laptop.tested(paper.toUpper())));
        const auto keys = laptop.archiveKeys();

        Computer fresh(m_relay, ana);
        QVERIFY(fresh.signIn());
        QVERIFY(fresh.is(AccountState::NeedsLink));
        QVERIFY(fresh.offersSheet());
        QCOMPARE(fresh.desk().offer().kind, SheetWords::Sheet24);
        QCOMPARE(fresh.desk().offer().triesLeft, 10);
        QVERIFY(isRight(fresh.recovered(paper)));
        QVERIFY(fresh.is(AccountState::Ready));
        QVERIFY(!fresh.desk().offer().exists);
        const auto devices = Computer::wait(fresh.account().devices().list());
        QVERIFY(devices);
        QCOMPARE(std::ranges::count_if(*devices, &OwnDevice::isLinked), 2);
        QVERIFY(fresh.knowsSheet());
        QVERIFY(isRight(fresh.tested(paper)));
        QVERIFY(fresh.archiveKeys() == keys);
    }

    void aPhraseByHeartDoesTheSame()
    {
        const Enrolled ana = somebody();
        Computer laptop(m_relay, ana);
        QVERIFY(laptop.signIn());
        QCOMPARE(laptop.made(SheetWords::Phrase6, SheetLanguage::Spanish).split(u' ').size(), 6);
        const QString phrase = laptop.made(SheetWords::Phrase6, SheetLanguage::Spanish);
        QVERIFY(Computer::wait(laptop.desk().keepSheet()));
        QCOMPARE(laptop.desk().sheet().kind, SheetWords::Phrase6);
        QCOMPARE(laptop.desk().sheet().language, SheetLanguage::Spanish);
        laptop.stop();
        Computer fresh(m_relay, ana);
        QVERIFY(fresh.signIn());
        QVERIFY(fresh.offersSheet());
        QCOMPARE(fresh.desk().offer().language, SheetLanguage::Spanish);
        QVERIFY(isRight(fresh.recovered(phrase)));
        QVERIFY(fresh.is(AccountState::Ready));
    }

    void tenWrongSheetsAreEnoughForADayAndTyposCostNothing()
    {
        const Enrolled ana = somebody();
        Computer laptop(m_relay, ana);
        QVERIFY(laptop.signIn());
        const QString paper = laptop.kept();
        const QString other = laptop.made();
        QVERIFY(isWrong(laptop.tested(other), SheetMistake::What::NotThisSheet));
        Computer thief(m_relay, ana);
        QVERIFY(thief.signIn());
        QVERIFY(thief.offersSheet());
        QStringList words = paper.split(u' ');
        QVERIFY(isWrong(thief.recovered(words.mid(1).join(u' ')), SheetMistake::What::TooFewWords));
        QVERIFY(isWrong(thief.recovered(paper + u' ' + words[0]), SheetMistake::What::TooManyWords));
        words[3] = QStringLiteral("xyzzy");
        const auto typo = thief.recovered(words.join(u' '));
        QVERIFY(isWrong(typo, SheetMistake::What::UnknownWord));
        QCOMPARE((*typo)->word, 4);
        for (int left = 9; left >= 0; --left) {
            QVERIFY(isWrong(thief.recovered(other), SheetMistake::What::NotThisSheet));
            QCOMPARE(thief.desk().offer().triesLeft, left);
        }
        QVERIFY(thief.desk().offer().tryAgain.has_value());
        QCOMPARE(thief.recovered(paper).code(), Errc::RateLimited);
        QCOMPARE(thief.account().state(), AccountState::NeedsLink);
    }

    void aSheetCountsOnceItIsKeptAndThenTheOneBeforeNoMore()
    {
        const Enrolled ana = somebody();
        Computer laptop(m_relay, ana);
        QVERIFY(laptop.signIn());
        const QString first = laptop.kept();
        const QString second = laptop.made();
        QVERIFY(isRight(laptop.tested(first)));
        QVERIFY(isWrong(laptop.tested(second), SheetMistake::What::NotThisSheet));
        laptop.desk().dropSheet();
        QCOMPARE(Computer::wait(laptop.desk().keepSheet()).code(), Errc::Conflict);
        QVERIFY(isRight(laptop.tested(first)));
        const QString third = laptop.kept();
        QVERIFY(isWrong(laptop.tested(first), SheetMistake::What::NotThisSheet));
        QVERIFY(isRight(laptop.tested(third)));
        laptop.stop();
        Computer fresh(m_relay, ana);
        QVERIFY(fresh.signIn());
        QVERIFY(fresh.offersSheet());
        QVERIFY(isWrong(fresh.recovered(first), SheetMistake::What::NotThisSheet));
        QVERIFY(isRight(fresh.recovered(third)));
    }

    void aSheetThatAnotherComputerMadeIsLearned()
    {
        const Enrolled ana = somebody();
        Computer laptop(m_relay, ana);
        QVERIFY(laptop.signIn());
        const QString first = laptop.kept();
        Computer tablet(m_relay, ana);
        QVERIFY(tablet.signIn());
        QVERIFY(isRight(tablet.recovered(first)));
        QVERIFY(tablet.knowsSheet());
        const QString second = laptop.kept(SheetWords::Phrase6);
        tablet.start();
        QTRY_COMPARE(tablet.desk().sheet().kind, SheetWords::Phrase6);
        QVERIFY(isRight(tablet.tested(second)));
        // And it replaces it, though the laptop had the last word.
        const QString third = tablet.kept();
        laptop.start();
        QTRY_COMPARE(laptop.desk().sheet().kind, SheetWords::Sheet24);
        QVERIFY(isRight(laptop.tested(third)));
    }

    void aComputerThatIsTakenOutKnowsNoneOfTheKeysThatComeAndTheSheetDoes()
    {
        const Enrolled ana = somebody();
        Computer laptop(m_relay, ana);
        QVERIFY(laptop.signIn());
        const QString paper = laptop.kept();
        Computer tablet(m_relay, ana);
        QVERIFY(tablet.signIn());
        QVERIFY(isRight(tablet.recovered(paper)));
        const auto devices = Computer::wait(laptop.account().devices().list());
        QVERIFY(devices);
        const auto other = std::ranges::find_if(*devices, [](const OwnDevice &d) { return d.isLinked && !d.isThis; });
        QVERIFY(other != devices->end());
        QVERIFY(Computer::wait(laptop.account().devices().remove(other->id)));
        QVERIFY(tablet.is(AccountState::NeedsSignIn));
        QTRY_VERIFY_WITH_TIMEOUT(hasArchive(ana.person.id), 20'000); // with another key
        QVERIFY(hasSealedFor(laptop, ana.person.id, 2));

        Computer third(m_relay, ana);
        QVERIFY(third.signIn());
        QVERIFY(isRight(third.recovered(paper)));
        const auto keys = third.archiveKeys();
        QCOMPARE(keys.newest(), 2U);
        QVERIFY(keys == laptop.archiveKeys());
        const auto old = tablet.archiveKeys();
        QCOMPARE(old.newest(), 1U);
        QVERIFY(*old.find(1) == *keys.find(1));
    }

    void whatAComputerThatDiedLeftUndoneIsDoneAtItsNextConnection()
    {
        const Enrolled ana = somebody();
        Computer laptop(m_relay, ana);
        QVERIFY(laptop.signIn());
        const QString paper = laptop.kept();
        Computer tablet(m_relay, ana);
        QVERIFY(tablet.signIn());
        QVERIFY(isRight(tablet.recovered(paper)));
        const auto devices = Computer::wait(laptop.account().devices().list());
        QVERIFY(devices);
        const auto other = std::ranges::find_if(*devices, [](const OwnDevice &d) { return d.isLinked && !d.isThis; });
        QVERIFY(other != devices->end());
        // It was taken out, and the power went before anything else was done; or it was only to be.
        for (const bool wasTakenOut : { false, true }) {
            if (wasTakenOut)
                QVERIFY(Computer::wait(laptop.account().devices().remove(other->id)));
            QTRY_VERIFY(versionAtRelay(ana.person.id) >= (wasTakenOut ? 2 : 1));
            auto store = laptop.store();
            QVERIFY(store->transact([&] {
                return store->settings.setValue(
                    QStringLiteral("recovery-device-to-be-removed"), other->id.raw().toByteArray());
            }));
            store.reset();
            laptop.start();
            if (wasTakenOut)
                QTRY_VERIFY_WITH_TIMEOUT(hasArchive(ana.person.id), 20'000);
            QVERIFY(QTest::qWaitFor(
                [&] { return laptop.isOnline() && !laptop.isNoted(QStringLiteral("recovery-device-to-be-removed")); },
                20'000));
            QVERIFY(hasSealedFor(laptop, ana.person.id, wasTakenOut ? 2U : 1U)); // not once more
        }
    }

    void aWeekAfterItWasMadeItIsAskedForUntilItWasTypedRight()
    {
        Computer laptop(m_relay, somebody());
        QVERIFY(laptop.signIn());
        const QString paper = laptop.kept();
        const auto isDueAfter = [&](std::chrono::hours made, std::optional<std::chrono::hours> asked) {
            auto store = laptop.store();
            store::SheetRow row = **store->recovery.sheet();
            const UtcTime now = SystemClock().utcNow();
            row.madeAt = now - made;
            row.askedAt = asked ? std::optional(now - *asked) : std::nullopt;
            (void)store->transact([&] { return store->recovery.save(row); });
            store.reset();
            laptop.start();
            return laptop.desk().sheet().isTestDue;
        };
        constexpr std::chrono::hours day { 24 };
        QVERIFY(!isDueAfter(6 * day, {}));
        QVERIFY(isDueAfter(8 * day, {}));
        QVERIFY(!isDueAfter(9 * day, day));
        QVERIFY(isDueAfter(16 * day, 8 * day));
        QVERIFY(isWrong(laptop.tested(laptop.made()), SheetMistake::What::NotThisSheet));
        QVERIFY(laptop.desk().sheet().isTestDue);
        QVERIFY(isRight(laptop.tested(paper)));
        QVERIFY(!laptop.desk().sheet().isTestDue);
        QVERIFY(!isDueAfter(40 * day, {}));
    }

    void aStoreWhoseKeyIsLostOpensByTheSheet()
    {
        Computer laptop(m_relay, somebody());
        QVERIFY(laptop.signIn());
        const QString paper = laptop.kept();
        const QString other = laptop.made();
        QVERIFY(!laptop.desk().canUnlockWithSheet());
        laptop.stop();
        laptop.keychain.entries.clear();
        laptop.start();
        QCOMPARE(laptop.account().state(), AccountState::KeyLost);
        QVERIFY(laptop.desk().canUnlockWithSheet());
        QVERIFY(isWrong(laptop.unlocked(other), SheetMistake::What::NotThisSheet));
        QCOMPARE(laptop.account().state(), AccountState::KeyLost);
        QVERIFY(isRight(laptop.unlocked(paper)));
        QVERIFY(laptop.is(AccountState::NeedsSignIn)); // the keychain had that as well
        QVERIFY(!laptop.desk().canUnlockWithSheet());
        QVERIFY(laptop.signIn());
        QVERIFY(laptop.is(AccountState::Ready)); // by the account's key that the store kept
        laptop.start();
        QVERIFY(laptop.is(AccountState::Ready));
    }

    void anAppLockThatWasForgottenIsOffByTheSheet()
    {
        Computer laptop(m_relay, somebody());
        QVERIFY(laptop.signIn());
        const QString paper = laptop.kept();
        QVERIFY(Computer::wait(laptop.account().setLock(QStringLiteral("soon forgotten"))));
        laptop.start();
        QCOMPARE(laptop.account().state(), AccountState::NeedsPassphrase);
        QVERIFY(laptop.desk().canUnlockWithSheet());
        QVERIFY(isRight(laptop.unlocked(paper)));
        QVERIFY(laptop.is(AccountState::Ready));
        QVERIFY(!laptop.account().hasLock());
        laptop.start();
        QVERIFY(laptop.is(AccountState::Ready));
    }

    void aPassphraseThatWasForgottenIsAnotherOneByTheSheet()
    {
        Computer laptop(m_relay, somebody(), VaultPreference::Passphrase);
        QCOMPARE(laptop.account().state(), AccountState::NeedsNewPassphrase);
        QVERIFY(Computer::wait(laptop.account().setPassphrase(QStringLiteral("soon forgotten"))));
        QVERIFY(laptop.is(AccountState::NeedsSignIn));
        QVERIFY(laptop.signIn());
        const QString paper = laptop.kept();
        for (const bool vaultIsGone : { false, true }) {
            laptop.stop();
            if (vaultIsGone)
                QVERIFY(QFile::remove(laptop.profile() + QStringLiteral("/secrets.sealed")));
            laptop.start();
            QCOMPARE(laptop.account().state(), vaultIsGone ? AccountState::KeyLost : AccountState::NeedsPassphrase);
            QVERIFY(laptop.desk().canUnlockWithSheet());
            QVERIFY(isRight(laptop.unlocked(paper)));
            QVERIFY(laptop.is(AccountState::NeedsNewPassphrase));
            QCOMPARE(Computer::wait(laptop.account().setPassphrase(QStringLiteral("short"))).code(), Errc::Invalid);
            QVERIFY(Computer::wait(laptop.account().setPassphrase(QStringLiteral("written down"))));
            QVERIFY(laptop.is(AccountState::NeedsSignIn));
            QVERIFY(laptop.signIn());
            QVERIFY(laptop.is(AccountState::Ready));
            laptop.start();
            QCOMPARE(laptop.account().state(), AccountState::NeedsPassphrase);
            QVERIFY(Computer::wait(laptop.account().unlock(QStringLiteral("written down"))));
            QVERIFY(laptop.is(AccountState::Ready));
        }
    }

    void aStoreThatIsSetAsideTakesItsWrappedKeyWithIt()
    {
        Computer laptop(m_relay, somebody());
        QVERIFY(laptop.signIn());
        QVERIFY(!laptop.kept().isEmpty());
        const QString wrapped = laptop.profile() + QStringLiteral("/store.sheet");
        QVERIFY(QFileInfo::exists(wrapped));
        laptop.stop();
        laptop.keychain.entries.clear();
        laptop.start();
        QCOMPARE(laptop.account().state(), AccountState::KeyLost);
        const auto aside = Computer::wait(laptop.account().setStoreAside());
        QVERIFY(aside);
        QVERIFY(!QFileInfo::exists(wrapped));
        QVERIFY(QFileInfo::exists(QString(*aside).replace(QStringLiteral(".sqlite"), QStringLiteral(".sheet"))));
        QVERIFY(laptop.is(AccountState::NeedsSignIn));
        QVERIFY(!laptop.desk().canUnlockWithSheet());
    }

    void aRelayThatShowsLessOfTheListThanTheSheetKnowsIsNotBelieved()
    {
        TestRelay relay;
        QVERIFY(relay.start());
        const Enrolled ana = relay.enrol(QStringLiteral("Ana"), Role::Guardian);
        QString paper;
        {
            Computer laptop(relay, ana);
            QVERIFY(laptop.signIn());
            const QString first = laptop.kept();
            Computer tablet(relay, ana);
            QVERIFY(tablet.signIn());
            QVERIFY(isRight(tablet.recovered(first)));
            paper = tablet.kept();
            QVERIFY(!paper.isEmpty());
        }
        relay.stop();
        {
            auto database = sql::Database::open(relay.databasePath(), sql::OpenMode::ReadWrite);
            QVERIFY(database);
            sql::Statement cut(**database, "DELETE FROM device_list_entries WHERE number > 1");
            QVERIFY(cut.run());
            sql::Statement first(**database, "SELECT entry FROM device_list_entries");
            identity::DeviceList list;
            {
                auto row = first.query();
                QVERIFY(row && row->next());
                QVERIFY(list.append(crypto::viewOf(row->bytes(0))));
            }
            sql::Statement change(**database, "UPDATE device_lists SET list = ?");
            QVERIFY(change.run(crypto::toByteArray(list.encode())));
        }
        QVERIFY(relay.start());
        Computer fresh(relay, ana);
        QVERIFY(fresh.signIn());
        QVERIFY(fresh.is(AccountState::NeedsLink));
        QCOMPARE(fresh.recovered(paper).code(), Errc::Corrupt);
        QVERIFY(fresh.is(AccountState::NeedsSignIn));
    }

    void aRelaysOwnSheetIsNeitherLearnedNorSealedFor()
    {
        TestRelay relay;
        QVERIFY(relay.start());
        const Enrolled ana = relay.enrol(QStringLiteral("Ana"), Role::Guardian);
        const Enrolled ben = relay.enrol(QStringLiteral("Ben"), Role::Guardian);
        Computer laptop(relay, ana);
        QVERIFY(laptop.signIn());
        const QString paper = laptop.kept();
        {
            Computer bens(relay, ben);
            QVERIFY(bens.signIn());
            QVERIFY(!bens.kept(SheetWords::Phrase6).isEmpty());
        }
        laptop.stop();
        relay.stop();
        {
            auto database = sql::Database::open(relay.databasePath(), sql::OpenMode::ReadWrite);
            QVERIFY(database);
            sql::Statement forge(**database,
                "UPDATE recoveries SET version = 7, (parameters, proof, blob) = (SELECT parameters, proof, blob FROM"
                " recoveries WHERE person = ?) WHERE person = ?");
            QVERIFY(forge.run(ben.person.id, ana.person.id));
        }
        QVERIFY(relay.start());
        laptop.start();
        QVERIFY(laptop.isOnline());
        const auto own = Computer::wait(laptop.account().devices().list());
        QVERIFY(own);
        for (const QString &name : { QStringLiteral("Kitchen"), QStringLiteral("Hall") }) // each would seal anew
            QVERIFY(Computer::wait(laptop.account().devices().rename(own->front().id, name)));
        QVERIFY(Computer::wait(laptop.account().devices().list()));
        QCOMPARE(laptop.desk().sheet().kind, SheetWords::Sheet24);
        QVERIFY(isRight(laptop.tested(paper)));
        QVERIFY(!laptop.kept().isEmpty()); // a sheet of hers takes its place again
        auto database = sql::Database::open(relay.databasePath(), sql::OpenMode::Beside);
        sql::Statement version(**database, "SELECT version FROM recoveries WHERE person = ?");
        auto row = version.query(ana.person.id);
        QVERIFY(row && row->next());
        QCOMPARE(row->integer(0), 8);
    }

    void aSheetThatWasReplacedCountsNoMoreWhateverTheRelayShows()
    {
        TestRelay relay;
        QVERIFY(relay.start());
        Computer laptop(relay, relay.enrol(QStringLiteral("Ana"), Role::Guardian));
        QVERIFY(laptop.signIn());
        QVERIFY(!laptop.kept().isEmpty());
        const auto atRelay = [&](sql::SqlText sql) {
            laptop.stop();
            relay.stop();
            auto database = sql::Database::open(relay.databasePath(), sql::OpenMode::ReadWrite);
            const bool isDone = database && sql::Statement(**database, sql).run();
            database->reset();
            const bool isUp = relay.start();
            laptop.start();
            return isDone && isUp && laptop.isOnline();
        };
        QVERIFY(atRelay("CREATE TABLE earlier AS SELECT * FROM recoveries"));
        const QString second = laptop.kept(SheetWords::Phrase6);
        QVERIFY(!second.isEmpty());
        QVERIFY(atRelay("UPDATE recoveries SET (version, parameters, proof, blob) ="
                        " (SELECT version, parameters, proof, blob FROM earlier)"));
        for (int i = 0; i < 2; ++i) { // also after it was once not believed
            laptop.start();
            QTRY_VERIFY(laptop.desk().sheet().isMissing);
            QVERIFY(!laptop.desk().sheet().exists);
        }
        const QString third = laptop.kept(SheetWords::Phrase6);
        QVERIFY(laptop.desk().sheet().exists);
        laptop.start();
        QVERIFY(laptop.isOnline());
        QVERIFY(isRight(laptop.tested(third)));
        QVERIFY(laptop.desk().sheet().exists);
    }

    void whatIsAskedAtTheWrongTimeIsRefused()
    {
        Computer laptop(m_relay, somebody());
        QVERIFY(laptop.is(AccountState::NeedsSignIn));
        QCOMPARE(Computer::wait(laptop.desk().makeSheet(SheetWords::Sheet24, SheetLanguage::English)).code(),
            Errc::Conflict);
        QCOMPARE(Computer::wait(laptop.desk().keepSheet()).code(), Errc::Conflict);
        QCOMPARE(laptop.tested(QStringLiteral("any")).code(), Errc::Conflict);
        QCOMPARE(laptop.recovered(QStringLiteral("any")).code(), Errc::Conflict);
        QCOMPARE(laptop.unlocked(QStringLiteral("any")).code(), Errc::Conflict);
        QVERIFY(laptop.signIn());
        QCOMPARE(laptop.tested(QStringLiteral("any")).code(), Errc::Conflict);
        QCOMPARE(Computer::wait(laptop.desk().setKeepsArchive(false)).code(), Errc::Conflict); // nobody keeps one here
        laptop.stop();
        laptop.keychain.entries.clear();
        laptop.start();
        QCOMPARE(laptop.account().state(), AccountState::KeyLost);
        QVERIFY(!laptop.desk().canUnlockWithSheet());
        QCOMPARE(laptop.unlocked(QStringLiteral("any")).code(), Errc::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestRecoveryDesk)
#include "tst_recoverydesk.moc"
