// SPDX-License-Identifier: GPL-3.0-or-later
// What a person calls a device: in their device list it is sealed for their own devices, so that others who read the list learn no
// names, and the relay cannot swap two of them.

#pragma once

#include "core/crypto/ed25519.h"

#include <QString>

#include <optional>

namespace pc::identity {

inline constexpr qsizetype kMostDeviceName = 64; ///< UTF-16 units.

/// Nothing for what is no text, too long, or would break a line.
std::optional<QString> deviceNameOf(crypto::ByteView utf8);

/// nonce (12) ‖ ChaCha20-Poly1305 under a key out of the account's, over the name padded to 192 bytes.
crypto::Bytes sealDeviceName(const QString &name, const crypto::Ed25519Key &accountKey, crypto::RandomSource &random);

/// Nothing when it does not open, or is no name.
std::optional<QString> openDeviceName(crypto::ByteView sealed, const crypto::Ed25519Key &accountKey);

} // namespace pc::identity
