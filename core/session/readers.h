// SPDX-License-Identifier: GPL-3.0-or-later
// Who can read a conversation, as people see it: the group's devices under the names of their people.

#pragma once

#include "core/session/context.h"

namespace pc::session {

/// Errors: the store's.
Result<Readers> readersOf(Context &context, ConversationId conversation);

} // namespace pc::session
