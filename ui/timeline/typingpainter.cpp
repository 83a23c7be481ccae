// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/typingpainter.h"

#include "ui/style/avatar.h"
#include "ui/style/look.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace pc::ui {

namespace {

using style::Tone;

constexpr size_t kMostFaces = 3;

class TypingLayout final : public RowLayout
{
public:
    explicit TypingLayout(const RowRequest &request)
        : m_direction(request.direction)
    {
        const Column column = Column::of(request.width);
        const double side = style::kAvatarSmall;
        double left = column.left;
        for (size_t i = 0; request.namesSenders && i < std::min(request.row.typing.size(), kMostFaces); ++i) {
            const UserId user = request.row.typing[i];
            Face face { { .id = user.raw().toByteArray(), .name = senderName(request.person, user), .dot = {} }, {} };
            face.box = mirroredIn({ left, style::kGap3, side, side }, request.width, m_direction);
            m_faces.push_back(std::move(face));
            left += i + 1 < std::min(request.row.typing.size(), kMostFaces) ? side / 2 : side + style::kGap2;
        }
        const double top = style::kGap3 + (side - style::kTypingHeight) / 2;
        m_body = mirroredIn({ left, top, style::kTypingWidth, style::kTypingHeight }, request.width, m_direction);
    }

    int height() const override { return style::kGap3 + style::kAvatarSmall; }
    QRectF body() const override { return m_body; }
    bool isAnimated() const override { return true; }

    void paint(QPainter &painter, const RowPaint &paint) const override
    {
        painter.setRenderHint(QPainter::Antialiasing);
        for (auto face = m_faces.rbegin(); face != m_faces.rend(); ++face)
            style::paintAvatar(
                painter, face->box, face->avatar, paint.theme.color(Tone::Ground), paint.theme, m_direction);
        painter.setPen(QPen(paint.theme.color(Tone::Line), 1));
        painter.setBrush(paint.theme.color(Tone::OtherBubble));
        const QRectF bubble = m_body.adjusted(0.5, 0.5, -0.5, -0.5);
        painter.drawRoundedRect(bubble, bubble.height() / 2, bubble.height() / 2);
        paintDots(painter, paint);
        if (paint.isCurrent)
            style::paintFocusRing(painter, m_body, m_body.height() / 2, paint.theme);
    }

    Hit hit(const QPointF &point) const override
    {
        return { .kind = m_body.contains(point) ? Hit::Kind::Body : Hit::Kind::Nothing, .link = {}, .position = 0 };
    }

private:
    struct Face
    {
        style::Avatar avatar;
        QRectF box;
    };

    void paintDots(QPainter &painter, const RowPaint &paint) const
    {
        const double step = style::kTypingDot + style::kGap1;
        painter.setPen(Qt::NoPen);
        for (int i = 0; i < 3; ++i) {
            const int place = m_direction == Qt::RightToLeft ? 2 - i : i;
            // Each dot runs a fifth of a turn behind the one before it.
            const double wave = std::cos(2 * std::numbers::pi * (paint.phase - i * 0.2)) / 2 + 0.5;
            QColor ink = paint.theme.color(Tone::Secondary);
            ink.setAlphaF(float(0.3 + 0.7 * wave));
            painter.setBrush(ink);
            painter.drawEllipse(
                m_body.center() + QPointF((place - 1) * step, 0), style::kTypingDot / 2.0, style::kTypingDot / 2.0);
        }
    }

    Qt::LayoutDirection m_direction;
    std::vector<Face> m_faces;
    QRectF m_body;
};

} // namespace

std::unique_ptr<RowLayout> TypingPainter::layOut(const RowRequest &request) const
{
    return std::make_unique<TypingLayout>(request);
}

} // namespace pc::ui
