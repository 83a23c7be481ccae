// SPDX-License-Identifier: GPL-3.0-or-later
// Who a session's token belongs to, and how much they may write: what sessions ask of accounts. Any thread.

#pragma once

#include "core/relay/accounts/accounts.h"
#include "core/relay/accounts/tokenbuckets.h"
#include "core/relay/session/authenticator.h"
#include "core/wire/limits.h"

#include <algorithm>

namespace pc::relay {

/// One minute's allowance of messages, spread evenly after the burst.
inline accounts::BucketRate messageRate(const wire::Limits &limits)
{
    accounts::BucketRate rate;
    rate.burst = limits.messageBurst;
    rate.refill = Milliseconds { 60'000 / std::max(1, limits.messagesPerMinute) };
    return rate;
}

class AccountsAuthenticator final : public session::Authenticator
{
public:
    AccountsAuthenticator(accounts::Accounts &accounts, const wire::Limits &limits, const Clock &clock)
        : m_accounts(accounts)
        , m_messages(messageRate(limits), clock)
    {
    }

    void setLimits(const wire::Limits &limits) { m_messages.setRate(messageRate(limits)); }

    Result<accounts::Actor> actorFor(const QByteArray &accessToken) override { return m_accounts.actorOf(accessToken); }

    int retentionDays(SchoolId school) const override
    {
        const auto known = m_accounts.roster().school(school);
        return known ? known->retentionDays : 0;
    }

    bool takeMessage(UserId user) override { return m_messages.take(user.raw().toByteArray()); }
    Milliseconds messageRefill() const override { return m_messages.rate().refill; }

private:
    accounts::Accounts &m_accounts;
    accounts::TokenBuckets m_messages;
};

} // namespace pc::relay
