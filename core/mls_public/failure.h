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

    // 7.5, 12.4.3.3: a tree as it travels, and a path through it.
    TreeEmpty,
    TreeTooLarge,
    TreeEndsBlank,
    NodeTypeMisplaced,
    PathLengthWrong,
    ParentHashWrong,

    // 7.3, 7.9, 12.4.3.1: a tree that somebody hands over.
    UnmergedLeavesUnsorted,
    UnmergedLeafBlank,
    UnmergedLeafElsewhere,
    UnmergedLeafForgotten,
    ParentHashInvalid,
    EncryptionKeyTaken,
    SignatureKeyTaken,
};

} // namespace pc::mls
