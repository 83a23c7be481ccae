// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/groupshelf.h"

#include "core/base/log.h"
#include "core/store/store.h"

#include <algorithm>

namespace pc::groups {

namespace {

mls::GroupParts partsOf(store::GroupPieces pieces)
{
    mls::GroupParts parts { std::move(pieces.epoch), std::move(pieces.nodes), {}, std::move(pieces.proposals) };
    for (auto &[leaf, ratchets] : pieces.senders)
        parts.senders.emplace(mls::LeafIndex { leaf }, std::move(ratchets));
    return parts;
}

} // namespace

store::GroupPieces piecesOf(const mls::Group &group)
{
    mls::GroupParts parts = group.parts();
    store::GroupPieces pieces { std::move(parts.epoch), std::move(parts.nodes), std::move(parts.proposals), {} };
    for (auto &[leaf, ratchets] : parts.senders)
        pieces.senders.emplace(leaf.value, std::move(ratchets));
    return pieces;
}

Result<mls::Group *> GroupShelf::find(ConversationId conversation)
{
    const auto placed = std::ranges::find(m_groups, conversation, &Placed::conversation);
    if (placed != m_groups.end()) {
        m_groups.splice(m_groups.begin(), m_groups, placed);
        return &m_groups.front().group;
    }
    auto pieces = m_store.groups.pieces(conversation);
    if (!pieces)
        return pieces.error();
    if (!*pieces)
        return static_cast<mls::Group *>(nullptr);
    auto group = mls::Group::restore(m_suite, partsOf(std::move(**pieces)));
    if (!group) {
        qCWarning(lcStore) << "a group cannot be read back: check" << int(group.failure());
        return static_cast<mls::Group *>(nullptr);
    }
    m_groups.push_front({ conversation, std::move(*group) });
    if (m_groups.size() > kMostGroupsInMemory)
        m_groups.pop_back();
    return &m_groups.front().group;
}

Result<void> GroupShelf::put(ConversationId conversation, mls::Group group)
{
    forget(conversation);
    if (auto saved = m_store.groups.savePieces(conversation, piecesOf(group)); !saved)
        return saved;
    m_groups.push_front({ conversation, std::move(group) });
    if (m_groups.size() > kMostGroupsInMemory)
        m_groups.pop_back();
    return {};
}

Result<void> GroupShelf::keep(ConversationId conversation, const mls::Effects &effects)
{
    auto group = find(conversation);
    if (!group)
        return group.error();
    Q_ASSERT(*group);
    auto written = write(conversation, **group, effects);
    if (!written)
        forget(conversation);
    return written;
}

Result<void> GroupShelf::write(ConversationId conversation, const mls::Group &group, const mls::Effects &effects)
{
    if (effects.nodes) {
        if (auto saved = m_store.groups.saveNodes(conversation, group.nodesPart()); !saved)
            return saved;
    }
    if (effects.sender) {
        const auto ratchets = group.senderPart(*effects.sender);
        if (auto saved = m_store.groups.saveSender(conversation, effects.sender->value, ratchets); !saved)
            return saved;
    }
    return effects.proposals ? m_store.groups.saveProposals(conversation, group.proposalsPart()) : Result<void>();
}

Result<void> GroupShelf::drop(ConversationId conversation)
{
    forget(conversation);
    return m_store.groups.removePieces(conversation);
}

void GroupShelf::forget(ConversationId conversation)
{
    m_groups.remove_if([&](const Placed &placed) { return placed.conversation == conversation; });
}

} // namespace pc::groups
