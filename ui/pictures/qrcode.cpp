// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pictures/qrcode.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace pc::pictures {

namespace {

constexpr int kMostScale = 64;

} // namespace

std::optional<QrCode> QrCode::of(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    if (utf8.isEmpty() || utf8.size() > kMostCodeBytes)
        return std::nullopt;
    // The lowest correction: a screen has no scratches, and larger squares are read from further away.
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
        QRcode_encodeData(int(utf8.size()), reinterpret_cast<const unsigned char *>(utf8.constData()), 0, QR_ECLEVEL_L),
        &QRcode_free);
    if (!made)
        return std::nullopt;
    QImage squares(made->width + 2 * kQuietZone, made->width + 2 * kQuietZone, QImage::Format_Grayscale8);
    squares.fill(Qt::white);
    for (int y = 0; y < made->width; ++y) {
        uchar *line = squares.scanLine(y + kQuietZone) + kQuietZone;
        const unsigned char *row = made->data + y * made->width;
        std::transform(row, row + made->width, line, [](unsigned char square) { return square & 1 ? 0 : 255; });
    }
    return QrCode(std::move(squares));
}

QImage QrCode::image(int scale) const
{
    return m_squares.scaled(m_squares.size() * std::clamp(scale, 1, kMostScale));
}

} // namespace pc::pictures
