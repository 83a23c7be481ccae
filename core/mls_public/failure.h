// SPDX-License-Identifier: GPL-3.0-or-later
// Every check of the MLS rooms that the world can fail, by the section of RFC 9420 that asks for it. What a user reads
// is never made from these: a client says only that a message was refused.

#pragma once

#include <cstdint>

namespace pc::mls {

enum class Failure : std::uint16_t {
    // 2.1, 6: bytes that are no message.
    Truncated,
    TrailingBytes,
    TooLarge,
    TooManyElements,
    TooDeep,
    LengthNotMinimal,
    LengthInvalid,
    PresenceInvalid,
    UnknownVersion,
    UnknownWireFormat,
    UnknownContentType,
    UnknownSenderType,
    UnknownCredentialType,
    UnknownLeafNodeSource,
    UnknownProposalType,
    UnknownProposalOrRefType,
    UnknownPskType,
    UnknownPskUsage,
    UnknownNodeType,
    DuplicateExtension,

    // 7.5, 7.6: what only who holds private keys can see of a path.
    NodeKeyInvalid, ///< A public key whose product with anything is zero.
    PathSecretCountWrong,
    PathNotForUs, ///< Nothing in it is sealed to a key of ours.
    PathSecretUnopened,
    PathSecretLengthWrong,
    PathKeyWrong, ///< A key that is not the one its secret gives.

    // 8.4
    TooManyPsks,
    PskMissing,

    // 9
    GenerationTooFar,
    GenerationConsumed, ///< Opened before, or too long ago.
    RatchetExhausted,
};

} // namespace pc::mls
