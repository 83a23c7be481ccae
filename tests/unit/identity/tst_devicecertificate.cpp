// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/identity/devicecertificate.h"

#include <QTest>

using namespace pc;
using namespace pc::identity;

namespace {

crypto::Ed25519Key keyOf(std::uint8_t number)
{
    return *crypto::Ed25519Key::fromSeed(crypto::Bytes(crypto::kEd25519SeedBytes, number));
}

DeviceCertificate someone()
{
    DeviceCertificate certificate;
    certificate.user = UserId { Uuid { { 1 } } };
    certificate.device = DeviceId { Uuid { { 2 } } };
    certificate.leafKey.fill(3);
    certificate.issued = utcFromMilliseconds(1'795'000'000'123);
    return certificate;
}

} // namespace

class TestDeviceCertificate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasIssuedIsRead()
    {
        const crypto::Ed25519Key account = keyOf(7);
        const crypto::Bytes bytes = issue(someone(), account);
        QCOMPARE(bytes.size(), kDeviceCertificateBytes);
        const auto read = readDeviceCertificate(bytes);
        QVERIFY(read);
        DeviceCertificate expected = someone();
        std::ranges::copy(account.publicKey(), expected.accountKey.begin());
        QVERIFY(*read == expected);
    }

    void theLayoutIsAsTheHeaderSays()
    {
        const crypto::Bytes bytes = issue(someone(), keyOf(7));
        QCOMPARE(int(bytes[0]), 1);
        QCOMPARE(int(bytes[1]), 1);
        QCOMPARE(int(bytes[17]), 2);
        QCOMPARE(int(bytes[65]), 3);
        quint64 issued = 0;
        for (size_t i = 97; i < 105; ++i)
            issued = issued << 8 | bytes[i];
        QCOMPARE(issued, quint64(1'795'000'000'123));
    }

    void anyByteThatIsAnotherIsNoticed()
    {
        const crypto::Bytes bytes = issue(someone(), keyOf(7));
        for (size_t i = 0; i < bytes.size(); ++i) {
            crypto::Bytes other = bytes;
            other[i] ^= 0x80;
            QVERIFY2(!readDeviceCertificate(other), qPrintable(QString::number(i)));
        }
    }

    void everyPrefixAndWhatIsLongerIsRefused()
    {
        crypto::Bytes bytes = issue(someone(), keyOf(7));
        for (size_t size = 0; size < bytes.size(); ++size)
            QCOMPARE(readDeviceCertificate(crypto::ByteView(bytes).first(size)).code(), Errc::Invalid);
        bytes.push_back(0);
        QCOMPARE(readDeviceCertificate(bytes).code(), Errc::Invalid);
    }

    void aNewerVersionIsTold()
    {
        crypto::Bytes bytes = issue(someone(), keyOf(7));
        bytes[0] = 2;
        QCOMPARE(readDeviceCertificate(bytes).code(), Errc::NewerVersion);
    }

    void anotherAccountsSignatureIsNone()
    {
        crypto::Bytes bytes = issue(someone(), keyOf(7));
        const crypto::Bytes other = issue(someone(), keyOf(8));
        std::copy(other.end() - qsizetype(crypto::kEd25519SignatureBytes), other.end(),
            bytes.end() - qsizetype(crypto::kEd25519SignatureBytes));
        QCOMPARE(readDeviceCertificate(bytes).code(), Errc::Corrupt);
    }

    void nobodyHasNone()
    {
        DeviceCertificate nobody = someone();
        nobody.user = {};
        QCOMPARE(readDeviceCertificate(issue(nobody, keyOf(7))).code(), Errc::Invalid);
    }
};

QTEST_APPLESS_MAIN(TestDeviceCertificate)
#include "tst_devicecertificate.moc"
