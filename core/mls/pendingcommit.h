// SPDX-License-Identifier: GPL-3.0-or-later
// Storing a commit that is not known to be accepted (E2EE.md, section 3: before it is sent), with the group that it leads to.

#pragma once

#include "core/mls/group.h"

namespace pc::mls {

/// Holds secrets: for the sealed store alone. What it changed on the Group that made it is stored with that.
WipingBytes encodePending(const PendingCommit &pending);

/// Errors: those of the codec and of Group::restore(), UnknownStateVersion.
Result<PendingCommit> decodePending(const CipherSuite &suite, ByteView bytes);

} // namespace pc::mls
