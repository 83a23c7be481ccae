// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/crypto/initialise.h"

#include <sodium.h>

namespace pc::crypto {

Result<void> initialise()
{
    if (sodium_init() < 0)
        return { Errc::Internal, QStringLiteral("the cryptographic library did not start") };
    return {};
}

} // namespace pc::crypto
