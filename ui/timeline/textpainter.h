// SPDX-License-Identifier: GPL-3.0-or-later
// TextPainter: a written message, with its links.

#pragma once

#include "ui/timeline/contentpainter.h"

namespace pc::ui {

class TextPainter final : public ContentPainter
{
public:
    std::unique_ptr<ContentLayout> layOut(const ContentRequest &request) const override;
};

} // namespace pc::ui
