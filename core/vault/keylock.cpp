// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/keylock.h"

#include "core/crypto/seal.h"

#include <memory>
#include <utility>

namespace pc::vault {

namespace {

constexpr QByteArrayView kPurpose("ParentConnect app lock 1");
constexpr QByteArrayView kFormat("PCP1"); ///< See crypto/seal.h.

Result<crypto::SecretBytes> wrapNow(
    const crypto::SecretBytes &key, const crypto::SecretBytes &passphrase, const crypto::PasswordCost &cost)
{
    const auto wrapped = crypto::sealWithPassphrase(key, kPurpose, passphrase, cost);
    if (!wrapped)
        return wrapped.error();
    return crypto::SecretBytes::copyOf(QByteArrayView(*wrapped));
}

Result<crypto::SecretBytes> unwrapNow(
    const QByteArray &wrapped, const crypto::SecretBytes &passphrase, const crypto::PasswordCost &floor)
{
    auto key = crypto::openWithPassphrase(wrapped, kPurpose, passphrase, floor);
    if (key || key.code() == Errc::Unavailable)
        return key;
    if (key.code() == Errc::KeyMismatch)
        return Error { Errc::Locked, QStringLiteral("wrong passphrase") };
    return Error { Errc::Corrupt, QStringLiteral("the locked key is damaged") };
}

} // namespace

KeyLock::KeyLock(const crypto::PasswordCost &cost)
    : m_cost(cost)
{
    m_worker.setMaxThreadCount(1);
}

KeyLock::~KeyLock()
{
    m_worker.clear();
    m_worker.waitForDone();
}

void KeyLock::wrap(crypto::SecretBytes key, crypto::SecretBytes passphrase, Vault::Reply<crypto::SecretBytes> reply)
{
    // std::function wants copies.
    const auto secret = std::make_shared<crypto::SecretBytes>(std::move(key));
    const auto phrase = std::make_shared<crypto::SecretBytes>(std::move(passphrase));
    work([secret, phrase, cost = m_cost] { return wrapNow(*secret, *phrase, cost); }, std::move(reply));
}

void KeyLock::unwrap(
    const crypto::SecretBytes &wrapped, crypto::SecretBytes passphrase, Vault::Reply<crypto::SecretBytes> reply)
{
    const auto phrase = std::make_shared<crypto::SecretBytes>(std::move(passphrase));
    work([bytes = wrapped.toByteArrayView().toByteArray(), phrase,
             cost = m_cost] { return unwrapNow(bytes, *phrase, cost); },
        std::move(reply));
}

bool KeyLock::isWrapped(QByteArrayView bytes)
{
    return bytes.startsWith(kFormat);
}

void KeyLock::work(std::function<Result<crypto::SecretBytes>()> work, Vault::Reply<crypto::SecretBytes> reply)
{
    // The destructor waits for the worker, so that m_context is there when it is named.
    m_worker.start([this, work = std::move(work), reply = std::move(reply)] {
        const auto outcome = std::make_shared<Result<crypto::SecretBytes>>(work());
        QMetaObject::invokeMethod(
            &m_context, [outcome, reply] { reply(std::move(*outcome)); }, Qt::QueuedConnection);
    });
}

} // namespace pc::vault
