// SPDX-License-Identifier: GPL-3.0-or-later
// Exponential back-off with full jitter: the n-th wait is uniform in [0, min(longest, first * 2^n)].

#pragma once

#include "core/base/time.h"

namespace pc {

class Random;

class Backoff
{
public:
    Backoff(Milliseconds first, Milliseconds longest, Random &random);

    /// The next wait, in whole milliseconds; each call doubles the range up to the longest.
    Milliseconds next();

    /// Back to the first wait, after a success or when the network is known to be back.
    void reset() { m_attempts = 0; }

    int attempts() const { return m_attempts; }

private:
    Milliseconds m_first;
    Milliseconds m_longest;
    Random &m_random;
    int m_attempts = 0;
};

} // namespace pc
