// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/heldsignin.h"

#include "core/base/log.h"
#include "core/session/signinrecord.h"

#include <algorithm>
#include <utility>

namespace pc::session {

namespace {

constexpr Milliseconds kRetryAfter { 20'000 };

} // namespace

HeldSignIn::HeldSignIn(link::HttpApi &api, Clock &clock, link::Renewal tokens)
    : m_api(api)
    , m_clock(clock)
    , m_tokens(std::move(tokens))
    , m_attempt(makeAttempt())
    , m_since(clock.monotonicNow())
    , m_timer(clock.makeTimer([this] { renew(); }))
{
    m_timer->start(m_tokens.expiresIn / 2);
}

link::Renewal HeldSignIn::tokens() const
{
    link::Renewal left = m_tokens;
    const Milliseconds gone = m_clock.monotonicNow() - m_since;
    left.expiresIn = std::max(Milliseconds(0), left.expiresIn - gone);
    return left;
}

void HeldSignIn::renew()
{
    m_api.refresh(m_tokens.refreshToken, QString::fromLatin1(m_attempt.toByteArrayView()),
        [this, alive = std::weak_ptr<int>(m_alive)](const Result<link::Renewal> &renewed) {
            if (!alive.expired())
                onRenewed(renewed);
        });
}

void HeldSignIn::onRenewed(const Result<link::Renewal> &renewed)
{
    if (renewed) {
        m_tokens = *renewed;
        m_attempt = makeAttempt();
        m_since = m_clock.monotonicNow();
        m_timer->start(m_tokens.expiresIn / 2);
        return;
    }
    qCInfo(lcSession) << "a sign-in that waits was not renewed:" << wireName(renewed.code());
    if (renewed.code() != Errc::Unauthenticated && renewed.code() != Errc::Forbidden)
        m_timer->start(kRetryAfter);
}

} // namespace pc::session
