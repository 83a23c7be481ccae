// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/publickey.h"

#include "core/crypto/x25519.h"
#include "core/mls_public/constants.h"

namespace pc::mls {

bool isEncryptionKey(crypto::ByteView key)
{
    // Every private key is a multiple of eight, so that all of them send such points to zero: any one finds them out.
    constexpr std::array<std::uint8_t, kPublicKeyBytes> kProbe { 1 };
    return key.size() == kPublicKeyBytes && crypto::x25519(kProbe, key).has_value();
}

} // namespace pc::mls
