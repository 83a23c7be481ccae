// SPDX-License-Identifier: GPL-3.0-or-later
// One or a few lines of foreign text drawn by hand, for delegates: never markup, direction by the text itself,
// "…" where it does not fit.

#pragma once

#include <QFont>
#include <QPainter>
#include <QString>

namespace pc::style {

/// Which way a text runs by its first strong letter; `fallback` when it has none.
Qt::LayoutDirection directionOf(const QString &text, Qt::LayoutDirection fallback);

/// Draws one line into `box`, aligned to the layout's leading edge whatever the text's own direction, elided at the
/// end. Returns the width that was used.
int paintLine(QPainter &painter, const QRect &box, const QString &text, const QFont &font, const QColor &ink,
    Qt::LayoutDirection layout);

/// `box` mirrored inside `frame` for right to left; itself for left to right.
QRect mirrored(const QRect &box, const QRect &frame, Qt::LayoutDirection layout);

} // namespace pc::style
