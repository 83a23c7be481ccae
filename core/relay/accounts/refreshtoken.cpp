// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/refreshtoken.h"

#include "core/crypto/base64url.h"
#include "core/crypto/compare.h"
#include "core/crypto/hash.h"
#include "core/crypto/random.h"

namespace pc::relay::accounts {

namespace {

constexpr qsizetype kFamilyLetters = 22; // 16 bytes
constexpr qsizetype kSecretLetters = 43; // 32 bytes
constexpr qsizetype kTokenLetters = kFamilyLetters + 1 + kSecretLetters;

crypto::SecretBytes makeText(FamilyId id, const crypto::SecretBytes &secret)
{
    QByteArray text = crypto::toBase64Url(id.raw().view()) + '.' + crypto::toBase64Url(secret.toByteArrayView());
    return crypto::SecretBytes::takeFrom(text);
}

/// Only who has the token before, the attempt and the salt can tell the one that follows.
crypto::SecretBytes successor(const RefreshFamily &family, QByteArrayView token, QByteArrayView attempt)
{
    QByteArray input = token.toByteArray() + '\n' + attempt.toByteArray();
    const crypto::SecretBytes salt = crypto::SecretBytes::copyOf(QByteArrayView(family.salt));
    const crypto::SecretBytes secret = crypto::deriveKey(input, salt);
    crypto::wipe(input);
    return makeText(family.id, secret);
}

} // namespace

std::optional<FamilyId> familyOf(QByteArrayView token)
{
    if (token.size() != kTokenLetters || token[kFamilyLetters] != '.')
        return std::nullopt;
    const auto id = crypto::fromBase64Url(token.first(kFamilyLetters));
    return id ? idFromBytes<FamilyId>(*id) : std::nullopt;
}

RefreshFamily beginFamily(FamilyId id, DeviceId device, UtcTime now, crypto::SecretBytes &token)
{
    token = makeText(id, crypto::SecretBytes::random(32));
    RefreshFamily family;
    family.id = id;
    family.device = device;
    family.current = crypto::blake2b(token.toByteArrayView());
    family.salt = crypto::randomBytes(32);
    family.rotated = now;
    family.expires = now + kRefreshTokenLife;
    return family;
}

TokenUse useToken(
    RefreshFamily &family, QByteArrayView token, QByteArrayView attempt, UtcTime now, crypto::SecretBytes &next)
{
    if (family.revoked || family.expires <= now)
        return TokenUse::Over;
    const QByteArray digest = crypto::blake2b(token);
    const QByteArray tried = attempt.isEmpty() ? crypto::randomBytes(16) : attempt.toByteArray();
    if (crypto::equalInConstantTime(digest, family.current)) {
        next = successor(family, token, tried);
        family.previous = digest;
        family.attempt = crypto::blake2b(tried);
        family.current = crypto::blake2b(next.toByteArrayView());
        family.rotated = now;
        family.expires = now + kRefreshTokenLife;
        return TokenUse::Rotated;
    }
    if (crypto::equalInConstantTime(digest, family.previous)
        && crypto::equalInConstantTime(crypto::blake2b(tried), family.attempt)) {
        next = successor(family, token, tried);
        return TokenUse::Repeated;
    }
    return TokenUse::Stolen;
}

} // namespace pc::relay::accounts
