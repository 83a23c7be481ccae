// SPDX-License-Identifier: GPL-3.0-or-later
// Where randomness comes from, for code that must not fetch its own: core/mls takes it as a parameter, so that a test can
// repeat a run. The product passes systemRandom(). No Qt.

#pragma once

#include "core/crypto/wipingbytes.h"

namespace pc::crypto {

class RandomSource
{
public:
    RandomSource() = default;
    RandomSource(const RandomSource &) = delete;
    RandomSource &operator=(const RandomSource &) = delete;
    virtual ~RandomSource() = default;

    virtual void fill(MutableByteView out) = 0;

    WipingBytes secret(std::size_t size)
    {
        WipingBytes bytes(size);
        fill(bytes.mutableView());
        return bytes;
    }
};

/// The system's, through libsodium; for any thread.
RandomSource &systemRandom();

} // namespace pc::crypto
