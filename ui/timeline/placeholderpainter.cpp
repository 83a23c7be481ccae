// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/placeholderpainter.h"

#include "ui/models/sentences.h"
#include "ui/style/icon.h"

#include <algorithm>

namespace pc::ui {

namespace {

using style::Tone;

style::Icon iconOf(const chat::Content &content)
{
    if (warns(content))
        return style::Icon::Warning;
    if (content.kind == chat::ContentKind::Unknown)
        return style::Icon::Info;
    return content.missing == chat::Missing::NotYet ? style::Icon::Clock : style::Icon::Lock;
}

TextLook lookOf(const ContentRequest &request, style::TextSize size)
{
    return { .font = request.theme.font(size),
        .lineHeight = request.theme.lineHeight(size),
        .direction = request.direction,
        .linkInk = {} };
}

class PlaceholderLayout final : public ContentLayout
{
public:
    explicit PlaceholderLayout(const ContentRequest &request)
        : m_icon(iconOf(request.content))
        , m_ink(warns(request.content) ? Tone::NoticeText : Tone::Secondary)
        , m_direction(request.direction)
        , m_lineHeight(request.theme.lineHeight(style::TextSize::Secondary))
        , m_text(placeholderText(request.content), {}, lookOf(request, style::TextSize::Secondary),
              request.mostWidth - kInset)
        , m_hint(placeholderHint(request.content, request.amongSeveral), {}, lookOf(request, style::TextSize::Caption),
              request.mostWidth - kInset)
    {
    }

    QSizeF size() const override
    {
        return { std::max(m_text.width(), m_hint.width()) + kInset, m_text.height() + m_hint.height() };
    }

    void paint(QPainter &painter, const QPointF &at, double width, const RowPaint &paint) const override
    {
        const QColor ink = paint.theme.color(m_ink);
        const bool rightToLeft = m_direction == Qt::RightToLeft;
        const double left = rightToLeft ? width - style::kIconSmall : 0;
        const QRectF box(
            at + QPointF(left, (m_lineHeight - style::kIconSmall) / 2.0), QSizeF(style::kIconSmall, style::kIconSmall));
        style::paintIcon(painter, m_icon, box, ink, m_direction);
        const QPointF text = at + QPointF(rightToLeft ? 0 : kInset, 0);
        m_text.paint(painter, text, width - kInset, ink, paint.clip);
        m_hint.paint(painter, text + QPointF(0, m_text.height()), width - kInset, paint.theme.color(Tone::Secondary),
            paint.clip);
    }

    Hit hit(const QPointF &, double) const override { return { .kind = Hit::Kind::Body, .link = {}, .position = 0 }; }

private:
    static constexpr double kInset = style::kIconSmall + style::kGap2;

    style::Icon m_icon;
    Tone m_ink;
    Qt::LayoutDirection m_direction;
    int m_lineHeight;
    TextFlow m_text;
    TextFlow m_hint;
};

} // namespace

std::unique_ptr<ContentLayout> PlaceholderPainter::layOut(const ContentRequest &request) const
{
    return std::make_unique<PlaceholderLayout>(request);
}

} // namespace pc::ui
