// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own sign, as its window and its place in the tray show it: resources/icons/parentconnect.svg, with the
// number of waiting messages upon it when there are any.

#pragma once

#include <QIcon>

namespace pc::style {

class Theme;

QIcon programIcon(const Theme &theme, qint64 unread = 0);

} // namespace pc::style
