// SPDX-License-Identifier: GPL-3.0-or-later
// AccessTokens: where a connection gets the token for its hello. An interface, because the refresh token behind it
// belongs to the vault, which this room does not know; session implements it, tests script it.

#pragma once

#include "core/base/result.h"

#include <QString>

#include <functional>

namespace pc::link {

class AccessTokens
{
public:
    virtual ~AccessTokens() = default;

    enum class Wanted : quint8 {
        Current, ///< One that is not near its end, refreshed when there is none.
        Renewed, ///< The relay refused the current one: get another before answering.
    };

    using Reply = std::function<void(Result<QString>)>;

    /// Answers once, now or later, on the same thread. Errors: Unauthenticated and Forbidden (sign in again; final),
    /// CertificateRefused and ProxyRefused (final until somebody acts), anything else (try later).
    virtual void accessToken(Wanted wanted, Reply reply) = 0;
};

} // namespace pc::link
