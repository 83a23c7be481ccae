// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/profilevault.h"

#include "core/base/log.h"
#include "core/base/random.h"
#include "core/vault/probe.h"

#include <QFileInfo>

#include <utility>

namespace pc::session {

using vault::VaultKind;

namespace {

Uuid makeProfileName()
{
    SystemRandom random;
    return makeUuid4(random);
}

crypto::SecretBytes secretOf(QString passphrase)
{
    return crypto::SecretBytes::takeFrom(passphrase);
}

} // namespace

ProfileVault::ProfileVault(const ProfileFolder &folder, VaultOptions options)
    : m_folder(folder)
    , m_options(std::move(options))
{
}

void ProfileVault::open(StateReply reply)
{
    const auto record = vault::readRecord(m_folder.vaultRecord());
    if (record) {
        m_record = *record;
        if (m_record.kind == VaultKind::Passphrase) {
            reply(takePassphrase());
            return;
        }
        m_vault = m_options.makeKeychain(m_record.profile);
        m_isOpen = true;
        reply(VaultState::Open);
        return;
    }
    const bool isUnknown = record.code() == Errc::NotFound || record.code() == Errc::Corrupt;
    if (!isUnknown) {
        reply(record.error());
    } else if (QFileInfo::exists(m_folder.sealedVault())) {
        m_record = { VaultKind::Passphrase, makeProfileName() };
        reply(takePassphrase());
    } else if (m_folder.hasStore()) {
        reply(Error { Errc::KeyMissing, QStringLiteral("nothing says where the store's key is") });
    } else {
        choose(std::move(reply));
    }
}

void ProfileVault::choose(StateReply reply)
{
    m_record.profile = makeProfileName();
    if (m_options.preference == VaultPreference::Passphrase) {
        m_record.kind = VaultKind::Passphrase;
        reply(takePassphrase());
        return;
    }
    m_vault = m_options.makeKeychain(m_record.profile);
    vault::probe(*m_vault, [this, reply = std::move(reply)](const Result<void> &answers) {
        if (answers) {
            m_record.kind = VaultKind::Keychain;
            const auto written = vault::writeRecord(m_folder.vaultRecord(), m_record);
            m_isOpen = written.ok();
            reply(written ? Result<VaultState>(VaultState::Open) : Result<VaultState>(written.error()));
            return;
        }
        qCInfo(lcVault) << "no keychain to use:" << wireName(answers.code());
        if (m_options.preference == VaultPreference::Keychain) {
            reply(Error { Errc::KeychainUnavailable, answers.error().detail });
            return;
        }
        m_record.kind = VaultKind::Passphrase;
        reply(VaultState::NeedsNewPassphrase); // the keychain's vault goes when the new one is made
    });
}

void ProfileVault::renew(StateReply reply)
{
    const bool isPassphrase
        = m_record.kind == VaultKind::Passphrase || m_options.preference == VaultPreference::Passphrase;
    if (!isPassphrase) {
        choose(std::move(reply));
        return;
    }
    m_record.kind = VaultKind::Passphrase;
    if (m_record.profile.isNull())
        m_record.profile = makeProfileName();
    reply(VaultState::NeedsNewPassphrase);
}

Result<VaultState> ProfileVault::takePassphrase() const
{
    if (QFileInfo::exists(m_folder.sealedVault()))
        return VaultState::NeedsPassphrase;
    if (m_folder.hasStore())
        return Error { Errc::KeyMissing, QStringLiteral("the store's vault file is gone") };
    return VaultState::NeedsNewPassphrase;
}

vault::PassphraseVault &ProfileVault::passphraseVault()
{
    m_vault = std::make_unique<vault::PassphraseVault>(m_folder.sealedVault(), m_options.passphraseCost);
    return static_cast<vault::PassphraseVault &>(*m_vault);
}

void ProfileVault::unlock(const QString &passphrase, vault::Vault::Reply<void> reply)
{
    passphraseVault().unlock(secretOf(passphrase), [this, reply = std::move(reply)](const Result<void> &unlocked) {
        m_isOpen = unlocked.ok();
        reply(unlocked);
    });
}

void ProfileVault::create(const QString &passphrase, vault::Vault::Reply<void> reply)
{
    if (passphrase.size() < kShortestPassphrase) {
        reply(Error { Errc::Invalid, QStringLiteral("the passphrase is too short") });
        return;
    }
    passphraseVault().create(secretOf(passphrase), [this, reply = std::move(reply)](const Result<void> &created) {
        const auto written = created ? vault::writeRecord(m_folder.vaultRecord(), m_record) : created;
        m_isOpen = written.ok();
        reply(written);
    });
}

} // namespace pc::session
