// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/scriptedcamera/scriptedcamera.h"
#include "ui/pictures/framereader.h"
#include "ui/pictures/frameview.h"
#include "ui/pictures/qrcode.h"

#include <QSignalSpy>
#include <QTest>

using namespace pc;
using namespace pc::pictures;
using namespace std::chrono_literals;

namespace {

QImage frame(const QString &text = {})
{
    QImage image(640, 480, QImage::Format_Grayscale8);
    image.fill(Qt::lightGray);
    if (const auto code = QrCode::of(text)) {
        const QImage squares = code->image(4);
        for (int y = 0; y < squares.height(); ++y)
            std::copy_n(squares.constScanLine(y), squares.width(), image.scanLine(y + 60) + 80);
    }
    return image;
}

} // namespace

class tst_Camera : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCodeIsReadFromTheFramesOfACamera()
    {
        support::ScriptedCamera camera;
        FrameReader reader(0ms);
        connect(&camera, &Camera::frameTaken, &reader, &FrameReader::offer);
        QSignalSpy read(&reader, &FrameReader::codeRead);
        camera.start();
        camera.see(frame());
        QTRY_COMPARE(reader.begun(), 1);
        camera.see(frame(QStringLiteral("PCLINK1.abc")));
        QTRY_COMPARE(read.size(), 1);
        QCOMPARE(read.first().first().toString(), QStringLiteral("PCLINK1.abc"));
    }

    void oneFrameIsReadAtATimeAndTheNewestOneWaits()
    {
        FrameReader reader(0ms);
        QSignalSpy read(&reader, &FrameReader::codeRead);
        for (int i = 0; i < 50; ++i)
            reader.offer(frame(QStringLiteral("frame %1").arg(i)));
        QCOMPARE(reader.begun(), 1);
        QTRY_COMPARE(read.size(), 2);
        QCOMPARE(read[0].first().toString(), QStringLiteral("frame 0"));
        QCOMPARE(read[1].first().toString(), QStringLiteral("frame 49"));
        QCOMPARE(reader.begun(), 2);
    }

    void betweenTwoReadingsIsAPause()
    {
        FrameReader reader(24h);
        QSignalSpy read(&reader, &FrameReader::codeRead);
        reader.offer(frame(QStringLiteral("first")));
        QTRY_COMPARE(read.size(), 1);
        reader.offer(frame(QStringLiteral("second")));
        QCoreApplication::sendPostedEvents();
        QCOMPARE(reader.begun(), 1);
    }

    void whoGoesWhileAFrameIsReadHearsNothingMore()
    {
        auto reader = std::make_unique<FrameReader>(0ms);
        QSignalSpy read(reader.get(), &FrameReader::codeRead);
        reader->offer(frame(QStringLiteral("late")));
        reader.reset();
        FrameReader next(0ms); // the loop turns while both are read
        QSignalSpy readNext(&next, &FrameReader::codeRead);
        next.offer(frame(QStringLiteral("next")));
        QTRY_COMPARE(readNext.size(), 1);
        QCOMPARE(read.size(), 0);
    }

    void aPersonSeesThemselvesAsInAMirror()
    {
        QImage half(200, 100, QImage::Format_Grayscale8);
        half.fill(Qt::black);
        for (int y = 0; y < 100; ++y)
            std::fill_n(half.scanLine(y), 100, uchar(255));
        FrameView view(100);
        view.resize(200, 100);
        view.setFrame(half);
        const QImage shot = view.grab().toImage();
        QVERIFY(qGray(shot.pixel(150, 50)) > 200);
        QVERIFY(qGray(shot.pixel(50, 50)) < 50);
    }

    void aComputerWithoutACameraSaysSo()
    {
        const auto camera = systemCamera();
        QSignalSpy failed(camera.get(), &Camera::failed);
        QSignalSpy frames(camera.get(), &Camera::frameTaken);
        camera->start();
        if (failed.isEmpty())
            QSKIP("this computer has a camera");
        QCOMPARE(failed.first().first().value<CameraTrouble>(), CameraTrouble::NoCamera);
        QVERIFY(frames.isEmpty());
    }
};

QTEST_MAIN(tst_Camera)
#include "tst_camera.moc"
