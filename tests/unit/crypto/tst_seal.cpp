// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/seal.h"

#include <QTest>

using namespace pc;
using namespace pc::crypto;

namespace {

SecretBytes secret(const char *text)
{
    return SecretBytes::copyOf(QByteArrayView(text));
}

QByteArray sealedLetter()
{
    return *sealWithPassphrase(secret("letter"), "file 1", secret("open sesame"), kTestOnlyCost);
}

} // namespace

class TestSeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSealedOpens()
    {
        const SecretBytes key = generateSealKey();
        for (qsizetype size : { 0, 1, 100, 70'000 }) {
            const QByteArray plain(size, 'p');
            const QByteArray sealed = seal(plain, "row 7", key);
            QCOMPARE(*open(sealed, "row 7", key), plain);
            QCOMPARE(openSecret(sealed, "row 7", key)->toByteArrayView().toByteArray(), plain);
        }
    }

    void sealingTwiceGivesDifferentBytes()
    {
        const SecretBytes key = generateSealKey();
        QVERIFY(seal("same", {}, key) != seal("same", {}, key));
    }

    void nothingElseOpens()
    {
        const SecretBytes key = generateSealKey();
        const QByteArray sealed = seal("letter", "row 7", key);
        QCOMPARE(open(sealed, "row 8", key).code(), Errc::Corrupt);
        QCOMPARE(open(sealed, "row 7", generateSealKey()).code(), Errc::Corrupt);
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray changed = sealed;
            changed[i] = char(changed[i] ^ 0x40);
            QCOMPARE(open(changed, "row 7", key).code(), Errc::Corrupt);
            QCOMPARE(openSecret(sealed.first(i), "row 7", key).code(), Errc::Corrupt);
        }
    }

    void aPassphraseOpensWhatItSealed()
    {
        const Result<SecretBytes> opened
            = openWithPassphrase(sealedLetter(), "file 1", secret("open sesame"), kTestOnlyCost);
        QVERIFY(opened);
        QVERIFY(*opened == secret("letter"));
    }

    void anotherPassphraseDoesNot()
    {
        QCOMPARE(openWithPassphrase(sealedLetter(), "file 1", secret("open sesamf"), kTestOnlyCost).code(),
            Errc::KeyMismatch);
        QCOMPARE(openWithPassphrase(sealedLetter(), "file 2", secret("open sesame"), kTestOnlyCost).code(),
            Errc::KeyMismatch);
    }

    void everyChangedByteIsRefused()
    {
        const QByteArray sealed = sealedLetter();
        for (qsizetype i = 0; i < sealed.size(); ++i) {
            QByteArray changed = sealed;
            changed[i] = char(changed[i] ^ 0x01);
            QVERIFY(!openWithPassphrase(changed, "file 1", secret("open sesame"), kTestOnlyCost));
            QVERIFY(!openWithPassphrase(sealed.first(i), "file 1", secret("open sesame"), kTestOnlyCost));
        }
    }

    void aCheapHashIsRefusedBeforeAnyWork()
    {
        QCOMPARE(openWithPassphrase(sealedLetter(), "file 1", secret("open sesame")).code(), Errc::Invalid);
    }

    void aRuinousHashIsRefusedBeforeAnyWork()
    {
        QByteArray sealed = sealedLetter();
        sealed.replace(4, 8, QByteArray::fromHex("00000001ffffffff")); // four terabytes
        QCOMPARE(openWithPassphrase(sealed, "file 1", secret("open sesame"), kTestOnlyCost).code(), Errc::Invalid);
        sealed.replace(4, 8, QByteArray::fromHex("ffffffff00000008"));
        QCOMPARE(openWithPassphrase(sealed, "file 1", secret("open sesame"), kTestOnlyCost).code(), Errc::Invalid);
    }
};

QTEST_APPLESS_MAIN(TestSeal)
#include "tst_seal.moc"
