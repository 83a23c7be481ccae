// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/vault/vault.h"

namespace pc::vault {

/// Writes, reads back and removes a worthless entry: whether this vault will keep a key. A keychain that is there but
/// locked for good answers reading an absent entry, and only fails at the write. Errors: as Vault's; KeychainUnavailable
/// when what comes back is not what was written.
void probe(Vault &vault, Vault::Reply<void> reply);

} // namespace pc::vault
