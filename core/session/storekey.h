// SPDX-License-Identifier: GPL-3.0-or-later
// The store's key: made once, kept in the vault, recognised by a fingerprint beside the store. The one rule is that a
// key which is missing or another one never leads to a new key over old data: it is an error that somebody must see.
//
// Entries of a vault:
//
//   store-key         the key; when it is there, no passphrase is asked for
//   store-key-locked  the key under the app lock's passphrase (applock.h); counts where store-key is not
//   store-key-locked-aside-…  one whose passphrase was forgotten; named as the store that was set aside
//   store-sealed      says that this profile's store is a sealed one: from then on a plain file in its place is refused

#pragma once

#include "core/session/profilefolder.h"
#include "core/vault/vault.h"

namespace pc::session {

inline constexpr qsizetype kStoreKeyBytes = 32;

inline constexpr QLatin1StringView kStoreKeyEntry("store-key");
inline constexpr QLatin1StringView kLockedKeyEntry("store-key-locked");

struct FoundStoreKey
{
    crypto::SecretBytes bytes; ///< The key, or what opens with a passphrase.
    bool isLocked = false;
};

/// Reads the key, or makes it where there is no store yet. Errors: KeyMissing (a store, but no key), KeyMismatch (not
/// the store's key), Corrupt, and the vault's and the disk's own. `folder` and `vault` outlive the reply.
void fetchStoreKey(vault::Vault &vault, const ProfileFolder &folder, vault::Vault::Reply<FoundStoreKey> reply);

/// The key when it is the store's, or the first of a store to come. Errors: KeyMismatch, and the disk's.
Result<crypto::SecretBytes> recogniseStoreKey(crypto::SecretBytes key, const ProfileFolder &folder);

/// The key that the vault holds now is the one for a new store: after the old one was set aside.
Result<void> forgetFingerprint(const ProfileFolder &folder);

/// Whether the store is known to be a sealed one.
void readSealMark(vault::Vault &vault, vault::Vault::Reply<bool> reply);
void writeSealMark(vault::Vault &vault, vault::Vault::Reply<void> reply);

} // namespace pc::session
