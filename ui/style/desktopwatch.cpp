// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/style/desktopwatch.h"

namespace pc::style {

void DesktopWatch::take(const DesktopWishes &wishes)
{
    if (wishes == m_wishes)
        return;
    m_wishes = wishes;
    Q_EMIT wishesChanged(m_wishes);
}

} // namespace pc::style
