// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/notices.h"

#include "ui/models/sentences.h"
#include "ui/style/plainlabel.h"

#include <algorithm>
#include <utility>

namespace pc::window {
namespace {

constexpr Milliseconds kBurst { 800 };
constexpr std::size_t kMostWaiting = 50;

} // namespace

Notices::Notices(
    session::Session &session, const ui::ConversationListModel &conversations, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_conversations(conversations)
    , m_clock(clock)
    , m_burst(clock.makeTimer([this] { tell(); }))
{
    connect(&session, &session::Session::messageAdded, this, &Notices::take);
    connect(&session, &session::Session::messageChanged, this, &Notices::takeChanged);
}

void Notices::take(const chat::Message &message)
{
    if (m_quiet || !isNews(message) || message.conversation == m_watched || isMuted(message.conversation))
        return;
    ++m_count;
    if (m_waiting.size() < kMostWaiting)
        m_waiting.push_back(message);
    else
        m_waiting.back() = message;
    if (!m_burst->isActive())
        m_burst->start(kBurst);
}

// What opens a message often comes right after it: by then the notification can say what was written.
void Notices::takeChanged(const chat::Message &message)
{
    const auto same
        = std::ranges::find_if(m_waiting, [&](const chat::Message &waiting) { return waiting.id == message.id; });
    if (same != m_waiting.end())
        *same = message;
}

bool Notices::isNews(const chat::Message &message) const
{
    using chat::Missing;
    if (message.outgoing || message.content.kind == chat::ContentKind::Event)
        return false;
    // What this device will never read is told in the timeline alone.
    const bool neverHere
        = message.content.missing == Missing::BeforeThisDevice || message.content.missing == Missing::WithoutThisDevice;
    return message.content.kind != chat::ContentKind::Unreadable || !neverHere;
}

void Notices::tell()
{
    const std::vector<chat::Message> waiting = std::exchange(m_waiting, {});
    const int count = int(std::exchange(m_count, 0));
    if (waiting.empty())
        return;
    const chat::Message &newest = waiting.back();
    m_last = newest.conversation;
    const bool oneConversation = std::all_of(waiting.cbegin(), waiting.cend(),
        [&](const chat::Message &m) { return m.conversation == newest.conversation; });
    if (!oneConversation)
        return Q_EMIT noticeDue(tr("ParentConnect"), tr("%n new messages", nullptr, count));
    const QString title = titleOf(newest.conversation);
    if (m_hidesText || count > 1)
        return Q_EMIT noticeDue(title, tr("%n new messages", nullptr, count));
    const int row = m_conversations.rowOf(newest.conversation);
    const people::Person *sender
        = row < 0 ? nullptr : ui::memberOf(m_conversations.row(row).summary.conversation, newest.sender);
    const chat::Content &content = newest.content;
    if (content.kind == chat::ContentKind::Unreadable && content.missing == chat::Missing::NotYet)
        return Q_EMIT noticeDue(title, tr("%n new messages", nullptr, count));
    QString text = content.kind == chat::ContentKind::Text ? content.text : ui::placeholderText(content);
    const bool inGroup
        = row >= 0 && m_conversations.row(row).summary.conversation.kind != chat::ConversationKind::Direct;
    // Whose name stands upon what may not be theirs would be a lie.
    if (inGroup && sender && !ui::warns(content))
        text = tr("%1: %2", "sender: text").arg(style::isolated(sender->name), text);
    Q_EMIT noticeDue(title, text);
}

QString Notices::titleOf(ConversationId id) const
{
    const int row = m_conversations.rowOf(id);
    return row < 0 ? tr("New conversation")
                   : ui::titleOf(m_conversations.row(row).summary.conversation, m_conversations.self());
}

bool Notices::isMuted(ConversationId id) const
{
    const int row = m_conversations.rowOf(id);
    if (row < 0)
        return false;
    const auto &settings = m_conversations.row(row).summary.conversation.settings;
    return settings.archived || (settings.mutedUntil && *settings.mutedUntil > m_clock.utcNow());
}

} // namespace pc::window
