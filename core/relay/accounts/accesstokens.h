// SPDX-License-Identifier: GPL-3.0-or-later
// AccessTokens: issues and verifies access tokens with the relay's signing keys. The newest key signs; those before it
// still verify, so that a new one can be taken into use without signing anybody out. Verified tokens are remembered by
// digest, so that a frame or poll costs a microsecond, not a signature.
//
// Says only what a token says; whether its device may still act is the roster's to answer.
//
// Thread: any.

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/relay/accounts/jwt.h"

#include <QHash>

#include <mutex>
#include <optional>
#include <vector>

namespace pc::relay::accounts {

inline constexpr Milliseconds kAccessTokenLife { 15 * 60 * 1'000 };

struct NamedKey
{
    KeyName kid;
    crypto::SigningKey key;
};

class AccessTokens
{
public:
    explicit AccessTokens(const Clock &clock, int remembered = 20'000)
        : m_clock(clock)
        , m_remembered(remembered)
    {
    }

    /// Newest first; at least one. Forgets what was verified with others.
    void setKeys(std::vector<NamedKey> keys);

    QByteArray issue(UserId user, DeviceId device, SchoolId school) const;

    /// Error: Unauthenticated.
    Result<Claims> verify(QByteArrayView token);

private:
    std::optional<Claims> recall(const QByteArray &digest);
    void remember(const QByteArray &digest, const Claims &claims);

    const Clock &m_clock;
    const int m_remembered;
    mutable std::mutex m_mutex;
    std::vector<NamedKey> m_keys;
    VerifyingKeys m_verifying;
    // Two generations: when the young one is full it becomes the old one, whose entries go unless they are asked for.
    QHash<QByteArray, Claims> m_young;
    QHash<QByteArray, Claims> m_old;
};

} // namespace pc::relay::accounts
