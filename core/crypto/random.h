// SPDX-License-Identifier: GPL-3.0-or-later
// Randomness for keys, salts and tokens. Ids and waiting times take theirs from pc::Random, which a test can own;
// nothing here can be predicted or replaced.

#pragma once

#include "core/crypto/secret.h"

#include <QByteArray>

#include <span>

namespace pc::crypto {

void fillRandom(std::span<quint8> out);
QByteArray randomBytes(qsizetype size);

/// A fresh token of `entropyBytes` random bytes as base64url text: 32 for tokens, 16 for codes that people pass on.
SecretBytes randomToken(qsizetype entropyBytes);

} // namespace pc::crypto
