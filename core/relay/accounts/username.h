// SPDX-License-Identifier: GPL-3.0-or-later
// User names: what somebody types to sign in. Two names that look alike to a person must not be two accounts, so names
// are compared in one folded form (NFKC, case folded), and a name that mixes scripts is refused.

#pragma once

#include "core/base/result.h"

#include <QString>

namespace pc::relay::accounts {

/// The folded form, as stored and compared: 3 to 64 letters, digits and . _ - @ + of one script, beginning and ending
/// with a letter or digit. Error: Invalid.
Result<QString> foldUserName(const QString &typed);

/// Display names are free text: trimmed, NFC, 1 to 100 characters, without control or direction-changing characters.
/// Error: Invalid.
Result<QString> cleanDisplayName(const QString &typed);

/// As above; may be empty.
Result<QString> cleanLabel(const QString &typed);

/// For searching in display names: folded, and without limits.
QString foldForSearch(const QString &text);

} // namespace pc::relay::accounts
