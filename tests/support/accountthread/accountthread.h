// SPDX-License-Identifier: GPL-3.0-or-later
// AccountThread: a LocalAccount on a thread of its own, as the client has one. Whoever looks at the account goes before this.

#pragma once

#include "core/session/localaccount.h"

#include <QThread>

#include <memory>
#include <utility>

namespace pc::test {

class AccountThread
{
public:
    /// References must outlive this.
    AccountThread(
        session::AccountOptions options, Clock &clock, Random &random, const link::NetworkWatch *network = nullptr)
        : m_account(std::make_unique<session::LocalAccount>(std::move(options), clock, random, network))
    {
        m_account->moveToThread(&m_thread);
    }

    ~AccountThread()
    {
        start(); // an account goes on its own thread
        session::Account *account = m_account.release();
        QMetaObject::invokeMethod(
            account, [account] { delete account; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }

    AccountThread(const AccountThread &) = delete;
    AccountThread &operator=(const AccountThread &) = delete;

    void start()
    {
        if (!m_thread.isRunning())
            m_thread.start();
    }

    session::Account &account() const { return *m_account; }

private:
    QThread m_thread;
    std::unique_ptr<session::Account> m_account; ///< Lives on m_thread.
};

} // namespace pc::test
