// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/atomicfile.h"
#include "core/vault/probe.h"
#include "core/vault/vaultrecord.h"
#include "tests/support/memoryvault/memoryvault.h"

#include <QTemporaryDir>
#include <QTest>

#include "waited.h"

using namespace pc;
using namespace pc::vault;
using namespace pc::test;

class TestVaultRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasWrittenIsRead()
    {
        for (const VaultKind kind : { VaultKind::Keychain, VaultKind::Passphrase }) {
            const VaultRecord record { kind, Uuid { { 1, 2, 3 } } };
            QVERIFY(writeRecord(path(), record));
            QCOMPARE(readRecord(path()).value(), record);
        }
    }

    void everythingElseHasAName_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const QByteArray uuid = "\"01234567-89ab-7def-8123-456789abcdef\"";
        QTest::newRow("empty") << QByteArray() << int(Errc::Corrupt);
        QTest::newRow("array") << QByteArray("[]") << int(Errc::Corrupt);
        QTest::newRow("unknown kind") << R"({"version":1,"kind":"paper","profile":)" + uuid + "}" << int(Errc::Corrupt);
        QTest::newRow("no profile") << QByteArray(R"({"version":1,"kind":"keychain"})") << int(Errc::Corrupt);
        QTest::newRow("newer") << QByteArray(R"({"version":2})") << int(Errc::NewerVersion);
        QTest::newRow("too long") << QByteArray(5'000, ' ') << int(Errc::Corrupt);
    }

    void everythingElseHasAName()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QVERIFY(writeAtomically(path(), bytes));
        QCOMPARE(codeOf(readRecord(path())), Errc(code));
    }

    void noRecordIsANewProfile() { QCOMPARE(codeOf(readRecord(path() + u'x')), Errc::NotFound); }

    void aProbeFindsOutWhetherAVaultKeepsThings()
    {
        Keychain keychain;
        QCOMPARE(probed(keychain), std::optional<Errc>());
        QVERIFY(keychain.entries.empty());
        keychain.forgets = true;
        QCOMPARE(probed(keychain), Errc::KeyMissing);
        keychain = {};
        keychain.unwritable = Errc::Locked;
        QCOMPARE(probed(keychain), Errc::Locked);
        keychain.unwritable = {};
        keychain.broken = Errc::KeychainUnavailable;
        QCOMPARE(probed(keychain), Errc::KeychainUnavailable);
    }

private:
    static std::optional<Errc> probed(Keychain &keychain)
    {
        MemoryVault vault(keychain);
        Waited<void> waited;
        probe(vault, waited.reply());
        return codeOf(waited.wait());
    }

    QString path() const { return m_folder.filePath(QStringLiteral("vault.json")); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestVaultRecord)
#include "tst_vaultrecord.moc"
