// SPDX-License-Identifier: GPL-3.0-or-later
// The date of a response in the one form that may be sent (RFC 9110 section 5.6.7), independent of any locale.

#pragma once

#include <cstdint>
#include <string>

namespace pc::relay::front {

/// `seconds` since the Unix epoch, UTC, as e.g. "Sun, 06 Nov 1994 08:49:37 GMT".
std::string httpDate(int64_t seconds);

} // namespace pc::relay::front
