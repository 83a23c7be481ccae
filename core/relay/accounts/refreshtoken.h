// SPDX-License-Identifier: GPL-3.0-or-later
// The refresh token: "<family>.<secret>", both base64url. Each use replaces it. A client that lost the answer asks again
// with the same attempt (a random text it chose and stored before asking) and gets the same successor; an old token
// without its attempt is taken for stolen.

#pragma once

#include "core/crypto/secret.h"
#include "core/relay/accounts/devicestore.h"

#include <QByteArrayView>

#include <optional>

namespace pc::relay::accounts {

/// A device that is not seen for so long signs in anew.
inline constexpr Milliseconds kRefreshTokenLife { qint64(180) * 24 * 60 * 60 * 1'000 };

/// The family that a token names; nothing for a text that cannot be one.
std::optional<FamilyId> familyOf(QByteArrayView token);

/// Begins a line for a device; `token` is its first one.
RefreshFamily beginFamily(FamilyId id, DeviceId device, UtcTime now, crypto::SecretBytes &token);

enum class TokenUse : quint8 {
    Rotated, ///< It was the current one: the family has moved on.
    Repeated, ///< Asked again with the same attempt: nothing moves.
    Stolen, ///< Any other text: the line must end.
    Over, ///< The family was revoked or its time is over.
};

/// Judges `token`, and for Rotated changes `family`; for Rotated and Repeated `next` is the token to hand out. An empty
/// `attempt` cannot be repeated.
TokenUse useToken(
    RefreshFamily &family, QByteArrayView token, QByteArrayView attempt, UtcTime now, crypto::SecretBytes &next);

} // namespace pc::relay::accounts
