// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/psk.h"

#include "core/mls/keyschedule.h"

#include <limits>

namespace pc::mls {

namespace {

class NoPsks final : public PskSource
{
public:
    std::optional<WipingBytes> find(const PreSharedKeyId &) const override { return std::nullopt; }
};

Bytes pskLabel(const PreSharedKeyId &id, std::size_t index, std::size_t count)
{
    Writer out;
    out(id, static_cast<std::uint16_t>(index), static_cast<std::uint16_t>(count));
    return std::move(out).bytes();
}

} // namespace

const PskSource &noPsks()
{
    static const NoPsks none;
    return none;
}

Result<WipingBytes> pskSecret(std::span<const PreSharedKeyId> ids, const PskSource &source)
{
    if (ids.size() > std::numeric_limits<std::uint16_t>::max())
        return Failure::TooManyPsks;
    const WipingBytes zero = zeroSecret();
    WipingBytes secret = zeroSecret();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto psk = source.find(ids[i]);
        if (!psk)
            return Failure::PskMissing;
        const WipingBytes extracted = crypto::hkdfExtract(zero.view(), psk->view());
        const WipingBytes input
            = expandWithLabel(extracted.view(), label::kDerivedPsk, pskLabel(ids[i], i, ids.size()), kHashBytes);
        secret = crypto::hkdfExtract(input.view(), secret.view());
    }
    return secret;
}

} // namespace pc::mls
