// SPDX-License-Identifier: GPL-3.0-or-later
// What a group made of the log's entries becomes what people see: placeholders that repair themselves, and readers that
// change.

#pragma once

#include "core/groups/logentry.h"
#include "core/session/context.h"

namespace pc::session {

/// A content as it is stored: with the bytes of what a newer program may understand, else none.
struct Disclosed
{
    chat::Content content;
    QByteArray bytes;
};

/// What is to be shown of `message` now; a placeholder when `taken` says nothing of it.
Disclosed disclosed(const groups::Taken &taken, MessageId message);

/// Stores and shows what `taken` says of messages that are here; says that readers changed, when they did.
Result<void> disclose(Context &context, Turn &turn, ConversationId conversation, const groups::Taken &taken);

/// Hands an entry over to the group, and discloses what that brought.
Result<void> takeEntry(Context &context, Turn &turn, const groups::LogEntry &entry);

} // namespace pc::session
