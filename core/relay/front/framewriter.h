// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket frames as a server writes them: unmasked, unfragmented, length in its shortest form (RFC 6455 section 5.2).

#pragma once

#include "core/relay/front/frameparser.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace pc::relay::front {

void appendFrame(std::string &out, Opcode opcode, std::string_view payload);

/// A close frame. kNoCloseCode gives an empty one; a reason is cut to what a control frame holds, between two code
/// points, and left out when it is not UTF-8.
void appendCloseFrame(std::string &out, uint16_t code, std::string_view reason);

} // namespace pc::relay::front
