// SPDX-License-Identifier: GPL-3.0-or-later
// Greeting: a hello that fits what the relay reads from somebody it does not know yet (4 KiB). Cursors are given up
// from the end, which is the conversations that were quiet longest, and the hello then says that it is partial.

#pragma once

#include "core/wire/frames.h"

namespace pc::link {

inline constexpr qsizetype kLargestHelloBytes = 4 * 1024;

/// The frame's bytes, at most kLargestHelloBytes unless token and version alone are more.
QByteArray encodeGreeting(FrameId id, UtcTime now, wire::Hello hello);

} // namespace pc::link
