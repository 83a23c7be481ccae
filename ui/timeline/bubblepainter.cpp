// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/bubblepainter.h"

#include "ui/models/timetext.h"
#include "ui/style/avatar.h"
#include "ui/style/icon.h"
#include "ui/style/look.h"
#include "ui/style/plainlabel.h"
#include "ui/style/textblock.h"
#include "ui/timeline/bubbleshape.h"
#include "ui/timeline/contentpainter.h"
#include "ui/timeline/failurenote.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace pc::ui {

namespace {

using style::TextSize;
using style::Tone;
using style::Weight;

constexpr double kBorder = 1;

struct StatusMark
{
    style::Icon icon;
    Tone tone;
};

StatusMark markOf(chat::DeliveryState state)
{
    using chat::DeliveryState;
    switch (state) {
    case DeliveryState::Sending:
        return { style::Icon::Clock, Tone::OwnText };
    case DeliveryState::Sent:
        return { style::Icon::Tick, Tone::OwnText };
    case DeliveryState::Delivered:
        return { style::Icon::DoubleTick, Tone::OwnText };
    case DeliveryState::Read:
        return { style::Icon::DoubleTickHeavy, Tone::Accent };
    case DeliveryState::Failed:
        return { style::Icon::Warning, Tone::Danger };
    }
    return { style::Icon::Clock, Tone::OwnText };
}

class BubbleLayout final : public RowLayout
{
public:
    explicit BubbleLayout(const RowRequest &request);

    int height() const override { return m_height; }
    QRectF body() const override { return m_bubble; }
    void paint(QPainter &painter, const RowPaint &paint) const override;
    Hit hit(const QPointF &point) const override;
    const TextFlow *flow() const override { return m_content->flow(); }

private:
    void measureHeader(const RowRequest &request);
    void place(const RowRequest &request, const Column &column, double gutter);
    void paintBand(QPainter &painter, const RowPaint &paint) const;
    void paintBubble(QPainter &painter, const RowPaint &paint) const;
    void paintHeader(QPainter &painter, const RowPaint &paint) const;
    void paintFooter(QPainter &painter, const RowPaint &paint) const;
    void paintAvatar(QPainter &painter, const RowPaint &paint) const;
    QColor footerInk(const style::Theme &theme) const;

    Qt::LayoutDirection m_direction;
    int m_viewWidth;
    bool m_outgoing;
    BubbleCorners m_corners;
    StatusMark m_mark;

    QByteArray m_senderId;
    QString m_senderName;
    QString m_header; ///< Empty when nobody is named.
    double m_headerWidth = 0;
    double m_headerHeight = 0;
    QString m_time;
    double m_timeWidth = 0;
    double m_footerHeight = 0;
    double m_footerGap = 0;

    std::unique_ptr<ContentLayout> m_content;
    std::unique_ptr<FailureNote> m_failure;
    QRectF m_bubble;
    QRectF m_inner; ///< The bubble without its padding.
    QPointF m_contentAt;
    QPointF m_failureAt;
    QRectF m_avatar; ///< Null where none is shown.
    int m_height = 0;
};

BubbleLayout::BubbleLayout(const RowRequest &request)
    : m_direction(request.direction)
    , m_viewWidth(request.width)
    , m_outgoing(request.row.message.outgoing)
    , m_mark(markOf(request.row.state))
    , m_senderId(request.row.message.sender.raw().toByteArray())
    , m_time(timeText(request.row.message, request.today))
{
    const Column column = Column::of(request.width);
    const double gutter = request.namesSenders ? style::kAvatarSmall + style::kGap2 : 0;
    const double most
        = std::min<double>(request.theme.scaled(style::kBubbleMost), (column.width - gutter) * style::kBubbleShare);
    const double mostContent = std::max(most - 2 * (style::kBubblePad + kBorder), 1.0);
    m_content = contentPainterFor(request.row.message.content.kind)
                    .layOut({ .content = request.row.message.content,
                        .theme = request.theme,
                        .direction = request.direction,
                        .outgoing = m_outgoing,
                        .mostWidth = mostContent,
                        .amongSeveral = request.namesSenders });
    m_senderName = senderName(request.person, request.row.message.sender);
    if (request.namesSenders && !m_outgoing && request.row.startsGroup)
        measureHeader(request);
    m_headerWidth = std::min(m_headerWidth, mostContent);
    m_timeWidth = std::ceil(QFontMetricsF(request.theme.font(TextSize::Small)).horizontalAdvance(m_time));
    m_footerHeight = request.theme.lineHeight(TextSize::Small);
    m_footerGap = style::kGap1 / 2.0;
    m_corners = { .rightSide = m_outgoing == (m_direction == Qt::LeftToRight),
        .joinsAbove = !request.row.startsGroup,
        .joinsBelow = !request.row.endsGroup };
    place(request, column, gutter);
}

void BubbleLayout::measureHeader(const RowRequest &request)
{
    const QString role = senderRole(request.person, request.row.message.sender);
    m_header = style::isolated(senderTitle(request.person, request.row.message.sender));
    if (!role.isEmpty())
        m_header += QStringLiteral(" · ") + style::isolated(role);
    m_headerWidth
        = std::ceil(QFontMetricsF(request.theme.font(TextSize::Caption, Weight::Strong)).horizontalAdvance(m_header))
        + 1;
    m_headerHeight = request.theme.lineHeight(TextSize::Caption) + style::kGap1 / 2.0;
}

void BubbleLayout::place(const RowRequest &request, const Column &column, double gutter)
{
    const double border = m_outgoing ? 0 : kBorder;
    const double footerWidth = m_timeWidth + (m_outgoing ? style::kIconSmall + style::kGap1 : 0);
    const double inner = std::max({ m_content->size().width(), m_headerWidth, footerWidth });
    const double width = inner + 2 * (style::kBubblePad + border);
    const double height = style::kBubblePadTop + style::kBubblePadBottom + 2 * border + m_headerHeight
        + m_content->size().height() + m_footerGap + m_footerHeight;
    const double top = request.row.startsGroup ? style::kGroupGap : style::kBubbleGap;
    const double left = m_outgoing ? column.left + column.width - width : column.left + gutter;
    m_bubble = mirroredIn({ left, top, width, height }, request.width, m_direction);
    m_inner = m_bubble.adjusted(style::kBubblePad + border, style::kBubblePadTop + border, -style::kBubblePad - border,
        -style::kBubblePadBottom - border);
    m_contentAt = m_inner.topLeft() + QPointF(0, m_headerHeight);
    double bottom = m_bubble.bottom();
    if (gutter > 0 && !m_outgoing && request.row.endsGroup) {
        const double side = style::kAvatarSmall;
        m_avatar = mirroredIn({ column.left, bottom - side, side, side }, request.width, m_direction);
    }
    if (request.row.state == chat::DeliveryState::Failed && m_outgoing) {
        m_failure
            = std::make_unique<FailureNote>(request.row.message.failure, request.theme, m_direction, column.width);
        const QRectF note = mirroredIn({ column.left + column.width - m_failure->size().width(), bottom + style::kGap1,
                                           m_failure->size().width(), m_failure->size().height() },
            request.width, m_direction);
        m_failureAt = note.topLeft();
        bottom = note.bottom();
    }
    m_height = int(std::ceil(bottom));
}

void BubbleLayout::paint(QPainter &painter, const RowPaint &paint) const
{
    paintBand(painter, paint);
    paintBubble(painter, paint);
    if (!m_header.isEmpty())
        paintHeader(painter, paint);
    painter.save(); // marks can be stacked without end: they must not reach name, time or neighbours
    painter.setClipRect(QRectF(m_contentAt, QSizeF(m_inner.width(), m_content->size().height()))
                            .adjusted(-style::kGap1, -style::kBubbleGap, style::kGap1, style::kBubbleGap),
        Qt::IntersectClip);
    m_content->paint(painter, m_contentAt, m_inner.width(), paint);
    painter.restore();
    paintFooter(painter, paint);
    if (!m_avatar.isNull())
        paintAvatar(painter, paint);
    if (m_failure)
        m_failure->paint(painter, m_failureAt, paint);
    if (paint.isCurrent)
        style::paintFocusRing(painter, m_bubble, style::kBubbleRadius, paint.theme);
}

// Selected rows and the one that was jumped to are lit across the whole width.
void BubbleLayout::paintBand(QPainter &painter, const RowPaint &paint) const
{
    const double share = std::max(paint.isSelected ? 0.16 : 0.0, 0.24 * paint.flash);
    if (share <= 0)
        return;
    QColor band = paint.theme.color(Tone::Accent);
    band.setAlphaF(float(share));
    painter.fillRect(QRectF(0, m_bubble.top() - 1, m_viewWidth, m_height - m_bubble.top() + 2), band);
}

void BubbleLayout::paintBubble(QPainter &painter, const RowPaint &paint) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_outgoing) {
        painter.fillPath(bubblePath(m_bubble, m_corners), paint.theme.color(Tone::OwnBubble));
    } else {
        const double half = kBorder / 2;
        painter.setPen(QPen(paint.theme.color(Tone::Line), kBorder));
        painter.setBrush(paint.theme.color(Tone::OtherBubble));
        painter.drawPath(bubblePath(m_bubble.adjusted(half, half, -half, -half), m_corners));
    }
}

void BubbleLayout::paintHeader(QPainter &painter, const RowPaint &paint) const
{
    const QRectF box(m_inner.topLeft(), QSizeF(m_inner.width(), paint.theme.lineHeight(TextSize::Caption)));
    style::paintLine(painter, box.toAlignedRect(), m_header, paint.theme.font(TextSize::Caption, Weight::Strong),
        paint.theme.personInk(m_senderId), m_direction);
}

void BubbleLayout::paintFooter(QPainter &painter, const RowPaint &paint) const
{
    const QColor ink = footerInk(paint.theme);
    const double top = m_inner.bottom() - m_footerHeight;
    const double mark = m_outgoing ? style::kIconSmall + style::kGap1 : 0;
    const QRectF line(m_inner.left(), top, m_inner.width(), m_footerHeight);
    const auto mirrored = [&](QRectF box) {
        return m_direction == Qt::LeftToRight
            ? box
            : QRectF(line.left() + line.right() - box.right(), box.top(), box.width(), box.height());
    };
    const QRectF time(line.right() - mark - m_timeWidth, top, m_timeWidth, m_footerHeight);
    painter.setPen(ink);
    painter.setFont(paint.theme.font(TextSize::Small));
    painter.drawText(mirrored(time), int(Qt::AlignCenter | Qt::TextDontClip), m_time);
    if (!m_outgoing)
        return;
    const QRectF icon(line.right() - style::kIconSmall, top + (m_footerHeight - style::kIconSmall) / 2,
        style::kIconSmall, style::kIconSmall);
    const bool isPlain = m_mark.tone == Tone::OwnText;
    style::paintIcon(painter, m_mark.icon, mirrored(icon), isPlain ? ink : paint.theme.color(m_mark.tone), m_direction);
}

QColor BubbleLayout::footerInk(const style::Theme &theme) const
{
    if (!m_outgoing)
        return theme.color(Tone::Faint);
    return style::mixed(theme.color(Tone::OwnBubble), theme.color(Tone::OwnText), 0.75);
}

void BubbleLayout::paintAvatar(QPainter &painter, const RowPaint &paint) const
{
    style::paintAvatar(painter, m_avatar, { .id = m_senderId, .name = m_senderName, .dot = style::PresenceDot::None },
        paint.theme.color(Tone::Ground), paint.theme, m_direction);
}

Hit BubbleLayout::hit(const QPointF &point) const
{
    if (m_bubble.contains(point)) {
        const QRectF content(m_contentAt, QSizeF(m_inner.width(), m_content->size().height()));
        if (content.contains(point))
            return m_content->hit(point - m_contentAt, m_inner.width());
        return { .kind = Hit::Kind::Body, .link = {}, .position = 0 };
    }
    if (m_failure)
        return m_failure->hit(point - m_failureAt);
    return {};
}

} // namespace

std::unique_ptr<RowLayout> BubblePainter::layOut(const RowRequest &request) const
{
    return std::make_unique<BubbleLayout>(request);
}

} // namespace pc::ui
