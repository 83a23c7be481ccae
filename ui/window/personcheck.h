// SPDX-License-Identifier: GPL-3.0-or-later
// Lets a person check that somebody is who they seem, from the numbers to what it counts for: for this person, and where an
// administrator checks, for the whole school.

#pragma once

#include "core/session/session.h"
#include "ui/style/theme.h"

#include <QWidget>

namespace pc::window {

/// Opens dialogs over `over`, which and all others outlive them. `own`: the role of who checks.
void checkPerson(session::Session &session, people::Role own, UserId person, const style::Theme &theme, QWidget &over);

/// Somebody joined in the name of a letter without having it: says so.
void tellOfRefusedInvitation(const people::Person &person, const style::Theme &theme, QWidget &over);

} // namespace pc::window
