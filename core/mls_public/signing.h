// SPDX-License-Identifier: GPL-3.0-or-later
// Signatures and references with their labels: RFC 9420, sections 5.1.2 and 5.2.

#pragma once

#include "core/crypto/ed25519.h"
#include "core/crypto/sha256.h"
#include "core/mls_public/framing.h"

namespace pc::mls {

/// The label without "MLS 1.0 ".
Bytes signWithLabel(const crypto::Ed25519Key &key, std::string_view label, ByteView content);
[[nodiscard]] bool verifyWithLabel(ByteView publicKey, std::string_view label, ByteView content, ByteView signature);

/// The label as it stands.
crypto::Digest refHash(std::string_view label, ByteView value);

KeyPackageRef refOf(const KeyPackage &keyPackage);

/// Of content that holds a proposal.
ProposalRef refOf(const AuthenticatedContent &content);

} // namespace pc::mls
