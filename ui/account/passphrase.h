// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for a passphrase wherever one is chosen or asked for.

#pragma once

#include "core/base/errc.h"

#include <QString>

namespace pc::account {

/// Characters; what the session takes for a new one.
inline constexpr qsizetype kShortestPassphrase = 8;

/// Long enough, and typed twice alike.
bool isChosen(const QString &typed, const QString &repeated);

/// Does the second differ already from what the first begins with? Not while it is only unfinished.
bool differs(const QString &typed, const QString &repeated);

/// Does this answer to a passphrase say that it was another?
bool isWrongPassphrase(Errc code);

} // namespace pc::account
