// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pictures/videoframe.h"

#include <algorithm>
#include <optional>

namespace pc::pictures {

namespace {

using Format = QVideoFrameFormat;

/// Where in its first plane the brightness stands.
struct Brightness
{
    int step = 1; ///< Bytes from one to the next.
    int offset = 0;
};

std::optional<Brightness> brightnessIn(Format::PixelFormat format)
{
    switch (format) {
    case Format::Format_YUV420P:
    case Format::Format_YUV422P:
    case Format::Format_YV12:
    case Format::Format_NV12:
    case Format::Format_NV21:
    case Format::Format_IMC1:
    case Format::Format_IMC2:
    case Format::Format_IMC3:
    case Format::Format_IMC4:
    case Format::Format_Y8:
        return Brightness {};
    case Format::Format_YUYV:
        return Brightness { 2, 0 };
    case Format::Format_UYVY:
        return Brightness { 2, 1 };
    case Format::Format_AYUV:
        return Brightness { 4, 1 };
    default: // which newer versions of Qt add to
        return std::nullopt;
    }
}

QImage copyOf(const QVideoFrame &frame, const Brightness &where)
{
    const qsizetype line = frame.bytesPerLine(0);
    const qsizetype needed = line * (frame.height() - 1) + qsizetype(frame.width()) * where.step;
    if (line < qsizetype(frame.width()) * where.step || frame.mappedBytes(0) < needed)
        return {};
    QImage grey(frame.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < frame.height() && !grey.isNull(); ++y) {
        const uchar *from = frame.bits(0) + y * line + where.offset;
        uchar *to = grey.scanLine(y);
        if (where.step == 1)
            std::copy_n(from, frame.width(), to);
        else
            for (int x = 0; x < frame.width(); ++x)
                to[x] = from[x * where.step];
    }
    return grey;
}

QImage copyOfMapped(const QVideoFrame &frame)
{
    if (const auto where = brightnessIn(frame.pixelFormat()))
        return copyOf(frame, *where);
    if (frame.pixelFormat() == Format::Format_Jpeg)
        return QImage::fromData(frame.bits(0), frame.mappedBytes(0), "jpeg").convertToFormat(QImage::Format_Grayscale8);
    const auto kind = Format::imageFormatFromPixelFormat(frame.pixelFormat());
    const qsizetype line = frame.bytesPerLine(0);
    if (kind == QImage::Format_Invalid || line * frame.height() > frame.mappedBytes(0))
        return {};
    return QImage(frame.bits(0), frame.width(), frame.height(), line, kind).convertToFormat(QImage::Format_Grayscale8);
}

} // namespace

QImage greyOf(QVideoFrame frame)
{
    const QSize size = frame.size();
    if (size.isEmpty() || std::max(size.width(), size.height()) > kMostFrameSide || !frame.map(QVideoFrame::ReadOnly))
        return {};
    QImage grey = copyOfMapped(frame);
    frame.unmap();
    return grey;
}

} // namespace pc::pictures
