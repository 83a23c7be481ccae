// SPDX-License-Identifier: GPL-3.0-or-later
// NoticePainter: what stands between messages: days, the unread divider, events, missing history.

#pragma once

#include "ui/timeline/rowpainter.h"

namespace pc::ui {

class NoticePainter final : public RowPainter
{
public:
    std::unique_ptr<RowLayout> layOut(const RowRequest &request) const override;
};

} // namespace pc::ui
