// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/sealedcontent.h"

#include "core/crypto/hkdf.h"

#include <cassert>

namespace pc::groups {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::string_view kLabel = "pc/frank/1";

crypto::Digest commitmentTo(crypto::ByteView content, crypto::ByteView frankingKey)
{
    return crypto::hmacSha256(frankingKey, crypto::concat({ crypto::bytesOf(kLabel), content }));
}

} // namespace

SealedContent frank(crypto::ByteView content, crypto::RandomSource &random)
{
    assert(content.size() <= kMostContentBytes);
    const crypto::WipingBytes key = random.secret(kFrankingKeyBytes);
    SealedContent sealed;
    sealed.inside.reserve(kContentOverhead + content.size());
    sealed.inside.push_back(kVersion);
    crypto::append(sealed.inside, key.view());
    crypto::append(sealed.inside, content);
    sealed.commitment = crypto::toBytes(commitmentTo(content, key.view()));
    return sealed;
}

std::optional<crypto::ByteView> openFranked(crypto::ByteView inside, crypto::ByteView commitment)
{
    if (inside.size() < kContentOverhead || inside.size() > kContentOverhead + kMostContentBytes
        || inside.front() != kVersion)
        return std::nullopt;
    const crypto::ByteView content = inside.subspan(kContentOverhead);
    return proves(frankingKeyIn(inside), content, commitment) ? std::optional(content) : std::nullopt;
}

bool proves(crypto::ByteView frankingKey, crypto::ByteView content, crypto::ByteView commitment)
{
    return frankingKey.size() == kFrankingKeyBytes && content.size() <= kMostContentBytes
        && crypto::equalSecrets(commitmentTo(content, frankingKey), commitment);
}

} // namespace pc::groups
