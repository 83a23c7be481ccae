// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn is read back, as it comes from screens, phones and bad cameras.

#include "ui/pictures/codereader.h"
#include "ui/pictures/qrcode.h"
#include "ui/pictures/qrview.h"
#include "ui/style/metrics.h"

#include <QPainter>
#include <QTest>

using namespace pc::pictures;

namespace {

const QString kShort = QStringLiteral("PCLINK1.123456789.");
const QString kLong = QStringLiteral("PCSAFE1.") + QString(214, u'x');

QImage drawn(const QString &text, int scale = 4)
{
    return QrCode::of(text)->image(scale);
}

/// Grey noise, always the same.
QImage noise(QSize size, quint32 seed)
{
    QImage image(size, QImage::Format_Grayscale8);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            seed = seed * 1'664'525 + 1'013'904'223;
            image.scanLine(y)[x] = uchar(seed >> 24);
        }
    }
    return image;
}

/// Each pixel the mean of its surroundings.
QImage blurred(const QImage &image, int times)
{
    QImage now = image.convertToFormat(QImage::Format_Grayscale8);
    for (int time = 0; time < times; ++time) {
        const QImage before = now;
        for (int y = 1; y < now.height() - 1; ++y) {
            for (int x = 1; x < now.width() - 1; ++x) {
                int sum = 0;
                for (int dy = -1; dy <= 1; ++dy) {
                    for (int dx = -1; dx <= 1; ++dx)
                        sum += before.constScanLine(y + dy)[x + dx];
                }
                now.scanLine(y)[x] = uchar(sum / 9);
            }
        }
    }
    return now;
}

/// As a photo has it: a screen that is held at an angle, before a grey and uneven wall, with less light on one side.
QImage photographed(const QImage &code)
{
    QImage photo = noise({ 1280, 960 }, 5).convertToFormat(QImage::Format_RGB32);
    QPainter painter(&photo);
    QLinearGradient wall(0, 0, 1280, 960);
    wall.setColorAt(0, QColor(90, 80, 70, 220));
    wall.setColorAt(1, QColor(190, 200, 210, 220));
    painter.fillRect(photo.rect(), wall);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QTransform held;
    held.translate(640, 470);
    held.rotate(17);
    held.rotate(25, Qt::YAxis);
    painter.setTransform(held);
    painter.drawImage(-code.width() / 2, -code.height() / 2, code);
    painter.resetTransform();
    QLinearGradient shadow(0, 0, 1280, 0);
    shadow.setColorAt(0, QColor(0, 0, 0, 110));
    shadow.setColorAt(1, QColor(0, 0, 0, 0));
    painter.fillRect(photo.rect(), shadow);
    return photo;
}

} // namespace

class tst_Pictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDrawnIsReadInAnySize_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("scale");
        for (const int scale : { 1, 2, 3, 4, 7, 16 }) {
            QTest::addRow("short %d", scale) << kShort << scale;
            QTest::addRow("long %d", scale) << kLong << scale;
            QTest::addRow("foreign %d", scale) << QStringLiteral("¡Mañana! مرحبا 你好") << scale;
        }
        QTest::addRow("longest") << QString(kMostCodeBytes, u'z') << 3;
    }

    void whatIsDrawnIsReadInAnySize()
    {
        QFETCH(QString, text);
        QFETCH(int, scale);
        QCOMPARE(readCode(drawn(text, scale)), text);
    }

    void itIsReadHoweverItIsTurned()
    {
        for (int angle = 0; angle < 360; angle += 15) {
            QImage page(900, 900, QImage::Format_RGB32);
            page.fill(Qt::white);
            QPainter painter(&page);
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.translate(450, 450);
            painter.rotate(angle);
            const QImage code = drawn(kLong, 6);
            painter.drawImage(-code.width() / 2, -code.height() / 2, code);
            painter.end();
            QVERIFY2(readCode(page) == kLong, qPrintable(QString::number(angle)));
        }
        QCOMPARE(readCode(drawn(kLong).mirrored(true, false)), kLong); // as in a mirror
    }

    void itIsReadWhenTheLensIsNotSharp()
    {
        QCOMPARE(readCode(blurred(drawn(kLong, 5), 2)), kLong);
        QCOMPARE(readCode(blurred(drawn(kShort, 8), 5)), kShort);
    }

    void itIsReadFromAPhoto()
    {
        QCOMPARE(readCode(photographed(drawn(kLong, 9))), kLong);
        QCOMPARE(readCode(blurred(photographed(drawn(kShort, 9)), 1)), kShort);
    }

    void itIsReadFromAPictureThatIsTooLargeToLookAt()
    {
        QImage wall(kMostReadSide * 2, kMostReadSide, QImage::Format_Grayscale8);
        wall.fill(Qt::white);
        QPainter painter(&wall);
        painter.drawImage(500, 300, drawn(kLong, 16));
        painter.end();
        QCOMPARE(readCode(wall), kLong);
    }

    void whatCanBeSeenThroughCountsAsLight()
    {
        QImage code = drawn(kShort).convertToFormat(QImage::Format_ARGB32);
        for (int y = 0; y < code.height(); ++y) {
            for (int x = 0; x < code.width(); ++x) {
                if (qGray(code.pixel(x, y)) > 128)
                    code.setPixel(x, y, 0);
            }
        }
        QCOMPARE(readCode(code), kShort);
    }

    void whatHasNoCodeHasNone()
    {
        QVERIFY(!readCode({}));
        QImage blank(640, 480, QImage::Format_RGB32);
        for (const QColor &color : { QColor(Qt::white), QColor(Qt::black), QColor(Qt::gray) }) {
            blank.fill(color);
            QVERIFY(!readCode(blank));
        }
        for (quint32 seed = 1; seed <= 8; ++seed)
            QVERIFY(!readCode(noise({ 400, 300 }, seed)));
        QVERIFY(!readCode(QImage(1, 1, QImage::Format_Grayscale8)));
        QVERIFY(!readCode(drawn(kLong).copy(0, 0, 120, 120))); // one corner of one
    }

    void tooLongTextsAndNoneMakeNoCode()
    {
        QVERIFY(!QrCode::of({}));
        QVERIFY(QrCode::of(QString(kMostCodeBytes, u'a')));
        QVERIFY(!QrCode::of(QString(kMostCodeBytes + 1, u'a')));
        QVERIFY(!QrCode::of(QString(kMostCodeBytes / 2 + 1, QChar(0x0416)))); // two bytes each
    }

    void aViewShowsWholeSquaresOnAnyScreen()
    {
        for (const double ratio : { 1.0, 1.25, 1.5, 2.0 }) {
            QrView view(248);
            view.setText(kLong);
            view.resize(view.sizeHint());
            QVERIFY(view.width() <= 248 && view.width() > 150);
            QPixmap shot(view.size() * ratio);
            shot.setDevicePixelRatio(ratio);
            shot.fill(QColor(32, 32, 32)); // a dark window behind
            view.render(&shot, {}, {}, QWidget::DrawChildren);
            QCOMPARE(readCode(shot.toImage()), kLong);
        }
    }

    void aViewHasTwoColoursAndAQuietZone()
    {
        QrView view(248);
        view.setText(kShort);
        view.resize(view.sizeHint());
        const QImage image = view.grab().toImage().convertToFormat(QImage::Format_Grayscale8);
        const int zone = kQuietZone * image.width() / QrCode::of(kShort)->side();
        QVERIFY(zone > pc::style::kButtonRadius); // its corners are round
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const int nearX = std::min(x, image.width() - 1 - x);
                const int nearY = std::min(y, image.height() - 1 - y);
                if (std::max(nearX, nearY) < pc::style::kButtonRadius)
                    continue;
                const int grey = image.constScanLine(y)[x];
                QVERIFY(grey == 0 || grey == 255);
                if (std::min(nearX, nearY) < zone)
                    QCOMPARE(grey, 255);
            }
        }
    }

    void aViewOfNothingTakesNoRoom()
    {
        QrView view(248);
        QCOMPARE(view.sizeHint(), QSize(0, 0));
        view.setText(kShort);
        QVERIFY(!view.sizeHint().isEmpty());
        view.setText(QString(kMostCodeBytes + 1, u'a'));
        QCOMPARE(view.sizeHint(), QSize(0, 0));
    }
};

QTEST_MAIN(tst_Pictures)
#include "tst_pictures.moc"
