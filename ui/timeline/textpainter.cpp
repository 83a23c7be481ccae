// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/textpainter.h"

namespace pc::ui {

namespace {

using style::Tone;

class TextLayout final : public ContentLayout
{
public:
    explicit TextLayout(const ContentRequest &request)
        : m_outgoing(request.outgoing)
        , m_flow(request.content.text, findLinks(request.content.text),
              { .font = request.theme.font(style::TextSize::Body),
                  .lineHeight = request.theme.lineHeight(style::TextSize::Body),
                  .direction = request.direction,
                  .linkInk = request.theme.color(Tone::Accent) },
              request.mostWidth)
    {
    }

    QSizeF size() const override { return { m_flow.width(), m_flow.height() }; }

    void paint(QPainter &painter, const QPointF &at, double width, const RowPaint &paint) const override
    {
        const QColor ink = paint.theme.color(m_outgoing ? Tone::OwnText : Tone::Text);
        QColor selection = paint.theme.color(Tone::Accent);
        selection.setAlphaF(0.28F);
        m_flow.paint(painter, at, width, ink, paint.clip, paint.selection, selection);
    }

    Hit hit(const QPointF &point, double width) const override
    {
        Hit hit { .kind = Hit::Kind::Text, .link = {}, .position = m_flow.positionAt(point, width) };
        if (const Link *link = m_flow.linkAt(point, width)) {
            hit.kind = Hit::Kind::Link;
            hit.link = link->url;
        }
        return hit;
    }

    const TextFlow *flow() const override { return &m_flow; }

private:
    bool m_outgoing;
    TextFlow m_flow;
};

} // namespace

std::unique_ptr<ContentLayout> TextPainter::layOut(const ContentRequest &request) const
{
    return std::make_unique<TextLayout>(request);
}

} // namespace pc::ui
