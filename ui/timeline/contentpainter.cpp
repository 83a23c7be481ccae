// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/contentpainter.h"

#include "ui/timeline/placeholderpainter.h"
#include "ui/timeline/textpainter.h"

namespace pc::ui {

const ContentPainter &contentPainterFor(chat::ContentKind kind)
{
    static const TextPainter text;
    static const PlaceholderPainter placeholder;
    switch (kind) {
    case chat::ContentKind::Text:
    case chat::ContentKind::Event:
        return text;
    case chat::ContentKind::Unreadable:
    case chat::ContentKind::Unknown:
        return placeholder;
    }
    return text;
}

} // namespace pc::ui
