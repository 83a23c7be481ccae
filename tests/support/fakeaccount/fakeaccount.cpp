// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fakeaccount/fakeaccount.h"

namespace pc::support {
namespace {

template<typename T>
QFuture<Result<T>> finished(Result<T> value)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace

QFuture<Result<void>> FakeAccount::unlock(const QString &passphrase)
{
    m_passphrase = passphrase;
    return answer();
}

QFuture<Result<void>> FakeAccount::setPassphrase(const QString &passphrase)
{
    m_passphrase = passphrase;
    return answer();
}

QFuture<Result<void>> FakeAccount::signIn(const session::SignInRequest &request)
{
    m_signIn = request;
    return answer();
}

QFuture<Result<void>> FakeAccount::join(const session::JoinRequest &request)
{
    m_join = request;
    return answer();
}

QFuture<Result<void>> FakeAccount::signOut()
{
    return answer();
}

QFuture<Result<void>> FakeAccount::setLock(const QString &passphrase)
{
    m_passphrase = passphrase;
    m_hasLock = m_hasLock || !m_failure;
    return answer();
}

QFuture<Result<void>> FakeAccount::changeLock(const QString &old, const QString &passphrase)
{
    m_oldPassphrase = old;
    m_passphrase = passphrase;
    return answer();
}

QFuture<Result<void>> FakeAccount::removeLock(const QString &passphrase)
{
    m_passphrase = passphrase;
    m_hasLock = m_hasLock && m_failure;
    return answer();
}

QFuture<Result<void>> FakeAccount::lockNow()
{
    ++m_locks;
    if (m_whenLocked)
        m_whenLocked();
    if (!m_failure)
        enter(session::AccountState::NeedsPassphrase);
    return answer();
}

QFuture<Result<QString>> FakeAccount::setStoreAside()
{
    ++m_setAsides;
    return finished(m_failure ? Result<QString>(*m_failure) : Result<QString>(QStringLiteral("aside")));
}

void FakeAccount::enter(session::AccountState state, const Error &why)
{
    m_state = state;
    Q_EMIT stateChanged(state, why);
}

QFuture<Result<void>> FakeAccount::answer() const
{
    return finished(m_failure ? Result<void>(*m_failure) : Result<void>());
}

} // namespace pc::support
