// SPDX-License-Identifier: GPL-3.0-or-later
// Why a relay cannot open its data or its door, in words for whoever runs it: what is wrong, what was kept, what to do.

#pragma once

#include "core/base/result.h"
#include "core/relay/relay.h"

#include <QString>

namespace pc::relay::admin {

/// One or two sentences, without the final full stop.
QString describeTrouble(const Error &error, const RelayOptions &options);

} // namespace pc::relay::admin
