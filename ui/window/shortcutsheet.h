// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet that lists every key of the window, on Ctrl+/.

#pragma once

#include "ui/window/dialogs.h"

namespace pc::window {

class ShortcutSheet final : public Sheet
{
    Q_OBJECT

public:
    ShortcutSheet(const style::Theme &theme, bool enterSends, QWidget *parent);
};

} // namespace pc::window
