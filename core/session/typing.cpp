// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/typing.h"

#include <algorithm>

namespace pc::session {

namespace {

constexpr Milliseconds kSayAgain { 3'000 };
constexpr Milliseconds kSilence { 6'000 };
constexpr size_t kMostTypists = 32; // of one conversation; nobody reads more names
constexpr size_t kMostConversations = 1'000;

} // namespace

Typing::Typing(Context &context, Session &voice)
    : m_context(context)
    , m_voice(voice)
    , m_timer(context.clock.makeTimer([this] { expire(); }))
{
}

void Typing::set(ConversationId conversation, bool isTyping)
{
    const MonoTime now = m_context.clock.monotonicNow();
    const auto said = m_own.find(conversation);
    if (isTyping && said != m_own.end() && now - said->second < kSayAgain)
        return;
    if (!isTyping && said == m_own.end())
        return;
    if (isTyping)
        m_own[conversation] = now;
    else
        m_own.erase(said);
    wire::Typing typing;
    typing.conversation = conversation;
    typing.isTyping = isTyping;
    m_context.link.post(typing);
}

void Typing::incoming(const wire::Typing &frame)
{
    if (frame.user == m_context.user())
        return;
    if (!frame.isTyping)
        return ended(frame.conversation, frame.user);
    if (m_others.size() >= kMostConversations && !m_others.contains(frame.conversation))
        return;
    auto &typists = m_others[frame.conversation];
    const bool isNew = !typists.contains(frame.user);
    if (isNew && typists.size() >= kMostTypists)
        return;
    typists[frame.user] = m_context.clock.monotonicNow() + kSilence;
    arm();
    if (isNew)
        publish(frame.conversation);
}

void Typing::ended(ConversationId conversation, UserId user)
{
    const auto typists = m_others.find(conversation);
    if (typists == m_others.end() || typists->second.erase(user) == 0)
        return;
    publish(conversation);
}

void Typing::lost()
{
    m_own.clear();
    m_timer->stop();
    for (const auto &[conversation, typists] : std::exchange(m_others, {}))
        Q_EMIT m_voice.typingChanged(conversation, {});
}

void Typing::expire()
{
    const MonoTime now = m_context.clock.monotonicNow();
    std::vector<ConversationId> changed;
    for (auto &[conversation, typists] : m_others) {
        if (std::erase_if(typists, [now](const auto &typist) { return typist.second <= now; }) > 0)
            changed.push_back(conversation);
    }
    for (const ConversationId conversation : changed)
        publish(conversation);
    arm();
}

void Typing::arm()
{
    std::optional<MonoTime> next;
    for (const auto &[conversation, typists] : m_others) {
        for (const auto &[user, until] : typists)
            next = next ? std::min(*next, until) : until;
    }
    if (next)
        m_timer->start(*next - m_context.clock.monotonicNow());
    else
        m_timer->stop();
}

void Typing::publish(ConversationId conversation)
{
    std::vector<UserId> users;
    if (const auto typists = m_others.find(conversation); typists != m_others.end()) {
        for (const auto &[user, until] : typists->second)
            users.push_back(user);
        if (users.empty())
            m_others.erase(typists);
    }
    Q_EMIT m_voice.typingChanged(conversation, users);
}

} // namespace pc::session
