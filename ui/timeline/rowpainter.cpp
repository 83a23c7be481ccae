// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/rowpainter.h"

#include "ui/timeline/bubblepainter.h"
#include "ui/timeline/noticepainter.h"
#include "ui/timeline/typingpainter.h"

#include <algorithm>

namespace pc::ui {

Column Column::of(int viewWidth)
{
    const int margin = viewWidth < style::kTimelineNarrow ? style::kTimelineMarginNarrow : style::kTimelineMargin;
    const double width = std::clamp(viewWidth - 2 * margin, 1, style::kTimelineMost);
    return { (viewWidth - width) / 2, width };
}

QRectF mirroredIn(const QRectF &box, int viewWidth, Qt::LayoutDirection direction)
{
    if (direction == Qt::LeftToRight)
        return box;
    return { viewWidth - box.right(), box.top(), box.width(), box.height() };
}

std::unique_ptr<RowLayout> layOutRow(const RowRequest &request)
{
    static const BubblePainter bubble;
    static const NoticePainter notice;
    static const TypingPainter typing;
    switch (request.row.kind) {
    case TimelineRow::Kind::Message:
        return request.row.isEvent() ? notice.layOut(request) : bubble.layOut(request);
    case TimelineRow::Kind::Day:
    case TimelineRow::Kind::Unread:
    case TimelineRow::Kind::Hole:
    case TimelineRow::Kind::Missing:
        return notice.layOut(request);
    case TimelineRow::Kind::Typing:
        return typing.layOut(request);
    }
    return notice.layOut(request);
}

} // namespace pc::ui
