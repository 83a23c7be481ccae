// SPDX-License-Identifier: GPL-3.0-or-later
// AES-128-GCM (NIST SP 800-38D) behind the AEAD seam, by OpenSSL: the one thing in which MLS suite 0x0001 differs from
// ours. For published vectors; libsodium has AES-256-GCM alone, and the product refuses the suite.

#pragma once

#include "core/crypto/aeadcipher.h"

namespace pc::test {

const crypto::AeadCipher &aes128Gcm();

} // namespace pc::test
