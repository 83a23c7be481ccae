// SPDX-License-Identifier: GPL-3.0-or-later
// What who joins is told of a group: RFC 9420, section 12.4.3.

#pragma once

#include "core/mls_public/groupcontext.h"
#include "core/mls_public/treemath.h"

namespace pc::mls {

struct GroupInfo
{
    GroupContext groupContext;
    Extensions extensions;
    Bytes confirmationTag;
    LeafIndex signer;
    Bytes signature;

    bool operator==(const GroupInfo &) const = default;

    static void signedFields(auto &io, auto &self)
    {
        io(self.groupContext, self.extensions, self.confirmationTag, self.signer);
    }

    static void fields(auto &io, auto &self)
    {
        signedFields(io, self);
        io(self.signature);
    }
};

/// GroupInfoTBS
Bytes toBeSigned(const GroupInfo &groupInfo);

} // namespace pc::mls
