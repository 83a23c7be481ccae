// SPDX-License-Identifier: GPL-3.0-or-later
// The painting behind Look, one function a control, each from a style option and the theme.

#pragma once

#include "ui/style/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace pc::style {

void paintField(QPainter &painter, const QRect &box, bool focused, const Theme &theme, bool bordered = true);
void paintButton(QPainter &painter, const QStyleOptionButton &option, bool dangerous, const Theme &theme);
QColor buttonInk(const QStyleOptionButton &option, bool dangerous, const Theme &theme);
void paintCheckMark(QPainter &painter, const QStyleOption &option, bool round, const Theme &theme);
void paintMenuGround(QPainter &painter, const QRect &box, const Theme &theme);
void paintMenuItem(QPainter &painter, const QStyleOptionMenuItem &option, const Theme &theme);
void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider, const Theme &theme);
void paintComboBox(QPainter &painter, const QStyleOptionComboBox &option, const Theme &theme);
void paintProgress(QPainter &painter, const QStyleOptionProgressBar &option, const Theme &theme);

} // namespace pc::style
