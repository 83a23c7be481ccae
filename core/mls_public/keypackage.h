// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody publishes to be added while being offline: RFC 9420, section 10. Its rules (10.1) are in
// keypackagevalidation.h.

#pragma once

#include "core/mls_public/leafnode.h"

namespace pc::mls {

struct KeyPackage
{
    ProtocolVersion version = ProtocolVersion::Mls10;
    CipherSuiteId cipherSuite {};
    Bytes initKey;
    LeafNode leafNode;
    Extensions extensions;
    Bytes signature;

    bool operator==(const KeyPackage &) const = default;

    static void signedFields(auto &io, auto &self)
    {
        io(self.version, self.cipherSuite, self.initKey, self.leafNode, self.extensions);
    }

    static void fields(auto &io, auto &self)
    {
        signedFields(io, self);
        io(self.signature);
    }
};

/// KeyPackageTBS
Bytes toBeSigned(const KeyPackage &keyPackage);

/// Section 5.2: the hash by which a Welcome names a key package, and a commit a proposal.
struct KeyPackageRef
{
    Bytes hash;

    bool operator==(const KeyPackageRef &) const = default;
    auto operator<=>(const KeyPackageRef &) const = default;
    static void fields(auto &io, auto &self) { io(self.hash); }
};

} // namespace pc::mls
