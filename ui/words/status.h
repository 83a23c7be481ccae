// SPDX-License-Identifier: GPL-3.0-or-later
// What the head of a conversation and the strip below it say: who is there, who can read, how the connection is.

#pragma once

#include "core/chat/conversation.h"
#include "core/people/presence.h"
#include "core/session/session.h"

#include <QString>

#include <optional>

namespace pc::words {

/// Empty when all is well: then the strip is not shown at all.
QString statusSentence(const session::LinkStatus &status);

/// "28 families, 2 teachers", "5 people".
/// What a school's shorter time means, and what one can do; empty when there is none.
QString keepingSentence(const std::optional<session::ShorterKeeping> &keeping);

QString memberCount(const chat::Conversation &conversation);

/// "Online", "Away", "Last seen today at 14:05"; empty when nothing is known.
QString presenceWords(const people::Presence &presence, UtcTime now);

/// The line at the head of a conversation: `who` is there, and who can read it. While nothing can leave, it says only
/// that, since the end of a line is what a narrow window cuts. Nothing is claimed before it is known.
QString headSentence(const QString &who, chat::ConversationKind kind, std::optional<session::Secrecy> secrecy);

} // namespace pc::words
