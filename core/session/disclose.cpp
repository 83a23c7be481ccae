// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/disclose.h"

#include "core/base/log.h"
#include "core/chat/contentcodec.h"
#include "core/session/omissions.h"

#include <algorithm>

namespace pc::session {

namespace {

using chat::Missing;

Disclosed unreadable(Missing why)
{
    chat::Content content;
    content.kind = chat::ContentKind::Unreadable;
    content.missing = why;
    return { content, {} };
}

Missing missingOf(groups::Unreadable why)
{
    switch (why) {
    case groups::Unreadable::BeforeThisDevice:
        return Missing::BeforeThisDevice;
    case groups::Unreadable::NotInGroup:
        return Missing::WithoutThisDevice;
    case groups::Unreadable::Undecryptable:
        return Missing::Damaged;
    case groups::Unreadable::Broken:
        return Missing::Refused;
    }
    return Missing::Damaged;
}

Disclosed disclosedOf(const groups::MessageTaken &taken)
{
    if (const auto *why = std::get_if<groups::Unreadable>(&taken.outcome))
        return unreadable(missingOf(*why));
    const auto *opened = std::get_if<groups::Opened>(&taken.outcome);
    if (!opened)
        return unreadable(Missing::BeforeThisDevice); // an own one whose text an earlier store had
    auto content = chat::decodeContent(opened->content);
    if (!content)
        return unreadable(Missing::Damaged);
    const bool isUnknown = content->kind == chat::ContentKind::Unknown;
    return { std::move(*content), isUnknown ? opened->content : QByteArray() };
}

} // namespace

Disclosed disclosed(const groups::Taken &taken, MessageId message)
{
    const auto found = std::ranges::find(taken.messages, message, &groups::MessageTaken::message);
    return found == taken.messages.end() ? unreadable(Missing::NotYet) : disclosedOf(*found);
}

Result<void> disclose(Context &context, Turn &turn, ConversationId conversation, const groups::Taken &taken)
{
    if (taken.isRolledBack) {
        qCWarning(lcSession) << "an older copy of the store was put back: this device joins anew";
        turn.olderStore();
    }
    if (taken.badCommit)
        turn.badCommit(conversation, *taken.badCommit);
    if (taken.isChanged)
        turn.regrouped(conversation);
    for (const groups::MessageTaken &one : taken.messages) {
        auto message = context.store.messages.find(conversation, one.message);
        if (!message)
            return message.error();
        if (!*message || (*message)->content.kind != chat::ContentKind::Unreadable)
            continue;
        Disclosed now = disclosedOf(one);
        if (now.content == (*message)->content)
            continue;
        if (auto set = context.store.messages.setContent(conversation, one.message, now.content, now.bytes); !set)
            return set;
        (*message)->content = std::move(now.content);
        auto misses = missesEarlier(context, **message);
        if (!misses)
            return misses.error();
        if (*misses) {
            (*message)->missesEarlier = true;
            if (auto noted = context.store.messages.setMisses(conversation, one.message, true); !noted)
                return noted;
        }
        turn.changed(**message);
        turn.touched(conversation);
    }
    return {};
}

Result<void> takeEntry(Context &context, Turn &turn, const groups::LogEntry &entry)
{
    auto taken = context.groups.take(entry);
    return taken ? disclose(context, turn, entry.conversation, *taken) : taken.error();
}

} // namespace pc::session
