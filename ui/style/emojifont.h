// SPDX-License-Identifier: GPL-3.0-or-later
// Emoji in colour. Without being asked a system takes them from the first font that has the sign, often a drawing in one
// colour that knows no skin tones.

#pragma once

#include <QStringList>

namespace pc::style {

/// Fonts with pictures in colour, of each system.
QStringList emojiFamilies();

} // namespace pc::style
