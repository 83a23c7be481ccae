// SPDX-License-Identifier: GPL-3.0-or-later
// Whether bytes are a public key that one can seal to. RFC 9180, section 7.1.4, has the sealing side fail on a point of small
// order; a member that showed one would thereby keep all others from committing, so it is refused on arrival.

#pragma once

#include "core/crypto/bytes.h"

namespace pc::mls {

/// An X25519 key: 32 bytes, and no point of small order.
bool isEncryptionKey(crypto::ByteView key);

} // namespace pc::mls
