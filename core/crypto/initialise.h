// SPDX-License-Identifier: GPL-3.0-or-later
// Call once at the start of a program, before anything else of this room: it picks the fastest implementations for
// this processor and opens the system's source of randomness. Calling it again, from any thread, is harmless.

#pragma once

#include "core/base/result.h"

namespace pc::crypto {

/// Error: Internal, when the system offers no randomness; a program must not go on then.
Result<void> initialise();

} // namespace pc::crypto
