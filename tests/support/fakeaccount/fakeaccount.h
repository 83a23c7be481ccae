// SPDX-License-Identifier: GPL-3.0-or-later
// FakeAccount: an Account whose states a test sets, and whose answers it decides.

#pragma once

#include "core/session/account.h"
#include "tests/support/fakeaccount/fakedevicedesk.h"
#include "tests/support/fakeaccount/fakenetworkdesk.h"
#include "tests/support/fakeaccount/fakerecoverydesk.h"

#include <QPromise>

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

namespace pc::support {

class FakeAccount final : public session::Account
{
    Q_OBJECT

public:
    using Account::Account;

    void open() override { ++m_opened; }
    session::AccountState state() const override { return m_state; }
    QFuture<Result<void>> unlock(const QString &passphrase) override;
    QFuture<Result<void>> setPassphrase(const QString &passphrase) override;
    QFuture<Result<void>> signIn(const session::SignInRequest &request) override;
    QFuture<Result<void>> join(const session::JoinRequest &request) override;
    QFuture<Result<std::optional<session::LastSignIn>>> lastSignIn() override
    {
        return answered<std::optional<session::LastSignIn>>(m_lastSignIn);
    }
    QFuture<Result<void>> signOut() override;
    QFuture<Result<QString>> setStoreAside() override;
    QFuture<Result<void>> setLock(const QString &passphrase) override;
    QFuture<Result<void>> changeLock(const QString &old, const QString &passphrase) override;
    QFuture<Result<void>> removeLock(const QString &passphrase) override;
    QFuture<Result<void>> lockNow() override;
    bool hasLock() const override { return m_hasLock; }
    session::Session *session() const override { return m_looks-- > 0 ? m_session : nullptr; }
    FakeNetworkDesk &network() override { return m_network; }
    FakeDeviceDesk &devices() override { return m_devices; }
    FakeRecoveryDesk &recovery() override { return m_recovery; }

    void enter(session::AccountState state, const Error &why = {});
    void setSession(session::Session *session) { m_session = session; } ///< Not owned.
    void endSessionAfter(int looks) { m_looks = looks; } ///< As on a thread of its own, while somebody looks.
    void whenLocked(std::function<void()> look) { m_whenLocked = std::move(look); } ///< As lockNow() is asked for.
    void setHasLock(bool hasLock) { m_hasLock = hasLock; }
    void setLastSignIn(const session::LastSignIn &last) { m_lastSignIn = last; }
    void answerWith(std::optional<Errc> failure) { m_failure = failure; }

    // What was asked of it.
    int opened() const { return m_opened; }
    int setAsides() const { return m_setAsides; }
    const std::optional<session::SignInRequest> &signedIn() const { return m_signIn; }
    const std::optional<session::JoinRequest> &joined() const { return m_join; }
    const QString &passphrase() const { return m_passphrase; }
    const QString &oldPassphrase() const { return m_oldPassphrase; } ///< Of changeLock().
    int locks() const { return m_locks; }

private:
    QFuture<Result<void>> answer() const;

    FakeNetworkDesk m_network;
    FakeDeviceDesk m_devices;
    FakeRecoveryDesk m_recovery;
    session::AccountState m_state = session::AccountState::Opening;
    session::Session *m_session = nullptr;
    mutable int m_looks = std::numeric_limits<int>::max();
    std::optional<session::LastSignIn> m_lastSignIn;
    std::optional<Errc> m_failure;
    bool m_hasLock = false;
    int m_opened = 0;
    int m_setAsides = 0;
    int m_locks = 0;
    std::function<void()> m_whenLocked;
    std::optional<session::SignInRequest> m_signIn;
    std::optional<session::JoinRequest> m_join;
    QString m_passphrase;
    QString m_oldPassphrase;
};

} // namespace pc::support
