// SPDX-License-Identifier: GPL-3.0-or-later
// SignInRecord: what a device needs to stay signed in, kept as one entry of the vault so that it changes as a whole.
//
// `attempt` is what makes a lost answer harmless. A refresh token is good once; the relay lets the same token be used
// again only with the same attempt, and then answers the same successor. So the attempt is stored before it is used,
// and whoever crashes or loses the line in between asks again with what the vault still holds.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <QString>

namespace pc::session {

struct SignInRecord
{
    QString relay; ///< RelayAddress::text()
    UserId user;
    DeviceId device;
    crypto::SecretBytes refreshToken;
    crypto::SecretBytes attempt; ///< For this refresh token's one use.
};

inline const QString kSignInEntry = QStringLiteral("sign-in");

crypto::SecretBytes encodeRecord(const SignInRecord &record);

/// Errors: Corrupt, NewerVersion.
Result<SignInRecord> decodeRecord(const crypto::SecretBytes &bytes);

/// A fresh attempt.
crypto::SecretBytes makeAttempt();

} // namespace pc::session
