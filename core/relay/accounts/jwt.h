// SPDX-License-Identifier: GPL-3.0-or-later
// The access token: a JWT (RFC 7519) in compact form, signed with Ed25519 (RFC 8037). Far less is accepted than the
// standards allow: one algorithm, fixed by the key's id; no header field but alg, kid and typ; no key twice; one spelling
// of base64url; so that there is nothing to confuse a verifier with.

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/sign.h"
#include "core/relay/accounts/actor.h"

#include <QByteArray>
#include <QByteArrayView>

#include <map>

namespace pc::relay::accounts {

/// What a token says. Times are whole seconds on the wire.
struct Claims
{
    UserId user; ///< sub
    DeviceId device; ///< dev
    SchoolId school; ///< sch
    UtcTime issued; ///< iat
    UtcTime expires; ///< exp

    bool operator==(const Claims &) const = default;
};

using KeyName = QByteArray;
using VerifyingKeys = std::map<KeyName, crypto::VerifyingKey>;

/// How far another clock may be off.
inline constexpr Milliseconds kClockTolerance { 120'000 };

/// No token of ours lives longer, whatever it says.
inline constexpr Milliseconds kLongestTokenLife { 60 * 60 * 1'000 };

QByteArray makeToken(const Claims &claims, const KeyName &kid, const crypto::SigningKey &key);

/// Error: Unauthenticated, whatever is wrong with the token, its time included.
Result<Claims> readToken(QByteArrayView token, const VerifyingKeys &keys, UtcTime now);

} // namespace pc::relay::accounts
