// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/placeholderpainter.h"

#include "ui/models/sentences.h"
#include "ui/style/icon.h"

namespace pc::ui {

namespace {

using style::Tone;

class PlaceholderLayout final : public ContentLayout
{
public:
    explicit PlaceholderLayout(const ContentRequest &request)
        : m_icon(request.content.kind == chat::ContentKind::Unknown ? style::Icon::Info : style::Icon::Lock)
        , m_direction(request.direction)
        , m_lineHeight(request.theme.lineHeight(style::TextSize::Secondary))
        , m_flow(placeholderText(request.content.kind), {},
              { .font = request.theme.font(style::TextSize::Secondary),
                  .lineHeight = m_lineHeight,
                  .direction = request.direction,
                  .linkInk = {} },
              request.mostWidth - kInset)
    {
    }

    QSizeF size() const override { return { m_flow.width() + kInset, m_flow.height() }; }

    void paint(QPainter &painter, const QPointF &at, double width, const RowPaint &paint) const override
    {
        const QColor ink = paint.theme.color(Tone::Secondary);
        const bool rightToLeft = m_direction == Qt::RightToLeft;
        const double left = rightToLeft ? width - style::kIconSmall : 0;
        const QRectF box(
            at + QPointF(left, (m_lineHeight - style::kIconSmall) / 2.0), QSizeF(style::kIconSmall, style::kIconSmall));
        style::paintIcon(painter, m_icon, box, ink, m_direction);
        m_flow.paint(painter, at + QPointF(rightToLeft ? 0 : kInset, 0), width - kInset, ink, paint.clip);
    }

    Hit hit(const QPointF &, double) const override { return { .kind = Hit::Kind::Body, .link = {}, .position = 0 }; }

private:
    static constexpr double kInset = style::kIconSmall + style::kGap2;

    style::Icon m_icon;
    Qt::LayoutDirection m_direction;
    int m_lineHeight;
    TextFlow m_flow;
};

} // namespace

std::unique_ptr<ContentLayout> PlaceholderPainter::layOut(const ContentRequest &request) const
{
    return std::make_unique<PlaceholderLayout>(request);
}

} // namespace pc::ui
