// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/emojifont.h"

namespace pc::style {

QStringList emojiFamilies()
{
    return { QStringLiteral("Noto Color Emoji"), QStringLiteral("Apple Color Emoji"),
        QStringLiteral("Segoe UI Emoji") };
}

} // namespace pc::style
