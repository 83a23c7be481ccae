// SPDX-License-Identifier: GPL-3.0-or-later
// The store's key: made once, kept in the vault, recognised by a fingerprint beside the store. The one rule is that a
// key which is missing or another one never leads to a new key over old data: it is an error that somebody must see.

#pragma once

#include "core/session/profilefolder.h"
#include "core/vault/vault.h"

namespace pc::session {

inline constexpr qsizetype kStoreKeyBytes = 32;

/// Reads the key, or makes it where there is no store yet. Errors: KeyMissing (a store, but no key), KeyMismatch (not
/// the store's key), and the vault's and the disk's own. `folder` and `vault` outlive the reply.
void fetchStoreKey(vault::Vault &vault, const ProfileFolder &folder, vault::Vault::Reply<crypto::SecretBytes> reply);

/// The key that the vault holds now is the one for a new store: after the old one was set aside.
Result<void> forgetFingerprint(const ProfileFolder &folder);

} // namespace pc::session
