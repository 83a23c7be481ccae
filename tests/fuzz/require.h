// SPDX-License-Identifier: GPL-3.0-or-later
// What a fuzz target claims. In release builds, too, where assert() says nothing.

#pragma once

#include <cstdlib>

namespace pc::test {

/// Ends the process where the claim does not hold, which a fuzzer takes for a finding.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace pc::test
