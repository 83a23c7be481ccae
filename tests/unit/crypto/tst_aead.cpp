// SPDX-License-Identifier: GPL-3.0-or-later
// XChaCha20-Poly1305 against Wycheproof.

#include "core/crypto/aead.h"

#include <QJsonArray>
#include <QTest>

#include "vectors.h"

using namespace pc;
using namespace pc::crypto;

namespace {

std::span<quint8> writable(QByteArray &bytes)
{
    return { reinterpret_cast<quint8 *>(bytes.data()), size_t(bytes.size()) };
}

/// Decrypts one case, and where it is valid encrypts it too; true when both are as the vector says.
bool agrees(const QJsonValue &test)
{
    const SecretBytes key = SecretBytes::copyOf(QByteArrayView(test::hex(test[u"key"])));
    const QByteArray nonce = test::hex(test[u"iv"]);
    const QByteArray associated = test::hex(test[u"aad"]);
    const QByteArray plain = test::hex(test[u"msg"]);
    const QByteArray sealed = test::hex(test[u"ct"]) + test::hex(test[u"tag"]);
    QByteArray opened(sealed.size() - kAeadTagBytes, '\0');
    const bool accepted = aeadDecrypt(writable(opened), sealed, associated, nonce, key).ok();
    if (test[u"result"].toString() != u"valid")
        return !accepted;
    QByteArray made(plain.size() + kAeadTagBytes, '\0');
    aeadEncrypt(writable(made), plain, associated, nonce, key);
    return accepted && opened == plain && made == sealed;
}

} // namespace

class TestAead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wycheproofAgrees()
    {
        const QString name = QStringLiteral("wycheproof/xchacha20_poly1305_test.json");
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        const int cases = test::forEachCase(
            vectors, [](const QJsonValue &test) { QVERIFY2(agrees(test), qPrintable(test::nameOf(test))); });
        QCOMPARE(cases, vectors[u"numberOfTests"].toInt());
    }

    void itWorksInPlace()
    {
        const SecretBytes key = SecretBytes::random(kAeadKeyBytes);
        const QByteArray nonce(kAeadNonceBytes, 'n');
        QByteArray page(4096, 'p');
        QByteArray sealed = page + QByteArray(kAeadTagBytes, '\0');
        aeadEncrypt(writable(sealed), QByteArrayView(sealed).first(page.size()), "7", nonce, key);
        QVERIFY(!sealed.startsWith(page));
        QVERIFY(aeadDecrypt(writable(sealed).first(size_t(page.size())), sealed, "7", nonce, key));
        QVERIFY(sealed.startsWith(page));
    }

    void aRefusedOneLeavesNoPlaintext()
    {
        const SecretBytes key = SecretBytes::random(kAeadKeyBytes);
        const QByteArray nonce(kAeadNonceBytes, 'n');
        const QByteArray plain(100, 'p');
        QByteArray sealed(plain.size() + kAeadTagBytes, '\0');
        aeadEncrypt(writable(sealed), plain, {}, nonce, key);
        sealed.back() = char(sealed.back() ^ 1);
        QByteArray opened(plain.size(), 'o');
        QCOMPARE(aeadDecrypt(writable(opened), sealed, {}, nonce, key).code(), Errc::Corrupt);
        QVERIFY(!opened.contains('p'));
        QCOMPARE(aeadDecrypt({}, "short", {}, nonce, key).code(), Errc::Corrupt);
    }
};

QTEST_APPLESS_MAIN(TestAead)
#include "tst_aead.moc"
