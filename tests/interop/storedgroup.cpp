// SPDX-License-Identifier: GPL-3.0-or-later
#include "storedgroup.h"

#include "core/mls/pendingcommit.h"

namespace pc::interop {

using namespace mls;

namespace {

/// All parts as one piece.
struct Blob
{
    struct Sender
    {
        LeafIndex leaf;
        Bytes part;

        static void fields(auto &io, auto &self) { io(self.leaf, self.part); }
    };

    Bytes epoch;
    Bytes nodes;
    std::vector<Sender> senders;
    Bytes proposals;

    static void fields(auto &io, auto &self) { io(self.epoch, self.nodes, self.senders, self.proposals); }
};

} // namespace

Result<Group> StoredGroup::read() const
{
    return Group::restore(productSuite(), m_parts);
}

bool StoredGroup::write(const Group &group, const Effects &effects)
{
    if (effects.nodes)
        m_parts.nodes = group.nodesPart();
    if (effects.proposals)
        m_parts.proposals = group.proposalsPart();
    if (effects.sender)
        m_parts.senders.insert_or_assign(*effects.sender, group.senderPart(*effects.sender));
    return isStateOf(group);
}

void StoredGroup::keepPending(const PendingCommit &pending)
{
    m_pending = encodePending(pending);
}

Result<Group> StoredGroup::readPending() const
{
    Result<PendingCommit> pending = decodePending(productSuite(), m_pending->view());
    if (!pending)
        return pending.failure();
    return std::move(pending->next);
}

Bytes StoredGroup::blob() const
{
    Blob blob { crypto::toBytes(m_parts.epoch.view()), crypto::toBytes(m_parts.nodes.view()), {},
        crypto::toBytes(m_parts.proposals.view()) };
    for (const auto &[leaf, part] : m_parts.senders)
        blob.senders.push_back({ leaf, crypto::toBytes(part.view()) });
    return encode(blob);
}

Result<Group> StoredGroup::fromBlob(ByteView bytes)
{
    const Result<Blob> blob = decode<Blob>(bytes);
    if (!blob)
        return blob.failure();
    GroupParts parts { WipingBytes::copyOf(blob->epoch), WipingBytes::copyOf(blob->nodes), {},
        WipingBytes::copyOf(blob->proposals) };
    for (const Blob::Sender &sender : blob->senders)
        parts.senders.emplace(sender.leaf, WipingBytes::copyOf(sender.part));
    return Group::restore(productSuite(), parts);
}

} // namespace pc::interop
