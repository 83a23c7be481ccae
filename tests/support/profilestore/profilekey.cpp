// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/profilestore/profilekey.h"

#include "core/base/clock.h"
#include "core/session/profilevault.h"
#include "core/session/storekey.h"
#include "core/vault/keychain.h"

#include <QEventLoop>

#include <utility>

namespace pc::test {

namespace {

/// Waits for one reply.
template<typename T>
class Waited
{
public:
    std::function<void(Result<T>)> reply()
    {
        return [this](Result<T> result) {
            m_result = std::move(result);
            m_loop.quit();
        };
    }

    Result<T> wait()
    {
        if (!m_result)
            m_loop.exec();
        return *std::move(m_result);
    }

private:
    QEventLoop m_loop;
    std::optional<Result<T>> m_result;
};

} // namespace

Result<crypto::SecretBytes> keyOfProfile(const session::ProfileFolder &folder, const std::optional<QString> &passphrase)
{
    SystemClock clock;
    session::VaultOptions options;
    options.makeKeychain = [&clock](const Uuid &profile) -> std::unique_ptr<vault::Vault> {
        return std::make_unique<vault::KeychainVault>(profile, clock);
    };
    session::ProfileVault vault(folder, options);
    Waited<session::VaultState> opened;
    vault.open(opened.reply());
    const auto state = opened.wait();
    if (!state)
        return state.error();
    if (*state != session::VaultState::Open) {
        Waited<void> unlocked;
        vault.unlock(passphrase.value_or(QString()), unlocked.reply());
        if (const auto done = unlocked.wait(); !done)
            return done.error();
    }
    Waited<session::FoundStoreKey> fetched;
    session::fetchStoreKey(vault.vault(), folder, fetched.reply());
    auto key = fetched.wait();
    if (!key)
        return key.error();
    if (key->isLocked)
        return Error { Errc::Locked, QStringLiteral("the app is locked") };
    return std::move(key->bytes);
}

} // namespace pc::test
