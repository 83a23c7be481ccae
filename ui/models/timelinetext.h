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

/// Finds a person by id; null for somebody who is no longer known.
using PersonLookup = std::function<const people::Person *(UserId)>;

/// The name, or words for somebody unknown. Foreign text.
QString senderName(const PersonLookup &person, UserId user);

/// What the person is to this conversation in a word or two: "Teacher" of "Teacher, 3B"; may be empty.
QString senderRole(const PersonLookup &person, UserId user);

/// The row's text: what was written, an event's sentence, a placeholder, the separator's words.
QString rowText(const TimelineRow &row, const PersonLookup &person, QDate today);

/// Sender, text, time, status.
QString accessibleText(const TimelineRow &row, const PersonLookup &person, QDate today);

} // namespace pc::ui
