// SPDX-License-Identifier: GPL-3.0-or-later
// The name of one accepted connection, by which everything above the sockets speaks of it.

#pragma once

#include <cstdint>

namespace pc::relay::front {

/// Never reused within a process, also not between two fronts.
enum class ConnectionId : uint64_t {};

/// Any thread. Also for what is no connection and is spoken of like one.
ConnectionId nextConnectionId();

} // namespace pc::relay::front
