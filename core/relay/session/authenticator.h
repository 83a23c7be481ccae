// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/relay/accounts/actor.h"

#include <QByteArray>

namespace pc::relay::session {

/// What a session asks of accounts: who a token stands for. An interface, so that sessions are tested without accounts.
class Authenticator
{
public:
    virtual ~Authenticator() = default;

    /// In memory and within microseconds: it is asked on the loop. Errors: Unauthenticated.
    virtual Result<accounts::Actor> actorFor(const QByteArray &accessToken) = 0;

    /// One message of that person's allowance; false when it is used up.
    virtual bool takeMessage(UserId user) = 0;

    /// How long that school keeps what is said; 0 where nothing is known of it.
    virtual int retentionDays(SchoolId) const { return 0; }

    /// How long until one more is allowed.
    virtual Milliseconds messageRefill() const = 0;
};

} // namespace pc::relay::session
