// SPDX-License-Identifier: GPL-3.0-or-later
// Small rounded marks: the chip behind a name ("Teacher, 3B") and the badge with a number of unread messages.

#pragma once

#include "ui/style/theme.h"

#include <QPainter>
#include <QString>

namespace pc::style {

/// Width that the whole text needs; height is Theme::scaled(kChipHeight).
int chipWidth(const QString &text, const Theme &theme);

/// Draws `text` on one line, elided to `box`. `ground` defaults to Tone::Chip.
void paintChip(QPainter &painter, const QRect &box, const QString &text, const Theme &theme, Tone ground = Tone::Chip,
    Tone ink = Tone::Secondary);

/// The number as it is shown: by locale, "99+" above that.
QString badgeText(qint64 count);

int badgeWidth(qint64 count, const Theme &theme);

/// `quiet` for muted conversations: counted, without the accent.
void paintBadge(QPainter &painter, const QRect &box, qint64 count, const Theme &theme, bool quiet = false);

} // namespace pc::style
