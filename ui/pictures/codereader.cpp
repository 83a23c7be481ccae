// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pictures/codereader.h"

// ZXing 1.4 asks how texts are given; here their bytes are taken.
#ifndef ZX_USE_UTF8
#define ZX_USE_UTF8
#endif
#include <QPainter>
#include <QStringDecoder>

#include <ZXing/ReadBarcode.h>

#include <algorithm>

namespace pc::pictures {

namespace {

/// What can be seen through counts as light, as it does on a screen.
QImage greyOf(const QImage &image)
{
    QImage small = image;
    if (std::max(image.width(), image.height()) > kMostReadSide)
        small = image.scaled(kMostReadSide, kMostReadSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    if (!small.hasAlphaChannel())
        return small.convertToFormat(QImage::Format_Grayscale8);
    QImage opaque(small.size(), QImage::Format_RGB32);
    opaque.fill(Qt::white);
    QPainter painter(&opaque);
    small.setDevicePixelRatio(1.0);
    painter.drawImage(0, 0, small);
    painter.end();
    return opaque.convertToFormat(QImage::Format_Grayscale8);
}

std::optional<QString> textOf(const ZXing::ByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
    if (text.isEmpty() || decoder.hasError())
        return std::nullopt;
    return text;
}

} // namespace

std::optional<QString> readCode(const QImage &image)
{
    const QImage grey = image.isNull() ? image : greyOf(image);
    if (grey.isNull())
        return std::nullopt;
    const ZXing::ImageView view(
        grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum, int(grey.bytesPerLine()));
    const auto found = ZXing::ReadBarcode(view, ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode));
    if (!found.isValid())
        return std::nullopt;
    return textOf(found.bytes());
}

} // namespace pc::pictures
