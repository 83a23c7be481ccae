// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures from outside: what is read, and that bounds are asked before anything is decoded.

#include "ui/pictures/codereader.h"
#include "ui/pictures/picturefile.h"
#include "ui/pictures/qrcode.h"

#include <QBuffer>
#include <QImageReader>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace pc;
using namespace pc::pictures;

namespace {

const QString kText = QStringLiteral("PCSAFE1.something");

QByteArray encoded(const QImage &image, const char *kind)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, kind);
    return buffer.data();
}

QByteArray coded(const char *kind)
{
    return encoded(QrCode::of(kText)->image(5), kind);
}

Result<QImage> loaded(QByteArray bytes)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return loadPicture(buffer);
}

void setBigEndian(QByteArray &bytes, int at, quint32 value)
{
    for (int i = 0; i < 4; ++i)
        bytes[at + i] = char(value >> (24 - 8 * i));
}

/// A PNG that says it is that large: IHDR with its checksum, and no pixels.
QByteArray promisedPng(quint32 width, quint32 height)
{
    QByteArray bytes = encoded(QImage(1, 1, QImage::Format_Grayscale8), "png");
    setBigEndian(bytes, 16, width);
    setBigEndian(bytes, 20, height);
    quint32 crc = 0xffffffffU;
    for (int at = 12; at < 29; ++at) {
        crc ^= quint8(bytes[at]);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320U : crc >> 1;
    }
    setBigEndian(bytes, 29, ~crc);
    return bytes;
}

/// Says how long it is, and counts what is taken from it.
class LongDevice final : public QIODevice
{
public:
    explicit LongDevice(qint64 size)
        : m_size(size)
    {
        open(QIODevice::ReadOnly);
    }

    qint64 size() const override { return m_size; }
    qint64 read = 0;

protected:
    qint64 readData(char *data, qint64 most) override
    {
        std::fill_n(data, most, 'x');
        read += most;
        return most;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    qint64 m_size;
};

} // namespace

class tst_PictureFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKindsThatPeopleHaveAreRead()
    {
        for (const char *kind : { "png", "jpeg", "bmp" }) {
            const auto image = loaded(coded(kind));
            QVERIFY2(image, kind);
            QCOMPARE(readCode(*image), kText);
        }
    }

    void otherKindsAreNot_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("PCSAFE1.something");
        QTest::newRow("a drawing") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
        QTest::newRow("a moving picture") << QByteArray::fromBase64(
            "R0lGODlhAQABAIAAAP///wAAACH/"
            "C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAAAQABAAACAkQBACH5BAAKAAAALAAAAAABAAEAAAICTAEA"
            "Ow==");
        QTest::newRow("an old kind") << encoded(QImage(8, 8, QImage::Format_RGB32), "ppm");
        QTest::newRow("cut short") << coded("png").first(60);
        QTest::newRow("no pixels") << promisedPng(10, 10).first(33);
    }

    void otherKindsAreNot()
    {
        QFETCH(QByteArray, bytes);
        const auto image = loaded(bytes);
        QVERIFY(!image);
        QCOMPARE(image.code(), Errc::Unsupported);
    }

    void whatPromisesTooManyPixelsIsNotDecoded()
    {
        for (const auto &[width, height] :
            { std::pair(100'000U, 100'000U), std::pair(8'193U, 8'193U), std::pair(2'000'000'000U, 1U) }) {
            const auto image = loaded(promisedPng(width, height));
            QVERIFY(!image);
            // The library itself refuses the widest one.
            QVERIFY(image.code() == Errc::TooLarge || (width > 1'000'000 && image.code() == Errc::Unsupported));
        }
        QCOMPARE(QImageReader::allocationLimit(), kMostDecoderMegabytes);
    }

    void aFileThatIsTooLongIsNotRead()
    {
        LongDevice longer(kMostFileBytes + 1);
        const auto image = loadPicture(longer);
        QVERIFY(!image);
        QCOMPARE(image.code(), Errc::TooLarge);
        QCOMPARE(longer.read, 0);
        LongDevice most(kMostFileBytes);
        QCOMPARE(loadPicture(most).code(), Errc::Unsupported); // looked at: it is none
        QVERIFY(most.read > 0 && most.read < 1'000'000);
    }

    void aLargePhotoIsMadeSmaller()
    {
        QImage photo(6'000, 3'000, QImage::Format_Grayscale8);
        photo.fill(Qt::gray);
        for (const char *kind : { "png", "jpeg" }) {
            const auto image = loaded(encoded(photo, kind));
            QVERIFY2(image, kind);
            QCOMPARE(image->size(), QSize(kMostReadSide, kMostReadSide / 2));
        }
        QImage stripe(kMostReadSide * 20, 2, QImage::Format_Grayscale8);
        stripe.fill(Qt::gray);
        const auto thin = loaded(encoded(stripe, "png"));
        QVERIFY(thin && thin->width() <= kMostReadSide && thin->height() >= 1);
    }

    void everyCutAndEveryByteEndsWell()
    {
        const QByteArray right = encoded(QrCode::of(kText)->image(1), "bmp"); // with sizes that nothing vouches for
        for (qsizetype i = 0; i < right.size(); ++i) {
            (void)loaded(right.first(i));
            QByteArray other = right;
            other[i] = char(other[i] ^ 0xff);
            if (const auto image = loaded(other))
                QVERIFY(image->width() <= kMostReadSide && image->height() <= kMostReadSide);
        }
    }

    void aPickedPictureIsReadBesides()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("photo"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(coded("png"));
        file.close();
        QCOMPARE(answerOf(path), kText);
        QCOMPARE(answerOf(QrCode::of(kText)->image(3)), kText);
        QCOMPARE(refusalOf(folder.filePath(QStringLiteral("none"))), Errc::Disk);
        QCOMPARE(refusalOf(folder.path()), Errc::Disk);
        QCOMPARE(refusalOf(QImage(64, 64, QImage::Format_Mono)), Errc::NotFound);
        QCOMPARE(refusalOf(QImage()), Errc::NotFound);
    }

    void aDropIsOnePictureOrOneFileOfThisComputer()
    {
        QMimeData data;
        QVERIFY(!pictureIn(data));
        data.setText(kText);
        QVERIFY(!pictureIn(data)); // words are no picture
        data.setUrls({ QUrl(QStringLiteral("https://example.org/code.png")) });
        QVERIFY(!pictureIn(data)); // nothing is fetched
        data.setUrls({ QUrl::fromLocalFile(QStringLiteral("/a")), QUrl::fromLocalFile(QStringLiteral("/b")) });
        QVERIFY(!pictureIn(data));
        data.setUrls({ QUrl::fromLocalFile(QStringLiteral("/a/b.png")) });
        const auto file = pictureIn(data);
        QVERIFY(file && std::get<QString>(*file) == QStringLiteral("/a/b.png"));
        data.setImageData(QrCode::of(kText)->image(3));
        const auto image = pictureIn(data);
        QVERIFY(image && std::holds_alternative<QImage>(*image));
    }

private:
    static QString answerOf(const PickedPicture &picked)
    {
        const auto read = readPicture(picked).result();
        return read ? *read : QString();
    }

    static Errc refusalOf(const PickedPicture &picked)
    {
        const auto read = readPicture(picked).result();
        return read ? Errc::Internal : read.code();
    }
};

QTEST_MAIN(tst_PictureFiles)
#include "tst_picturefiles.moc"
