// SPDX-License-Identifier: GPL-3.0-or-later
// A whole Accounts on a real file in a temporary folder, with a clock that stands still, and a way to wait for answers.

#pragma once

#include "core/relay/accounts/accounts.h"

#include <QTemporaryDir>

#include <atomic>
#include <future>
#include <memory>
#include <mutex>

namespace pc::test {

using namespace pc::relay::accounts;

/// Stands still until moved; read by every thread of the relay.
class StillClock final : public Clock
{
public:
    UtcTime utcNow() const override { return utcFromMilliseconds(m_utc.load()); }
    MonoTime monotonicNow() const override { return MonoTime { Milliseconds { m_mono.load() } }; }
    std::unique_ptr<Timer> makeTimer(std::function<void()>) override { return nullptr; }

    void advance(Milliseconds by)
    {
        m_utc += by.count();
        m_mono += by.count();
    }

private:
    std::atomic<qint64> m_utc { 1'760'000'000'000 };
    std::atomic<qint64> m_mono { 1'000'000 };
};

/// Calls `ask` with a reply and waits for it; Timeout when none comes.
template<typename T, typename Ask>
Result<T> awaited(Ask ask)
{
    auto promise = std::make_shared<std::promise<Result<T>>>();
    auto future = promise->get_future();
    ask(Reply<T>([promise](Result<T> result) { promise->set_value(std::move(result)); }));
    if (future.wait_for(std::chrono::seconds(20)) != std::future_status::ready)
        return Error { Errc::Timeout, QStringLiteral("no answer") };
    return future.get();
}

class AccountsFixture
{
public:
    explicit AccountsFixture(AccountsOptions options = cheap());
    ~AccountsFixture();

    /// Cheap hashes, so that a test is about something else.
    static AccountsOptions cheap();

    /// Stops and starts again on the same file.
    void restart();

    Accounts &accounts() { return *m_accounts; }
    sql::Writer &writer() { return *m_writer; }
    QString path() const { return m_folder.filePath(QStringLiteral("relay.db")); }

    SchoolId school(const QString &name = QStringLiteral("Rosenheim"), people::SchoolPolicy policy = {});
    UserId person(SchoolId school, const QString &name, people::Role role = people::Role::Guardian);
    QString inviteFor(UserId user);

    /// Makes a person of that name who has joined under `userName` with kPassword.
    SignedIn joined(SchoolId school, const QString &userName, people::Role role = people::Role::Guardian);

    Result<SignedIn> logIn(const QString &userName, const QString &password, std::optional<DeviceId> device = {},
        const QString &address = QStringLiteral("192.0.2.1"));
    Result<SignedIn> join(
        const QString &invite, const QString &userName, const QString &password, const QString &name = {});
    Result<Tokens> refresh(const crypto::SecretBytes &token, const QByteArray &attempt = {});
    Actor actorOf(const SignedIn &signedIn);

    /// Devices whose end was told, in order.
    std::vector<DeviceId> endedDevices();

    StillClock clock;

private:
    void start();
    void stop();

    AccountsOptions m_options;
    QTemporaryDir m_folder;
    SystemRandom m_random;
    std::mutex m_mutex;
    std::vector<DeviceId> m_ended;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<sql::Writer> m_writer;
    std::unique_ptr<sql::Reader> m_reader;
};

inline const QString kPassword = QStringLiteral("correct horse battery");

crypto::SecretBytes secret(const QString &text);

} // namespace pc::test
