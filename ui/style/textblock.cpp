// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/textblock.h"

#include <QFontMetrics>
#include <QStyle>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace pc::style {
namespace {

constexpr qsizetype kLongestLine = 400; // No screen shows more on a line; the rest need not be shaped.

QString oneLine(const QString &text)
{
    QString line = text.left(kLongestLine);
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = QLatin1Char(' ');
    }
    return line;
}

} // namespace

Qt::LayoutDirection directionOf(const QString &text, Qt::LayoutDirection fallback)
{
    for (const QChar c : text) {
        switch (c.direction()) {
        case QChar::DirL:
            return Qt::LeftToRight;
        case QChar::DirR:
        case QChar::DirAL:
            return Qt::RightToLeft;
        default: // Only strong letters decide.
            break;
        }
    }
    return fallback;
}

int paintLine(QPainter &painter, const QRect &box, const QString &text, const QFont &font, const QColor &ink,
    Qt::LayoutDirection layout)
{
    if (box.width() <= 0 || text.isEmpty())
        return 0;
    const QFontMetrics metrics(font, painter.device());
    const QString line = metrics.elidedText(oneLine(text), Qt::ElideRight, box.width());
    QTextOption option;
    option.setTextDirection(directionOf(line, layout));
    option.setWrapMode(QTextOption::NoWrap);
    QTextLayout shaped(line, font, painter.device());
    shaped.setTextOption(option);
    shaped.beginLayout();
    QTextLine row = shaped.createLine();
    row.setLineWidth(1 << 20);
    row.setPosition({ 0, 0 });
    shaped.endLayout();

    const double width = row.naturalTextWidth();
    const double left = layout == Qt::RightToLeft ? box.right() + 1 - width : box.left();
    const double inset = row.naturalTextRect().left(); // A right-to-left line hangs at the far end.
    const double top = box.top() + std::round((box.height() - row.height()) / 2.0);
    painter.save();
    painter.setPen(ink);
    shaped.draw(&painter, QPointF(left - inset, top));
    painter.restore();
    return int(std::ceil(width));
}

QRect mirrored(const QRect &box, const QRect &frame, Qt::LayoutDirection layout)
{
    return QStyle::visualRect(layout, frame, box);
}

} // namespace pc::style
