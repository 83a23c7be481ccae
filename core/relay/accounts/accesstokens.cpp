// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/accesstokens.h"

#include "core/crypto/hash.h"

#include <utility>

namespace pc::relay::accounts {

void AccessTokens::setKeys(std::vector<NamedKey> keys)
{
    Q_ASSERT(!keys.empty());
    const std::lock_guard lock(m_mutex);
    m_keys = std::move(keys);
    m_verifying.clear();
    for (const NamedKey &named : m_keys)
        m_verifying.emplace(named.kid, named.key.verifyingKey());
    m_young.clear();
    m_old.clear();
}

QByteArray AccessTokens::issue(UserId user, DeviceId device, SchoolId school) const
{
    const UtcTime now = m_clock.utcNow();
    const std::lock_guard lock(m_mutex);
    Q_ASSERT(!m_keys.empty());
    const NamedKey &newest = m_keys.front();
    return makeToken({ user, device, school, now, now + kAccessTokenLife }, newest.kid, newest.key);
}

Result<Claims> AccessTokens::verify(QByteArrayView token)
{
    const QByteArray digest = crypto::blake2b(token);
    const UtcTime now = m_clock.utcNow();
    VerifyingKeys keys;
    {
        const std::lock_guard lock(m_mutex);
        const auto known = recall(digest);
        if (known && known->expires + kClockTolerance > now)
            return *known;
        keys = m_verifying;
    }
    auto claims = readToken(token, keys, now); // slow: not under the lock
    if (claims) {
        const std::lock_guard lock(m_mutex);
        if (keys == m_verifying)
            remember(digest, *claims);
    }
    return claims;
}

std::optional<Claims> AccessTokens::recall(const QByteArray &digest)
{
    if (const auto found = m_young.constFind(digest); found != m_young.constEnd())
        return *found;
    const auto found = m_old.constFind(digest);
    if (found == m_old.constEnd())
        return std::nullopt;
    const Claims claims = *found;
    remember(digest, claims);
    return claims;
}

void AccessTokens::remember(const QByteArray &digest, const Claims &claims)
{
    if (m_young.size() >= m_remembered / 2)
        m_old = std::exchange(m_young, {});
    m_young.insert(digest, claims);
}

} // namespace pc::relay::accounts
