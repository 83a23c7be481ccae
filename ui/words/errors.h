// SPDX-License-Identifier: GPL-3.0-or-later
// The one place that turns a reason into a sentence for a person. Error::detail is for developers and never shown.

#pragma once

#include "core/base/errc.h"

#include <QString>

namespace pc::words {

/// One whole sentence in the interface's language.
QString errorSentence(Errc code);

} // namespace pc::words
