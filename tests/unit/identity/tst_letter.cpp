// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/qtbytes.h"
#include "core/identity/letter.h"

#include <QTest>

#include <numeric>

using namespace pc;
using namespace pc::identity;

namespace {

constexpr SchoolId kSchool { Uuid { { 9 } } };
constexpr UserId kPerson { Uuid { { 1, 7 } } };
const UtcTime kNow = utcFromMilliseconds(1'795'000'000'123);

crypto::SecretBytes secretFrom(std::uint8_t first)
{
    crypto::SecretBytes secret(qsizetype { kLetterSecretBytes });
    std::iota(secret.mutableView().begin(), secret.mutableView().end(), first);
    return secret;
}

crypto::Ed25519PublicKey accountKey(std::uint8_t first = 32)
{
    crypto::Ed25519PublicKey key {};
    std::iota(key.begin(), key.end(), first);
    return key;
}

crypto::Ed25519Key writer(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, number));
}

LetterToken token()
{
    return { secretFrom(0), officeMarkOf(crypto::bytesOf("the first entry")) };
}

Letter letter()
{
    Letter letter;
    letter.id = LetterId { Uuid { { 5 } } };
    letter.school = kSchool;
    letter.person = kPerson;
    letter.role = 1;
    letter.name = QStringLiteral("Ada Okafor");
    letter.label = QStringLiteral("Teacher, 3B");
    letter.code = crypto::SecretBytes::copyOf(QByteArrayView("kX7h2PqLw9ZrT4vNc8JmYg"));
    letter.token = token();
    letter.written = kNow;
    letter.expires = kNow + Milliseconds { 86'400'000 };
    return letter;
}

} // namespace

class TestLetter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aProofIsWhatAnotherImplementationMakes()
    {
        const crypto::Bytes proof = makeLetterProof(secretFrom(0), kSchool, kPerson, accountKey());
        QCOMPARE(proof.size(), kLetterProofBytes);
        QCOMPARE(proof.front(), std::uint8_t(1));
        // hmac.new(bytes(range(16)), b"pc/invite/1" + school + person + key, "sha256") in Python
        QCOMPARE(crypto::toByteArray(proof).last(32).toHex(),
            QByteArray("183d7187104cd95c8bfdbbc72f6a8fb34c2a3f3a781b311a826b2250b3822118"));
        const auto read = readLetterProof(proof, secretFrom(0), kSchool, kPerson);
        QVERIFY(read && *read == accountKey());
    }

    void aProofIsOneOfThisPersonThisSchoolAndThisSecretAlone()
    {
        const crypto::Bytes proof = makeLetterProof(secretFrom(0), kSchool, kPerson, accountKey());
        const auto code = [&](const crypto::SecretBytes &secret, SchoolId school, UserId person) {
            return readLetterProof(proof, secret, school, person).code();
        };
        QCOMPARE(code(secretFrom(1), kSchool, kPerson), Errc::Forbidden);
        QCOMPARE(code(secretFrom(0), SchoolId { Uuid { { 8 } } }, kPerson), Errc::Forbidden);
        QCOMPARE(code(secretFrom(0), kSchool, UserId { Uuid { { 1, 8 } } }), Errc::Forbidden);
    }

    void aProofThatWasChangedAnywhereIsNone()
    {
        const crypto::Bytes proof = makeLetterProof(secretFrom(0), kSchool, kPerson, accountKey());
        for (std::size_t at = 0; at < proof.size(); ++at) {
            crypto::Bytes changed = proof;
            changed[at] ^= 1;
            QVERIFY(!readLetterProof(changed, secretFrom(0), kSchool, kPerson));
        }
        crypto::Bytes longer = proof;
        longer.push_back(0);
        QCOMPARE(readLetterProof(longer, secretFrom(0), kSchool, kPerson).code(), Errc::Invalid);
        QCOMPARE(readLetterProof({}, secretFrom(0), kSchool, kPerson).code(), Errc::Invalid);
        crypto::Bytes newer = proof;
        newer.front() = 2;
        QCOMPARE(readLetterProof(newer, secretFrom(0), kSchool, kPerson).code(), Errc::NewerVersion);
    }

    void aTokenIsTextOfOneLengthAndIsReadAgain()
    {
        const QString text = letterTokenText(token());
        QCOMPARE(text, QStringLiteral("AQABAgMEBQYHCAkKCwwNDg-h3dmHYiCIECaAmgzh3LgW"));
        const auto read = readLetterToken(text);
        QVERIFY(read && read->secret == token().secret && read->office == token().office);
        for (qsizetype i = 0; i < text.size(); ++i)
            QVERIFY(!readLetterToken(QStringView(text).left(i)));
        QVERIFY(!readLetterToken(text + u'A'));
        QVERIFY(!readLetterToken(QString(text).replace(5, 1, u'+')));
        QVERIFY(!readLetterToken(QString(text).replace(5, 1, QChar(0x130))));
        QCOMPARE(readLetterToken(QString(text).replace(0, 2, QStringLiteral("Ag"))).code(), Errc::NewerVersion);
    }

    void whoWroteALetterReadsItAndNobodyElse()
    {
        const auto sealed = sealLetter(letter(), writer(1), crypto::systemRandom());
        QVERIFY(sealed.size() <= kMostLetterBytes);
        const auto read = openLetter(sealed, letter().id, writer(1));
        QVERIFY(read);
        QVERIFY(read->school == kSchool && read->person == kPerson && read->role == 1);
        QCOMPARE(read->name, letter().name);
        QCOMPARE(read->label, letter().label);
        QVERIFY(read->code == letter().code && read->token.secret == letter().token.secret);
        QVERIFY(read->token.office == letter().token.office);
        QVERIFY(read->written == letter().written && read->expires == letter().expires);
        QCOMPARE(openLetter(sealed, letter().id, writer(2)).code(), Errc::Forbidden);
        QCOMPARE(openLetter(sealed, LetterId { Uuid { { 6 } } }, writer(1)).code(), Errc::Forbidden);
    }

    void aLetterThatWasChangedAnywhereDoesNotOpen()
    {
        const auto sealed = sealLetter(letter(), writer(1), crypto::systemRandom());
        for (std::size_t at = 0; at < sealed.size(); ++at) {
            crypto::Bytes changed = sealed;
            changed[at] ^= 1;
            QVERIFY(!openLetter(changed, letter().id, writer(1)));
            QVERIFY(!openLetter(crypto::ByteView(sealed).first(at), letter().id, writer(1)));
        }
    }

    void aNameThatIsTooLongIsCut()
    {
        Letter wordy = letter();
        wordy.name = QString(2'000, QChar(0x1e9e));
        const auto sealed = sealLetter(wordy, writer(1), crypto::systemRandom());
        QVERIFY(sealed.size() <= kMostLetterBytes);
        const auto read = openLetter(sealed, wordy.id, writer(1));
        QVERIFY(read && wordy.name.startsWith(read->name) && !read->name.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestLetter)
#include "tst_letter.moc"
