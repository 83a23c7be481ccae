// SPDX-License-Identifier: GPL-3.0-or-later
// KeychainVault: the system's own keychain (Secret Service, KWallet, macOS Keychain, Windows Credential Manager) through
// QtKeychain, which only this room links. Its fallback to a plain settings file is off for every job. A keychain may
// hang for as long as it likes, since it may be another program's broken process: every call has a deadline.
//
// A write or removal that ran out of time may still happen later; they happen in the order in which they were asked.

#pragma once

#include "core/base/clock.h"
#include "core/base/uuid.h"
#include "core/vault/vault.h"

#include <QObject>

namespace QKeychain {
class Job;
}

namespace pc::vault {

/// How long a keychain may take. Somebody may have to type its password into a prompt of the system's.
inline constexpr Milliseconds kKeychainDeadline { 10'000 };

class KeychainVault final : public Vault
{
public:
    /// Entries of two profiles never meet, also where one profile's folder was copied away and made anew.
    KeychainVault(const Uuid &profile, Clock &clock, Milliseconds deadline = kKeychainDeadline);

    void read(const QString &entry, Reply<crypto::SecretBytes> reply) override;
    void write(const QString &entry, crypto::SecretBytes secret, Reply<void> reply) override;
    void remove(const QString &entry, Reply<void> reply) override;

private:
    using Done = std::function<void(QKeychain::Job *job, const Error &error)>;

    QString keyOf(const QString &entry) const;
    void start(std::unique_ptr<QKeychain::Job> job, const QString &entry, Done done);

    Uuid m_profile;
    Clock &m_clock;
    Milliseconds m_deadline;
    std::shared_ptr<int> m_running; ///< Shared with jobs that may outlive this, since one cannot be called back.
    QObject m_context; ///< Ends the connections of whoever destroys this first.
};

} // namespace pc::vault
