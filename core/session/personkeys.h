// SPDX-License-Identifier: GPL-3.0-or-later
// What this device knows of a person's keys, as people see it, and their word on them.

#pragma once

#include "core/session/context.h"
#include "core/session/peerlists.h"
#include "core/session/session.h"

namespace pc::session {

/// Errors: NotFound, the store's.
Result<PersonKeys> personKeysOf(Context &context, UserId user);

/// Errors: NotFound, the store's.
Result<SafetyView> safetyViewOf(Context &context, UserId user);

/// What waited for it goes on. Errors: as trust::AccountBook::confirm().
Result<void> confirmKeys(Context &context, PeerLists &lists, UserId user, const QByteArray &shown);

} // namespace pc::session
