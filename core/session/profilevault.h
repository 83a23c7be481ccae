// SPDX-License-Identifier: GPL-3.0-or-later
// ProfileVault: which vault a profile's secrets are in. Decided once, written down, and never silently decided again: a
// profile whose key is in the keychain waits for the keychain, and one under a passphrase asks for that passphrase.
//
//   record says keychain ─────────────▶ Open (the first read shows whether it answers)
//   record says passphrase ───────────▶ NeedsPassphrase
//   no record, a probe of the keychain succeeds ─▶ Open, written down
//   no record, it does not ───────────▶ NeedsNewPassphrase, written down once there is one

#pragma once

#include "core/base/clock.h"
#include "core/session/profilefolder.h"
#include "core/vault/passphrase.h"
#include "core/vault/vaultrecord.h"

#include <functional>
#include <memory>

namespace pc::session {

enum class VaultPreference : quint8 {
    Auto, ///< The keychain where one answers, else a passphrase.
    Keychain, ///< Nothing else, for a new profile.
    Passphrase, ///< For a new profile: never the keychain.
};

enum class VaultState : quint8 {
    Open,
    NeedsPassphrase,
    NeedsNewPassphrase,
};

/// The shortest passphrase that is taken for a new profile.
inline constexpr qsizetype kShortestPassphrase = 8;

struct VaultOptions
{
    VaultPreference preference = VaultPreference::Auto;
    crypto::PasswordCost passphraseCost = crypto::kStorageCost;

    /// The keychain for a profile's name; a twin in tests.
    std::function<std::unique_ptr<vault::Vault>(const Uuid &profile)> makeKeychain;
};

class ProfileVault
{
public:
    using StateReply = std::function<void(Result<VaultState>)>;

    /// `folder` outlives this.
    ProfileVault(const ProfileFolder &folder, VaultOptions options);

    /// Errors: KeychainUnavailable (wanted, and it does not answer), KeyMissing (a store, and nobody knows where its key
    /// is), NewerVersion, DiskFull, Disk.
    void open(StateReply reply);

    /// NeedsPassphrase. Errors: see PassphraseVault::unlock().
    void unlock(const QString &passphrase, vault::Vault::Reply<void> reply);

    /// NeedsNewPassphrase. Errors: Invalid (too short), and PassphraseVault::create()'s.
    void create(const QString &passphrase, vault::Vault::Reply<void> reply);

    /// Another one in place of one that is gone or that nobody can open, where its secrets came from elsewhere. Open, or
    /// NeedsNewPassphrase: whoever calls create() then has set the old vault aside. Errors: as open()'s.
    void renew(StateReply reply);

    /// Whether vault() may be asked.
    bool isOpen() const { return m_isOpen; }

    bool isKeychain() const { return m_record.kind == vault::VaultKind::Keychain; }

    /// Only once Open, unlocked or created.
    vault::Vault &vault() { return *m_vault; }

private:
    void choose(StateReply reply);
    Result<VaultState> takePassphrase() const;
    vault::PassphraseVault &passphraseVault();

    const ProfileFolder &m_folder;
    VaultOptions m_options;
    vault::VaultRecord m_record;
    std::unique_ptr<vault::Vault> m_vault;
    bool m_isOpen = false;
};

} // namespace pc::session
