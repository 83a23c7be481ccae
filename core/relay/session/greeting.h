// SPDX-License-Identifier: GPL-3.0-or-later
// What goes down in answer to a hello and to a sync, as frames in their order.

#pragma once

#include "core/relay/log/logreader.h"
#include "core/wire/frames.h"

#include <vector>

namespace pc::relay::session {

/// Conversation states, then entries in the order of their seq, then receipts.
std::vector<wire::Frame> framesOf(const log::Run &run, UtcTime now, Random &random);

/// All heads, and what is kept of each, split so that no frame grows beyond its limit.
std::vector<wire::CaughtUp> caughtUp(const log::Greeting &greeting);

} // namespace pc::relay::session
