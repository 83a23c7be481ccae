// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/recoverysheet.h"

#include <QSet>
#include <QTest>

using namespace pc;
using namespace pc::recovery;
using linking::WordLanguage;

namespace {

using Typed = std::variant<RecoverySheet, SheetTypo>;

std::optional<SheetTypo> typoOf(const Typed &typed)
{
    const auto *typo = std::get_if<SheetTypo>(&typed);
    return typo ? std::optional(*typo) : std::nullopt;
}

bool isSheet(const Typed &typed, const RecoverySheet &sheet)
{
    const auto *read = std::get_if<RecoverySheet>(&typed);
    return read && *read == sheet;
}

/// As BIP-39's word lists have them, in English.
RecoverySheet sheetOf(const QByteArray &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    return RecoverySheet::fromEntropy(
        WordLanguage::English, { reinterpret_cast<const std::uint8_t *>(bytes.data()), std::size_t(bytes.size()) });
}

} // namespace

class TestRecoverySheet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Those of 256 bits in https://github.com/trezor/python-mnemonic/blob/master/vectors.json, which BIP-39 names.
    void the24WordsAreThoseOfThePublishedVectors_data()
    {
        QTest::addColumn<QByteArray>("entropy");
        QTest::addColumn<QString>("words");
        QTest::addRow("zeros") << QByteArray(64, '0')
                               << QStringLiteral("abandon ").repeated(23) + QStringLiteral("art");
        QTest::addRow("7f") << QByteArray("7f").repeated(32)
                            << QStringLiteral(
                                   "legal winner thank year wave sausage worth useful legal winner thank year "
                                   "wave sausage worth useful legal winner thank year wave sausage worth title");
        QTest::addRow("80") << QByteArray("80").repeated(32)
                            << QStringLiteral(
                                   "letter advice cage absurd amount doctor acoustic avoid letter advice cage "
                                   "absurd amount doctor acoustic avoid letter advice cage absurd amount doctor "
                                   "acoustic bless");
        QTest::addRow("ff") << QByteArray(64, 'f') << QStringLiteral("zoo ").repeated(23) + QStringLiteral("vote");
        QTest::addRow("68a7") << QByteArray("68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c")
                              << QStringLiteral(
                                     "hamster diagram private dutch cause delay private meat slide toddler razor "
                                     "book happy fancy gospel tennis maple dilemma loan word shrug inflict delay "
                                     "length");
        QTest::addRow("9f6a") << QByteArray("9f6a2878b2520799a44ef18bc7df394e7061a224d2c33cd015b157d746869863")
                              << QStringLiteral(
                                     "panda eyebrow bullet gorilla call smoke muffin taste mesh discover soft "
                                     "ostrich alcohol speed nation flash devote level hobby quick inner drive "
                                     "ghost inside");
        QTest::addRow("066d") << QByteArray("066dca1a2bb7e8a1db2832148ce9933eea0f3ac9548d793112d9a95c9407efad")
                              << QStringLiteral(
                                     "all hour make first leader extend hole alien behind guard gospel lava path "
                                     "output census museum junior mass reopen famous sing advance salt reform");
        QTest::addRow("f585") << QByteArray("f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f")
                              << QStringLiteral(
                                     "void come effort suffer camp survey warrior heavy shoot primary clutch "
                                     "crush open amazing screen patrol group space point ten exist slush involve "
                                     "unfold");
    }

    void the24WordsAreThoseOfThePublishedVectors()
    {
        QFETCH(QByteArray, entropy);
        QFETCH(QString, words);
        const RecoverySheet sheet = sheetOf(entropy);
        QCOMPARE(sheet.words().join(u' '), words);
        QVERIFY(isSheet(RecoverySheet::fromTyped(SheetKind::Words, WordLanguage::English, words), sheet));
    }

    void everySheetIsReadBackInEachLanguage_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("language");
        for (const auto language : { WordLanguage::English, WordLanguage::Spanish }) {
            QTest::addRow("24 words, %d", int(language)) << int(SheetKind::Words) << int(language);
            QTest::addRow("passphrase, %d", int(language)) << int(SheetKind::Passphrase) << int(language);
        }
    }

    void everySheetIsReadBackInEachLanguage()
    {
        QFETCH(int, kind);
        QFETCH(int, language);
        QSet<QString> seen;
        for (int i = 0; i < 50; ++i) {
            const auto sheet = RecoverySheet::generate(SheetKind(kind), WordLanguage(language), crypto::systemRandom());
            const QStringList words = sheet.words();
            QCOMPARE(words.size(), wordsOf(SheetKind(kind)));
            seen.insert(words.join(u' '));
            QVERIFY(
                isSheet(RecoverySheet::fromTyped(SheetKind(kind), WordLanguage(language), words.join(u' ')), sheet));
        }
        QCOMPARE(seen.size(), 50);
    }

    void peopleMayTypeAsTheyLike()
    {
        const RecoverySheet sheet = sheetOf("f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f");
        const QStringList words = sheet.words();
        const auto read = [&](const QString &typed) {
            return isSheet(RecoverySheet::fromTyped(SheetKind::Words, WordLanguage::English, typed), sheet);
        };
        QVERIFY(read(words.join(u' ').toUpper()));
        QVERIFY(read(QStringLiteral("  \n\t") + words.join(QStringLiteral("  \n ")) + u'\n'));
        QVERIFY(read(words.join(QStringLiteral(", "))));
        QString numbered;
        QString shortened;
        for (qsizetype i = 0; i < words.size(); ++i) {
            numbered += QString::number(i + 1) + QStringLiteral(". ") + words[i] + u'\n';
            shortened += words[i].left(4) + u' ';
        }
        QVERIFY(read(numbered));
        QVERIFY(read(shortened));
    }

    void accentsMayBeLeftOut()
    {
        const auto sheet = RecoverySheet::generate(SheetKind::Words, WordLanguage::Spanish, crypto::systemRandom());
        QString plain = sheet.words().join(u' ').normalized(QString::NormalizationForm_D);
        QVERIFY(isSheet(RecoverySheet::fromTyped(SheetKind::Words, WordLanguage::Spanish, plain), sheet));
        plain.removeIf([](QChar c) { return c.isMark(); });
        QVERIFY(isSheet(RecoverySheet::fromTyped(SheetKind::Words, WordLanguage::Spanish, plain), sheet));
    }

    void aWordThatIsNoneIsNamedByItsPlace()
    {
        QStringList words = sheetOf(QByteArray(64, 'f')).words();
        words[16] = QStringLiteral("zooo");
        const auto typed = RecoverySheet::fromTyped(SheetKind::Words, WordLanguage::English, words.join(u' '));
        QVERIFY(typoOf(typed) == (SheetTypo { SheetTypo::What::UnknownWord, 16 }));
        const auto first = RecoverySheet::fromTyped(SheetKind::Passphrase, WordLanguage::English, u"пока abandon");
        QVERIFY(typoOf(first) == (SheetTypo { SheetTypo::What::UnknownWord, 0 }));
    }

    void tooFewAndTooManyAreCounted()
    {
        QStringList words = sheetOf(QByteArray(64, 'f')).words();
        const auto typed = [&words] {
            return typoOf(RecoverySheet::fromTyped(SheetKind::Words, WordLanguage::English, words.join(u' ')));
        };
        words.removeLast();
        QVERIFY(typed() == (SheetTypo { SheetTypo::What::TooFewWords, 23 }));
        words.append({ QStringLiteral("vote"), QStringLiteral("zoo") });
        QVERIFY(typed() == (SheetTypo { SheetTypo::What::TooManyWords, 25 }));
        QVERIFY(typoOf(RecoverySheet::fromTyped(SheetKind::Passphrase, WordLanguage::English, u""))
            == (SheetTypo { SheetTypo::What::TooFewWords, 0 }));
        const auto flood = typoOf(RecoverySheet::fromTyped(
            SheetKind::Words, WordLanguage::English, QStringLiteral("zoo ").repeated(100'000)));
        QVERIFY(flood && flood->what == SheetTypo::What::TooManyWords);
    }

    void aMisreadOrSwappedWordIsNoticed()
    {
        const QStringList words = sheetOf("68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c").words();
        const auto typed = [](const QStringList &those) {
            return typoOf(RecoverySheet::fromTyped(SheetKind::Words, WordLanguage::English, those.join(u' ')));
        };
        QStringList swapped = words;
        swapped.swapItemsAt(2, 3);
        QVERIFY(typed(swapped) == (SheetTypo { SheetTypo::What::SomeWordIsWrong, 24 }));
        QStringList misread = words;
        misread[0] = QStringLiteral("hammer");
        QVERIFY(typed(misread) == (SheetTypo { SheetTypo::What::SomeWordIsWrong, 24 }));
    }

    void eachSheetIsAnotherSecret()
    {
        const RecoverySheet sheet = sheetOf(QByteArray(64, '0'));
        QCOMPARE(sheet.secret().size(), 33U);
        QVERIFY(!(sheet.secret() == sheetOf(QByteArray(63, '0') + '1').secret()));
        const auto passphrase
            = RecoverySheet::generate(SheetKind::Passphrase, WordLanguage::English, crypto::systemRandom());
        QCOMPARE(passphrase.secret().size(), 10U);
        QCOMPARE(passphrase.secret().view().back() & 0x3fU, 0U); // 66 bits
    }
};

QTEST_APPLESS_MAIN(TestRecoverySheet)
#include "tst_recoverysheet.moc"
