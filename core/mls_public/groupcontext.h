// SPDX-License-Identifier: GPL-3.0-or-later
// What all members agree on in an epoch: RFC 9420, section 8.1.

#pragma once

#include "core/mls_public/extension.h"

namespace pc::mls {

struct GroupContext
{
    ProtocolVersion version = ProtocolVersion::Mls10;
    CipherSuiteId cipherSuite {};
    Bytes groupId;
    std::uint64_t epoch = 0;
    Bytes treeHash;
    Bytes confirmedTranscriptHash;
    Extensions extensions;

    bool operator==(const GroupContext &) const = default;

    static void fields(auto &io, auto &self)
    {
        io(self.version);
        io.check(self.version == ProtocolVersion::Mls10, Failure::UnknownVersion);
        io(self.cipherSuite, self.groupId, self.epoch, self.treeHash, self.confirmedTranscriptHash, self.extensions);
    }
};

} // namespace pc::mls
