// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/account/paperwriter.h"

#include <QGuiApplication>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace pc::account {

QFont PaperWriter::font(int points, bool strong) const
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(std::max(1, int(std::lround(points * m_unit))));
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

void PaperWriter::write(const QString &text, int points, bool strong, QColor ink, double indent)
{
    const bool mirrored = QGuiApplication::layoutDirection() == Qt::RightToLeft;
    QTextOption option(mirrored ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(QGuiApplication::layoutDirection());
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(text, font(points, strong), m_painter.device());
    layout.setTextOption(option);
    layout.beginLayout();
    double height = 0;
    const double width = m_page.width() - indent * m_unit;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({ 0, height });
        height += line.height() * 1.15;
    }
    layout.endLayout();
    m_painter.setPen(ink);
    layout.draw(&m_painter, { m_page.left() + (mirrored ? 0 : indent * m_unit), m_y });
    m_y += height;
}

void PaperWriter::rule(QColor ink)
{
    m_painter.setPen(QPen(ink, 0.75 * m_unit));
    m_painter.drawLine(QPointF(m_page.left(), m_y), QPointF(m_page.right(), m_y));
}

} // namespace pc::account
