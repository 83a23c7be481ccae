// SPDX-License-Identifier: GPL-3.0-or-later
// What one member shows of itself in the tree: RFC 9420, section 7.2. Its rules (7.3) are in leafvalidation.h.

#pragma once

#include "core/mls_public/credential.h"
#include "core/mls_public/extension.h"
#include "core/mls_public/treemath.h"

namespace pc::mls {

struct Capabilities
{
    std::vector<ProtocolVersion> versions;
    std::vector<CipherSuiteId> cipherSuites;
    std::vector<ExtensionType> extensions;
    std::vector<ProposalType> proposals;
    std::vector<CredentialType> credentials;

    bool operator==(const Capabilities &) const = default;

    static void fields(auto &io, auto &self)
    {
        io(self.versions, self.cipherSuites, self.extensions, self.proposals, self.credentials);
    }
};

/// Seconds since 1970-01-01T00:00:00Z, both ends included.
struct Lifetime
{
    std::uint64_t notBefore = 0;
    std::uint64_t notAfter = 0;

    bool operator==(const Lifetime &) const = default;
    static void fields(auto &io, auto &self) { io(self.notBefore, self.notAfter); }
};

struct FromKeyPackage
{
    Lifetime lifetime;

    bool operator==(const FromKeyPackage &) const = default;
    static void fields(auto &io, auto &self) { io(self.lifetime); }
};

struct FromUpdate
{
    bool operator==(const FromUpdate &) const = default;
    static void fields(auto &, auto &) { }
};

struct FromCommit
{
    Bytes parentHash;

    bool operator==(const FromCommit &) const = default;
    static void fields(auto &io, auto &self) { io(self.parentHash); }
};

struct LeafNode
{
    Bytes encryptionKey;
    Bytes signatureKey;
    Credential credential;
    Capabilities capabilities;
    std::variant<FromKeyPackage, FromUpdate, FromCommit> origin;
    Extensions extensions;
    Bytes signature;

    bool operator==(const LeafNode &) const = default;

    LeafNodeSource source() const { return static_cast<LeafNodeSource>(origin.index() + 1); }

    /// All that the signature covers but the place of the leaf.
    static void signedFields(auto &io, auto &self)
    {
        io(self.encryptionKey, self.signatureKey, self.credential, self.capabilities);
        io.select(OneOf<LeafNodeSource::KeyPackage, LeafNodeSource::Update, LeafNodeSource::Commit> {}, self.origin,
            Failure::UnknownLeafNodeSource);
        io(self.extensions);
    }

    static void fields(auto &io, auto &self)
    {
        signedFields(io, self);
        io(self.signature);
    }
};

/// LeafNodeTBS. Group and index count only for leaves that were made in a group (sources update and commit).
Bytes toBeSigned(const LeafNode &leaf, ByteView groupId, LeafIndex index);

} // namespace pc::mls
