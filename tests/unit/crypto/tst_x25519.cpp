// SPDX-License-Identifier: GPL-3.0-or-later
// X25519 against Wycheproof: every product, and every one of all zeros refused.

#include "core/crypto/x25519.h"

#include <QTest>

#include "vectors.h"

using namespace pc::crypto;
using namespace pc;

class TestX25519 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wycheproofAgreesAndZeroProductsAreRefused()
    {
        const QString name = QStringLiteral("wycheproof/x25519_test.json");
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        int refused = 0;
        const int cases = test::forEachCase(vectors, [&refused](const QJsonValue &test) {
            const auto product = x25519(test::bytes(test[u"private"]), test::bytes(test[u"public"]));
            const bool isZero = test[u"flags"].toArray().contains(QJsonValue(QStringLiteral("ZeroSharedSecret")));
            QVERIFY2(product.has_value() == !isZero, qPrintable(test::nameOf(test)));
            refused += isZero ? 1 : 0;
            if (product)
                QVERIFY2(equal(product->view(), test::bytes(test[u"shared"])), qPrintable(test::nameOf(test)));
        });
        QCOMPARE(cases, vectors[u"numberOfTests"].toInt());
        QCOMPARE(refused, 31);
    }

    void bothSidesHaveTheSameProduct()
    {
        const X25519KeyPair one = X25519KeyPair::generate(systemRandom());
        const X25519KeyPair two = X25519KeyPair::generate(systemRandom());
        QCOMPARE(*x25519PublicKey(one.privateKey.view()), one.publicKey);
        QVERIFY(*x25519(one.privateKey.view(), two.publicKey) == *x25519(two.privateKey.view(), one.publicKey));
        QVERIFY(!(*x25519(one.privateKey.view(), two.publicKey) == *x25519(one.privateKey.view(), one.publicKey)));
    }

    void keysOfAnotherLengthAreNone()
    {
        const Bytes key(kX25519Bytes, 9);
        QVERIFY(x25519(key, key));
        QVERIFY(!x25519(Bytes(31, 9), key));
        QVERIFY(!x25519(key, Bytes(33, 9)));
        QVERIFY(!x25519(key, {}));
        QVERIFY(!x25519PublicKey(Bytes(31, 9)));
    }
};

QTEST_APPLESS_MAIN(TestX25519)
#include "tst_x25519.moc"
