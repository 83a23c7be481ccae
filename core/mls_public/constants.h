// SPDX-License-Identifier: GPL-3.0-or-later
// Registered values and labels of RFC 9420 (sections 6, 7.2, 12.1, 17) that both MLS rooms use. The open enumerations
// (version, suite, extension, proposal, credential) may hold any value: unknown ones are allowed where lists name them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pc::mls {

// Section 6
enum class ProtocolVersion : std::uint16_t { Mls10 = 1 };
enum class ContentType : std::uint8_t { Application = 1, Proposal = 2, Commit = 3 };
enum class SenderType : std::uint8_t { Member = 1, External = 2, NewMemberProposal = 3, NewMemberCommit = 4 };

// Section 7.2
enum class LeafNodeSource : std::uint8_t { KeyPackage = 1, Update = 2, Commit = 3 };

// Section 7.8
enum class NodeType : std::uint8_t { Leaf = 1, Parent = 2 };

// Section 8.4
enum class PskType : std::uint8_t { External = 1, Resumption = 2 };
enum class ResumptionPskUsage : std::uint8_t { Application = 1, ReInit = 2, Branch = 3 };

// Section 12.4
enum class ProposalOrRefType : std::uint8_t { Proposal = 1, Reference = 2 };

/// Section 17.1. The product speaks X25519ChaCha20; X25519Aes128 differs in the AEAD alone and is used by tests.
enum class CipherSuiteId : std::uint16_t { X25519Aes128 = 1, X25519ChaCha20 = 3 };

// Section 17.2
enum class WireFormat : std::uint16_t {
    PublicMessage = 1,
    PrivateMessage = 2,
    Welcome = 3,
    GroupInfo = 4,
    KeyPackage = 5,
};

// Section 17.3
enum class ExtensionType : std::uint16_t {
    ApplicationId = 1,
    RatchetTree = 2,
    RequiredCapabilities = 3,
    ExternalPub = 4,
    ExternalSenders = 5,
};

// Section 17.4
enum class ProposalType : std::uint16_t {
    Add = 1,
    Update = 2,
    Remove = 3,
    Psk = 4,
    ReInit = 5,
    ExternalInit = 6,
    GroupContextExtensions = 7,
};

// Section 17.5
enum class CredentialType : std::uint16_t { Basic = 1, X509 = 2 };

/// Section 7.2: types that every client knows and that no list of capabilities names.
constexpr bool isDefault(ExtensionType type)
{
    return type >= ExtensionType::ApplicationId && type <= ExtensionType::ExternalSenders;
}

constexpr bool isDefault(ProposalType type)
{
    return type >= ProposalType::Add && type <= ProposalType::GroupContextExtensions;
}

/// Nh of both suites: the bytes of a SHA-256 digest, of a secret, of a psk_nonce.
inline constexpr std::size_t kHashBytes = 32;

/// X25519 and Ed25519 public keys of both suites.
inline constexpr std::size_t kPublicKeyBytes = 32;

namespace label {

// Sections 5.1.2 and 17.6; "MLS 1.0 " is put before them.
inline constexpr std::string_view kPrefix = "MLS 1.0 ";
inline constexpr std::string_view kFramedContent = "FramedContentTBS";
inline constexpr std::string_view kLeafNode = "LeafNodeTBS";
inline constexpr std::string_view kKeyPackage = "KeyPackageTBS";
inline constexpr std::string_view kGroupInfo = "GroupInfoTBS";

// Section 5.2: whole as they stand.
inline constexpr std::string_view kKeyPackageRef = "MLS 1.0 KeyPackage Reference";
inline constexpr std::string_view kProposalRef = "MLS 1.0 Proposal Reference";

// Section 8, the key schedule
inline constexpr std::string_view kJoiner = "joiner";
inline constexpr std::string_view kWelcome = "welcome";
inline constexpr std::string_view kEpoch = "epoch";
inline constexpr std::string_view kSenderData = "sender data";
inline constexpr std::string_view kEncryption = "encryption";
inline constexpr std::string_view kExporter = "exporter";
inline constexpr std::string_view kExternal = "external";
inline constexpr std::string_view kConfirm = "confirm";
inline constexpr std::string_view kMembership = "membership";
inline constexpr std::string_view kResumption = "resumption";
inline constexpr std::string_view kAuthentication = "authentication";
inline constexpr std::string_view kInit = "init";
inline constexpr std::string_view kDerivedPsk = "derived psk"; // 8.4
inline constexpr std::string_view kExported = "exported"; // 8.5

/// Section 8.3; given to HPKE as it stands.
inline constexpr std::string_view kExternalInit = "MLS 1.0 external init secret";

// Section 9, the secret tree; 6.3.2 and 12.4.3.1 take "key" and "nonce", too.
inline constexpr std::string_view kTree = "tree";
inline constexpr std::string_view kLeft = "left";
inline constexpr std::string_view kRight = "right";
inline constexpr std::string_view kHandshake = "handshake";
inline constexpr std::string_view kApplication = "application";
inline constexpr std::string_view kKey = "key";
inline constexpr std::string_view kNonce = "nonce";
inline constexpr std::string_view kSecret = "secret";

// Section 7.4, path secrets
inline constexpr std::string_view kPath = "path";
inline constexpr std::string_view kNode = "node";

// Section 17.7, HPKE
inline constexpr std::string_view kUpdatePathNode = "UpdatePathNode";
inline constexpr std::string_view kGroupSecrets = "Welcome";

} // namespace label

} // namespace pc::mls
