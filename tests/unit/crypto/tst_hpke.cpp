// SPDX-License-Identifier: GPL-3.0-or-later
// HPKE against RFC 9180 appendix A.2.1, and what must not open.

#include "core/crypto/hpke.h"

#include <QTest>

#include "vectors.h"

using namespace pc::crypto;
using namespace pc;

namespace {

struct Session
{
    X25519KeyPair recipient;
    HpkeSender sender;
    HpkeContext receiver;
};

Session sessionOf(const QJsonObject &vectors)
{
    const HpkeAgreement agreement(chaCha20Poly1305(), test::bytes(vectors[u"info"]));
    X25519KeyPair recipient = hpkeDeriveKeyPair(test::bytes(vectors[u"ikmR"]));
    auto sender = hpkeSender(agreement, recipient.publicKey, hpkeDeriveKeyPair(test::bytes(vectors[u"ikmE"])));
    auto receiver = hpkeReceiver(agreement, recipient, sender->enc);
    return { std::move(recipient), std::move(*sender), std::move(*receiver) };
}

} // namespace

class TestHpke : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc9180KeysAreDerived()
    {
        const QString name = QStringLiteral("rfc/rfc9180-hpke-x25519-chacha.json");
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        for (const QString &who : { QStringLiteral("E"), QStringLiteral("R") }) {
            const X25519KeyPair pair = hpkeDeriveKeyPair(test::bytes(vectors[QStringLiteral("ikm") + who]));
            const QJsonValue privateKey = vectors[QStringLiteral("sk") + who + u'm'];
            const QJsonValue publicKey = vectors[QStringLiteral("pk") + who + u'm'];
            QCOMPARE(toBytes(pair.privateKey.view()), test::bytes(privateKey));
            QCOMPARE(toBytes(pair.publicKey), test::bytes(publicKey));
        }
    }

    void rfc9180SealsAndOpensEveryMessage()
    {
        const QString name = QStringLiteral("rfc/rfc9180-hpke-x25519-chacha.json");
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        Session session = sessionOf(vectors);
        QCOMPARE(toBytes(session.sender.enc), test::bytes(vectors[u"enc"]));
        const QJsonArray encryptions = vectors[u"encryptions"].toArray();
        QVERIFY(!encryptions.isEmpty());
        int sequence = 0;
        for (const QJsonValue &one : encryptions) {
            const Bytes associated = test::bytes(one[u"aad"]);
            const Bytes plain = test::bytes(one[u"pt"]);
            for (; sequence < one[u"sequence"].toInt(); ++sequence)
                QVERIFY(session.receiver.open({}, session.sender.context.seal({}, {})));
            const Bytes sealed = session.sender.context.seal(associated, plain);
            QCOMPARE(sealed, test::bytes(one[u"ct"]));
            QCOMPARE(toBytes(session.receiver.open(associated, sealed)->view()), plain);
            ++sequence;
        }
    }

    void rfc9180Exports()
    {
        const QString name = QStringLiteral("rfc/rfc9180-hpke-x25519-chacha.json");
        const QJsonObject vectors = test::readVectors(name);
        PC_SKIP_WITHOUT(vectors, name);
        const Session session = sessionOf(vectors);
        const QJsonArray exports = vectors[u"exports"].toArray();
        QVERIFY(!exports.isEmpty());
        for (const QJsonValue &one : exports) {
            const Bytes context = test::bytes(one[u"context"]);
            const std::size_t length = std::size_t(one[u"length"].toInt());
            const Bytes value = test::bytes(one[u"value"]);
            QCOMPARE(toBytes(session.sender.context.exportSecret(context, length).view()), value);
            QCOMPARE(toBytes(session.receiver.exportSecret(context, length).view()), value);
        }
    }

    void onlyTheRecipientOpensItAndOnlyAsItWasMeant()
    {
        const HpkeAgreement agreement(chaCha20Poly1305(), bytesOf("info"));
        const X25519KeyPair recipient = X25519KeyPair::generate(systemRandom());
        const auto sealed = hpkeSeal(agreement, recipient.publicKey, bytesOf("aad"), bytesOf("text"), systemRandom());
        QVERIFY(sealed);
        const auto opened = hpkeOpen(agreement, recipient, sealed->enc, bytesOf("aad"), sealed->ciphertext);
        QVERIFY(opened && equal(opened->view(), bytesOf("text")));

        const X25519KeyPair other = X25519KeyPair::generate(systemRandom());
        const HpkeAgreement otherInfo(chaCha20Poly1305(), bytesOf("inf0"));
        QVERIFY(!hpkeOpen(agreement, other, sealed->enc, bytesOf("aad"), sealed->ciphertext));
        QVERIFY(!hpkeOpen(otherInfo, recipient, sealed->enc, bytesOf("aad"), sealed->ciphertext));
        QVERIFY(!hpkeOpen(agreement, recipient, other.publicKey, bytesOf("aad"), sealed->ciphertext));
        QVERIFY(!hpkeOpen(agreement, recipient, sealed->enc, bytesOf("aae"), sealed->ciphertext));
        QVERIFY(!hpkeOpen(agreement, recipient, sealed->enc, bytesOf("aad"), Bytes(15)));
        for (std::size_t i = 0; i < sealed->ciphertext.size(); ++i) {
            Bytes changed = sealed->ciphertext;
            changed[i] ^= 1;
            QVERIFY(!hpkeOpen(agreement, recipient, sealed->enc, bytesOf("aad"), changed));
        }
    }

    void aKeyOfSmallOrderIsNoRecipientAndNoSender()
    {
        const HpkeAgreement agreement(chaCha20Poly1305(), {});
        const X25519KeyPair recipient = X25519KeyPair::generate(systemRandom());
        const Bytes smallOrder(kX25519Bytes, 0);
        QVERIFY(!hpkeSeal(agreement, smallOrder, {}, bytesOf("text"), systemRandom()));
        QVERIFY(!hpkeReceiver(agreement, recipient, smallOrder));
        QVERIFY(!hpkeReceiver(agreement, recipient, Bytes(31, 9)));
    }
};

QTEST_APPLESS_MAIN(TestHpke)
#include "tst_hpke.moc"
