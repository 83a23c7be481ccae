// SPDX-License-Identifier: GPL-3.0-or-later
// Pre-shared keys that go into the key schedule: RFC 9420, section 8.4. Where they are kept is the caller's matter.

#pragma once

#include "core/mls/labels.h"
#include "core/mls_public/presharedkeyid.h"
#include "core/mls_public/result.h"

#include <span>

namespace pc::mls {

/// Who knows pre-shared keys. Nonces are no part of a name here: they differ with each use.
class PskSource
{
public:
    PskSource() = default;
    PskSource(const PskSource &) = delete;
    PskSource &operator=(const PskSource &) = delete;
    virtual ~PskSource() = default;

    virtual std::optional<WipingBytes> find(const PreSharedKeyId &id) const = 0;
};

/// For who uses none.
const PskSource &noPsks();

/// psk_secret: all zero when there are none. Error: PskMissing, when the source does not know one; TooManyPsks.
Result<WipingBytes> pskSecret(std::span<const PreSharedKeyId> ids, const PskSource &source);

} // namespace pc::mls
