// SPDX-License-Identifier: GPL-3.0-or-later
// A file that somebody chose as their school's own root certificate. What is taken of it is taken again as the same.

#include "core/link/ownroots.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    // Within the time of what the corpus holds, whenever this runs.
    constexpr pc::UtcTime kNow = pc::utcFromMilliseconds(1'800'000'000'000);
    const auto roots = pc::link::parseOwnRoots(QByteArrayView(data, qsizetype(size)), kNow);
    if (!roots)
        return 0;
    const auto again = pc::link::parseOwnRoots(roots->pem, kNow);
    if (!again || *again != *roots || pc::link::describeRoots(roots->pem) != *roots)
        std::abort();
    return 0;
}
