// SPDX-License-Identifier: GPL-3.0-or-later
// A QR code (ISO/IEC 18004) as squares, out of a text. The one door to libqrencode.

#pragma once

#include <QImage>

#include <optional>

namespace pc::pictures {

inline constexpr int kQuietZone = 4; ///< Squares of light around a code, by the standard.
inline constexpr qsizetype kMostCodeBytes = 1'000; ///< More makes squares too small for a camera.

class QrCode
{
public:
    /// Nothing for an empty text, or more than kMostCodeBytes in UTF-8.
    static std::optional<QrCode> of(const QString &text);

    int side() const { return m_squares.width(); } ///< Squares, with the quiet zone.

    /// Dark upon light with the quiet zone, whatever the theme: cameras look for nothing else. `scale`: pixels a square, 1 to 64.
    QImage image(int scale) const;

private:
    explicit QrCode(QImage squares)
        : m_squares(std::move(squares))
    {
    }

    QImage m_squares; ///< One pixel a square.
};

} // namespace pc::pictures
