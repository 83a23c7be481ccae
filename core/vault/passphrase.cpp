// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/passphrase.h"

#include "core/vault/atomicfile.h"

#include <QFileInfo>

#include <memory>
#include <utility>

namespace pc::vault {

PassphraseVault::PassphraseVault(const QString &path, const crypto::PasswordCost &cost)
    : m_path(path)
    , m_cost(cost)
{
    m_worker.setMaxThreadCount(1);
}

PassphraseVault::~PassphraseVault()
{
    m_worker.clear();
    m_worker.waitForDone();
}

bool PassphraseVault::exists() const
{
    return QFileInfo::exists(m_path);
}

void PassphraseVault::create(crypto::SecretBytes passphrase, Reply<void> reply)
{
    if (exists()) {
        replyLater(std::move(reply), Error { Errc::Conflict, QStringLiteral("there is a vault already") });
        return;
    }
    const auto secret = std::make_shared<crypto::SecretBytes>(std::move(passphrase)); // std::function wants copies
    workThen([secret, cost = m_cost] { return makeVault(*secret, cost); },
        [this](Result<OpenedVault> made) -> Result<void> {
            if (!made)
                return made.error();
            if (const auto written = writeAtomically(m_path, sealVault(*made)); !written)
                return written;
            m_vault = *std::move(made);
            return {};
        },
        std::move(reply));
}

void PassphraseVault::unlock(crypto::SecretBytes passphrase, Reply<void> reply)
{
    const auto bytes = readWhole(m_path, kLargestVaultBytes);
    if (!bytes) {
        const bool isMissing = bytes.code() == Errc::NotFound;
        const bool isForeign = bytes.code() == Errc::TooLarge;
        const Errc code = isMissing ? Errc::KeyMissing : isForeign ? Errc::Corrupt : bytes.code();
        replyLater(std::move(reply), Error { code, QStringLiteral("the vault file cannot be read") });
        return;
    }
    const auto secret = std::make_shared<crypto::SecretBytes>(std::move(passphrase));
    workThen([secret, sealed = *bytes, cost = m_cost] { return openVault(sealed, *secret, cost); },
        [this](Result<OpenedVault> opened) -> Result<void> {
            if (!opened)
                return opened.error();
            m_vault = *std::move(opened);
            return {};
        },
        std::move(reply));
}

void PassphraseVault::read(const QString &entry, Reply<crypto::SecretBytes> reply)
{
    auto found = std::make_shared<Result<crypto::SecretBytes>>(Errc::KeyMissing);
    if (!m_vault)
        *found = Error { Errc::Locked, {} };
    else if (const auto secret = m_vault->entries.find(entry); secret != m_vault->entries.end())
        *found = secret->second.copy();
    QMetaObject::invokeMethod(
        &m_context, [found, reply = std::move(reply)] { reply(std::move(*found)); }, Qt::QueuedConnection);
}

void PassphraseVault::write(const QString &entry, crypto::SecretBytes secret, Reply<void> reply)
{
    replyLater(std::move(reply), change(entry, std::move(secret)));
}

void PassphraseVault::remove(const QString &entry, Reply<void> reply)
{
    replyLater(std::move(reply), change(entry, std::nullopt));
}

Result<void> PassphraseVault::change(const QString &entry, std::optional<crypto::SecretBytes> secret)
{
    if (!m_vault)
        return Error { Errc::Locked, {} };
    Entries &entries = m_vault->entries;
    std::optional<crypto::SecretBytes> before;
    if (const auto found = entries.find(entry); found != entries.end())
        before = std::move(found->second);
    const auto put = [&entries, &entry](std::optional<crypto::SecretBytes> value) {
        if (value)
            entries.insert_or_assign(entry, *std::move(value));
        else
            entries.erase(entry);
    };
    put(std::move(secret));
    const auto written = writeAtomically(m_path, sealVault(*m_vault));
    if (!written)
        put(std::move(before));
    return written;
}

void PassphraseVault::workThen(Work work, std::function<Result<void>(Result<OpenedVault>)> apply, Reply<void> reply)
{
    // The destructor waits for the worker, so that m_context is there when it is named.
    m_worker.start([this, work = std::move(work), apply = std::move(apply), reply = std::move(reply)] {
        const auto outcome = std::make_shared<Result<OpenedVault>>(work());
        QMetaObject::invokeMethod(
            &m_context, [outcome, apply, reply] { reply(apply(std::move(*outcome))); }, Qt::QueuedConnection);
    });
}

void PassphraseVault::replyLater(Reply<void> reply, const Result<void> &result)
{
    QMetaObject::invokeMethod(
        &m_context, [reply = std::move(reply), result] { reply(result); }, Qt::QueuedConnection);
}

} // namespace pc::vault
