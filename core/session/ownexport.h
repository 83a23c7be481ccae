// SPDX-License-Identifier: GPL-3.0-or-later
// What this store holds of its user's conversations, readable: messages.json for programs, index.html for people, in a folder
// of their own. It leaves the seal: whoever has the folder reads it.

#pragma once

#include "core/session/session.h"
#include "core/store/store.h"

namespace pc::session {

/// Errors: Conflict (there is something at `folder`), NotFound (no folder to put it into), Disk, and the store's.
Result<OwnExport> exportOwn(store::Store &store, const store::Profile &self, const QString &folder, UtcTime now);

} // namespace pc::session
