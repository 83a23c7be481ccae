// SPDX-License-Identifier: GPL-3.0-or-later
// TypingPainter: the avatar of who is writing and three dots that breathe, one after the other.

#pragma once

#include "ui/timeline/rowpainter.h"

namespace pc::ui {

class TypingPainter final : public RowPainter
{
public:
    std::unique_ptr<RowLayout> layOut(const RowRequest &request) const override;
};

} // namespace pc::ui
