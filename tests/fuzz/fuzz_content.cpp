// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a message's content: no crash, and what is taken as text is written back to the same text.

#include "core/chat/contentcodec.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto content = pc::chat::decodeContent(QByteArrayView(data, qsizetype(size)));
    if (!content || content->kind != pc::chat::ContentKind::Text)
        return 0;
    const auto again = pc::chat::decodeContent(pc::chat::encodeContent(*content));
    if (!again || !(*again == *content))
        abort();
    return 0;
}
