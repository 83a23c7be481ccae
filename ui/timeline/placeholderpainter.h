// SPDX-License-Identifier: GPL-3.0-or-later
// PlaceholderPainter: a message that cannot be shown (yet), and the sentence that says so.

#pragma once

#include "ui/timeline/contentpainter.h"

namespace pc::ui {

class PlaceholderPainter final : public ContentPainter
{
public:
    std::unique_ptr<ContentLayout> layOut(const ContentRequest &request) const override;
};

} // namespace pc::ui
