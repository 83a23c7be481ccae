// SPDX-License-Identifier: GPL-3.0-or-later
// The relay's configuration. What is read is in bounds: described and read again it is the same.

#include "core/relay/admin/config.h"
#include "core/relay/admin/configkeys.h"

#include <cstdlib>

using namespace pc::relay::admin;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto config = parseConfig(text, QStringLiteral("fuzz"));
    if (!config) {
        if (!config.error().detail.startsWith(QStringLiteral("fuzz:")))
            std::abort();
        return 0;
    }
    for (const ConfigKey &key : configKeys()) {
        Config again;
        if (!key.set(again, key.get(*config)))
            std::abort();
    }
    return 0;
}
