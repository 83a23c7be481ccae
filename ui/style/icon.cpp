// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/icon.h"

#include "ui/style/iconpath.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPixmap>

#include <array>

namespace pc::style {
namespace {

constexpr double kIconGrid = 24;
constexpr const char *kBellDrawing
    = "M 5.5 16.5 Q 7.2 14.8 7.2 10.5 C 7.2 3.6 16.8 3.6 16.8 10.5 Q 16.8 14.8 18.5 16.5 Z "
      "M 10 19.6 Q 12 21.2 14 19.6";

const char *drawing(Icon icon)
{
    switch (icon) {
    case Icon::Search:
        return "O 10.8 10.8 6.3 M 15.6 15.6 L 20 20";
    case Icon::Pen:
        return "M 4.5 19.5 L 5.6 15.2 L 15.6 5.2 Q 17 3.8 18.4 5.2 L 18.8 5.6 Q 20.2 7 18.8 8.4 L 8.8 "
               "18.4 Z M 13.8 7 L 17 10.2";
    case Icon::Back:
        return "M 14.5 5.5 L 8 12 L 14.5 18.5";
    case Icon::Forward:
        return "M 9.5 5.5 L 16 12 L 9.5 18.5";
    case Icon::More:
        return "D 12 5.2 1.6 D 12 12 1.6 D 12 18.8 1.6";
    case Icon::Plus:
        return "M 12 5 L 12 19 M 5 12 L 19 12";
    case Icon::Smile:
        return "O 12 12 8.2 M 8.3 14 Q 12 18.2 15.7 14 D 9.2 9.8 1.1 D 14.8 9.8 1.1";
    case Icon::Mic:
        return "R 9 3.5 6 11 3 M 5.6 11.5 C 5.6 19.6 18.4 19.6 18.4 11.5 M 12 17.8 L 12 20.8";
    case Icon::Send:
        return "M 20 4 L 4 10.4 L 10.8 13.2 L 13.6 20 Z M 10.8 13.2 L 15 9";
    case Icon::Lock:
        return "R 5.5 10.5 13 9.5 2 M 8.3 10.5 L 8.3 8 C 8.3 2.9 15.7 2.9 15.7 8 L 15.7 10.5";
    case Icon::Unlock:
        return "R 5.5 10.5 13 9.5 2 M 8.3 10.5 L 8.3 7.4 C 8.3 2.8 14.6 2.4 15.6 6.4";
    case Icon::Bell:
        return kBellDrawing;
    case Icon::BellOff:
        return "M 8.2 7.2 C 7.5 8.2 7.2 9.3 7.2 10.5 Q 7.2 14.8 5.5 16.5 L 16 16.5 M 10.2 5.7 C 13.2 4.4 "
               "16.8 6.2 16.8 10.5 Q 16.8 12.3 17.2 13.7 M 10 19.6 Q 12 21.2 14 19.6 M 4.5 4 L 19.8 20";
    case Icon::Pin:
        return "M 8.5 4 L 15.5 4 M 9.8 4 L 9.8 10 L 7 13.8 L 17 13.8 L 14.2 10 L 14.2 4 M 12 13.8 L 12 "
               "20.5";
    case Icon::Clock:
        return "O 12 12 8.2 M 12 7.4 L 12 12 L 15 13.8";
    case Icon::Tick:
        return "M 5 12.6 L 9.8 17.2 L 19 7";
    case Icon::DoubleTick:
    case Icon::DoubleTickHeavy:
        return "M 2.2 12.8 L 6.6 17.2 L 15.6 7 M 11.4 16.4 L 12.2 17.2 L 21.4 7";
    case Icon::Warning:
        return "M 12 4.2 L 20.8 19.4 L 3.2 19.4 Z M 12 10 L 12 13.8 D 12 16.6 1";
    case Icon::Close:
        return "M 6 6 L 18 18 M 18 6 L 6 18";
    case Icon::Check:
        return "O 12 12 8.4 M 8.4 12.2 L 11 14.8 L 15.6 9.6";
    case Icon::Group:
        return "O 9 8.6 3.4 M 2.8 19 C 2.8 12.4 15.2 12.4 15.2 19 M 15.4 5.4 C 19.2 5.4 19.2 11.6 15.6 "
               "11.8 M 17.4 14.2 Q 21 15.4 21.2 19";
    case Icon::Person:
        return "O 12 8 3.8 M 4.8 20 C 4.8 12.4 19.2 12.4 19.2 20";
    case Icon::Archive:
        return "R 3.5 4.5 17 4.5 1 M 5.2 9 L 5.2 18 Q 5.2 19.5 6.7 19.5 L 17.3 19.5 Q 18.8 19.5 18.8 18 L "
               "18.8 9 M 10 13 L 14 13";
    case Icon::Sun:
        return "O 12 12 3.8 M 12 2.8 L 12 4.8 M 12 19.2 L 12 21.2 M 2.8 12 L 4.8 12 M 19.2 12 L 21.2 12 "
               "M 5.5 5.5 L 6.9 6.9 M 17.1 17.1 L 18.5 18.5 M 5.5 18.5 L 6.9 17.1 M 17.1 6.9 L 18.5 5.5";
    case Icon::Moon:
        return "M 19.6 14.2 C 14 16 8.6 10.6 10.2 4.6 C 1.8 7.4 4 20.4 12.8 20 C 16 19.8 18.6 17.6 19.6 "
               "14.2 Z";
    case Icon::ArrowDown:
        return "M 12 5 L 12 19 M 6 13.2 L 12 19 L 18 13.2";
    case Icon::Retry:
        return "A 12 12 7.4 20 300 M 18.9 4.6 L 18.9 9.4 L 14.1 9.4";
    case Icon::Download:
        return "M 12 4 L 12 15 M 7 10.4 L 12 15.2 L 17 10.4 M 5 19.6 L 19 19.6";
    case Icon::Info:
        return "O 12 12 8.4 M 12 11.4 L 12 16 D 12 8 1.1";
    case Icon::Settings:
        return "M 4 7.5 L 11.4 7.5 M 16.6 7.5 L 20 7.5 O 14 7.5 2.6 M 4 16.5 L 7.4 16.5 M 12.6 16.5 L 20 "
               "16.5 O 10 16.5 2.6";
    case Icon::Copy:
        return "R 8.5 8.5 11.5 11.5 2 M 5.5 15.5 Q 4 15.5 4 14 L 4 5.5 Q 4 4 5.5 4 L 14 4 Q 15.5 4 15.5 "
               "5.5";
    case Icon::Trash:
        return "M 4.5 6.5 L 19.5 6.5 M 9 6.5 L 9.6 4 L 14.4 4 L 15 6.5 M 6.2 6.5 L 7 18.6 Q 7.1 20 8.5 20 "
               "L 15.5 20 Q 16.9 20 17 18.6 L 17.8 6.5 M 10.2 10.5 L 10.4 16 M 13.8 10.5 L 13.6 16";
    case Icon::SignOut:
        return "M 10 4.5 L 6 4.5 Q 4.5 4.5 4.5 6 L 4.5 18 Q 4.5 19.5 6 19.5 L 10 19.5 M 10 12 L 20 12 M "
               "16 8 L 20 12 L 16 16";
    case Icon::Offline:
        return "M 3 9 Q 5 7.2 7.6 6.2 M 11.4 5.4 Q 16.8 5.2 21 9 M 6.4 12.8 Q 8 11.4 10 10.8 M 14.4 11 Q "
               "16.2 11.6 17.6 12.8 M 10 16.2 Q 12 14.8 14 16.2 D 12 19.2 1.1 M 4 3.6 L 19.6 19.2";
    }
    return "";
}

const IconPath &pathOf(Icon icon)
{
    static const auto paths = [] {
        std::array<IconPath, std::size_t(kIconCount)> all;
        for (int i = 0; i < kIconCount; ++i)
            all[std::size_t(i)] = parseIconPath(QLatin1StringView(drawing(Icon(i))));
        return all;
    }();
    return paths[std::size_t(icon)];
}

class ThemedEngine final : public QIconEngine
{
public:
    ThemedEngine(Icon icon, const Theme &theme, Tone tone)
        : m_icon(icon)
        , m_theme(theme)
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QColor ink = m_theme.color(mode == QIcon::Disabled ? Tone::Faint : m_tone);
        if (mode == QIcon::Disabled)
            ink.setAlphaF(0.55F);
        paintIcon(*painter, m_icon, rect, ink, QGuiApplication::layoutDirection());
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new ThemedEngine(*this); } // Owned by the caller.

private:
    Icon m_icon;
    const Theme &m_theme;
    Tone m_tone;
};

} // namespace

bool mirrors(Icon icon)
{
    switch (icon) {
    case Icon::Search:
    case Icon::Pen:
    case Icon::Back:
    case Icon::Forward:
    case Icon::Send:
    case Icon::Group:
    case Icon::SignOut:
        return true;
    default: // All others point nowhere, and a clock or a tick must not turn round.
        return false;
    }
}

void paintIcon(QPainter &painter, Icon icon, const QRectF &box, const QColor &ink, Qt::LayoutDirection direction)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / kIconGrid, box.height() / kIconGrid);
    if (direction == Qt::RightToLeft && mirrors(icon)) {
        painter.translate(kIconGrid, 0);
        painter.scale(-1, 1);
    }
    const double stroke = icon == Icon::DoubleTickHeavy ? kHeavyStroke : kStroke;
    const IconPath &path = pathOf(icon);
    painter.strokePath(path.lines, QPen(ink, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(path.dots, ink);
    painter.restore();
}

QIcon themedIcon(Icon icon, const Theme &theme, Tone tone)
{
    return QIcon(new ThemedEngine(icon, theme, tone)); // Owned by the icon.
}

} // namespace pc::style
