// SPDX-License-Identifier: GPL-3.0-or-later
// Randomness that a test can repeat (SplitMix64 in its counter form). Good for nothing else.

#pragma once

#include "core/crypto/randomsource.h"

namespace pc::test {

class SeededRandom final : public crypto::RandomSource
{
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }

    /// Below `bound`, which is not 0.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

    void fill(crypto::MutableByteView out) override
    {
        for (std::uint8_t &byte : out)
            byte = static_cast<std::uint8_t>(next());
    }

private:
    std::uint64_t m_state;
};

} // namespace pc::test
