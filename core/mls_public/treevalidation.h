// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a tree that somebody hands over can be one that a group built: RFC 9420, sections 7.9.2 and 12.4.3.1, and the
// keys that 7.3 wants to be unique. Checks what is asked there and no more. Leaves are validated in leafvalidation.h.

#pragma once

#include "core/mls_public/ratchettree.h"

namespace pc::mls {

/// Errors: UnmergedLeavesUnsorted (7.1), UnmergedLeafBlank, UnmergedLeafElsewhere, UnmergedLeafForgotten.
Result<void> checkUnmergedLeaves(const RatchetTree &tree);

/// Every parent that is not blank has exactly one descendant that vouches for it. Needs checkUnmergedLeaves() before.
/// Errors: ParentHashInvalid.
Result<void> checkParentHashes(const RatchetTree &tree);

/// No encryption key stands in two nodes, no signature key in two leaves. Holds after every commit, too.
/// Errors: EncryptionKeyTaken, SignatureKeyTaken.
Result<void> checkKeysUnique(const RatchetTree &tree);

} // namespace pc::mls
