// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/hash.h"
#include "core/crypto/qtbytes.h"
#include "core/crypto/sha512.h"

#include <QCryptographicHash>
#include <QTest>

using namespace pc::crypto;

class TestHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sha256KnownAnswers()
    {
        // FIPS 180-4 examples.
        QCOMPARE(sha256("").toHex(), QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(sha256("abc").toHex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void bothAgreeWithQt()
    {
        for (int size = 0; size < 300; size += 7) {
            const QByteArray bytes(size, char('a' + size % 20));
            QCOMPARE(sha256(bytes), QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
            QCOMPARE(blake2b(bytes), QCryptographicHash::hash(bytes, QCryptographicHash::Blake2b_256));
            const LongDigest inPieces
                = sha512Of({ viewOf(bytes).first(size_t(size) / 3), viewOf(bytes).subspan(size_t(size) / 3) });
            QCOMPARE(toByteArray(inPieces), QCryptographicHash::hash(bytes, QCryptographicHash::Sha512));
        }
    }

    void theKeyChangesTheDigest()
    {
        const SecretBytes one = SecretBytes::random(32);
        const SecretBytes two = SecretBytes::random(32);
        QCOMPARE(blake2b("text", one), blake2b("text", one));
        QVERIFY(blake2b("text", one) != blake2b("text", two));
        QVERIFY(blake2b("text", one) != blake2b("text"));
        QVERIFY(blake2b("text", one) != blake2b("texu", one));
        const ByteView text = viewOf("text");
        QCOMPARE(toByteArray(blake2bOf(one.view(), { text.first(1), {}, text.subspan(1) })), blake2b("text", one));
    }

    void purposesGiveUnrelatedKeys()
    {
        const SecretBytes key = SecretBytes::random(32);
        QVERIFY(deriveKey("a", key) == deriveKey("a", key));
        QVERIFY(!(deriveKey("a", key) == deriveKey("b", key)));
    }
};

QTEST_APPLESS_MAIN(TestHash)
#include "tst_hash.moc"
