// SPDX-License-Identifier: GPL-3.0-or-later
// HMAC-SHA-256 and HKDF-SHA-256 against Wycheproof and RFC 5869; SHA-256 in pieces.

#include "core/crypto/hkdf.h"

#include <QTest>

#include "vectors.h"

using namespace pc::crypto;
using namespace pc;

namespace {

bool hkdfAgrees(const QJsonValue &test)
{
    const std::size_t length = std::size_t(test[u"size"].toInt());
    if (test[u"result"].toString() != u"valid")
        return length > kMostHkdfBytes; // the only thing that can be wrong with an input
    const WipingBytes key = hkdfExtract(test::bytes(test[u"salt"]), test::bytes(test[u"ikm"]));
    return equal(hkdfExpand(key.view(), test::bytes(test[u"info"]), length).view(), test::bytes(test[u"okm"]));
}

bool hmacAgrees(const QJsonValue &test)
{
    const Bytes tag = test::bytes(test[u"tag"]);
    const Digest made = hmacSha256(test::bytes(test[u"key"]), test::bytes(test[u"msg"]));
    const bool accepted = equalSecrets(ByteView(made).first(tag.size()), tag);
    return accepted == (test[u"result"].toString() == u"valid");
}

} // namespace

class TestHkdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wycheproofAgrees_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isHkdf");
        QTest::newRow("HKDF") << QStringLiteral("wycheproof/hkdf_sha256_test.json") << true;
        QTest::newRow("HMAC") << QStringLiteral("wycheproof/hmac_sha256_test.json") << false;
    }

    void wycheproofAgrees()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, isHkdf);
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        const int cases = test::forEachCase(vectors, [isHkdf](const QJsonValue &test) {
            QVERIFY2(isHkdf ? hkdfAgrees(test) : hmacAgrees(test), qPrintable(test::nameOf(test)));
        });
        QCOMPARE(cases, vectors[u"numberOfTests"].toInt());
    }

    void rfc5869Agrees()
    {
        const QString name = QStringLiteral("rfc/rfc5869-hkdf-sha256.json");
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        const QJsonArray cases = vectors[u"cases"].toArray();
        QVERIFY(!cases.isEmpty());
        for (const QJsonValue &test : cases) {
            const WipingBytes key = hkdfExtract(test::bytes(test[u"salt"]), test::bytes(test[u"ikm"]));
            QCOMPARE(toBytes(key.view()), test::bytes(test[u"prk"]));
            const WipingBytes out
                = hkdfExpand(key.view(), test::bytes(test[u"info"]), std::size_t(test[u"length"].toInt()));
            QCOMPARE(toBytes(out.view()), test::bytes(test[u"okm"]));
        }
    }

    void piecesGiveWhatTheWholeGives()
    {
        Bytes text(1000);
        for (std::size_t i = 0; i < text.size(); ++i)
            text[i] = std::uint8_t(i * 7);
        const ByteView whole(text);
        for (std::size_t cut = 0; cut <= text.size(); cut += 37) {
            const ByteView first = whole.first(cut);
            const ByteView rest = whole.subspan(cut);
            QCOMPARE(Sha256().update(first).update(rest).finish(), sha256Of(whole));
            QVERIFY(hkdfExtract(bytesOf("salt"), { first, rest }) == hkdfExtract(bytesOf("salt"), whole));
        }
    }
};

QTEST_APPLESS_MAIN(TestHkdf)
#include "tst_hkdf.moc"
