// SPDX-License-Identifier: GPL-3.0-or-later
// The round sign of a person or a conversation: its colour from the id, its initials from the name, and a dot that
// tells who is there.

#pragma once

#include "ui/style/theme.h"

#include <QPainter>
#include <QString>

namespace pc::style {

enum class PresenceDot : quint8 { None, Online, Away };

struct Avatar
{
    QByteArray id; ///< Bytes of the user's or conversation's id; decides the colour.
    QString name; ///< Foreign text; only its initials are drawn.
    PresenceDot dot = PresenceDot::None;
};

/// One or two signs that stand for a name, in any script: first letters of the first and last word ("Ada Okafor",
/// "AO"); a last word with a digit as it is ("Class 3B", "3B"); one sign for scripts written without spaces.
QString initials(const QString &name);

/// Draws into `box`, mirrored for right to left. `ground` is what the avatar stands on: the dot's ring.
void paintAvatar(QPainter &painter, const QRectF &box, const Avatar &avatar, const QColor &ground, const Theme &theme,
    Qt::LayoutDirection direction);

} // namespace pc::style
