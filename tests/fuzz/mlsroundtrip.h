// SPDX-License-Identifier: GPL-3.0-or-later
// What all MLS targets claim: whatever decodes encodes back to the very same bytes, since hashes and signatures are made
// of what was decoded.

#pragma once

#include "core/mls_public/codec.h"

#include <cstdlib>

namespace pc::mls {

inline void must(bool holds)
{
    if (!holds)
        std::abort();
}

template<typename T>
std::optional<T> decodeAndCheck(ByteView bytes)
{
    Result<T> value = decode<T>(bytes);
    if (!value)
        return std::nullopt;
    must(crypto::equal(encode(*value), bytes));
    return std::move(*value);
}

} // namespace pc::mls
