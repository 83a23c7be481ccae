// SPDX-License-Identifier: GPL-3.0-or-later
// The AEAD seam: ChaCha20-Poly1305, and the AES-128-GCM that tests bring, against Wycheproof.

#include "core/crypto/aeadcipher.h"
#include "tests/support/suite1/aes128gcm.h"

#include <QJsonArray>
#include <QTest>

#include "vectors.h"

using namespace pc::crypto;
using namespace pc;

namespace {

/// Opens one case, and where it is valid seals it too; true when both are as the vector says.
bool agrees(const AeadCipher &cipher, const QJsonValue &test)
{
    const Bytes key = test::bytes(test[u"key"]);
    const Bytes nonce = test::bytes(test[u"iv"]);
    const Bytes associated = test::bytes(test[u"aad"]);
    const Bytes plain = test::bytes(test[u"msg"]);
    const Bytes sealed = concat({ test::bytes(test[u"ct"]), test::bytes(test[u"tag"]) });
    Bytes opened(plain.size()); // cases that no implementation can seal come without ciphertext
    const bool accepted = cipher.open(opened, sealed, associated, nonce, key);
    if (test[u"result"].toString() != u"valid")
        return !accepted;
    Bytes made(plain.size() + cipher.tagBytes());
    cipher.seal(made, plain, associated, nonce, key);
    return accepted && opened == plain && made == sealed;
}

} // namespace

class TestAeadCipher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wycheproofAgrees_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isOurs");
        QTest::newRow("ChaCha20-Poly1305") << QStringLiteral("wycheproof/chacha20_poly1305_test.json") << true;
        QTest::newRow("AES-128-GCM of the tests") << QStringLiteral("wycheproof/aes_gcm_test.json") << false;
    }

    void wycheproofAgrees()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, isOurs);
        const AeadCipher &cipher = isOurs ? chaCha20Poly1305() : test::aes128Gcm();
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        const int cases = test::forEachCase(vectors,
            [&cipher](const QJsonValue &test) { QVERIFY2(agrees(cipher, test), qPrintable(test::nameOf(test))); });
        QCOMPARE(cases, vectors[u"numberOfTests"].toInt());
    }

    void itWorksInPlace()
    {
        const Bytes key(32, 7);
        const Bytes nonce(12, 9);
        Bytes text(100 + 16, 'p');
        chaCha20Poly1305().seal(text, ByteView(text).first(100), {}, nonce, key);
        QVERIFY(text.front() != 'p');
        QVERIFY(chaCha20Poly1305().open(MutableByteView(text).first(100), text, {}, nonce, key));
        QCOMPARE(Bytes(text.begin(), text.begin() + 100), Bytes(100, 'p'));
    }

    void aRefusedOneLeavesNoPlaintext()
    {
        const Bytes key(32, 7);
        const Bytes nonce(12, 9);
        Bytes sealed(100 + 16);
        chaCha20Poly1305().seal(sealed, Bytes(100, 'p'), {}, nonce, key);
        sealed.back() ^= 1;
        Bytes opened(100, 'o');
        QVERIFY(!chaCha20Poly1305().open(opened, sealed, {}, nonce, key));
        QVERIFY(std::ranges::count(opened, 'p') == 0);
        QVERIFY(!chaCha20Poly1305().open({}, Bytes(15), {}, nonce, key));
    }
};

QTEST_APPLESS_MAIN(TestAeadCipher)
#include "tst_aeadcipher.moc"
