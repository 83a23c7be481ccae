// SPDX-License-Identifier: GPL-3.0-or-later
// HeldSignIn: a sign-in that is kept nowhere yet, and lasts for as long as this does: somebody may look for their sheet of paper
// for longer than an access token is good.
//
// Thread: the session's loop.

#pragma once

#include "core/base/clock.h"
#include "core/crypto/secret.h"
#include "core/link/httpapi.h"

#include <memory>

namespace pc::session {

class HeldSignIn
{
public:
    /// References outlive this.
    HeldSignIn(link::HttpApi &api, Clock &clock, link::Renewal tokens);

    const QString &accessToken() const { return m_tokens.accessToken; }

    /// As they are now: `expiresIn` is what is left of it. What is under way comes to nobody, and is answered the same when it is asked
    /// for again with this attempt (see SignInRecord).
    link::Renewal tokens() const;
    const crypto::SecretBytes &attempt() const { return m_attempt; }

private:
    void renew();
    void onRenewed(const Result<link::Renewal> &renewed);

    link::HttpApi &m_api;
    Clock &m_clock;
    link::Renewal m_tokens;
    crypto::SecretBytes m_attempt; ///< Of the refresh token's one use.
    MonoTime m_since;
    std::unique_ptr<Timer> m_timer;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
