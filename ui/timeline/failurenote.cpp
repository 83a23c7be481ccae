// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/failurenote.h"

#include "ui/models/sentences.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace pc::ui {

namespace {

using style::TextSize;
using style::Tone;
using style::Weight;

QFont actionFont(const style::Theme &theme)
{
    QFont font = theme.font(TextSize::Caption, Weight::Strong);
    font.setUnderline(true);
    return font;
}

} // namespace

FailureNote::FailureNote(
    std::optional<Errc> reason, const style::Theme &theme, Qt::LayoutDirection direction, double mostWidth)
    : m_direction(direction)
    , m_sentence(failureText(reason), {},
          { .font = theme.font(TextSize::Caption),
              .lineHeight = theme.lineHeight(TextSize::Caption),
              .direction = direction,
              .linkInk = {} },
          mostWidth)
    , m_retry { Hit::Kind::Retry, QCoreApplication::translate("FailureNote", "Try again"), {} }
    , m_cancel { Hit::Kind::Cancel,
        QCoreApplication::translate("FailureNote", "Cancel", "take the unsent message back"), {} }
{
    place(theme, mostWidth);
}

// One line where it fits; else the actions stand beneath the sentence. Left to right first, then mirrored.
void FailureNote::place(const style::Theme &theme, double mostWidth)
{
    const QFontMetricsF metrics(actionFont(theme));
    const double line = theme.lineHeight(TextSize::Caption);
    const double retry = std::ceil(metrics.horizontalAdvance(m_retry.text));
    const double cancel = std::ceil(metrics.horizontalAdvance(m_cancel.text));
    const double actions = retry + style::kGap3 + cancel;
    const bool oneLine = m_sentence.height() <= line + 1 && m_sentence.width() + style::kGap2 + actions <= mostWidth;
    m_width = oneLine ? m_sentence.width() + style::kGap2 + actions : std::max(m_sentence.width(), actions);
    const double top = oneLine ? 0 : m_sentence.height() + style::kGap1;
    m_height = top + line;
    QRectF sentence(oneLine ? 0 : m_width - m_sentence.width(), 0, m_sentence.width(), m_sentence.height());
    m_cancel.box = { m_width - cancel, top, cancel, line };
    m_retry.box = { m_width - cancel - style::kGap3 - retry, top, retry, line };
    if (m_direction == Qt::RightToLeft) {
        for (QRectF *box : { &sentence, &m_cancel.box, &m_retry.box })
            box->moveLeft(m_width - box->right());
    }
    m_sentenceAt = sentence.topLeft();
}

void FailureNote::paint(QPainter &painter, const QPointF &at, const RowPaint &paint) const
{
    const QColor ink = paint.theme.color(Tone::Danger);
    m_sentence.paint(painter, at + m_sentenceAt, m_sentence.width(), ink, paint.clip);
    painter.setFont(actionFont(paint.theme));
    painter.setPen(ink);
    for (const Action *action : { &m_retry, &m_cancel })
        painter.drawText(action->box.translated(at), int(Qt::AlignCenter | Qt::TextDontClip), action->text);
}

Hit FailureNote::hit(const QPointF &point) const
{
    const double reach = style::kGap1;
    for (const Action *action : { &m_retry, &m_cancel }) {
        if (action->box.adjusted(-reach, -reach, reach, reach).contains(point))
            return { .kind = action->kind, .link = {}, .position = 0 };
    }
    return {};
}

} // namespace pc::ui
