// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/wipingbytes.h"

#include <QTest>

#include <type_traits>

using namespace pc::crypto;

namespace {

static_assert(!std::is_copy_constructible_v<WipingBytes> && !std::is_copy_assignable_v<WipingBytes>);
static_assert(std::is_nothrow_move_constructible_v<WipingBytes> && std::is_nothrow_move_assignable_v<WipingBytes>);

} // namespace

class TestWipingBytes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newBytesAreZero()
    {
        const WipingBytes bytes(100);
        QCOMPARE(toBytes(bytes.view()), Bytes(100, 0));
        QVERIFY(WipingBytes().isEmpty());
        QCOMPARE(WipingBytes(0).view().size(), std::size_t(0));
    }

    void movingLeavesNothingBehind()
    {
        WipingBytes one = WipingBytes::copyOf(bytesOf("secret"));
        WipingBytes two = std::move(one);
        QVERIFY(one.isEmpty() && one.view().empty());
        QVERIFY(equal(two.view(), bytesOf("secret")));
        one = std::move(two);
        QVERIFY(two.isEmpty());
        QVERIFY(equal(one.view(), bytesOf("secret")));
    }

    void takingWipesTheSource()
    {
        Bytes source = toBytes(bytesOf("secret"));
        const std::uint8_t *place = source.data();
        const WipingBytes taken = WipingBytes::takeFrom(source);
        QVERIFY(equal(taken.view(), bytesOf("secret")));
        QVERIFY(source.empty() && source.data() == place); // the memory is still the vector's: it may be looked at
        QVERIFY(source.capacity() >= 6);
        source.resize(6, 'x');
        QVERIFY(std::ranges::count(source, 'x') == 6);
    }

    void truncatingKeepsTheHead()
    {
        WipingBytes bytes = WipingBytes::copyOf(bytesOf("secret"));
        const std::uint8_t *tail = bytes.view().data() + 3;
        bytes.truncate(3);
        QVERIFY(equal(bytes.view(), bytesOf("sec")));
        QCOMPARE(Bytes(tail, tail + 3), Bytes(3, 0)); // still owned, and wiped
    }

    void equalityIsOfLengthAndBytes()
    {
        const WipingBytes one = WipingBytes::copyOf(bytesOf("secret"));
        QVERIFY(one == one.copy());
        QVERIFY(!(one == WipingBytes::copyOf(bytesOf("secre"))));
        QVERIFY(!(one == WipingBytes::copyOf(bytesOf("secreT"))));
        QVERIFY(WipingBytes() == WipingBytes(0));
    }
};

QTEST_APPLESS_MAIN(TestWipingBytes)
#include "tst_wipingbytes.moc"
