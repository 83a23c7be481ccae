// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/recovery/archivekeys.h"

#include <QTest>

using namespace pc;
using namespace pc::recovery;

class TestArchiveKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstKeyHasTheNumberOne()
    {
        const auto keys = ArchiveKeys::begin(crypto::systemRandom());
        QCOMPARE(keys.count(), 1U);
        QCOMPARE(keys.newest(), 1U);
        QVERIFY(keys.find(1));
        QCOMPARE(keys.find(1)->size(), kArchiveKeyBytes);
        QVERIFY(!keys.find(0) && !keys.find(2));
        QVERIFY(ArchiveKeys().isEmpty() && ArchiveKeys().newest() == 0);
    }

    void rotatingGivesAnotherKeyAndKeepsTheOldOnes()
    {
        auto keys = ArchiveKeys::begin(crypto::systemRandom());
        const auto before = keys.copy();
        QCOMPARE(keys.rotate(crypto::systemRandom()), 2U);
        QCOMPARE(keys.newest(), 2U);
        QVERIFY(*keys.find(1) == *before.find(1));
        QVERIFY(!(*keys.find(2) == *keys.find(1)));
        QVERIFY(!(keys == before));
    }

    void whatIsSealedAnewNeedsItsOldKeyNoMore()
    {
        auto keys = ArchiveKeys::begin(crypto::systemRandom());
        keys.rotate(crypto::systemRandom());
        keys.rotate(crypto::systemRandom());
        keys.forgetBelow(3);
        QCOMPARE(keys.count(), 1U);
        QVERIFY(!keys.find(1) && !keys.find(2) && keys.find(3));
        keys.forgetBelow(9);
        QVERIFY(keys.find(3)); // something must seal
    }

    void aRotationIsNeverRefusedAndTheCountIsBounded()
    {
        auto keys = ArchiveKeys::begin(crypto::systemRandom());
        for (quint32 i = 0; i < 40; ++i)
            QCOMPARE(keys.rotate(crypto::systemRandom()), i + 2);
        QCOMPARE(keys.count(), kMostArchiveKeys);
        QCOMPARE(keys.newest(), 41U);
        QCOMPARE(keys.oldest(), 41U - quint32(kMostArchiveKeys) + 1);
    }

    void theyAreReadAsTheyWereWritten()
    {
        auto keys = ArchiveKeys::begin(crypto::systemRandom());
        for (int i = 0; i < 20; ++i)
            keys.rotate(crypto::systemRandom());
        const auto read = ArchiveKeys::decode(keys.encode().view());
        QVERIFY(read);
        QVERIFY(*read == keys);
        QVERIFY(ArchiveKeys::decode(ArchiveKeys().encode().view())->isEmpty());
        QCOMPARE(keys.encode().size(), kMostArchiveKeysBytes);
    }

    void whatAnotherDeviceGivesIsTakenOver()
    {
        auto given = ArchiveKeys::begin(crypto::systemRandom());
        given.rotate(crypto::systemRandom());
        auto own = ArchiveKeys::begin(crypto::systemRandom());
        own.adopt(given);
        QVERIFY(own == given); // theirs counts where both have a number
        ArchiveKeys later = given.copy();
        later.rotate(crypto::systemRandom());
        later.forgetBelow(3);
        own.adopt(later);
        QCOMPARE(own.newest(), 3U);
        QCOMPARE(own.oldest(), 1U);
        own.adopt(given);
        QCOMPARE(own.newest(), 3U); // and nothing goes
        while (later.newest() < 20)
            later.rotate(crypto::systemRandom());
        own.adopt(later);
        QCOMPARE(own.count(), kMostArchiveKeys);
        QCOMPARE(own.newest(), 20U);
    }

    void nothingElseIsRead()
    {
        auto keys = ArchiveKeys::begin(crypto::systemRandom());
        keys.rotate(crypto::systemRandom());
        const auto written = keys.encode();
        const crypto::Bytes good = crypto::toBytes(written.view());
        for (std::size_t size = 0; size < good.size(); ++size)
            QVERIFY(!ArchiveKeys::decode(crypto::ByteView(good).first(size)));
        const auto with = [&good](std::size_t at, std::uint8_t value) {
            crypto::Bytes changed = good;
            changed.resize(std::max(changed.size(), at + 1));
            changed[at] = value;
            return ArchiveKeys::decode(changed);
        };
        QCOMPARE(with(0, 2).code(), Errc::NewerVersion);
        QCOMPARE(with(0, 0).code(), Errc::Invalid);
        QCOMPARE(with(1, 3).code(), Errc::Invalid); // a count that is not there
        QCOMPARE(with(5, 0).code(), Errc::Invalid); // no number
        QCOMPARE(with(5, 2).code(), Errc::Invalid); // the same number twice
        QCOMPARE(with(good.size(), 0).code(), Errc::Invalid); // more behind it
        crypto::Bytes last = good;
        std::fill_n(last.begin() + 2 + 36, 4, std::uint8_t(0xff));
        QCOMPARE(ArchiveKeys::decode(last).code(), Errc::Invalid); // none could follow
    }
};

QTEST_APPLESS_MAIN(TestArchiveKeys)
#include "tst_archivekeys.moc"
