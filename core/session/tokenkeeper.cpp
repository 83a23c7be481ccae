// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/tokenkeeper.h"

#include "core/base/log.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace pc::session {

namespace {

/// A token this near its end may be over when it arrives.
constexpr Milliseconds kMargin { 60'000 };
constexpr size_t kMostWaiting = 64;

} // namespace

TokenKeeper::TokenKeeper(vault::Vault &vault, link::HttpApi &api, Clock &clock, SignInRecord record)
    : m_vault(vault)
    , m_api(api)
    , m_clock(clock)
    , m_record(std::move(record))
{
}

void TokenKeeper::start(const QString &accessToken, Milliseconds expiresIn)
{
    m_accessToken = accessToken;
    // A relay with very short lives would otherwise make every use a refresh.
    m_goodUntil = m_clock.monotonicNow() + expiresIn - std::min(kMargin, expiresIn / 2);
}

void TokenKeeper::accessToken(Wanted wanted, Reply reply)
{
    if (m_waiting.size() >= kMostWaiting) {
        reply(Error { Errc::Unavailable, QStringLiteral("too many wait for a token") });
        return;
    }
    if (wanted == Wanted::Renewed && !m_isRefreshing)
        m_accessToken.clear();
    if (isFresh()) {
        reply(m_accessToken);
        return;
    }
    m_waiting.push_back(std::move(reply));
    if (!m_isRefreshing)
        refresh();
}

bool TokenKeeper::isFresh() const
{
    return !m_accessToken.isEmpty() && m_clock.monotonicNow() < m_goodUntil;
}

void TokenKeeper::refresh()
{
    m_isRefreshing = true;
    if (!m_isUnsaved) {
        ask();
        return;
    }
    // The vault is one token behind. To move on now would put it two behind, from where no attempt leads back.
    save([this](const Result<void> &saved) {
        if (saved)
            ask();
        else
            answerAll(saved.error());
    });
}

void TokenKeeper::ask()
{
    const auto text = [](const crypto::SecretBytes &secret) { return QString::fromLatin1(secret.toByteArrayView()); };
    const QPointer<TokenKeeper> self(this);
    m_api.refresh(text(m_record.refreshToken), text(m_record.attempt), [self](const Result<link::Renewal> &answer) {
        if (self)
            self->onAnswer(answer);
    });
}

void TokenKeeper::onAnswer(const Result<link::Renewal> &answer)
{
    if (!answer) {
        qCInfo(lcSession) << "no new access token:" << wireName(answer.code());
        answerAll(answer.error());
        return;
    }
    start(answer->accessToken, answer->expiresIn);
    QString refreshToken = answer->refreshToken;
    m_record.refreshToken = crypto::SecretBytes::takeFrom(refreshToken);
    m_record.attempt = makeAttempt();
    m_isUnsaved = true;
    save([](const Result<void> &) {}); // if it fails, the next refresh tries again first
    answerAll(m_accessToken);
}

void TokenKeeper::save(std::function<void(Result<void>)> then)
{
    const QPointer<TokenKeeper> self(this);
    m_vault.write(kSignInEntry, encodeRecord(m_record), [self, then = std::move(then)](const Result<void> &saved) {
        if (!self)
            return;
        if (saved)
            self->m_isUnsaved = false;
        else
            qCWarning(lcSession) << "the vault did not take the new sign-in:" << wireName(saved.code());
        then(saved);
    });
}

void TokenKeeper::answerAll(const Result<QString> &token)
{
    m_isRefreshing = false;
    for (const Reply &reply : std::exchange(m_waiting, {}))
        reply(token);
}

} // namespace pc::session
