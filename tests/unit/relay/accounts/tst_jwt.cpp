// SPDX-License-Identifier: GPL-3.0-or-later
// Forged and damaged access tokens, one line each.

#include "core/crypto/base64url.h"
#include "core/relay/accounts/accesstokens.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace pc;
using namespace pc::relay::accounts;

namespace {

/// Single quotes stand for double ones: Qt 6.4's moc loses its way in raw strings.
QByteArray quoted(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

constexpr UtcTime kNow = utcFromMilliseconds(1'760'000'000'000);
const QByteArray kHeader = quoted("{'alg':'EdDSA','kid':'k1','typ':'JWT'}");

const crypto::SigningKey &key()
{
    static const crypto::SigningKey made = crypto::SigningKey::generate();
    return made;
}

const crypto::SigningKey &otherKey()
{
    static const crypto::SigningKey made = crypto::SigningKey::generate();
    return made;
}

VerifyingKeys keys()
{
    return { { "k1", key().verifyingKey() }, { "k2", otherKey().verifyingKey() } };
}

Uuid uuid(quint8 last)
{
    Uuid id;
    id.bytes[15] = last;
    return id;
}

Claims claims()
{
    return { UserId { uuid(1) }, DeviceId { uuid(2) }, SchoolId { uuid(3) }, kNow, kNow + kAccessTokenLife };
}

QByteArray body(const QByteArray &times = quoted("'iat':1760000000,'exp':1760000900"))
{
    return quoted("{'sub':'00000000-0000-0000-0000-000000000001','dev':'00000000-0000-0000-0000-000000000002',"
                  "'sch':'00000000-0000-0000-0000-000000000003',")
        + times + '}';
}

QByteArray signedBy(const crypto::SigningKey &signer, const QByteArray &header, const QByteArray &content)
{
    const QByteArray input = crypto::toBase64Url(header) + '.' + crypto::toBase64Url(content);
    return input + '.' + crypto::toBase64Url(signer.sign(input));
}

QByteArray token(const QByteArray &header, const QByteArray &content)
{
    return signedBy(key(), header, content);
}

QByteArray good()
{
    return makeToken(claims(), "k1", key());
}

QByteArray part(int index)
{
    return good().split('.').at(index);
}

QByteArray withHmac(const QByteArray &header)
{
    const QByteArray input = crypto::toBase64Url(header) + '.' + crypto::toBase64Url(body());
    const QByteArray secret = key().verifyingKey().view().toByteArray();
    return input + '.'
        + crypto::toBase64Url(QMessageAuthenticationCode::hash(input, secret, QCryptographicHash::Sha256));
}

/// The same signature with the unused bits of its last letter set.
QByteArray withTrailingBits()
{
    const QByteArray alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    QByteArray text = good();
    text.back() = alphabet.at(alphabet.indexOf(text.back()) | 1);
    return text;
}

/// S + L of the signature: the same point equation, another spelling (RFC 8032 section 5.1.7 refuses it).
QByteArray withMalleableSignature()
{
    static const QByteArray order
        = QByteArray::fromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    QByteArray signature = *crypto::fromBase64Url(part(2));
    int carry = 0;
    for (int i = 0; i < 32; ++i) {
        const int sum = quint8(signature[32 + i]) + quint8(order[i]) + carry;
        signature[32 + i] = char(sum & 0xff);
        carry = sum >> 8;
    }
    return part(0) + '.' + part(1) + '.' + crypto::toBase64Url(signature);
}

} // namespace

class TestJwt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ourOwnTokenIsRead()
    {
        const auto read = readToken(good(), keys(), kNow);
        QVERIFY(read);
        QCOMPARE(*read, claims());
        QVERIFY(readToken(makeToken(claims(), "k2", otherKey()), keys(), kNow));
        QVERIFY(readToken(token(kHeader, body()), keys(), kNow));
        QVERIFY(readToken(token(quoted("{'kid':'k1','alg':'EdDSA'}"), body()), keys(), kNow));
    }

    void theClockMayBeTwoMinutesOff_data()
    {
        QTest::addColumn<qint64>("offset");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("issued 120 s ahead of us") << qint64(-120) << true;
        QTest::newRow("issued 121 s ahead of us") << qint64(-121) << false;
        QTest::newRow("last second of its life") << qint64(899) << true;
        QTest::newRow("over for 119 s") << qint64(900 + 119) << true;
        QTest::newRow("over for 120 s") << qint64(900 + 120) << false;
        QTest::newRow("over for ten years") << qint64(315'360'000) << false;
        QTest::newRow("ten years ahead") << qint64(-315'360'000) << false;
    }

    void theClockMayBeTwoMinutesOff()
    {
        QFETCH(qint64, offset);
        QFETCH(bool, accepted);
        QCOMPARE(readToken(good(), keys(), kNow + std::chrono::seconds(offset)).ok(), accepted);
    }

    void forgedTokensAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
        // Shape.
        row("nothing", "");
        row("one dot", ".");
        row("two dots", "..");
        row("three dots", "...");
        row("header alone", part(0));
        row("no signature part", part(0) + '.' + part(1));
        row("empty signature", part(0) + '.' + part(1) + '.');
        row("empty header", '.' + part(1) + '.' + part(2));
        row("empty claims", part(0) + ".." + part(2));
        row("four parts", good() + '.' + part(2));
        row("five parts, as of an encrypted token", part(0) + ".a.b.c." + part(2));
        row("space before", ' ' + good());
        row("line end after", good() + '\n');
        row("space inside", part(0) + ' ' + '.' + part(1) + '.' + part(2));
        row("NUL after", good() + '\0');
        row("too long",
            token(kHeader, body(quoted("'iat':1760000000,'exp':1760000900,'x':'") + QByteArray(2000, 'x') + '"')));
        row("JSON serialisation",
            quoted("{'payload':'") + part(1) + quoted("','signature':'") + part(2) + quoted("'}"));
        row("Bearer in front", "Bearer " + good());
        // Algorithm.
        row("alg none", crypto::toBase64Url(quoted("{'alg':'none','kid':'k1'}")) + '.' + part(1) + '.');
        row("alg None", crypto::toBase64Url(quoted("{'alg':'None','kid':'k1'}")) + '.' + part(1) + '.' + part(2));
        row("alg none, signed", token(quoted("{'alg':'none','kid':'k1'}"), body()));
        row("HS256 with the public key as secret", withHmac(quoted("{'alg':'HS256','kid':'k1'}")));
        row("EdDSA said, HMAC made", withHmac(kHeader));
        row("RS256", token(quoted("{'alg':'RS256','kid':'k1'}"), body()));
        row("ES256", token(quoted("{'alg':'ES256','kid':'k1'}"), body()));
        row("Ed25519 as name", token(quoted("{'alg':'Ed25519','kid':'k1'}"), body()));
        row("eddsa in small letters", token(quoted("{'alg':'eddsa','kid':'k1'}"), body()));
        row("no alg", token(quoted("{'kid':'k1','typ':'JWT'}"), body()));
        row("alg is a number", token(quoted("{'alg':1,'kid':'k1'}"), body()));
        row("alg is true", token(quoted("{'alg':true,'kid':'k1'}"), body()));
        row("alg is a list", token(quoted("{'alg':['EdDSA'],'kid':'k1'}"), body()));
        row("alg twice, ours last", token(quoted("{'alg':'none','alg':'EdDSA','kid':'k1'}"), body()));
        row("alg twice, ours first", token(quoted("{'alg':'EdDSA','alg':'none','kid':'k1'}"), body()));
        row("alg twice, one escaped", token(quoted("{'alg':'EdDSA','\\u0061lg':'none','kid':'k1'}"), body()));
        // Key.
        row("no kid", token(quoted("{'alg':'EdDSA'}"), body()));
        row("empty kid", token(quoted("{'alg':'EdDSA','kid':''}"), body()));
        row("unknown kid", token(quoted("{'alg':'EdDSA','kid':'k3'}"), body()));
        row("kid of the other key", token(quoted("{'alg':'EdDSA','kid':'k2'}"), body()));
        row("kid is a path", token(quoted("{'alg':'EdDSA','kid':'../../dev/null'}"), body()));
        row("kid is SQL", token(quoted("{'alg':'EdDSA','kid':'\\u0027 OR 1=1 --'}"), body()));
        row("kid is a number", token(quoted("{'alg':'EdDSA','kid':1}"), body()));
        row("kid twice", token(quoted("{'alg':'EdDSA','kid':'k2','kid':'k1'}"), body()));
        row("kid with NUL", token(quoted("{'alg':'EdDSA','kid':'k1\\u0000'}"), body()));
        row("signed by a stranger", signedBy(crypto::SigningKey::generate(), kHeader, body()));
        // Header fields that would have us believe the token about itself.
        row("jwk", token(quoted("{'alg':'EdDSA','kid':'k1','jwk':'x'}"), body()));
        row("jwk as object", token(quoted("{'alg':'EdDSA','kid':'k1','jwk':{'kty':'OKP'}}"), body()));
        row("jku", token(quoted("{'alg':'EdDSA','kid':'k1','jku':'https://attacker.example/keys'}"), body()));
        row("x5u", token(quoted("{'alg':'EdDSA','kid':'k1','x5u':'https://attacker.example/c'}"), body()));
        row("x5c", token(quoted("{'alg':'EdDSA','kid':'k1','x5c':'MII'}"), body()));
        row("crit", token(quoted("{'alg':'EdDSA','kid':'k1','crit':'b64'}"), body()));
        row("b64 false", token(quoted("{'alg':'EdDSA','kid':'k1','b64':false}"), body()));
        row("zip", token(quoted("{'alg':'EdDSA','kid':'k1','zip':'DEF'}"), body()));
        row("cty", token(quoted("{'alg':'EdDSA','kid':'k1','cty':'JWT'}"), body()));
        row("enc", token(quoted("{'alg':'EdDSA','kid':'k1','enc':'A128GCM'}"), body()));
        row("another typ", token(quoted("{'alg':'EdDSA','kid':'k1','typ':'at+jwt'}"), body()));
        row("typ is a number", token(quoted("{'alg':'EdDSA','kid':'k1','typ':1}"), body()));
        row("header is a list", token(quoted("['EdDSA']"), body()));
        row("header is a text", token(quoted("'EdDSA'"), body()));
        row("header with a comment", token(quoted("{'alg':'EdDSA','kid':'k1'/**/}"), body()));
        row("header with a trailing comma", token(quoted("{'alg':'EdDSA','kid':'k1',}"), body()));
        row("header and more", token(kHeader + "{}", body()));
        row("header with a mark at its start", token("\xef\xbb\xbf" + kHeader, body()));
        row("header that is not UTF-8", token("{\"alg\":\"EdDSA\",\"kid\":\"k1\",\"typ\":\"\xff\"}", body()));
        // Signature.
        row("signature of other claims",
            part(0) + '.' + crypto::toBase64Url(body("\"iat\":1760000000,\"exp\":1760000901")) + '.' + part(2));
        row("signature cut by a byte", good().chopped(2));
        row("signature longer by a byte", good() + "AA");
        row("signature of zeros", part(0) + '.' + part(1) + '.' + crypto::toBase64Url(QByteArray(64, '\0')));
        row("signature in hex", part(0) + '.' + part(1) + '.' + crypto::fromBase64Url(part(2))->toHex());
        row("malleable signature", withMalleableSignature());
        // Spelling.
        row("padding", good() + "==");
        row("unused bits set", withTrailingBits());
        row("plus for minus", QByteArray(good()).replace('-', '+').replace('_', '/') + "A");
        row("header padded", part(0) + "=." + part(1) + '.' + part(2));
        // Claims.
        row("no sub", token(kHeader, QByteArray(body()).replace("\"sub\"", "\"sbu\"")));
        row("no dev", token(kHeader, QByteArray(body()).replace("\"dev\"", "\"dve\"")));
        row("no sch", token(kHeader, QByteArray(body()).replace("\"sch\"", "\"shc\"")));
        row("no iat", token(kHeader, body(quoted("'exp':1760000900"))));
        row("no exp", token(kHeader, body(quoted("'iat':1760000000"))));
        row("sub is no id",
            token(kHeader, QByteArray(body()).replace("00000000-0000-0000-0000-000000000001", "admin")));
        row("sub in braces",
            token(kHeader,
                QByteArray(body()).replace(
                    "00000000-0000-0000-0000-000000000001", "{0000000-0000-0000-0000-000000000001")));
        row("sub twice",
            token(kHeader,
                body(quoted("'iat':1760000000,'exp':1760000900,'sub':'00000000-0000-0000-0000-000000000009'"))));
        row("exp twice", token(kHeader, body(quoted("'iat':1760000000,'exp':1760000900,'exp':1760000901"))));
        row("expired", token(kHeader, body(quoted("'iat':1759990000,'exp':1759990900"))));
        row("issued in the future", token(kHeader, body(quoted("'iat':1760000121,'exp':1760000900"))));
        row("ends before it begins", token(kHeader, body(quoted("'iat':1760000000,'exp':1759999999"))));
        row("lives for a day", token(kHeader, body(quoted("'iat':1760000000,'exp':1760086400"))));
        row("lives for ever", token(kHeader, body(quoted("'iat':1760000000,'exp':9007199254740992"))));
        row("exp beyond all numbers", token(kHeader, body(quoted("'iat':1760000000,'exp':99999999999999999999"))));
        row("exp negative", token(kHeader, body(quoted("'iat':1760000000,'exp':-1"))));
        row("exp with a fraction", token(kHeader, body(quoted("'iat':1760000000,'exp':1760000900.5"))));
        row("exp with an exponent", token(kHeader, body(quoted("'iat':1760000000,'exp':1e99"))));
        row("exp as text", token(kHeader, body(quoted("'iat':1760000000,'exp':'1760000900'"))));
        row("exp null", token(kHeader, body(quoted("'iat':1760000000,'exp':null"))));
        row("exp with a leading zero", token(kHeader, body(quoted("'iat':1760000000,'exp':01760000900"))));
        row("claims are empty", token(kHeader, "{}"));
        row("claims are nested", token(kHeader, body(quoted("'iat':1760000000,'exp':1760000900,'a':{'b':1}"))));
        row("claims are not JSON", token(kHeader, "hello"));
    }

    void forgedTokensAreRefused()
    {
        QFETCH(QByteArray, text);
        const auto read = readToken(text, keys(), kNow);
        QVERIFY(!read);
        QCOMPARE(read.code(), Errc::Unauthenticated);
    }

    void everyFlippedBitAndEveryPrefixIsRefused()
    {
        const QByteArray text = good();
        for (qsizetype i = 0; i < text.size(); ++i) {
            QVERIFY(!readToken(QByteArrayView(text).first(i), keys(), kNow));
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray changed = text;
                changed[i] = char(changed[i] ^ (1 << bit));
                QVERIFY(!readToken(changed, keys(), kNow));
            }
        }
    }

    void whatRfc8037sExampleForbidsIsRefused()
    {
        QFile file(QStringLiteral(PC_VECTORS_DIR "/rfc/rfc8037-eddsa-jws.json"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP(qPrintable(QStringLiteral("SKIPPED, NOTHING PROVEN: no vectors at ") + file.fileName()));
        const QJsonObject vectors = QJsonDocument::fromJson(file.readAll()).object();
        const auto x = crypto::fromBase64Url(vectors[u"jwk"][u"x"].toString().toLatin1());
        const VerifyingKeys theirs { { "", *crypto::VerifyingKey::fromBytes(*x) } };
        const QJsonArray rejected = vectors[u"must_reject"].toArray();
        QVERIFY(!rejected.isEmpty());
        for (const QJsonValue &item : rejected)
            QVERIFY2(!readToken(item[u"jws"].toString().toLatin1(), theirs, kNow), qPrintable(item[u"why"].toString()));
    }
};

QTEST_APPLESS_MAIN(TestJwt)
#include "tst_jwt.moc"
