// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop itself prefers: light or dark, still or moving, and how large its letters are. Qt 6.4 has no
// QStyleHints::colorScheme yet; when 6.5 is the least version, this file shrinks to that.

#pragma once

#include "ui/style/tokens.h"

#include <QPalette>

namespace pc::style {

/// The desktop's choice, read from the brightness of the one palette entry that paletteOf() leaves to it.
Scheme systemScheme();

/// True where the desktop asks programs not to animate.
bool systemReducesMotion();

/// The interface font's size against what this platform ships with: 1 unless its user changed it.
double systemTextScale();

/// Our colours as a QPalette. Leaves (Disabled, AlternateBase), with which nothing of ours paints, to the system.
QPalette paletteOf(Scheme scheme);

} // namespace pc::style
