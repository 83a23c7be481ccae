// SPDX-License-Identifier: GPL-3.0-or-later
// BubblePainter: a message of anybody: avatar, name, bubble with its content, time and status, and beneath an own one
// that did not leave the reason and what can be done.

#pragma once

#include "ui/timeline/rowpainter.h"

namespace pc::ui {

class BubblePainter final : public RowPainter
{
public:
    std::unique_ptr<RowLayout> layOut(const RowRequest &request) const override;
};

} // namespace pc::ui
