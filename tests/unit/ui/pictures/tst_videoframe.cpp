// SPDX-License-Identifier: GPL-3.0-or-later
// Every way in which cameras lay out their pixels gives the same picture.

#include "ui/pictures/codereader.h"
#include "ui/pictures/qrcode.h"
#include "ui/pictures/videoframe.h"

#include <QTest>

using namespace pc::pictures;
using Format = QVideoFrameFormat;

Q_DECLARE_METATYPE(Format::PixelFormat)

namespace {

const QString kText = QStringLiteral("PCLINK1.123456789.abc");

QImage picture()
{
    const QImage code = QrCode::of(kText)->image(6);
    QImage grey(640, 480, QImage::Format_Grayscale8);
    grey.fill(200);
    for (int y = 0; y < code.height(); ++y)
        std::copy_n(code.constScanLine(y), code.width(), grey.scanLine(y + 40) + 50);
    return grey;
}

/// `step` bytes a pixel with the brightness at `offset`; all else is what would spoil it.
QVideoFrame laidOut(Format::PixelFormat format, int step, int offset)
{
    const QImage grey = picture();
    QVideoFrame frame(Format(grey.size(), format));
    if (!frame.map(QVideoFrame::WriteOnly))
        return {};
    for (int plane = 0; plane < frame.planeCount(); ++plane)
        std::fill_n(frame.bits(plane), frame.mappedBytes(plane), uchar(0x5a));
    for (int y = 0; y < grey.height(); ++y) {
        uchar *line = frame.bits(0) + y * frame.bytesPerLine(0);
        for (int x = 0; x < grey.width(); ++x)
            line[x * step + offset] = grey.constScanLine(y)[x];
    }
    frame.unmap();
    return frame;
}

} // namespace

class tst_VideoFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBrightnessIsTaken_data()
    {
        QTest::addColumn<Format::PixelFormat>("format");
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("offset");
        QTest::newRow("YUV420P") << Format::Format_YUV420P << 1 << 0;
        QTest::newRow("YUV422P") << Format::Format_YUV422P << 1 << 0;
        QTest::newRow("NV12") << Format::Format_NV12 << 1 << 0;
        QTest::newRow("Y8") << Format::Format_Y8 << 1 << 0;
        QTest::newRow("YUYV") << Format::Format_YUYV << 2 << 0;
        QTest::newRow("UYVY") << Format::Format_UYVY << 2 << 1;
        QTest::newRow("AYUV") << Format::Format_AYUV << 4 << 1;
    }

    void theBrightnessIsTaken()
    {
        QFETCH(Format::PixelFormat, format);
        QFETCH(int, step);
        QFETCH(int, offset);
        const QImage grey = greyOf(laidOut(format, step, offset));
        QCOMPARE(grey, picture());
        QCOMPARE(readCode(grey), kText);
    }

    void coloursAreMadeGrey()
    {
        const QImage grey = picture();
        for (const auto format : { Format::Format_BGRX8888, Format::Format_RGBX8888, Format::Format_BGRA8888 }) {
            QVideoFrame frame(Format({ 640, 480 }, format));
            QVERIFY(frame.map(QVideoFrame::WriteOnly));
            for (int y = 0; y < 480; ++y) {
                for (int x = 0; x < 640; ++x) {
                    uchar *pixel = frame.bits(0) + y * frame.bytesPerLine(0) + 4 * x;
                    std::fill_n(pixel, 3, grey.constScanLine(y)[x]);
                    pixel[3] = 255;
                }
            }
            frame.unmap();
            QCOMPARE(readCode(greyOf(frame)), kText);
        }
    }

    void whatNoCameraSendsIsNothing()
    {
        QVERIFY(greyOf({}).isNull());
        QVERIFY(greyOf(QVideoFrame(Format({ 64, 64 }, Format::Format_P010))).isNull());
        QVERIFY(greyOf(QVideoFrame(Format({ kMostFrameSide + 1, 2 }, Format::Format_Y8))).isNull());
    }
};

QTEST_MAIN(tst_VideoFrame)
#include "tst_videoframe.moc"
