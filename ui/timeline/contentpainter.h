// SPDX-License-Identifier: GPL-3.0-or-later
// ContentPainter: what stands inside a bubble, one class per kind of content. The bubble around it (name, time, status)
// is the same for all. What a screen reader hears is made in ui/models, because it reads rows that are not laid out.

#pragma once

#include "core/chat/content.h"
#include "ui/style/theme.h"
#include "ui/timeline/rowlayout.h"

#include <memory>

namespace pc::ui {

/// Content measured for one width; coordinates relative to its upper left corner.
class ContentLayout
{
public:
    virtual ~ContentLayout() = default;

    virtual QSizeF size() const = 0;

    /// `width` is at least size().width(): bubbles are as wide as their widest part.
    virtual void paint(QPainter &painter, const QPointF &at, double width, const RowPaint &paint) const = 0;
    virtual Hit hit(const QPointF &point, double width) const = 0;
    virtual const TextFlow *flow() const { return nullptr; }
};

struct ContentRequest
{
    const chat::Content &content;
    const style::Theme &theme;
    Qt::LayoutDirection direction = Qt::LeftToRight;
    bool outgoing = false;
    double mostWidth = 0;
    bool amongSeveral = false; ///< In a class or group.
};

class ContentPainter
{
public:
    virtual ~ContentPainter() = default;
    virtual std::unique_ptr<ContentLayout> layOut(const ContentRequest &request) const = 0;
};

const ContentPainter &contentPainterFor(chat::ContentKind kind);

} // namespace pc::ui
