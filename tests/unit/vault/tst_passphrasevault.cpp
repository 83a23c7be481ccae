// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/initialise.h"
#include "core/vault/atomicfile.h"
#include "core/vault/passphrase.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include "waited.h"

using namespace pc;
using namespace pc::vault;
using namespace pc::test;

namespace {

const QString kStoreKey = QStringLiteral("store-key");
const QString kToken = QStringLiteral("token");

crypto::SecretBytes phrase(QByteArrayView text)
{
    return crypto::SecretBytes::copyOf(text);
}

} // namespace

class TestPassphraseVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("secrets.sealed"));
    }

    void whatWasWrittenIsThereAfterARestart()
    {
        {
            PassphraseVault vault(m_path, crypto::kTestOnlyCost);
            QVERIFY(create(vault, "correct horse"));
            QVERIFY(write(vault, kStoreKey, "key bytes \0 and more"));
            QVERIFY(write(vault, kToken, "first"));
            QVERIFY(write(vault, kToken, "second"));
            QVERIFY(write(vault, QStringLiteral("empty"), ""));
        }
        PassphraseVault vault(m_path, crypto::kTestOnlyCost);
        QCOMPARE(codeOf(unlock(vault, "correct horse")), std::optional<Errc>());
        QCOMPARE(read(vault, kStoreKey).value(), QByteArray("key bytes \0 and more"));
        QCOMPARE(read(vault, kToken).value(), QByteArray("second"));
        QCOMPARE(read(vault, QStringLiteral("empty")).value(), QByteArray());
        QCOMPARE(codeOf(read(vault, QStringLiteral("other"))), Errc::KeyMissing);
    }

    void removingIsForGoodAndMayBeRepeated()
    {
        PassphraseVault vault(m_path, crypto::kTestOnlyCost);
        QVERIFY(create(vault, "correct horse"));
        QVERIFY(write(vault, kToken, "t"));
        QVERIFY(remove(vault, kToken));
        QVERIFY(remove(vault, kToken));
        PassphraseVault again(m_path, crypto::kTestOnlyCost);
        QVERIFY(unlock(again, "correct horse"));
        QCOMPARE(codeOf(read(again, kToken)), Errc::KeyMissing);
    }

    void aWrongPassphraseIsLockedAndOpensNothing()
    {
        {
            PassphraseVault vault(m_path, crypto::kTestOnlyCost);
            QVERIFY(create(vault, "correct horse"));
            QVERIFY(write(vault, kToken, "t"));
        }
        PassphraseVault vault(m_path, crypto::kTestOnlyCost);
        QCOMPARE(codeOf(unlock(vault, "correct house")), Errc::Locked);
        QCOMPARE(codeOf(unlock(vault, "")), Errc::Locked);
        QVERIFY(!vault.isUnlocked());
        QCOMPARE(codeOf(read(vault, kToken)), Errc::Locked);
        QCOMPARE(codeOf(write(vault, kToken, "x")), Errc::Locked);
        QVERIFY(unlock(vault, "correct horse"));
        QCOMPARE(read(vault, kToken).value(), QByteArray("t"));
    }

    void beforeUnlockingEverythingIsLocked()
    {
        PassphraseVault vault(m_path, crypto::kTestOnlyCost);
        QCOMPARE(codeOf(read(vault, kToken)), Errc::Locked);
        QCOMPARE(codeOf(write(vault, kToken, "x")), Errc::Locked);
        QCOMPARE(codeOf(remove(vault, kToken)), Errc::Locked);
        QVERIFY(!QFileInfo::exists(m_path));
        QCOMPARE(codeOf(unlock(vault, "any")), Errc::KeyMissing);
    }

    void anOldVaultIsNeverReplacedByANewOne()
    {
        PassphraseVault vault(m_path, crypto::kTestOnlyCost);
        QVERIFY(create(vault, "correct horse"));
        const auto before = readWhole(m_path, kLargestVaultBytes);
        PassphraseVault other(m_path, crypto::kTestOnlyCost);
        QCOMPARE(codeOf(create(other, "another one")), Errc::Conflict);
        QCOMPARE(readWhole(m_path, kLargestVaultBytes).value(), before.value());
    }

    void theFileIsPrivateAndShowsNothing()
    {
        PassphraseVault vault(m_path, crypto::kTestOnlyCost);
        QVERIFY(create(vault, "correct horse"));
        QVERIFY(write(vault, kStoreKey, "CANARY-SECRET"));
        QCOMPARE(QFileInfo(m_path).permissions() & ~(QFileDevice::ReadUser | QFileDevice::WriteUser),
            QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        const QByteArray bytes = readWhole(m_path, kLargestVaultBytes).value();
        QVERIFY(!bytes.contains("CANARY"));
        QVERIFY(!bytes.contains("store-key"));
        QVERIFY(!bytes.contains("horse"));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void aChangeThatCannotBeWrittenIsTakenBack()
    {
        PassphraseVault vault(m_path, crypto::kTestOnlyCost);
        QVERIFY(create(vault, "correct horse"));
        QVERIFY(write(vault, kToken, "old"));
        const QString elsewhere = m_folder->path() + QStringLiteral(".away");
        QVERIFY(QDir().rename(m_folder->path(), elsewhere));
        QCOMPARE(codeOf(write(vault, kToken, "new")), Errc::Disk);
        QVERIFY(QDir().rename(elsewhere, m_folder->path()));
        QCOMPARE(read(vault, kToken).value(), QByteArray("old"));
    }

    void everyDamageIsSeen()
    {
        {
            PassphraseVault vault(m_path, crypto::kTestOnlyCost);
            QVERIFY(create(vault, "correct horse"));
            QVERIFY(write(vault, kToken, "t"));
        }
        const QByteArray whole = readWhole(m_path, kLargestVaultBytes).value();
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!openVault(whole.first(size), phrase("correct horse"), crypto::kTestOnlyCost),
                qPrintable(QString::number(size)));
        for (qsizetype i = 0; i < whole.size(); ++i) {
            QByteArray flipped = whole;
            flipped[i] = char(flipped[i] ^ 0x40);
            QVERIFY2(
                !openVault(flipped, phrase("correct horse"), crypto::kTestOnlyCost), qPrintable(QString::number(i)));
        }
        QVERIFY(openVault(whole, phrase("correct horse"), crypto::kTestOnlyCost));
    }

    void damageHasItsOwnName_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        QTest::newRow("empty") << QByteArray() << int(Errc::Corrupt);
        QTest::newRow("other") << QByteArray(300, 'x') << int(Errc::Corrupt);
        QTest::newRow("newer") << QByteArray("PCVF\x02") + QByteArray(300, '\0') << int(Errc::NewerVersion);
        QTest::newRow("huge length") << QByteArray("PCVF\x01\xff\xff\xff\xff") + QByteArray(300, '\0')
                                     << int(Errc::Corrupt);
        QTest::newRow("too long") << QByteArray(kLargestVaultBytes + 1, 'x') << int(Errc::Corrupt);
    }

    void damageHasItsOwnName()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QVERIFY(writeAtomically(m_path, bytes));
        PassphraseVault vault(m_path, crypto::kTestOnlyCost);
        QCOMPARE(codeOf(unlock(vault, "any")), Errc(code));
    }

    void aCheapFileIsNotOpenedByAProductThatAsksForMore()
    {
        {
            PassphraseVault vault(m_path, crypto::kTestOnlyCost);
            QVERIFY(create(vault, "correct horse"));
        }
        PassphraseVault vault(m_path);
        QCOMPARE(codeOf(unlock(vault, "correct horse")), Errc::Corrupt);
    }

    void theLoopGoesOnWhileAPassphraseIsTried()
    {
        PassphraseVault vault(m_path);
        Waited<void> waited;
        vault.create(phrase("correct horse"), waited.reply());
        int turns = 0;
        QTimer ticker;
        ticker.callOnTimeout(&ticker, [&turns] { ++turns; });
        ticker.start(0);
        QVERIFY(waited.wait());
        QVERIFY(turns > 10);
    }

    void itMayBeDestroyedWhileAPassphraseIsTried()
    {
        Waited<void> waited;
        {
            PassphraseVault vault(m_path);
            vault.create(phrase("correct horse"), waited.reply());
        }
        QCoreApplication::sendPostedEvents();
        QCOMPARE(waited.count(), 0);
    }

    void repliesComeLaterAndOnce()
    {
        PassphraseVault vault(m_path, crypto::kTestOnlyCost);
        Waited<crypto::SecretBytes> waited;
        vault.read(kToken, waited.reply());
        QCOMPARE(waited.count(), 0);
        waited.wait();
        QTest::qWait(5);
        QCOMPARE(waited.count(), 1);
    }

private:
    static Result<void> create(PassphraseVault &vault, QByteArrayView passphrase)
    {
        Waited<void> waited;
        vault.create(phrase(passphrase), waited.reply());
        return waited.wait();
    }

    static Result<void> unlock(PassphraseVault &vault, QByteArrayView passphrase)
    {
        Waited<void> waited;
        vault.unlock(phrase(passphrase), waited.reply());
        return waited.wait();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestPassphraseVault)
#include "tst_passphrasevault.moc"
