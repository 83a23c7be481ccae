// SPDX-License-Identifier: GPL-3.0-or-later

#include <QTest>

#include "samples.h"

using namespace pc;
using namespace pc::peerhistory;
using namespace pc::test;

class TestHistoryAnswer : public QObject
{
    Q_OBJECT

    const crypto::Bytes m_request = sign(sampleRequest(), leafKey(1));

    crypto::Bytes sealed(const HistoryPage &page = samplePage()) const
    {
        return *sealAnswer(m_request, page, sampleGiver(), leafKey(4), crypto::systemRandom());
    }

private Q_SLOTS:
    void opensForWhoAskedAndBringsWhatWasGiven()
    {
        const crypto::Bytes answer = sealed();
        const auto giver = giverOf(answer);
        QVERIFY(giver && *giver == sampleGiver());
        const auto page = openAnswer(answer, m_request, leafKey(4).publicKey(), boxOf(9));
        QVERIFY(page);
        QVERIFY(*page == samplePage());
    }

    void theRelayCanNeitherReadNorMakeOne()
    {
        const crypto::Bytes answer = sealed();
        const std::string text(answer.begin(), answer.end());
        QVERIFY(text.find("xxxx") == std::string::npos);
        // It knows the request, and so the box key: what it seals is signed by none of the members' keys.
        const auto made = sealAnswer(m_request, samplePage(), sampleGiver(), leafKey(8), crypto::systemRandom());
        QCOMPARE(openAnswer(*made, m_request, leafKey(4).publicKey(), boxOf(9)).code(), Errc::Corrupt);
    }

    void shownToAnotherRequestItIsWorthNothing()
    {
        HistoryRequest other = sampleRequest();
        other.asked += Milliseconds { 1 };
        const crypto::Bytes otherRequest = sign(other, leafKey(1));
        QCOMPARE(openAnswer(sealed(), otherRequest, leafKey(4).publicKey(), boxOf(9)).code(), Errc::Corrupt);
    }

    void sealedForAnotherKeyItDoesNotOpen()
    {
        QCOMPARE(openAnswer(sealed(), m_request, leafKey(4).publicKey(), boxOf(10)).code(), Errc::Corrupt);
    }

    void noByteOfItCanBeChanged()
    {
        const crypto::Bytes answer = sealed();
        for (std::size_t i = 0; i < answer.size(); ++i) {
            crypto::Bytes changed = answer;
            changed[i] ^= 1U;
            QVERIFY2(!openAnswer(changed, m_request, leafKey(4).publicKey(), boxOf(9)), qPrintable(QString::number(i)));
        }
    }

    void whatIsCutOrLongerIsNone()
    {
        const crypto::Bytes answer = sealed();
        for (std::size_t size = 0; size < answer.size(); ++size)
            QVERIFY(!giverOf(crypto::ByteView(answer).first(size)));
        crypto::Bytes longer = answer;
        longer.push_back(0);
        QCOMPARE(giverOf(longer).code(), Errc::Invalid);
        QCOMPARE(giverOf(crypto::Bytes(kMostAnswerBytes + 1, 1)).code(), Errc::TooLarge);
        QCOMPARE(giverOf(crypto::Bytes(300, 2)).code(), Errc::NewerVersion);
    }

    void aFullPageFitsAndNothingMoreGoesIn()
    {
        HistoryPage page;
        qint64 seq = 100'000;
        while (page.add(sampleItem(seq, kMostItemContent)))
            --seq;
        QVERIFY(page.items().size() >= 4);
        while (page.add(sampleItem(seq, 1)))
            --seq;
        page.lookedDownTo(Seq { seq + 1 });
        const crypto::Bytes answer = sealed(page);
        QVERIFY(answer.size() <= kMostAnswerBytes);
        QVERIFY(openAnswer(answer, m_request, leafKey(4).publicKey(), boxOf(9)));
    }

    void manySmallOnesAreBounded()
    {
        HistoryPage page;
        qint64 seq = 100'000;
        while (page.add(sampleItem(seq, 1)))
            --seq;
        QCOMPARE(page.items().size(), kMostAnswerItems);
        page.lookedDownTo(Seq { seq + 1 });
        QVERIFY(openAnswer(sealed(page), m_request, leafKey(4).publicKey(), boxOf(9)));
    }

    void itemsOutOfOrderAreRefused_data()
    {
        QTest::addColumn<QList<int>>("seqs");
        QTest::newRow("ascending") << QList<int> { 4, 5 };
        QTest::newRow("twice") << QList<int> { 5, 5 };
        QTest::newRow("below what was looked at") << QList<int> { 5, 2 };
        QTest::newRow("none") << QList<int> { 0 };
    }

    void itemsOutOfOrderAreRefused()
    {
        QFETCH(QList<int>, seqs);
        HistoryPage page;
        for (const int seq : seqs)
            QVERIFY(page.add(sampleItem(seq)));
        page.lookedDownTo(Seq { seqs.first() == 0 ? 0 : 3 });
        QCOMPARE(openAnswer(sealed(page), m_request, leafKey(4).publicKey(), boxOf(9)).code(), Errc::Invalid);
    }

    void nothingIsSealedForWhatIsNoKey()
    {
        HistoryRequest request = sampleRequest();
        request.boxKey = {};
        const crypto::Bytes bytes = sign(request, leafKey(1));
        QVERIFY(!sealAnswer(bytes, samplePage(), sampleGiver(), leafKey(4), crypto::systemRandom()));
        QVERIFY(!sealAnswer({}, samplePage(), sampleGiver(), leafKey(4), crypto::systemRandom()));
    }
};

QTEST_APPLESS_MAIN(TestHistoryAnswer)

#include "tst_historyanswer.moc"
