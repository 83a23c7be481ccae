// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/devicename.h"

#include <QTest>

using namespace pc;
using namespace pc::identity;
using crypto::Bytes;

namespace {

crypto::Ed25519Key keyOf(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(Bytes(crypto::kEd25519SeedBytes, number));
}

Bytes sealed(const QString &name, std::uint8_t key = 7)
{
    return sealDeviceName(name, keyOf(key), crypto::systemRandom());
}

} // namespace

class TestDeviceName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameIsReadByTheAccountAlone()
    {
        for (const QString &name : { QString(), QStringLiteral("Portátil de Ana"), QStringLiteral("حاسوب المطبخ"),
                 QString(kMostDeviceName, u'ж') }) {
            QCOMPARE(openDeviceName(sealed(name), keyOf(7)), name);
            QCOMPARE(openDeviceName(sealed(name), keyOf(8)), std::nullopt);
        }
    }

    void allNamesAreAsLongAndNoTwoAreAlike()
    {
        QCOMPARE(sealed({}).size(), sealed(QString(kMostDeviceName, u'ж')).size());
        QVERIFY(sealed(QStringLiteral("x")) != sealed(QStringLiteral("x")));
    }

    void aNameThatWasChangedOrCutIsNone()
    {
        const Bytes right = sealed(QStringLiteral("Laptop"));
        for (size_t i = 0; i < right.size(); ++i) {
            Bytes other = right;
            other[i] ^= 1;
            QVERIFY(!openDeviceName(other, keyOf(7)));
            QVERIFY(!openDeviceName(crypto::ByteView(right).first(i), keyOf(7)));
        }
    }

    void textThatIsTooLongOrBreaksALineIsNoName()
    {
        const auto nameOf = [](const QByteArray &utf8) { return deviceNameOf(Bytes(utf8.begin(), utf8.end())); };
        QCOMPARE(nameOf("Laptop"), QStringLiteral("Laptop"));
        QVERIFY(!nameOf(QByteArray(kMostDeviceName + 1, 'x')));
        QVERIFY(!nameOf("two\nlines"));
        QVERIFY(!nameOf("bell\a"));
        QVERIFY(!nameOf("\xff\xfe"));
    }
};

QTEST_APPLESS_MAIN(TestDeviceName)
#include "tst_devicename.moc"
