// SPDX-License-Identifier: GPL-3.0-or-later
// EntryTaker: what one entry does to the group. Whatever a member cannot take although the relay could puts this device
// outside, to come in anew: it must never go on beside the others.

#include "core/base/log.h"
#include "core/groups/entrytaker.h"
#include "core/groups/messages.h"
#include "core/groups/sealedcontent.h"

namespace pc::groups {

namespace {

mls::GroupParts nextParts(const store::PendingHandshake &pending)
{
    return { pending.nextEpoch.copy(), pending.nextNodes.copy(), {}, pending.nextProposals.copy() };
}

bool isFrom(const mls::Group &group, mls::LeafIndex leaf, const LogEntry &entry)
{
    const mls::LeafNode *node = group.tree().leaf(leaf);
    const auto holder = node ? identity::holderOf(*node) : std::nullopt;
    return holder && holder->user == entry.sender && holder->device == entry.device;
}

/// Sealed in this epoch or a later one, and yet not for this device: changes of the group are kept from it, or it was led into
/// another one. That is to be seen, and not to be mended by what others bring before this device came in anew.
bool isOutOfStep(const LogEntry &entry, std::uint64_t sealedIn, quint32 ownGeneration, const mls::Group &group)
{
    const auto generation = generationIn(entry);
    return generation && (*generation > ownGeneration || (*generation == ownGeneration && sealedIn >= group.epoch()));
}

} // namespace

Result<void> EntryTaker::takeNext(const LogEntry &entry)
{
    m_row.cursor = entry.seq;
    if (m_row.place == store::GroupPlace::None) {
        if (entry.kind == EntryKind::Message)
            say(entry, Unreadable::NotInGroup);
        return {};
    }
    if (entry.kind == EntryKind::Event)
        return {};
    auto group = m_workshop.shelf.find(m_row.conversation);
    if (!group)
        return group.error();
    if (*group)
        return takeInGroup(entry, **group);
    if (entry.kind == EntryKind::Message)
        say(entry, Unreadable::Undecryptable);
    return fail("the group cannot be read back");
}

Result<void> EntryTaker::takeInGroup(const LogEntry &entry, mls::Group &group)
{
    if (isOurs(entry))
        return takeOwn(entry);
    switch (entry.kind) {
    case EntryKind::Message:
        return takeMessage(entry, group);
    case EntryKind::Create:
        return takeCreate(entry);
    case EntryKind::Propose:
        return takeProposal(entry, group);
    case EntryKind::Commit:
        return takeCommit(entry, group);
    case EntryKind::Event:
        break;
    }
    return {};
}

Result<void> EntryTaker::takeOwn(const LogEntry &entry)
{
    store::Store &store = m_workshop.store();
    if (entry.kind == EntryKind::Message) {
        auto isKnown = store.groups.isSealed(m_row.conversation, entry.message);
        if (!isKnown)
            return isKnown.error();
        if (*isKnown) {
            say(entry, OwnMessage {});
            return store.groups.removeSealed(m_row.conversation, entry.message);
        }
        say(entry, Unreadable::NotInGroup);
    } else {
        auto pending = store.handshakes.pending(m_row.conversation);
        if (!pending)
            return pending.error();
        if (*pending && (*pending)->message == entry.message)
            return merge(**pending, entry);
    }
    m_taken.isRolledBack = true;
    return fail("an entry of ours that this store never made");
}

Result<void> EntryTaker::takeMessage(const LogEntry &entry, mls::Group &group)
{
    const auto sealed = messageOf<mls::PrivateMessage>(entry.body);
    if (!sealed || sealed->contentType != mls::ContentType::Application) {
        say(entry, Unreadable::NotInGroup);
        return {};
    }
    const Roster nobody; // an application message asks for no policy
    const MemberPolicy policy(nobody, entry.seq);
    auto received = group.process(crypto::viewOf(entry.body), rulesOf(policy, entry.sentAt));
    const auto *message = received ? std::get_if<mls::ReceivedApplication>(&received->content) : nullptr;
    if (!message) {
        say(entry, Unreadable::Undecryptable, isOutOfStep(entry, sealed->epoch, m_row.generation, group));
        return {};
    }
    const auto content = openFranked(message->data, message->authenticatedData);
    if (content && isFrom(group, message->sender, entry)) {
        m_openings.emplace_back(entry.message,
            store::Opening {
                crypto::toByteArray(message->authenticatedData), crypto::toByteArray(frankingKeyIn(message->data)) });
        say(entry, Opened { crypto::toByteArray(*content) });
    } else {
        say(entry, Unreadable::Broken);
    }
    return m_workshop.shelf.keep(m_row.conversation, received->effects);
}

Result<void> EntryTaker::takeCreate(const LogEntry &entry)
{
    const auto generation = generationIn(entry);
    if (!generation || *generation <= m_row.generation)
        return {};
    m_row.generation = *generation;
    m_taken.isChanged = true;
    return m_workshop.leave(m_row);
}

Result<void> EntryTaker::takeProposal(const LogEntry &entry, mls::Group &group)
{
    auto roster = Roster::load(m_workshop.store(), m_row.conversation);
    if (!roster)
        return roster.error();
    const MemberPolicy policy(*roster, entry.seq);
    if (!messageOf<mls::PublicMessage>(entry.body))
        return {};
    auto received = group.process(crypto::viewOf(entry.body), rulesOf(policy, entry.sentAt));
    if (!received || !std::holds_alternative<mls::ReceivedProposal>(received->content)) {
        // Nobody honest commits it; if somebody does, the commit is refused.
        qCInfo(lcSession) << "a proposal was refused, in" << m_row.conversation.raw().toShortString();
        return {};
    }
    m_taken.isChanged = true;
    return m_workshop.shelf.keep(m_row.conversation, received->effects);
}

Result<void> EntryTaker::takeCommit(const LogEntry &entry, mls::Group &group)
{
    store::Store &store = m_workshop.store();
    auto roster = Roster::load(store, m_row.conversation);
    if (!roster)
        return roster.error();
    const MemberPolicy policy(*roster, entry.seq);
    auto received = group.process(crypto::viewOf(entry.body), rulesOf(policy, entry.sentAt));
    if (!received) {
        m_taken.badCommit = entry.seq;
        return fail("a commit was refused", int(received.failure()));
    }
    auto *commit = std::get_if<mls::ReceivedCommit>(&received->content);
    if (!commit)
        return fail("a commit that is none");
    m_taken.isChanged = true;
    if (!commit->next)
        return m_workshop.leave(m_row);
    if (auto pinned = m_workshop.pinNew(&group.tree(), commit->next->tree(), entry.sentAt); !pinned)
        return pinned;
    auto pending = store.handshakes.pending(m_row.conversation);
    if (!pending)
        return pending.error();
    if (*pending && !(*pending)->joins) { // made in the epoch that has ended
        if (auto removed = store.handshakes.removePending(m_row.conversation); !removed)
            return removed;
    }
    return beginEpoch(std::move(*commit->next));
}

Result<void> EntryTaker::merge(const store::PendingHandshake &pending, const LogEntry &entry)
{
    store::Store &store = m_workshop.store();
    auto next = mls::Group::restore(m_workshop.parts.suite, nextParts(pending));
    if (!next) {
        m_row.cursor = entry.seq;
        return fail("a change of ours cannot be read back", int(next.failure()));
    }
    auto before = m_workshop.shelf.find(m_row.conversation);
    if (!before)
        return before.error();
    const mls::RatchetTree *known = *before && !pending.joins ? &(*before)->tree() : nullptr;
    if (auto pinned = m_workshop.pinNew(known, next->tree(), entry.sentAt); !pinned)
        return pinned;
    if (auto removed = store.handshakes.removePending(m_row.conversation); !removed)
        return removed;
    if (pending.joins) {
        if (auto entered = enter(entry.seq, pending.generation, false); !entered)
            return entered;
    }
    m_row.cursor = std::max(entry.seq, m_row.cursor);
    m_row.leafSince = m_workshop.now();
    m_row.isLastResort = false;
    return beginEpoch(std::move(*next));
}

Result<void> EntryTaker::enter(Seq at, quint32 generation, bool isLastResort)
{
    if (auto given = giveUp(at, Unreadable::BeforeThisDevice); !given)
        return given;
    if (auto released = m_workshop.store().openings.release(m_row.conversation); !released)
        return released;
    for (auto &[message, opening] : m_openings)
        opening.isKeptBack = false;
    m_row.place = store::GroupPlace::Joined;
    m_row.generation = generation;
    m_row.cursor = std::max(at, m_row.cursor);
    m_row.joinedAt = at;
    m_row.leafSince = m_workshop.now();
    m_row.isLastResort = isLastResort;
    return {};
}

Result<void> EntryTaker::beginEpoch(mls::Group next)
{
    m_taken.isChanged = true;
    // What was sealed before this epoch lies below in the log, or never comes.
    if (auto removed = m_workshop.store().groups.removeAllSealed(m_row.conversation); !removed)
        return removed;
    return m_workshop.shelf.put(m_row.conversation, std::move(next));
}

Result<void> EntryTaker::fail(const char *why, int check)
{
    qCWarning(lcSession) << "out of the group of" << m_row.conversation.raw().toShortString() << "since" << why
                         << check;
    m_taken.isChanged = true;
    return m_workshop.fail(m_row);
}

} // namespace pc::groups
