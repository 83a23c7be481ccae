// SPDX-License-Identifier: GPL-3.0-or-later
// Frames as JSON, as they come from anybody who reaches the port.

#include "wireroundtrip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pc::wire::decodeAndCheck(data, size, pc::wire::Encoding::Json);
    return 0;
}
