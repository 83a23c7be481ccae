// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of HTTP long poll, as a client reads them from whoever answers, and the relay from anybody with a token. What is
// read keeps its bounds, and is written and read again as the same.

#include "core/wire/batch.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto batch = pc::wire::decodeBatch(QByteArrayView(data, qsizetype(size)));
    if (!batch)
        return 0;
    size_t bytes = 0;
    for (const QByteArray &frame : batch->frames)
        bytes += size_t(frame.size());
    if (batch->frames.size() > pc::wire::kMaxBatchFrames || bytes > size)
        std::abort();
    const auto again = pc::wire::decodeBatch(pc::wire::encodeBatch(*batch));
    if (!again || *again != *batch)
        std::abort();
    return 0;
}
