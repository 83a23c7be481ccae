// SPDX-License-Identifier: GPL-3.0-or-later
// What a message holds inside, and its sender's commitment outside.

#include "core/groups/sealedcontent.h"

#include <QTest>

using namespace pc;
using namespace pc::groups;

namespace {

crypto::Bytes bytes(std::size_t size)
{
    return crypto::Bytes(size, 'x');
}

} // namespace

class TestSealedContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasFrankedOpens_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("nothing") << 0;
        QTest::newRow("one") << 1;
        QTest::newRow("the most") << int(kMostContentBytes);
    }

    void whatWasFrankedOpens()
    {
        QFETCH(const int, size);
        const auto content = bytes(std::size_t(size));
        const auto sealed = frank(content, crypto::systemRandom());
        QCOMPARE(sealed.commitment.size(), std::size_t(32));
        const auto opened = openFranked(sealed.inside, sealed.commitment);
        QVERIFY(opened);
        QVERIFY(crypto::equal(*opened, content));
    }

    void noTwoCommitmentsAreTheSame()
    {
        const auto content = bytes(5);
        QVERIFY(frank(content, crypto::systemRandom()).commitment != frank(content, crypto::systemRandom()).commitment);
    }

    void everyFlippedBitIsFound()
    {
        const auto sealed = frank(bytes(20), crypto::systemRandom());
        for (std::size_t i = 0; i < sealed.inside.size() * 8; ++i) {
            auto other = sealed.inside;
            other[i / 8] = std::uint8_t(other[i / 8] ^ (1U << (i % 8)));
            QVERIFY(!openFranked(other, sealed.commitment));
        }
        for (std::size_t i = 0; i < sealed.commitment.size() * 8; ++i) {
            auto other = sealed.commitment;
            other[i / 8] = std::uint8_t(other[i / 8] ^ (1U << (i % 8)));
            QVERIFY(!openFranked(sealed.inside, other));
        }
    }

    void everyPrefixIsFound()
    {
        const auto sealed = frank(bytes(20), crypto::systemRandom());
        for (std::size_t size = 0; size < sealed.inside.size(); ++size)
            QVERIFY(!openFranked(crypto::ByteView(sealed.inside).first(size), sealed.commitment));
        for (std::size_t size = 0; size < sealed.commitment.size(); ++size)
            QVERIFY(!openFranked(sealed.inside, crypto::ByteView(sealed.commitment).first(size)));
    }

    void moreThanAContentIsRefused()
    {
        auto sealed = frank(bytes(kMostContentBytes), crypto::systemRandom());
        sealed.inside.push_back(0);
        QVERIFY(!openFranked(sealed.inside, sealed.commitment));
    }
};

QTEST_GUILESS_MAIN(TestSealedContent)
#include "tst_sealedcontent.moc"
