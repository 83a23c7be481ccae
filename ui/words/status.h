// SPDX-License-Identifier: GPL-3.0-or-later
// What the head of a conversation and the strip below it say: who is there, who can read, how the connection is.

#pragma once

#include "core/chat/conversation.h"
#include "core/people/presence.h"
#include "core/session/session.h"

#include <QString>

namespace pc::words {

/// Empty when all is well: then the strip is not shown at all.
QString statusSentence(const session::LinkStatus &status);

/// "28 families, 2 teachers", "5 people".
QString memberCount(const chat::Conversation &conversation);

/// "Online", "Away", "Last seen today at 14:05"; empty when nothing is known.
QString presenceWords(const people::Presence &presence, UtcTime now);

/// The line beside the lock: `who` is there, and who can read it. What is not encrypted says so first, since the end
/// of a line is what a narrow window cuts.
QString headSentence(const QString &who, chat::ConversationKind kind, bool encrypted);

} // namespace pc::words
