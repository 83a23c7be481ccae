// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures that the picker offers, in the order in which it shows them.

#pragma once

#include <QStringList>

namespace pc::compose {

QStringList offeredEmoji();

} // namespace pc::compose
