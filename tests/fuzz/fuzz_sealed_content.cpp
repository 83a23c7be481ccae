// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a message holds inside, 32 of them as the commitment outside: no crash, and what opens is a part of what
// was given.

#include "core/groups/sealedcontent.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const pc::crypto::ByteView all(data, size);
    const std::size_t commitment = size < 32 ? size : 32;
    const auto content = pc::groups::openFranked(all.subspan(commitment), all.first(commitment));
    if (content && (content->size() + pc::groups::kContentOverhead + commitment != size))
        abort();
    return 0;
}
