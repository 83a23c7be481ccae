// SPDX-License-Identifier: GPL-3.0-or-later
// TokenKeeper: hands out access tokens, and refreshes them when they are near their end or were refused. One refresh at
// a time, however many ask. A new refresh token is in the vault before it is used in its turn, so that neither a crash
// nor a lost answer ever signs anybody out (see signinrecord.h); only the relay's own word ends a sign-in.
//
// Thread: its own.

#pragma once

#include "core/base/clock.h"
#include "core/link/httpapi.h"
#include "core/link/tokens.h"
#include "core/session/signinrecord.h"
#include "core/vault/vault.h"

#include <QObject>

#include <vector>

namespace pc::session {

class TokenKeeper final : public QObject, public link::AccessTokens
{
    Q_OBJECT

public:
    /// `record` as the vault holds it. References outlive this.
    TokenKeeper(vault::Vault &vault, link::HttpApi &api, Clock &clock, SignInRecord record);

    /// A token that a sign-in just brought, so that the first connection needs no refresh.
    void start(const QString &accessToken, Milliseconds expiresIn);

    void accessToken(Wanted wanted, Reply reply) override;

private:
    bool isFresh() const;
    void refresh();
    void ask();
    void onAnswer(const Result<link::Renewal> &answer);
    void save(std::function<void(Result<void>)> then);
    void answerAll(const Result<QString> &token);

    vault::Vault &m_vault;
    link::HttpApi &m_api;
    Clock &m_clock;
    SignInRecord m_record;
    QString m_accessToken;
    MonoTime m_goodUntil {};
    bool m_isRefreshing = false;
    bool m_isUnsaved = false; ///< The vault does not hold m_record yet.
    std::vector<Reply> m_waiting;
};

} // namespace pc::session
