// SPDX-License-Identifier: GPL-3.0-or-later

#include <QTest>

#include "samples.h"

using namespace pc;
using namespace pc::peerhistory;
using namespace pc::test;

class TestHistoryRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReadAsItWasMadeAndSpeaksForTheKeyThatSignedIt()
    {
        const HistoryRequest made = sampleRequest();
        const crypto::Bytes bytes = sign(made, leafKey(1));
        QVERIFY(bytes.size() <= kMostRequestBytes);
        const auto read = readRequest(bytes);
        QVERIFY(read);
        QVERIFY(*read == made);
        QVERIFY(isSignedBy(bytes, leafKey(1).publicKey()));
        QVERIFY(!isSignedBy(bytes, leafKey(2).publicKey()));
    }

    void aChangedByteIsAnotherRequestThatNobodySigned()
    {
        const crypto::Bytes bytes = sign(sampleRequest(), leafKey(1));
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            crypto::Bytes changed = bytes;
            changed[i] ^= 1U;
            if (readRequest(changed))
                QVERIFY2(!isSignedBy(changed, leafKey(1).publicKey()), qPrintable(QString::number(i)));
        }
    }

    void whatIsCutOrLongerIsNone()
    {
        const crypto::Bytes bytes = sign(sampleRequest(), leafKey(1));
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(!readRequest(crypto::ByteView(bytes).first(size)));
        crypto::Bytes longer = bytes;
        longer.push_back(0);
        QCOMPARE(readRequest(longer).code(), Errc::Invalid);
        QCOMPARE(readRequest(crypto::Bytes(kMostRequestBytes + 1, 1)).code(), Errc::TooLarge);
        QVERIFY(!isSignedBy(crypto::Bytes(10, 0), leafKey(1).publicKey()));
    }

    void aNewerVersionIsNamedAsSuch()
    {
        crypto::Bytes bytes = sign(sampleRequest(), leafKey(1));
        bytes.front() = 2;
        QCOMPARE(readRequest(bytes).code(), Errc::NewerVersion);
    }

    void asManyRangesAsItMayHaveFitAndOneMoreIsLeftOut()
    {
        std::vector<Seq> seqs;
        for (qint64 seq = 1; seq <= 2 * qint64(kMostRanges) + 1; seq += 2)
            seqs.push_back(Seq { seq });
        HistoryRequest request = sampleRequest();
        request.ranges = rangesOf(seqs);
        QCOMPARE(request.ranges.size(), kMostRanges);
        QCOMPARE(request.ranges.front().first, Seq { 3 });
        const crypto::Bytes bytes = sign(request, leafKey(1));
        QVERIFY(bytes.size() <= kMostRequestBytes);
        QVERIFY(readRequest(bytes));
    }

    void neighboursAreOneRange()
    {
        const std::vector<SeqRange> expected { { Seq { 1 }, Seq { 3 } }, { Seq { 5 }, Seq { 5 } } };
        QVERIFY(rangesOf({ Seq { 1 }, Seq { 2 }, Seq { 3 }, Seq { 5 } }) == expected);
        QVERIFY(rangesOf({}).empty());
    }

    void rangesOutOfOrderAreRefused_data()
    {
        QTest::addColumn<int>("at"); // of the last byte of a number
        QTest::addColumn<int>("value");
        // The first range's first, last and the second's first, as they lie behind ids, time, box key and a length of two bytes.
        const int begin = 1 + 3 * 16 + 8 + 32 + 1;
        QTest::newRow("from nothing") << begin + 7 << 0;
        QTest::newRow("backwards") << begin + 7 << 8;
        QTest::newRow("into the next one") << begin + 15 << 12;
        QTest::newRow("up to the next one") << begin + 15 << 11;
    }

    void rangesOutOfOrderAreRefused()
    {
        QFETCH(int, at);
        QFETCH(int, value);
        crypto::Bytes bytes = sign(sampleRequest(), leafKey(1));
        QVERIFY(bytes[std::size_t(at)] != value);
        bytes[std::size_t(at)] = std::uint8_t(value);
        QCOMPARE(readRequest(bytes).code(), Errc::Invalid);
    }
};

QTEST_APPLESS_MAIN(TestHistoryRequest)

#include "tst_historyrequest.moc"
