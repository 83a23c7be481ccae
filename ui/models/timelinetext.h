// SPDX-License-Identifier: GPL-3.0-or-later
// What the timeline says in words about a row: who wrote it, and what a screen reader hears.

#pragma once

#include "ui/models/timelinerow.h"

#include <QString>

#include <functional>

namespace pc::people {
struct Person;
}

namespace pc::ui {

/// Somebody who wrote; null when nothing is known of them any more.
struct KnownPerson
{
    const people::Person *person = nullptr;
    bool isFormer = false; ///< Known, but no longer in the conversation.
};

using PersonLookup = std::function<KnownPerson(UserId)>;

/// The name, or words for somebody unknown. Foreign text.
QString senderName(const PersonLookup &person, UserId user);

/// The name as it stands above a message: it says so when its owner has left. Foreign text.
QString senderTitle(const PersonLookup &person, UserId user);

/// What the person is to this conversation in a word or two: "Teacher" of "Teacher, 3B"; empty when they have left.
QString senderRole(const PersonLookup &person, UserId user);

/// The row's text: what was written, an event's sentence, a placeholder, the separator's words.
QString rowText(const TimelineRow &row, const PersonLookup &person, QDate today);

/// When it came, by the relay; and when it was written, by its sender's computer, where that is another time: an outbox that waited, a
/// wrong clock, or a relay that does not tell the truth.
QString timeText(const chat::Message &message, QDate today);

/// The same in a sentence; empty where there is nothing to say.
QString timeNote(const chat::Message &message);

/// Sender, text, time, status.
QString accessibleText(const TimelineRow &row, const PersonLookup &person, QDate today, bool isAmongSeveral = false);

} // namespace pc::ui
