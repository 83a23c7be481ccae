// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/sign.h"

#include "ui/style/badge.h"

#include <QFile>
#include <QPainter>
#include <QPainterPath>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>
#include <vector>

// The file lies in a static library: it must be asked for by name, outside of any namespace.
static void loadSign()
{
    Q_INIT_RESOURCE(sign);
}

namespace pc::style {
namespace {

constexpr double kSignGrid = 64;
constexpr std::array kSides { 16, 22, 24, 32, 48, 64, 128 };

struct Shape
{
    QPainterPath path;
    QColor fill;
};

Shape shapeOf(QStringView element, const QXmlStreamAttributes &attributes)
{
    const auto number = [&](const char *name) { return attributes.value(QLatin1StringView(name)).toDouble(); };
    Shape shape { {}, QColor(attributes.value(QLatin1StringView("fill")).toString()) };
    if (element == QLatin1StringView("rect")) {
        shape.path.addRoundedRect(
            number("x"), number("y"), number("width"), number("height"), number("rx"), number("rx"));
    } else if (element == QLatin1StringView("polygon")) {
        QPolygonF corners;
        for (const QStringView corner : attributes.value(QLatin1StringView("points")).split(u' '))
            corners << QPointF(corner.split(u',').constFirst().toDouble(), corner.split(u',').constLast().toDouble());
        shape.path.addPolygon(corners);
    }
    return shape;
}

std::vector<Shape> readSign()
{
    loadSign();
    std::vector<Shape> shapes;
    QFile file(QStringLiteral(":/icons/parentconnect.svg"));
    if (!file.open(QIODevice::ReadOnly))
        return shapes;
    for (QXmlStreamReader xml(&file); !xml.atEnd();) {
        if (xml.readNext() == QXmlStreamReader::StartElement)
            shapes.push_back(shapeOf(xml.name(), xml.attributes()));
    }
    return shapes;
}

// White on red in either scheme: it lies upon the desktop's own panel, not upon ours.
void paintCount(QPainter &painter, int side, qint64 unread, const Theme &theme)
{
    const int height = side * 5 / 8;
    const QString text = badgeText(unread);
    QFont font = theme.font(TextSize::Small, Weight::Strong);
    font.setPixelSize(height * 7 / 8);
    const int width = std::max(height, QFontMetrics(font).horizontalAdvance(text) + height / 3);
    if (width > side)
        font.setPixelSize(font.pixelSize() * (side - height / 4) / (width - height / 4));
    const QRect box(std::max(0, side - width), side - height, std::min(width, side), height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Scheme::Light, Tone::Danger));
    painter.drawRoundedRect(box, height / 2.0, height / 2.0);
    painter.setFont(font);
    painter.setPen(color(Scheme::Light, Tone::OnAccent));
    painter.drawText(box, int(Qt::AlignCenter | Qt::TextSingleLine), text);
}

} // namespace

QIcon programIcon(const Theme &theme, qint64 unread)
{
    static const std::vector<Shape> sign = readSign();
    QIcon icon;
    for (const int side : kSides) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.save();
        painter.scale(side / kSignGrid, side / kSignGrid);
        for (const Shape &shape : sign)
            painter.fillPath(shape.path, shape.fill);
        painter.restore();
        if (unread > 0)
            paintCount(painter, side, unread, theme);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace pc::style
