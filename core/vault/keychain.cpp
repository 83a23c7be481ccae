// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/vault/keychain.h"

#include "core/base/log.h"

#include <qt6keychain/keychain.h>

#include <optional>
#include <utility>

namespace pc::vault {

namespace {

const QString kService = QStringLiteral("ParentConnect");

/// QtKeychain runs one job after the other, so behind a hanging one they would pile up.
constexpr int kMostJobs = 16;

std::optional<Errc> codeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return std::nullopt;
    case QKeychain::EntryNotFound:
        return Errc::KeyMissing;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return Errc::Locked;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return Errc::KeychainUnavailable;
}

/// One job's way to its one answer: the keychain's, or the deadline's.
class Wait : public QObject
{
public:
    Wait(
        Clock &clock, Milliseconds deadline, std::function<void(QKeychain::Job *, const Error &)> done, QObject *parent)
        : QObject(parent)
        , m_done(std::move(done))
        , m_timer(clock.makeTimer([this] { onDeadline(); }))
    {
        m_timer->start(deadline);
    }

    void onFinished(QKeychain::Job *job)
    {
        const auto code = codeOf(job->error());
        if (code && *code != Errc::KeyMissing)
            qCWarning(lcVault) << "keychain answered" << wireName(*code);
        end(job, Error { code.value_or(Errc::Internal), {} });
    }

private:
    void onDeadline()
    {
        qCWarning(lcVault) << "the keychain does not answer";
        end(nullptr, Error { Errc::KeychainUnavailable, QStringLiteral("no answer in time") });
    }

    void end(QKeychain::Job *job, const Error &error)
    {
        m_timer->stop();
        deleteLater();
        if (const auto done = std::exchange(m_done, {}))
            done(job, error);
    }

    std::function<void(QKeychain::Job *, const Error &)> m_done;
    std::unique_ptr<Timer> m_timer;
};

bool succeeded(const QKeychain::Job *job)
{
    return job && job->error() == QKeychain::NoError;
}

} // namespace

KeychainVault::KeychainVault(const Uuid &profile, Clock &clock, Milliseconds deadline)
    : m_profile(profile)
    , m_clock(clock)
    , m_deadline(deadline)
    , m_running(std::make_shared<int>(0))
{
}

void KeychainVault::read(const QString &entry, Reply<crypto::SecretBytes> reply)
{
    auto job = std::make_unique<QKeychain::ReadPasswordJob>(kService);
    start(std::move(job), entry, [reply = std::move(reply)](QKeychain::Job *finished, const Error &error) {
        if (!succeeded(finished)) {
            reply(error);
            return;
        }
        QByteArray bytes = static_cast<QKeychain::ReadPasswordJob *>(finished)->binaryData();
        reply(crypto::SecretBytes::takeFrom(bytes));
    });
}

void KeychainVault::write(const QString &entry, crypto::SecretBytes secret, Reply<void> reply)
{
    auto job = std::make_unique<QKeychain::WritePasswordJob>(kService);
    job->setBinaryData(secret.toByteArrayView().toByteArray());
    start(std::move(job), entry, [reply = std::move(reply)](QKeychain::Job *finished, const Error &error) {
        reply(succeeded(finished) ? Result<void>() : Result<void>(error));
    });
}

void KeychainVault::remove(const QString &entry, Reply<void> reply)
{
    auto job = std::make_unique<QKeychain::DeletePasswordJob>(kService);
    start(std::move(job), entry, [reply = std::move(reply)](QKeychain::Job *finished, const Error &error) {
        const bool isGone = succeeded(finished) || error.code == Errc::KeyMissing;
        reply(isGone ? Result<void>() : Result<void>(error));
    });
}

QString KeychainVault::keyOf(const QString &entry) const
{
    return m_profile.toString() + u'/' + entry;
}

void KeychainVault::start(std::unique_ptr<QKeychain::Job> job, const QString &entry, Done done)
{
    if (*m_running >= kMostJobs) {
        QMetaObject::invokeMethod(
            &m_context,
            [done = std::move(done)] {
                done(nullptr, Error { Errc::KeychainUnavailable, QStringLiteral("too many calls wait for it") });
            },
            Qt::QueuedConnection);
        return;
    }
    ++*m_running;
    job->setKey(keyOf(entry));
    job->setInsecureFallback(false);
    QObject::connect(job.get(), &QObject::destroyed, [running = m_running] { --*running; });
    auto *wait = std::make_unique<Wait>(m_clock, m_deadline, std::move(done), &m_context).release();
    QObject::connect(job.get(), &QKeychain::Job::finished, wait, &Wait::onFinished);
    job.release()->start(); // deletes itself when the keychain answers, however late
}

} // namespace pc::vault
