// SPDX-License-Identifier: GPL-3.0-or-later
// MLSMessage, as it comes from anybody who may upload one.

#include "core/mls_public/mlsmessage.h"

#include "mlsroundtrip.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    pc::mls::decodeAndCheck<pc::mls::MlsMessage>({ data, size });
    return 0;
}
