// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/badge.h"

#include <QFontMetrics>
#include <QLocale>

#include <algorithm>

namespace pc::style {
namespace {

constexpr qint64 kMostShown = 99;

void paintPill(QPainter &painter, const QRect &box, const QColor &ground)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(box, box.height() / 2.0, box.height() / 2.0);
}

} // namespace

int chipWidth(const QString &text, const Theme &theme)
{
    return QFontMetrics(theme.font(TextSize::Small)).horizontalAdvance(text) + 2 * kGap2;
}

void paintChip(QPainter &painter, const QRect &box, const QString &text, const Theme &theme, Tone ground, Tone ink)
{
    painter.save();
    paintPill(painter, box, theme.color(ground));
    const QFont font = theme.font(TextSize::Small);
    painter.setFont(font);
    painter.setPen(theme.color(ink));
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width() - 2 * kGap2 + 1);
    painter.drawText(box, int(Qt::AlignCenter | Qt::TextSingleLine), shown);
    painter.restore();
}

QString badgeText(qint64 count)
{
    const QLocale locale;
    return count > kMostShown ? locale.toString(kMostShown) + QLatin1Char('+') : locale.toString(count);
}

int badgeWidth(qint64 count, const Theme &theme)
{
    const int text = QFontMetrics(theme.font(TextSize::Small, Weight::Strong)).horizontalAdvance(badgeText(count));
    return std::max(theme.scaled(kBadgeHeight), text + 2 * (kGap1 + 1));
}

void paintBadge(QPainter &painter, const QRect &box, qint64 count, const Theme &theme, bool quiet)
{
    painter.save();
    paintPill(painter, box, theme.color(quiet ? Tone::Chip : Tone::Accent));
    painter.setFont(theme.font(TextSize::Small, Weight::Strong));
    painter.setPen(theme.color(quiet ? Tone::Secondary : Tone::OnAccent));
    painter.drawText(box, int(Qt::AlignCenter | Qt::TextSingleLine), badgeText(count));
    painter.restore();
}

} // namespace pc::style
