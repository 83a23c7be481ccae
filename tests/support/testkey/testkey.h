// SPDX-License-Identifier: GPL-3.0-or-later
// A store's key for tests that are about something else.

#pragma once

#include "core/crypto/initialise.h"
#include "core/crypto/secret.h"

#include <algorithm>

namespace pc::test {

/// 32 times the same byte. Starts the cryptographic library, which a product's main does.
inline crypto::SecretBytes testKey(quint8 byte = 0x5e)
{
    if (!crypto::initialise())
        qFatal("no cryptographic library");
    crypto::SecretBytes key(32);
    std::ranges::fill(key.mutableView(), byte);
    return key;
}

} // namespace pc::test
