// SPDX-License-Identifier: GPL-3.0-or-later
// Between the wire's values and those of chat and people: two vocabularies on purpose, so that neither side's change
// moves the other.

#pragma once

#include "core/chat/conversation.h"
#include "core/groups/logentry.h"
#include "core/groups/standing.h"
#include "core/link/link.h"
#include "core/people/presence.h"
#include "core/wire/frames.h"

#include <optional>

namespace pc::session {

chat::ConversationKind fromWire(wire::ConversationKind kind);
chat::ReceiptKind fromWire(wire::ReceiptKind kind);
people::Role fromWire(wire::PersonRole role);
people::Presence fromWire(const wire::Presence &presence);

inline chat::PersonalSettings fromWire(const wire::PersonalSettings &settings)
{
    return { settings.mutedUntil, settings.archived, settings.pinned };
}

inline wire::PersonalSettings toWire(const chat::PersonalSettings &settings)
{
    return { settings.mutedUntil, settings.archived, settings.pinned };
}

// Entries of a log, as a group takes them.
groups::LogEntry entryOf(const wire::Message &frame);
groups::LogEntry entryOf(const wire::Handshake &frame);
groups::LogEntry entryOf(const wire::Conversation &frame);

wire::Handshake toWire(const groups::HandshakeDraft &draft);

/// How the relay refused, or why there was no answer at all; nothing after an ack.
std::optional<Error> refusal(const link::Answer &answer);

} // namespace pc::session
