// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/noticepainter.h"

#include "ui/style/look.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace pc::ui {

namespace {

using style::TextSize;
using style::Tone;
using style::Weight;

// Centred text, on a chip or with a line to both sides.
class NoticeLayout final : public RowLayout
{
public:
    explicit NoticeLayout(const RowRequest &request)
        : m_kind(request.row.kind)
        , m_isEvent(request.row.isEvent())
        , m_width(request.width)
        , m_column(Column::of(request.width))
        , m_flow(rowText(request.row, request.person, request.today), {},
              { .font = request.theme.font(TextSize::Caption, isUnread() ? Weight::Strong : Weight::Regular),
                  .lineHeight = request.theme.lineHeight(TextSize::Caption),
                  .direction = request.direction,
                  .linkInk = {} },
              std::min<double>(m_column.width - 2 * style::kGap3, request.theme.scaled(style::kBubbleMost)))
    {
        const double padX = isUnread() ? style::kGap3 : style::kGap2 + style::kBubbleGap;
        const double width = m_flow.width() + 2 * padX;
        const double height = m_flow.height() + style::kGap1;
        const double above = isUnread() ? style::kGap3 : style::kGap4;
        m_body = QRectF(std::round((m_width - width) / 2), above, width, height);
        m_height = int(std::ceil(
            m_body.bottom() + (isUnread() || m_kind == TimelineRow::Kind::Day ? style::kGap3 : style::kGap1)));
    }

    int height() const override { return m_height; }
    QRectF body() const override { return m_body; }

    void paint(QPainter &painter, const RowPaint &paint) const override
    {
        painter.setRenderHint(QPainter::Antialiasing);
        if (isUnread())
            paintLines(painter, paint);
        else
            paintChip(painter, paint);
        const QPointF at(m_body.center().x() - m_flow.width() / 2, m_body.center().y() - m_flow.height() / 2);
        m_flow.paint(
            painter, at, m_flow.width(), paint.theme.color(isUnread() ? Tone::Accent : Tone::Secondary), paint.clip);
        if (paint.isCurrent)
            style::paintFocusRing(painter, m_body, m_body.height() / 2, paint.theme);
    }

    Hit hit(const QPointF &point) const override
    {
        return { .kind = m_body.contains(point) ? Hit::Kind::Body : Hit::Kind::Nothing, .link = {}, .position = 0 };
    }

private:
    bool isUnread() const { return m_kind == TimelineRow::Kind::Unread; }

    void paintLines(QPainter &painter, const RowPaint &paint) const
    {
        const QColor ink = style::mixed(paint.theme.color(Tone::Ground), paint.theme.color(Tone::Accent), 0.5);
        const double y = std::floor(m_body.center().y()) + 0.5;
        painter.setPen(QPen(ink, 1));
        painter.drawLine(QPointF(m_column.left, y), QPointF(m_body.left(), y));
        painter.drawLine(QPointF(m_body.right(), y), QPointF(m_column.left + m_column.width, y));
    }

    void paintChip(QPainter &painter, const RowPaint &paint) const
    {
        if (m_isEvent)
            return; // a sentence among others, not a mark
        const double radius = std::min(m_body.height() / 2, double(style::kCardRadius));
        const bool isHole = m_kind == TimelineRow::Kind::Hole || m_kind == TimelineRow::Kind::Missing;
        painter.setBrush(isHole ? QBrush(Qt::NoBrush) : QBrush(paint.theme.color(Tone::Chip)));
        painter.setPen(isHole ? QPen(paint.theme.color(Tone::Faint), 1, Qt::DashLine) : QPen(Qt::NoPen));
        painter.drawRoundedRect(m_body, radius, radius);
    }

    TimelineRow::Kind m_kind;
    bool m_isEvent;
    int m_width;
    Column m_column;
    TextFlow m_flow;
    QRectF m_body;
    int m_height = 0;
};

} // namespace

std::unique_ptr<RowLayout> NoticePainter::layOut(const RowRequest &request) const
{
    return std::make_unique<NoticeLayout>(request);
}

} // namespace pc::ui
