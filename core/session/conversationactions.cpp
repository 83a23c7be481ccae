// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/conversationactions.h"

#include "core/session/catchup.h"
#include "core/session/keyagreement.h"
#include "core/session/roster.h"
#include "core/session/translate.h"

namespace pc::session {

namespace {

constexpr qsizetype kMaxTitleLength = 200; // as the wire bounds it
constexpr size_t kMostMembers = 1'000;
constexpr size_t kMostPending = 100;

wire::PersonRole toWire(people::Role role)
{
    switch (role) {
    case people::Role::Guardian:
        return wire::PersonRole::Guardian;
    case people::Role::Staff:
        return wire::PersonRole::Staff;
    case people::Role::Administrator:
        return wire::PersonRole::Administrator;
    }
    return wire::PersonRole::Guardian;
}

std::vector<wire::Member> membersOf(const std::vector<UserId> &users)
{
    std::vector<wire::Member> members;
    for (const UserId user : users) {
        wire::Member member;
        member.user = user;
        members.push_back(member);
    }
    return members;
}

bool isTitle(const QString &title)
{
    return !title.trimmed().isEmpty() && title.size() <= kMaxTitleLength;
}

} // namespace

ConversationActions::Created ConversationActions::withoutId(Done done)
{
    return [done = std::move(done)](
               const Result<ConversationId> &result) { done(result ? Result<void>() : Result<void>(result.error())); };
}

wire::Conversation ConversationActions::request(wire::ConversationOp op, ConversationId conversation)
{
    wire::Conversation request;
    request.conversation = conversation;
    request.op = op;
    request.message = MessageId { makeUuid7(m_context.clock.utcNow(), m_context.random) };
    return request;
}

void ConversationActions::createDirect(UserId with, Created done)
{
    if (with == m_context.user())
        return done(Errc::Invalid);
    const auto existing = m_context.store.conversations.findDirect(with);
    if (!existing)
        return done(existing.error());
    if (*existing)
        return done(**existing);
    auto create = request(wire::ConversationOp::Create, ConversationId { makeUuid4(m_context.random) });
    create.kind = wire::ConversationKind::Direct;
    create.members = membersOf({ with });
    ask(std::move(create), std::move(done));
}

void ConversationActions::createGroup(const QString &title, const std::vector<UserId> &members, Created done)
{
    if (!isTitle(title) || members.empty())
        return done(Errc::Invalid);
    if (members.size() >= kMostMembers)
        return done(Errc::TooLarge);
    auto create = request(wire::ConversationOp::Create, ConversationId { makeUuid4(m_context.random) });
    create.kind = wire::ConversationKind::Group;
    create.title = title.trimmed();
    create.members = membersOf(members);
    ask(std::move(create), std::move(done));
}

void ConversationActions::rename(ConversationId conversation, const QString &title, Done done)
{
    if (!isTitle(title))
        return done(Errc::Invalid);
    auto rename = request(wire::ConversationOp::Rename, conversation);
    rename.title = title.trimmed();
    ask(std::move(rename), withoutId(std::move(done)));
}

void ConversationActions::addMembers(ConversationId conversation, const std::vector<UserId> &members, Done done)
{
    if (members.empty() || members.size() > kMostMembers)
        return done(Errc::Invalid);
    auto add = request(wire::ConversationOp::AddMembers, conversation);
    add.members = membersOf(members);
    ask(std::move(add), withoutId(std::move(done)));
}

void ConversationActions::removeMember(ConversationId conversation, UserId member, Done done)
{
    auto remove = request(wire::ConversationOp::RemoveMembers, conversation);
    remove.members = membersOf({ member });
    ask(std::move(remove), withoutId(std::move(done)));
}

void ConversationActions::setSettings(ConversationId conversation, const chat::PersonalSettings &settings, Done done)
{
    auto set = request(wire::ConversationOp::Settings, conversation);
    set.settings = session::toWire(settings);
    ask(std::move(set), withoutId(std::move(done)));
}

void ConversationActions::ask(wire::Conversation request, Created done)
{
    if (!m_context.isReady())
        return done({ Errc::Network, QStringLiteral("not connected") });
    if (m_pending.size() >= kMostPending)
        return done(Errc::RateLimited);
    const FrameId frame = m_context.link.request(request);
    m_pending.emplace(frame, Pending { std::move(request), std::move(done) });
}

void ConversationActions::lost(const Error &why)
{
    for (const auto &[frame, pending] : std::exchange(m_pending, {}))
        pending.done(why);
}

Result<void> ConversationActions::answered(Turn &turn, FrameId frame, const link::Answer &answer)
{
    const auto found = m_pending.find(frame);
    if (found == m_pending.end())
        return {};
    const auto *ack = std::get_if<wire::Ack>(&answer);
    if (!ack) {
        turn.then([this, frame, error = *refusal(answer)] {
            if (const auto pending = m_pending.extract(frame))
                pending.mapped().done(error);
        });
        return {};
    }
    const ConversationId id = ack->conversation.value_or(found->second.request.conversation);
    turn.then([this, frame, id] {
        if (const auto pending = m_pending.extract(frame))
            pending.mapped().done(id);
    });
    m_catchUp.mention(id);
    turn.then([this, id] { m_agreement.want(id); }); // whoever changed who is in it sees to it
    // Another id means that the conversation was there before: the relay tells what it is.
    if (id != found->second.request.conversation)
        return {};
    return agreed(turn, found->second.request, *ack);
}

Result<void> ConversationActions::agreed(Turn &turn, wire::Conversation entry, const wire::Ack &ack)
{
    if (entry.op != wire::ConversationOp::Settings && !ack.seq)
        return {}; // nothing was logged: it was so already
    entry.actor = m_context.user();
    entry.device = m_context.self.device;
    entry.seq = ack.seq.value_or(Seq {});
    entry.sentAt = ack.sentAt.value_or(m_context.clock.utcNow());
    if (auto described = describe(entry.members); !described)
        return described;
    return m_roster.conversation(turn, entry);
}

/// The names that the relay would have sent with the entry, as far as this device knows them.
Result<void> ConversationActions::describe(std::vector<wire::Member> &members)
{
    for (wire::Member &member : members) {
        auto person = m_context.store.people.find(member.user);
        if (!person)
            return person.error();
        if (!*person)
            continue;
        member.name = (*person)->name;
        member.role = toWire((*person)->role);
        member.label = (*person)->label;
    }
    return {};
}

} // namespace pc::session
