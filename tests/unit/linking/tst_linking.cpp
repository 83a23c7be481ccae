// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/linking/linking.h"

#include <QTest>

#include <set>

using namespace pc;
using namespace pc::linking;
using crypto::Bytes;
using crypto::WipingBytes;

namespace {

constexpr UserId kAda { Uuid { { 1 } } };
constexpr UserId kBen { Uuid { { 2 } } };

OfferedDevice laptop()
{
    OfferedDevice device;
    device.id = DeviceId { Uuid { { 0xDE, 1 } } };
    device.leafKey.fill(3);
    device.boxKey.fill(4);
    device.name = QStringLiteral("Portátil");
    return device;
}

NewDeviceLink newDevice()
{
    return { kAda, laptop(), WordLanguage::Spanish, crypto::systemRandom() };
}

OldDeviceLink oldDevice(const NewDeviceLink &fresh)
{
    return *OldDeviceLink::take(kAda, fresh.offer(), {}, crypto::systemRandom());
}

LinkGift gift(bool withArchive = true)
{
    LinkGift gift { WipingBytes(32), WipingBytes(withArchive ? kMostGiftArchiveKeysBytes : 0), 258, {} };
    std::ranges::fill(gift.accountSeed.mutableView(), std::uint8_t(7));
    std::ranges::fill(gift.archiveKeys.mutableView(), std::uint8_t(8));
    gift.listHead.fill(9);
    return gift;
}

/// Both up to their words.
struct Pair
{
    NewDeviceLink fresh = newDevice();
    OldDeviceLink old = oldDevice(fresh);

    Pair()
    {
        const auto reveal = fresh.takeAnswer(old.answer());
        (void)old.takeReveal(*reveal);
    }
};

} // namespace

class TestLinking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothShowTheSameWordsAndTheGiftArrives()
    {
        Pair pair;
        QVERIFY(pair.fresh.words() == pair.old.words());
        QVERIFY(pair.old.device() == laptop());
        QVERIFY(pair.old.language() == WordLanguage::Spanish);
        QCOMPARE(textOf(pair.old.words(), pair.old.language()), textOf(pair.fresh.words(), pair.fresh.language()));
        const auto sealed = pair.old.give(gift());
        QVERIFY(sealed);
        const auto opened = pair.fresh.open(*sealed);
        QVERIFY(opened);
        QVERIFY(opened->accountSeed == gift().accountSeed);
        QVERIFY(opened->archiveKeys == gift().archiveKeys);
        QCOMPARE(opened->listNumber, 258U);
        QVERIFY(opened->listHead == gift().listHead);
    }

    void whoKeepsNoArchiveHasNoKeysToGive()
    {
        Pair pair;
        const auto opened = pair.fresh.open(*pair.old.give(gift(false)));
        QVERIFY(opened);
        QVERIFY(opened->archiveKeys.isEmpty());
    }

    void moreKeysThanAGiftHoldsAreNotGiven()
    {
        Pair pair;
        LinkGift large = gift();
        large.archiveKeys = WipingBytes(kMostGiftArchiveKeysBytes + 1);
        QCOMPARE(pair.old.give(large).code(), Errc::Invalid);
        const auto sealed = pair.old.give(gift());
        QVERIFY(sealed);
        QVERIFY(sealed->size() <= kMostLinkMessageBytes);
        QCOMPARE(
            sealed->size(), Pair().old.give(gift(false))->size()); // its length does not tell whether there are any
    }

    void whoeverStandsBetweenIsToldByTheWords()
    {
        // A relay that runs one linking with each end, and has to bind itself in both.
        NewDeviceLink fresh = newDevice();
        NewDeviceLink relaysNew = newDevice();
        OldDeviceLink old = oldDevice(relaysNew);
        OldDeviceLink relaysOld = oldDevice(fresh);
        QVERIFY(relaysOld.takeReveal(*fresh.takeAnswer(relaysOld.answer())));
        QVERIFY(old.takeReveal(*relaysNew.takeAnswer(old.answer())));
        QVERIFY(fresh.words() != old.words());
    }

    void aKeyThatWasNotBoundIsRefused()
    {
        NewDeviceLink fresh = newDevice();
        OldDeviceLink old = oldDevice(fresh);
        NewDeviceLink other = newDevice();
        const auto reveal = other.takeAnswer(old.answer());
        QCOMPARE(old.takeReveal(*reveal).code(), Errc::Corrupt);
        QCOMPARE(old.give(gift()).code(), Errc::Conflict);
    }

    void thePictureTellsWhoShowedIt()
    {
        const NewDeviceLink fresh = newDevice();
        const auto picture = LinkPicture::fromText(fresh.picture());
        QVERIFY(picture);
        QCOMPARE(picture->code, fresh.code());
        QVERIFY(OldDeviceLink::take(kAda, fresh.offer(), picture, crypto::systemRandom()));
        const NewDeviceLink other = newDevice();
        QCOMPARE(OldDeviceLink::take(kAda, other.offer(), picture, crypto::systemRandom()).code(), Errc::Conflict);
    }

    void aPictureOfSomethingElseIsNone()
    {
        const QString right = newDevice().picture();
        QVERIFY(LinkPicture::fromText(right));
        for (qsizetype size = 0; size < right.size(); ++size)
            QVERIFY(!LinkPicture::fromText(QStringView(right).first(size)));
        QString letters = right;
        letters[10] = u'x';
        for (const QString &text : { letters, right + u'A', u' ' + right, QStringLiteral("https://example.org") })
            QVERIFY(!LinkPicture::fromText(text));
    }

    void anotherPersonsDeviceIsNotTaken()
    {
        QCOMPARE(OldDeviceLink::take(kBen, newDevice().offer(), {}, crypto::systemRandom()).code(), Errc::Conflict);
    }

    void nothingIsGivenBeforeBothKnowEachOther()
    {
        OldDeviceLink old = oldDevice(newDevice());
        QCOMPARE(old.give(gift()).code(), Errc::Conflict);
    }

    void aGiftIsGivenOnceAndAnAnswerTakenOnce()
    {
        Pair pair;
        QVERIFY(pair.old.give(gift()));
        QCOMPARE(pair.old.give(gift()).code(), Errc::Conflict);
        QCOMPARE(pair.fresh.takeAnswer(pair.old.answer()).code(), Errc::Conflict);
    }

    void anotherLinkingsGiftDoesNotOpen()
    {
        Pair one;
        Pair other;
        QCOMPARE(one.fresh.open(*other.old.give(gift())).code(), Errc::Corrupt);
    }

    void aGiftThatWasChangedDoesNotOpen()
    {
        Pair pair;
        const Bytes sealed = *pair.old.give(gift());
        for (size_t i = 0; i < sealed.size(); ++i) {
            Bytes other = sealed;
            other[i] ^= 1;
            QCOMPARE(pair.fresh.open(other).code(), Errc::Corrupt);
        }
        for (size_t size = 0; size < sealed.size(); ++size)
            QCOMPARE(pair.fresh.open(crypto::ByteView(sealed).first(size)).code(), Errc::Invalid);
    }

    void messagesThatWereCutOrBelongToANewerVersionAreTold()
    {
        NewDeviceLink fresh = newDevice();
        const Bytes offer = fresh.offer();
        for (size_t size = 0; size < offer.size(); ++size)
            QCOMPARE(OldDeviceLink::take(kAda, crypto::ByteView(offer).first(size), {}, crypto::systemRandom()).code(),
                Errc::Invalid);
        Bytes newer = offer;
        newer[0] = 2;
        QCOMPARE(OldDeviceLink::take(kAda, newer, {}, crypto::systemRandom()).code(), Errc::NewerVersion);
        Bytes answer = oldDevice(fresh).answer();
        answer[0] = 2;
        QCOMPARE(fresh.takeAnswer(answer).code(), Errc::NewerVersion);
        QCOMPARE(fresh.takeAnswer({}).code(), Errc::Invalid);
    }

    void aKeyOfSmallOrderIsRefused()
    {
        NewDeviceLink fresh = newDevice();
        Bytes answer = oldDevice(fresh).answer();
        std::fill(answer.begin() + 1, answer.begin() + 33, std::uint8_t(0));
        QCOMPARE(fresh.takeAnswer(answer).code(), Errc::Invalid);
    }

    void codesHaveNineDigitsAndWordsAreOutOfTheWholeList()
    {
        std::set<quint16> words;
        for (int i = 0; i < 50; ++i) {
            Pair pair;
            QCOMPARE(pair.fresh.code().size(), qsizetype(kLinkCodeDigits));
            for (const quint16 word : pair.fresh.words()) {
                QVERIFY(word < kWords);
                words.insert(word);
            }
        }
        QVERIFY(words.size() > 150); // of 200
    }
};

QTEST_APPLESS_MAIN(TestLinking)
#include "tst_linking.moc"
