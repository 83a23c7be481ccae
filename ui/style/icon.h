// SPDX-License-Identifier: GPL-3.0-or-later
// Our own line drawings: a grid of 24, a stroke of 1.75, round ends, tinted by what they stand for and mirrored where
// they point somewhere.

#pragma once

#include "ui/style/theme.h"

#include <QIcon>
#include <QPainter>

namespace pc::style {

enum class Icon : quint8 {
    Search,
    Pen,
    Back,
    Forward,
    More,
    Plus,
    Smile,
    Mic,
    Send,
    Lock,
    Unlock,
    Bell,
    BellOff,
    Pin,
    Clock,
    Tick,
    DoubleTick,
    DoubleTickHeavy,
    Warning,
    Close,
    Check,
    Group,
    Person,
    Archive,
    Sun,
    Moon,
    ArrowDown,
    Retry,
    Download,
    Info,
    Settings,
    Copy,
    Trash,
    SignOut,
    Offline,
};

inline constexpr int kIconCount = int(Icon::Offline) + 1;

/// Does it point somewhere, so that it is mirrored for right to left? Ticks, for one, are not.
bool mirrors(Icon icon);

void paintIcon(QPainter &painter, Icon icon, const QRectF &box, const QColor &ink,
    Qt::LayoutDirection direction = Qt::LeftToRight);

/// For buttons and menus: takes its colour from `theme` at each painting, so that it follows a change by itself.
/// `theme` must outlive it.
QIcon themedIcon(Icon icon, const Theme &theme, Tone tone = Tone::Secondary);

} // namespace pc::style
