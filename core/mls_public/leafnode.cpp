// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls_public/leafnode.h"

namespace pc::mls {

Bytes toBeSigned(const LeafNode &leaf, ByteView groupId, LeafIndex index)
{
    Writer out;
    LeafNode::signedFields(out, leaf);
    if (leaf.source() != LeafNodeSource::KeyPackage) {
        out.opaque(groupId);
        out(index);
    }
    return std::move(out).bytes();
}

} // namespace pc::mls
