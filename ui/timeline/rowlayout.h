// SPDX-License-Identifier: GPL-3.0-or-later
// RowLayout: one row, measured for one width. Knows no model and no view: it can be kept as long as neither the row's
// version nor the width changes. Coordinates are the row's own: (0, 0) is its upper left corner.

#pragma once

#include "core/base/ids.h"
#include "ui/style/theme.h"
#include "ui/timeline/textflow.h"

#include <QPainter>
#include <QRectF>
#include <QUrl>

namespace pc::ui {

/// What lies under a point.
struct Hit
{
    enum class Kind : quint8 { Nothing, Body, Text, Link, Retry, Cancel };

    Kind kind = Kind::Nothing;
    QUrl link;
    qsizetype position = 0; ///< In the text, for Text and Link.
};

/// How a row is painted this time.
struct RowPaint
{
    const style::Theme &theme;
    QRectF clip;
    bool isSelected = false;
    bool isCurrent = false; ///< Has the keyboard: gets the focus ring.
    double flash = 0; ///< 1 just after a jump to it, then less.
    double phase = 0; ///< 0 to 1 and again, for what moves by itself.
    TextRange selection; ///< Marked part of the text.
};

class RowLayout
{
public:
    virtual ~RowLayout() = default;

    virtual int height() const = 0;

    /// The bubble, or what stands in its place.
    virtual QRectF body() const = 0;
    virtual void paint(QPainter &painter, const RowPaint &paint) const = 0;
    virtual Hit hit(const QPointF &point) const = 0;

    /// The text whose positions hit() and RowPaint::selection mean; null when there is none.
    virtual const TextFlow *flow() const { return nullptr; }
    virtual bool isAnimated() const { return false; }
};

} // namespace pc::ui
