// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/timeline.h"

#include "core/store/store.h"

#include <algorithm>
#include <limits>

namespace pc::store {

namespace {

constexpr int kLargestPage = 500;
constexpr chat::OrderKey kEnd { std::numeric_limits<qint64>::max() };
constexpr Seq kLastSeq { kForgottenBase - 1 };

} // namespace

Result<chat::Page> Timeline::page(const chat::PageRequest &request)
{
    auto row = m_store.conversations.find(request.conversation);
    if (!row)
        return row.error();
    if (!*row)
        return Errc::NotFound;
    auto messages = rows(request, (*row)->readUpTo);
    if (!messages)
        return messages.error();
    chat::Page page;
    page.messages = std::move(*messages);
    if (auto placed = addPlace(page, request.conversation); !placed)
        return placed.error();
    if (auto added = addHoles(page, request.conversation, { (*row)->first, (*row)->head }); !added)
        return added.error();
    return page;
}

Result<std::vector<chat::Message>> Timeline::rows(const chat::PageRequest &request, Seq readUpTo)
{
    const int limit = std::clamp(request.limit, 1, kLargestPage);
    switch (request.anchor) {
    case chat::PageRequest::Anchor::Newest:
        break;
    case chat::PageRequest::Anchor::FirstUnread: {
        auto unread = m_store.messages.firstUnread(request.conversation, readUpTo);
        if (!unread)
            return unread.error();
        if (*unread)
            return rowsAround(request.conversation, **unread, limit);
        break;
    }
    case chat::PageRequest::Anchor::Before:
        return m_store.messages.before(request.conversation, request.key, limit);
    case chat::PageRequest::Anchor::After:
        if (request.key == kEnd)
            return std::vector<chat::Message>();
        return m_store.messages.from(request.conversation, chat::OrderKey { request.key.raw() + 1 }, limit);
    case chat::PageRequest::Anchor::Around:
        return rowsAround(request.conversation, request.key, limit);
    }
    return m_store.messages.before(request.conversation, kEnd, limit);
}

Result<std::vector<chat::Message>> Timeline::rowsAround(ConversationId conversation, chat::OrderKey key, int limit)
{
    auto after = m_store.messages.from(conversation, key, limit - limit / 2);
    if (!after)
        return after;
    auto all = m_store.messages.before(conversation, key, limit - int(after->size()));
    if (!all)
        return all;
    all->insert(all->end(), after->begin(), after->end());
    return all;
}

Result<void> Timeline::addPlace(chat::Page &page, ConversationId conversation)
{
    auto total = countBelow(conversation, kEnd);
    if (!total)
        return total.error();
    page.total = *total;
    if (page.messages.empty()) {
        page.atStart = page.atEnd = true;
        return {};
    }
    auto before = countBelow(conversation, page.messages.front().order);
    if (!before)
        return before.error();
    page.before = *before;
    page.atStart = page.before == 0;
    page.atEnd = page.before + qint64(page.messages.size()) >= page.total;
    return {};
}

/// Rows below `key` without touching them: every held seq has a row unless it is silent, and what has no seq is little.
Result<qint64> Timeline::countBelow(ConversationId conversation, chat::OrderKey key)
{
    const Range window { Seq { 1 }, isLogged(key) ? Seq { key.raw() - 1 } : kLastSeq };
    auto held = m_store.held.held(conversation);
    if (!held)
        return held.error();
    auto silent = m_store.held.silent(conversation);
    if (!silent)
        return silent.error();
    qint64 count = totalLength(clipped(*held, window));
    for (const SilentRange &range : *silent)
        count -= totalLength(clipped({ range.range }, window));
    if (isLogged(key))
        return count;
    auto unlogged = m_store.messages.count(conversation, chat::OrderKey { kForgottenBase }, key);
    if (!unlogged)
        return unlogged.error();
    return count + *unlogged;
}

Result<void> Timeline::addHoles(chat::Page &page, ConversationId conversation, Range visible)
{
    // From the stored row before the page to the one behind it: a hole never reaches across a row.
    Range window { Seq { 0 }, kLastSeq };
    if (!page.messages.empty()) {
        auto before = m_store.messages.before(conversation, page.messages.front().order, 1);
        if (!before)
            return before.error();
        if (!before->empty())
            window.first = isLogged(before->front().order) ? before->front().seq : kLastSeq;
        auto behind = m_store.messages.from(conversation, chat::OrderKey { page.messages.back().order.raw() + 1 }, 1);
        if (!behind)
            return behind.error();
        if (!behind->empty() && isLogged(behind->front().order))
            window.last = behind->front().seq;
    }
    auto held = m_store.held.held(conversation);
    if (!held)
        return held.error();
    for (const Range &gap : clipped(missing(*held, visible), window))
        page.holes.push_back({ gap.first, gap.last });
    auto silent = m_store.held.silent(conversation);
    if (!silent)
        return silent.error();
    for (const SilentRange &range : *silent) {
        if (range.why != Silence::Expired)
            continue;
        for (const Range &part : clipped({ range.range }, window))
            page.holes.push_back({ part.first, part.last, true });
    }
    std::sort(page.holes.begin(), page.holes.end(),
        [](const chat::Hole &a, const chat::Hole &b) { return a.first < b.first; });
    return {};
}

Result<std::vector<Range>> Timeline::gaps(ConversationId conversation)
{
    auto row = m_store.conversations.find(conversation);
    if (!row)
        return row.error();
    if (!*row)
        return std::vector<Range>();
    auto held = m_store.held.held(conversation);
    if (!held)
        return held.error();
    return missing(*held, { (*row)->first, (*row)->head });
}

Result<std::optional<chat::ConversationSummary>> Timeline::summary(ConversationId conversation)
{
    auto row = m_store.conversations.find(conversation);
    if (!row)
        return row.error();
    if (!*row || !(*row)->known)
        return std::optional<chat::ConversationSummary>();
    auto summary = summaryOf(**row);
    if (!summary)
        return summary.error();
    return std::optional(std::move(*summary));
}

Result<std::vector<chat::ConversationSummary>> Timeline::summaries()
{
    auto rows = m_store.conversations.list();
    if (!rows)
        return rows.error();
    std::vector<chat::ConversationSummary> summaries;
    for (const ConversationRow &row : *rows) {
        if (!row.known)
            continue;
        auto summary = summaryOf(row);
        if (!summary)
            return summary.error();
        summaries.push_back(std::move(*summary));
    }
    return summaries;
}

Result<chat::ConversationSummary> Timeline::summaryOf(const ConversationRow &row)
{
    auto members = m_store.members.present(row.id);
    if (!members)
        return members.error();
    auto former = m_store.members.former(row.id);
    if (!former)
        return former.error();
    auto cursor = m_store.held.cursor(row.id, row.first);
    if (!cursor)
        return cursor.error();
    auto last = m_store.messages.last(row.id);
    if (!last)
        return last.error();
    auto unread = m_store.messages.unread(row.id, row.readUpTo);
    if (!unread)
        return unread.error();
    auto draft = m_store.conversations.draft(row.id);
    if (!draft)
        return draft.error();
    return chat::ConversationSummary { { row.id, row.kind, row.title, std::move(*members), row.settings, row.first,
                                           row.head, *cursor, row.readUpTo, row.watermarks, row.left,
                                           *std::move(former) },
        std::move(*last), *unread, std::move(*draft) };
}

} // namespace pc::store
