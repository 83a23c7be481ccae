// SPDX-License-Identifier: GPL-3.0-or-later
// The fixed values come from this, which knows nothing of our code:
//
//   import base64, hashlib
//   def person(key, user):
//       value = b"pc/safety-code/1" + key + user
//       for _ in range(5200):
//           value = hashlib.sha512(value + key).digest()
//       return value
//   def half(h): return "".join("%05d" % (int.from_bytes(h[i:i+5], "big") % 100000) for i in range(0, 30, 5))
//   ada, ben = bytes([0xAD] * 16), bytes(range(16))
//   a, b = person(bytes(range(32)), ada), person(bytes([0xB0] * 32), ben)
//   print("".join(sorted([half(a), half(b)])))
//   print("PCSAFE1." + base64.urlsafe_b64encode(ada + a + ben + b).decode().rstrip("="))

#include "core/crypto/base64url.h"
#include "core/identity/safetycode.h"

#include <QTest>

#include <numeric>

using namespace pc;
using namespace pc::identity;

namespace {

SafetyParty ada()
{
    SafetyParty party;
    std::array<quint8, 16> id {};
    id.fill(0xAD);
    party.user = UserId { Uuid { id } };
    std::iota(party.accountKey.begin(), party.accountKey.end(), std::uint8_t(0));
    return party;
}

SafetyParty ben()
{
    SafetyParty party;
    std::array<quint8, 16> id {};
    std::iota(id.begin(), id.end(), quint8(0));
    party.user = UserId { Uuid { id } };
    party.accountKey.fill(0xB0);
    return party;
}

SafetyParty withOtherKey(SafetyParty party)
{
    party.accountKey[7] ^= 1;
    return party;
}

SafetyParty somebody()
{
    return { UserId { Uuid { { 0xC0 } } }, {} };
}

const QLatin1StringView kAdasPicture(
    "PCSAFE1."
    "ra2tra2tra2tra2tra2trXH90XeMAez4zdRrsy2jlJqwpbmr2wC0YRBYkfFHdOqW8NkHM5Ku_atYST7KVqARPeeLkuODnMHY99YmG20DjBcAAQIDBA"
    "UGBwgJCgsMDQ4PU21ltHEQse3QBFAV54uCoWiM7Yyfz0gMOkMJlTP80P3BTgcRI5mMA-Mqoci_Gv7kTVov_QOQAkc7jjotWES2DA");

} // namespace

class TestSafetyCode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDigitsAreThoseOfTheWrittenScheme()
    {
        const SafetyCode code(ada(), ben());
        QCOMPARE(code.digits(), QStringLiteral("674412925279746009720549881948677249589213332145715915230836"));
        QCOMPARE(code.digits().size(), kSafetyDigits);
        QCOMPARE(code.groups().size(), kSafetyGroups);
        QCOMPARE(code.groups().first(), QStringLiteral("67441"));
        QCOMPARE(code.groups().join(QString()), code.digits());
    }

    void thePictureIsThatOfTheWrittenScheme() { QCOMPARE(SafetyCode(ada(), ben()).picture(), kAdasPicture); }

    void bothSidesSeeTheSameDigitsAndReadEachOther()
    {
        const SafetyCode adas(ada(), ben());
        const SafetyCode bens(ben(), ada());
        QCOMPARE(adas.digits(), bens.digits());
        QVERIFY(adas.picture() != bens.picture());
        QCOMPARE(adas.check(bens.picture()), SafetyCheck::Match);
        QCOMPARE(bens.check(adas.picture()), SafetyCheck::Match);
    }

    void anotherKeyOfEitherGivesOtherDigitsAndIsFoundFromBothSides()
    {
        const SafetyCode right(ada(), ben());
        const SafetyCode bens(ben(), ada());
        for (const SafetyCode &deceived : { SafetyCode(withOtherKey(ada()), ben()),
                 SafetyCode(ada(), withOtherKey(ben())), SafetyCode(withOtherKey(ada()), withOtherKey(ben())) }) {
            QVERIFY(deceived.digits() != right.digits());
            QCOMPARE(deceived.check(bens.picture()), SafetyCheck::Mismatch);
            QCOMPARE(bens.check(deceived.picture()), SafetyCheck::Mismatch);
        }
    }

    void oneKeyOfTwoPeopleIsTwoHalves()
    {
        SafetyParty twin = ada();
        twin.user = ben().user;
        const QString digits = SafetyCode(ada(), twin).digits();
        QVERIFY(digits.first(kSafetyDigits / 2) != digits.last(kSafetyDigits / 2));
    }

    void onesOwnPictureProvesNothing()
    {
        const SafetyCode code(ada(), ben());
        QCOMPARE(code.check(code.picture()), SafetyCheck::NotThisPair);
    }

    void thePictureOfAnotherConversationIsNotThisPairs()
    {
        const SafetyCode code(ada(), ben());
        QCOMPARE(code.check(SafetyCode(ben(), somebody()).picture()), SafetyCheck::NotThisPair);
        QCOMPARE(code.check(SafetyCode(somebody(), ada()).picture()), SafetyCheck::NotThisPair);
    }

    void aNewerProgramsPictureIsNamedSo()
    {
        const SafetyCode code(ada(), ben());
        for (const char *text : { "PCSAFE2.abc", "PCSAFE10.", "PCSAFE9999.x.y" })
            QCOMPARE(code.check(QString::fromLatin1(text)), SafetyCheck::NewerVersion);
        for (const char *text : { "PCSAFE0.abc", "PCSAFE01.abc", "PCSAFE12345.abc", "PCSAFE.abc", "PCSAFEx.abc",
                 "PCSAFE2", "pcsafe2.abc", " PCSAFE2.abc" })
            QCOMPARE(code.check(QString::fromLatin1(text)), SafetyCheck::NotACode);
        QCOMPARE(code.check(QStringLiteral("PCSAFE٢.abc")), SafetyCheck::NotACode);
    }

    void whatIsCutChangedOrLongerIsNoMatch()
    {
        const SafetyCode code(ada(), ben());
        const QString right = SafetyCode(ben(), ada()).picture();
        for (qsizetype i = 0; i < right.size(); ++i) {
            QCOMPARE(code.check(right.first(i)), SafetyCheck::NotACode);
            QString other = right;
            other[i] = other[i] == u'A' ? u'B' : u'A';
            QVERIFY(code.check(other) != SafetyCheck::Match);
        }
        for (const QString &tail : { QStringLiteral("A"), QStringLiteral("="), QStringLiteral(" "),
                 QStringLiteral("\n"), QStringLiteral(".") })
            QCOMPARE(code.check(right + tail), SafetyCheck::NotACode);
    }

    void oneTextAloneIsThePictureOfItsBytes()
    {
        // The last letter holds four bits that are not used.
        const SafetyCode code(ada(), ben());
        QString other = SafetyCode(ben(), ada()).picture();
        const auto bytes = crypto::fromBase64Url(other.sliced(8).toUtf8());
        QVERIFY(bytes);
        QCOMPARE(other.sliced(8).toUtf8(), crypto::toBase64Url(*bytes));
        other.back() = QChar(other.back().unicode() + 1);
        QCOMPARE(code.check(other), SafetyCheck::NotACode);
    }

    void whatIsNoCodeSaysSo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("a page") << QStringLiteral("https://example.org/PCSAFE1.");
        QTest::newRow("a linking") << QStringLiteral("PCLINK1.123456789.abc");
        QTest::newRow("digits") << SafetyCode(ada(), ben()).digits();
        QTest::newRow("no base64url") << QStringLiteral("PCSAFE1.") + QString(214, u'+');
        QTest::newRow("wide letters") << QStringLiteral("PCSAFE1.") + QString(214, QChar(0x0141));
        QTest::newRow("endless") << QStringLiteral("PCSAFE1.") + QString(100'000, u'A');
    }

    void whatIsNoCodeSaysSo()
    {
        QFETCH(QString, text);
        QCOMPARE(SafetyCode(ada(), ben()).check(text), SafetyCheck::NotACode);
    }
};

QTEST_APPLESS_MAIN(TestSafetyCode)
#include "tst_safetycode.moc"
