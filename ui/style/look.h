// SPDX-License-Identifier: GPL-3.0-or-later
// Look: the application's style. Fusion does the geometry and the behaviour; what is seen of fields, buttons, menus,
// scroll bars, check marks, tooltips and focus is painted here, from the theme alone.

#pragma once

#include "ui/style/theme.h"

#include <QProxyStyle>

namespace pc::style {

/// The accent ring that shows where the keyboard is: 2 wide, 2 outside of `around`.
void paintFocusRing(QPainter &painter, const QRectF &around, double radius, const Theme &theme);

class Look : public QProxyStyle
{
    Q_OBJECT

public:
    explicit Look(const Theme &theme);

    void drawPrimitive(
        PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawControl(
        ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
        const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(
        StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *answer) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

private:
    const Theme &m_theme;
};

} // namespace pc::style
