// SPDX-License-Identifier: GPL-3.0-or-later
// PaperWriter: writes downwards on a page of paper, in the direction of the interface. All measures in points.

#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>

namespace pc::account {

inline constexpr double kPointsPerInch = 72;
inline constexpr double kPaperMargin = 56;

class PaperWriter
{
public:
    /// `page` is the part that can be written on, in the painter's units, of which an inch has `dpi`.
    PaperWriter(QPainter &painter, const QRectF &page, double dpi)
        : m_painter(painter)
        , m_unit(dpi / kPointsPerInch)
        , m_page(page)
        , m_y(page.top())
    {
    }

    double unit() const { return m_unit; }
    double y() const { return m_y; }
    const QRectF &page() const { return m_page; }
    void skip(double points) { m_y += points * m_unit; }

    QFont font(int points, bool strong) const;

    /// One paragraph, between `indent` and the page's other side.
    void write(const QString &text, int points, bool strong, QColor ink = Qt::black, double indent = 0);

    void rule(QColor ink = QColor(0xb8, 0xb2, 0xa6));

    QPainter &painter() { return m_painter; }

private:
    QPainter &m_painter;
    double m_unit;
    QRectF m_page;
    double m_y;
};

} // namespace pc::account
