// SPDX-License-Identifier: GPL-3.0-or-later
// A GroupInfo with the tree inside, as who joins or begins to follow a group reads it, up to its signature.

#include "core/mls_public/joining.h"

#include "mlsroundtrip.h"

using namespace pc::mls;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const std::optional<GroupInfo> info = decodeAndCheck<GroupInfo>({ data, size });
    if (!info)
        return 0;
    static_cast<void>(info->groupContext.extensions.find<RequiredCapabilities>());
    static_cast<void>(info->extensions.find<ExternalPub>());
    const Result<RatchetTree> tree = treeOf(*info, std::nullopt);
    if (tree)
        static_cast<void>(checkGroupInfoSignature(*info, *tree));
    return 0;
}
