// SPDX-License-Identifier: GPL-3.0-or-later
// GroupKeeper: sealing a message, and what people may see of who reads it.

#include "core/crypto/qtbytes.h"
#include "core/groups/groupview.h"
#include "core/groups/localgroupkeeper.h"
#include "core/groups/sealedcontent.h"

#include <algorithm>

namespace pc::groups {

using store::GroupPlace;

namespace {

using Sealed = Either<QByteArray, SealRefusal>;

/// What speaks against sealing anything now.
Result<std::optional<SealRefusal>> objectionTo(Workshop &workshop, const store::GroupRow &row, mls::Group *group)
{
    store::Store &store = workshop.store();
    auto roster = Roster::load(store, row.conversation);
    if (!roster)
        return roster.error();
    if (!roster->isIn(workshop.parts.user))
        return std::optional(SealRefusal::NotAMember);
    if (!group)
        return std::optional(SealRefusal::NotInGroup);
    auto pending = store.handshakes.pending(row.conversation);
    if (!pending)
        return pending.error();
    if (*pending)
        return std::optional(SealRefusal::Settling);
    auto described = store.conversations.find(row.conversation);
    if (!described)
        return described.error();
    if (!*described || (*described)->head > std::min(row.cursor, roster->knownUpTo()))
        return std::optional(SealRefusal::Behind);
    if (!strangersIn(*group, *roster).empty())
        return std::optional(SealRefusal::RemoveFirst);
    if (!group->openProposals().empty())
        return std::optional(SealRefusal::CommitFirst);
    auto doubts = doubtsIn(*group, *roster, workshop.parts);
    if (!doubts)
        return doubts.error();
    if (!doubts->revoked.empty())
        return std::optional(SealRefusal::RemoveFirst);
    if (!doubts->unchecked.empty() || !doubts->inDoubt.empty())
        return std::optional(SealRefusal::InDoubt);
    return std::optional<SealRefusal>();
}

} // namespace

Result<Either<QByteArray, SealRefusal>> LocalGroupKeeper::seal(
    ConversationId conversation, MessageId message, const QByteArray &content)
{
    if (std::size_t(content.size()) > kMostContentBytes)
        return Sealed(SealRefusal::TooLarge);
    auto row = m_workshop.row(conversation);
    if (!row)
        return row.error();
    auto group = row->place == GroupPlace::Joined ? m_workshop.shelf.find(conversation)
                                                  : Result<mls::Group *>(static_cast<mls::Group *>(nullptr));
    if (!group)
        return group.error();
    auto against = objectionTo(m_workshop, *row, *group);
    if (!against)
        return against.error();
    if (*against)
        return Sealed(**against);
    SealedContent sealed = frank(crypto::viewOf(content), m_workshop.parts.keys);
    const store::Opening opening { crypto::toByteArray(sealed.commitment),
        crypto::toByteArray(frankingKeyIn(sealed.inside)) };
    auto outgoing = (*group)->protect(sealed.inside, std::move(sealed.commitment), m_workshop.parts.keys);
    crypto::wipe(sealed.inside);
    if (!outgoing)
        return Sealed(SealRefusal::CommitFirst); // its ratchet is at its end: a commit gives another
    if (auto kept = m_workshop.shelf.keep(conversation, outgoing->effects); !kept)
        return kept.error();
    auto added = m_workshop.store().groups.addSealed(conversation, message);
    if (added)
        added = m_workshop.store().openings.save(conversation, message, opening);
    if (!added) {
        forget();
        return added.error();
    }
    return Sealed(crypto::toByteArray(outgoing->message));
}

Result<std::optional<QString>> LocalGroupKeeper::epochCode(ConversationId conversation)
{
    auto row = m_workshop.row(conversation);
    if (!row)
        return row.error();
    if (row->place != GroupPlace::Joined)
        return std::optional<QString>();
    auto group = m_workshop.shelf.find(conversation);
    if (!group)
        return group.error();
    return *group ? std::optional(epochCodeOf((*group)->epochAuthenticator())) : std::nullopt;
}

Result<std::vector<Reader>> LocalGroupKeeper::readers(ConversationId conversation)
{
    auto row = m_workshop.row(conversation);
    if (!row)
        return row.error();
    std::vector<Reader> readers;
    if (row->place != GroupPlace::Joined)
        return readers;
    auto roster = Roster::load(m_workshop.store(), conversation);
    if (!roster)
        return roster.error();
    auto group = m_workshop.shelf.find(conversation);
    if (!group || !*group)
        return group ? Result<std::vector<Reader>>(readers) : group.error();
    for (const mls::MemberView &member : (*group)->members()) {
        const auto holder = identity::holderOf(*member.node);
        if (!holder)
            continue;
        auto verdict = holder->device == m_workshop.parts.device ? Result<trust::Verdict>(trust::Verdict::Good)
                                                                 : m_workshop.parts.accounts.verdictOn(*holder);
        if (!verdict)
            return verdict.error();
        readers.push_back({ member.leaf.value, *holder, roster->isMember(holder->user), *verdict });
    }
    return readers;
}

} // namespace pc::groups
