// SPDX-License-Identifier: GPL-3.0-or-later
// What people are at a school, in words.

#pragma once

#include "core/people/person.h"

#include <QString>

namespace pc::words {

/// "parent or guardian", "staff", "administrator": within a sentence.
QString roleWord(people::Role role);

/// With what the school calls them: "staff (Teacher, 3B)". Foreign text is isolated.
QString whatTheyAre(const people::Person &person);

/// As it stands at the beginning of a line.
QString beginning(QString words);

} // namespace pc::words
