// SPDX-License-Identifier: GPL-3.0-or-later
// What people are called is the relay's word, and it could call somebody otherwise from one day to the next. Who is known by their
// keys and is suddenly called something else, or is something else at the school, is told of where one reads and writes
// (ReadingPerson::before), until this user says that they have seen it or the office confirms it.

#pragma once

#include "core/session/context.h"

namespace pc::session {

/// As the relay describes them.
Result<void> savePerson(Context &context, Turn &turn, const people::Person &person);

/// This user has seen what they are called now.
Result<void> acceptName(Context &context, Turn &turn, UserId user);

} // namespace pc::session
