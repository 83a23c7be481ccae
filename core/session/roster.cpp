// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/roster.h"

#include "core/session/disclose.h"
#include "core/session/inbox.h"
#include "core/session/knownnames.h"
#include "core/session/receipts.h"
#include "core/session/translate.h"

#include <QStringList>

#include <algorithm>

namespace pc::session {

namespace {

constexpr QChar kNameSeparator(0x1f);

} // namespace

Result<void> Roster::conversation(Turn &turn, const wire::Conversation &frame)
{
    if (auto ensured = m_context.store.conversations.ensure(frame.conversation); !ensured)
        return ensured;
    turn.touched(frame.conversation);
    switch (frame.op) {
    case wire::ConversationOp::Create:
    case wire::ConversationOp::Rename:
    case wire::ConversationOp::AddMembers:
    case wire::ConversationOp::RemoveMembers:
        return logged(turn, frame);
    case wire::ConversationOp::Settings:
        return settings(turn, frame);
    case wire::ConversationOp::State:
        return state(turn, frame);
    }
    return {};
}

Result<void> Roster::logged(Turn &turn, const wire::Conversation &frame)
{
    for (const wire::Member &member : frame.members) {
        if (auto saved = savePerson(turn, member); !saved)
            return saved;
    }
    auto content = contentOf(frame);
    if (!content)
        return content.error();
    auto isNew = m_inbox.event(turn, frame, *content);
    if (!isNew)
        return isNew.error();
    if (!*isNew)
        return {};
    if (auto applied = apply(frame); !applied)
        return applied;
    if (auto taken = takeEntry(m_context, turn, entryOf(frame)); !taken)
        return taken;
    turn.regrouped(frame.conversation);
    return m_receipts.membersChanged(turn, frame.conversation);
}

Result<void> Roster::apply(const wire::Conversation &frame)
{
    store::Store &store = m_context.store;
    switch (frame.op) {
    case wire::ConversationOp::Create:
        if (auto created = create(frame); !created)
            return created;
        break;
    case wire::ConversationOp::Rename:
        return store.conversations.setTitle(frame.conversation, frame.title, frame.seq);
    case wire::ConversationOp::AddMembers:
        for (const wire::Member &member : frame.members) {
            if (auto joined = store.members.join(frame.conversation, member.user, member.owner, frame.seq); !joined)
                return joined;
        }
        break;
    case wire::ConversationOp::RemoveMembers:
        for (const wire::Member &member : frame.members) {
            if (auto left = store.members.leave(frame.conversation, member.user, frame.seq); !left)
                return left;
        }
        break;
    case wire::ConversationOp::Settings:
    case wire::ConversationOp::State:
        return {};
    }
    return refreshOwnPresence(frame.conversation);
}

Result<void> Roster::create(const wire::Conversation &frame)
{
    store::Store &store = m_context.store;
    if (auto described = store.conversations.describe(frame.conversation, fromWire(frame.kind)); !described)
        return described;
    if (auto titled = store.conversations.setTitle(frame.conversation, frame.title, frame.seq); !titled)
        return titled;
    bool hasActor = false;
    for (const wire::Member &member : frame.members) {
        hasActor = hasActor || member.user == frame.actor;
        if (auto joined = store.members.join(frame.conversation, member.user, member.owner, frame.seq); !joined)
            return joined;
    }
    if (hasActor || frame.kind == wire::ConversationKind::Class)
        return {}; // a class is made by the school, which is nobody in it
    return store.members.join(frame.conversation, frame.actor, true, frame.seq);
}

Result<void> Roster::state(Turn &turn, const wire::Conversation &frame)
{
    store::Store &store = m_context.store;
    const ConversationId id = frame.conversation;
    if (auto described = store.conversations.describe(id, fromWire(frame.kind)); !described)
        return described;
    if (auto titled = store.conversations.setTitle(id, frame.title, frame.head.seq); !titled)
        return titled;
    if (auto set = store.conversations.setFirst(id, std::max(frame.first, Seq { 1 })); !set)
        return set;
    if (auto members = snapshotMembers(turn, frame); !members)
        return members;
    if (frame.settings) {
        if (auto set = store.conversations.setSettings(id, fromWire(*frame.settings)); !set)
            return set;
    }
    if (auto raised = store.conversations.raiseHead(id, frame.head.seq); !raised)
        return raised;
    turn.logged(id);
    turn.regrouped(id);
    m_receipts.noteHead(id, frame.head.revision);
    return m_receipts.membersChanged(turn, id);
}

Result<void> Roster::snapshotMembers(Turn &turn, const wire::Conversation &frame)
{
    store::Members &members = m_context.store.members;
    if (auto begun = members.beginSnapshot(frame.conversation, frame.head.seq); !begun)
        return begun;
    for (const wire::Member &member : frame.members) {
        if (auto saved = savePerson(turn, member); !saved)
            return saved;
        if (frame.left && member.user == m_context.user())
            continue;
        if (auto present = members.inSnapshot(frame.conversation, member.user, member.owner, frame.head.seq); !present)
            return present;
    }
    if (auto ended = members.endSnapshot(frame.conversation); !ended)
        return ended;
    return refreshOwnPresence(frame.conversation);
}

Result<void> Roster::refreshOwnPresence(ConversationId conversation)
{
    auto isMember = m_context.store.members.isPresent(conversation, m_context.user());
    if (!isMember)
        return isMember.error();
    return m_context.store.conversations.setLeft(conversation, !*isMember);
}

Result<void> Roster::settings(Turn &, const wire::Conversation &frame)
{
    if (!frame.settings)
        return {};
    return m_context.store.conversations.setSettings(frame.conversation, fromWire(*frame.settings));
}

Result<void> Roster::savePerson(Turn &turn, const wire::Member &member)
{
    if (member.name.isEmpty())
        return {}; // named only where it was told
    return session::savePerson(m_context, turn,
        { member.user, m_context.self.person.school, member.name, fromWire(member.role), member.label });
}

Result<QString> Roster::namesOf(const std::vector<wire::Member> &members)
{
    QStringList names;
    for (const wire::Member &member : members) {
        auto person = m_context.store.people.find(member.user);
        if (!person)
            return person.error();
        names.append(*person ? (*person)->name : member.name);
    }
    return names.join(kNameSeparator);
}

Result<chat::Content> Roster::contentOf(const wire::Conversation &frame)
{
    chat::Content content { chat::ContentKind::Event, frame.title, chat::EventKind::Created };
    switch (frame.op) {
    case wire::ConversationOp::Rename:
        content.event = chat::EventKind::Renamed;
        return content;
    case wire::ConversationOp::AddMembers:
        content.event = chat::EventKind::MembersAdded;
        break;
    case wire::ConversationOp::RemoveMembers: {
        const bool isLeaving = frame.members.size() == 1 && frame.members.front().user == frame.actor;
        content.event = isLeaving ? chat::EventKind::Left : chat::EventKind::MembersRemoved;
        break;
    }
    case wire::ConversationOp::Create:
    case wire::ConversationOp::Settings:
    case wire::ConversationOp::State:
        return content;
    }
    auto names = namesOf(frame.members);
    if (!names)
        return names.error();
    content.text = std::move(*names);
    return content;
}

} // namespace pc::session
