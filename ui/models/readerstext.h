// SPDX-License-Identifier: GPL-3.0-or-later
// What is said about those who can read a conversation: a person, one of their devices, and the numbers that two people
// compare.

#pragma once

#include "core/session/session.h"

#include <QString>

namespace pc::ui {

/// What a row is about, beyond its words.
enum class ReaderState : quint8 {
    Reads,
    Waiting, ///< A member none of whose devices can read yet.
    Closing, ///< No member any more; access ends shortly.
    Changed, ///< A device is not the one that was seen first.
};

/// Nothing is sent because of it.
bool isInDoubt(const session::ReadingDevice &device);

ReaderState stateOf(const session::ReadingPerson &person);
ReaderState stateOf(const session::ReadingDevice &device);

/// "2 computers", "Can read once they sign in", "Left; access is being closed".
QString readingText(const session::ReadingPerson &person);

/// "This computer", "Computer 2"; `number` counts from 1.
QString deviceName(const session::ReadingDevice &device, int number);

/// "Since 3/11/2025", and whether it has changed.
QString deviceText(const session::ReadingDevice &device);

/// Digits in blocks of five, a space between: so that they can be read aloud. Always left to right.
QString groupedCode(const QString &code);

} // namespace pc::ui
