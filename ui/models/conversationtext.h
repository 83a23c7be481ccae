// SPDX-License-Identifier: GPL-3.0-or-later
// What the conversation list says about one conversation: pure functions from its row to shown text.

#pragma once

#include "core/chat/conversation.h"
#include "core/people/presence.h"

#include <QString>

#include <optional>
#include <vector>

namespace pc::ui {

enum class PreviewKind : quint8 {
    None, ///< Nothing was written yet.
    Typing,
    Draft,
    Text,
    Event,
    Placeholder, ///< Unreadable or unknown content.
    Failed, ///< The last message is an own one that did not leave.
};

/// One row of the list: a summary, and what only lives while the program runs.
struct ConversationRow
{
    chat::ConversationSummary summary;
    std::vector<UserId> typing;
    people::Presence presence; ///< Of the other person; Direct only.

    bool operator==(const ConversationRow &) const = default;
};

/// The other person of a Direct conversation; null else, or when only oneself is left.
const people::Person *otherPerson(const chat::Conversation &conversation, UserId self);
const people::Person *memberOf(const chat::Conversation &conversation, UserId user);

/// Who signs what the school did in a class, to be named like a person; nothing for other conversations.
std::optional<people::Person> schoolOf(const chat::Conversation &conversation);

/// Somebody who has left it and whose name is still known; null else.
const people::Person *formerMemberOf(const chat::Conversation &conversation, UserId user);

/// "Ada Okafor (former member)"
QString formerName(const QString &name);

QString titleOf(const chat::Conversation &conversation, UserId self);

/// "Teacher, 3B", "28 families", "5 people"; may be empty.
QString chipOf(const chat::Conversation &conversation, UserId self);

PreviewKind previewKindOf(const ConversationRow &row);

/// One line: line breaks become spaces, and no more than fits any list.
QString previewOf(const ConversationRow &row, UserId self);

/// A name's first word, to say who writes in a group.
QString firstName(const QString &name);

/// For comparing what people type with names: no case, no accents.
QString folded(const QString &text);

} // namespace pc::ui
