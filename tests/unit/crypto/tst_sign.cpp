// SPDX-License-Identifier: GPL-3.0-or-later
// Ed25519 against RFC 8037 appendix A and Wycheproof.

#include "core/crypto/base64url.h"
#include "core/crypto/sign.h"

#include <QJsonArray>
#include <QTest>

#include "vectors.h"

using namespace pc;
using namespace pc::crypto;

class TestSign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc8037SignsAndVerifies()
    {
        const QString name = QStringLiteral("rfc/rfc8037-eddsa-jws.json");
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        const QJsonObject jwk = vectors[u"jwk"].toObject();
        QByteArray seed = *fromBase64Url(jwk[u"d"].toString().toLatin1());
        const Result<SigningKey> key = SigningKey::fromSeed(SecretBytes::takeFrom(seed));
        QVERIFY(key);
        QCOMPARE(toBase64Url(key->verifyingKey().view()), jwk[u"x"].toString().toLatin1());

        const QByteArray input = toBase64Url(vectors[u"protected_header"].toString().toUtf8()) + '.'
            + toBase64Url(vectors[u"payload"].toString().toUtf8());
        const QByteArray signature = key->sign(input);
        QCOMPARE(input + '.' + toBase64Url(signature), vectors[u"jws"].toString().toLatin1());
        QVERIFY(verify(key->verifyingKey(), input, signature));
    }

    void rfc8037VariantsAreRefused()
    {
        const QString name = QStringLiteral("rfc/rfc8037-eddsa-jws.json");
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        const auto key = VerifyingKey::fromBytes(*fromBase64Url(vectors[u"jwk"][u"x"].toString().toLatin1()));
        QVERIFY(key);
        const QByteArray header = vectors[u"protected_header"].toString().toUtf8();
        const auto accepts = [&key, &header](const QByteArray &jws) {
            const QList<QByteArray> parts = jws.split('.');
            const auto signature = fromBase64Url(parts.value(2));
            return parts.size() == 3 && fromBase64Url(parts[0]) == header && signature
                && verify(*key, parts[0] + '.' + parts[1], *signature);
        };
        QVERIFY(accepts(vectors[u"jws"].toString().toLatin1()));
        const QJsonArray variants = vectors[u"must_reject"].toArray();
        QVERIFY(!variants.isEmpty());
        for (const QJsonValue &variant : variants)
            QVERIFY2(!accepts(variant[u"jws"].toString().toLatin1()), qPrintable(variant[u"why"].toString()));
    }

    void wycheproofAgrees()
    {
        const QString name = QStringLiteral("wycheproof/ed25519_test.json");
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        int cases = 0;
        const QJsonArray groups = vectors[u"testGroups"].toArray();
        for (const QJsonValue &group : groups) {
            const auto key = VerifyingKey::fromBytes(test::hex(group[u"publicKey"][u"pk"]));
            QVERIFY(key);
            const QJsonArray tests = group[u"tests"].toArray();
            for (const QJsonValue &test : tests) {
                const bool accepted = verify(*key, test::hex(test[u"msg"]), test::hex(test[u"sig"]));
                QVERIFY2(accepted == (test[u"result"].toString() == u"valid"), qPrintable(test::nameOf(test)));
                ++cases;
            }
        }
        QCOMPARE(cases, vectors[u"numberOfTests"].toInt());
    }

    void everyFlippedBitIsRefused()
    {
        const SigningKey key = SigningKey::generate();
        const QByteArray message("attendance, 3B");
        const QByteArray signature = key.sign(message);
        QVERIFY(verify(key.verifyingKey(), message, signature));
        for (qsizetype i = 0; i < signature.size() * 8; ++i) {
            QByteArray changed = signature;
            changed[i / 8] = char(changed[i / 8] ^ (1 << (i % 8)));
            QVERIFY(!verify(key.verifyingKey(), message, changed));
        }
        QVERIFY(!verify(key.verifyingKey(), message + '.', signature));
        QVERIFY(!verify(key.verifyingKey(), message, signature.first(63)));
        QVERIFY(!verify(key.verifyingKey(), message, {}));
        QVERIFY(!verify(SigningKey::generate().verifyingKey(), message, signature));
    }

    void aSeedGivesItsKeyBack()
    {
        const SigningKey key = SigningKey::generate();
        const Result<SigningKey> again = SigningKey::fromSeed(key.seed());
        QVERIFY(again);
        QCOMPARE(again->verifyingKey(), key.verifyingKey());
        QVERIFY(!SigningKey::fromSeed(SecretBytes(31)));
        QVERIFY(!VerifyingKey::fromBytes(QByteArray(33, 'x')));
    }
};

QTEST_APPLESS_MAIN(TestSign)
#include "tst_sign.moc"
