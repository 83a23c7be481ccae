// SPDX-License-Identifier: GPL-3.0-or-later
// FailureNote: why an own message did not leave, and the two things one can do, beneath its bubble.

#pragma once

#include "core/base/errc.h"
#include "ui/timeline/rowlayout.h"

#include <optional>

namespace pc::ui {

class FailureNote
{
public:
    FailureNote(std::optional<Errc> reason, const style::Theme &theme, Qt::LayoutDirection direction, double mostWidth);

    QSizeF size() const { return { m_width, m_height }; }
    void paint(QPainter &painter, const QPointF &at, const RowPaint &paint) const;
    Hit hit(const QPointF &point) const;

private:
    struct Action
    {
        Hit::Kind kind;
        QString text;
        QRectF box;
    };

    void place(const style::Theme &theme, double mostWidth);

    Qt::LayoutDirection m_direction;
    TextFlow m_sentence;
    QPointF m_sentenceAt;
    Action m_retry;
    Action m_cancel;
    double m_width = 0;
    double m_height = 0;
};

} // namespace pc::ui
