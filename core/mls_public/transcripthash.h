// SPDX-License-Identifier: GPL-3.0-or-later
// The running hashes over all commits of a group: RFC 9420, section 8.2.

#pragma once

#include "core/mls_public/framing.h"

namespace pc::mls {

/// After the commit in `content`; `interimBefore` is empty in epoch 0 of a group that has no hash yet.
Bytes confirmedTranscriptHash(ByteView interimBefore, const AuthenticatedContent &content);

Bytes interimTranscriptHash(ByteView confirmed, ByteView confirmationTag);

} // namespace pc::mls
