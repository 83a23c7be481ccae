// SPDX-License-Identifier: GPL-3.0-or-later
// How TimelineModel gets its messages: the first page, pages beside what is viewed, and the window read anew when rows
// may have appeared in the middle of it. An answer to what was asked before a jump is dropped.

#include "ui/models/timelinemodel.h"
#include "ui/models/whendone.h"

#include <algorithm>
#include <utility>

namespace pc::ui {

namespace {

constexpr int kPage = 100;
constexpr int kMargin = 60; ///< Fewer rows than this beside the view, and more are asked for.
constexpr int kKeep = 200; ///< More than this, and the farthest are forgotten.
constexpr int kLargestPage = 500;

} // namespace

void TimelineModel::load()
{
    using Anchor = chat::PageRequest::Anchor;
    if (m_unread)
        jump({ .conversation = m_conversation.id, .anchor = Anchor::FirstUnread, .key = {}, .limit = kPage },
            Target::FirstUnread);
    else
        loadLatest();
}

void TimelineModel::loadLatest()
{
    using Anchor = chat::PageRequest::Anchor;
    if (m_loaded && m_window.atEnd()) {
        ++m_jump;
        m_loadingBefore = m_loadingAfter = m_refreshing = false;
        Q_EMIT arrived(Target::Latest, {});
        return;
    }
    jump({ .conversation = m_conversation.id, .anchor = Anchor::Newest, .key = {}, .limit = kPage }, Target::Latest);
}

void TimelineModel::loadAround(chat::OrderKey key)
{
    using Anchor = chat::PageRequest::Anchor;
    jump({ .conversation = m_conversation.id, .anchor = Anchor::Around, .key = key, .limit = kPage }, Target::Message);
}

void TimelineModel::jump(const chat::PageRequest &request, Target target)
{
    const quint64 number = ++m_jump;
    m_loadingBefore = m_loadingAfter = m_refreshing = false;
    whenDone(m_session.page(request), this, [this, number, request, target](const Result<chat::Page> &page) {
        if (number != m_jump)
            return;
        if (!page) {
            Q_EMIT loadFailed(page.error());
            return;
        }
        m_window.replace(*page);
        m_loaded = true;
        updateRows();
        Q_EMIT arrived(target, request.key);
    });
}

void TimelineModel::setViewed(int first, int last)
{
    m_firstViewed = first;
    m_lastViewed = last;
    if (m_loaded)
        loadMargins();
}

void TimelineModel::loadMargins()
{
    if (!m_window.atStart() && m_firstViewed < kMargin)
        loadBefore();
    if (!m_window.atEnd() && rowCount() - 1 - m_lastViewed < kMargin)
        loadAfter();
}

void TimelineModel::loadBefore()
{
    if (m_loadingBefore || m_window.isEmpty())
        return;
    m_loadingBefore = true;
    const chat::PageRequest request { .conversation = m_conversation.id,
        .anchor = chat::PageRequest::Anchor::Before,
        .key = m_window.messages().front().order,
        .limit = kPage };
    whenDone(m_session.page(request), this, [this, request, number = m_jump](const Result<chat::Page> &page) {
        if (number != m_jump)
            return;
        m_loadingBefore = false;
        // The edge may have moved while this was on its way: then the run would not join it.
        if (!page || m_window.isEmpty() || m_window.messages().front().order != request.key)
            return;
        m_window.mergeBefore(*page);
        forgetFarRows();
        updateRows();
    });
}

void TimelineModel::loadAfter()
{
    if (m_loadingAfter || m_window.isEmpty())
        return;
    m_loadingAfter = true;
    const chat::PageRequest request { .conversation = m_conversation.id,
        .anchor = chat::PageRequest::Anchor::After,
        .key = m_window.messages().back().order,
        .limit = kPage };
    whenDone(m_session.page(request), this, [this, request, number = m_jump](const Result<chat::Page> &page) {
        if (number != m_jump)
            return;
        m_loadingAfter = false;
        if (!page || m_window.isEmpty() || m_window.messages().back().order != request.key)
            return;
        m_window.mergeAfter(*page);
        forgetFarRows();
        updateRows();
    });
}

// Reads the window anew around what is looked at: when rows may have appeared in the middle of it.
void TimelineModel::refresh()
{
    if (!m_loaded)
        return;
    if (m_refreshing) {
        m_refreshAgain = true;
        return;
    }
    m_refreshing = true;
    chat::PageRequest request { .conversation = m_conversation.id,
        .anchor = chat::PageRequest::Anchor::Newest,
        .key = {},
        .limit = std::min(int(m_window.messages().size()) + kPage, kLargestPage) };
    if (!m_window.isEmpty()) {
        request.anchor = chat::PageRequest::Anchor::Around;
        request.key = m_window.messages()[size_t(messageIndex((m_firstViewed + m_lastViewed) / 2))].order;
    }
    whenDone(m_session.page(request), this, [this, number = m_jump](const Result<chat::Page> &page) {
        if (number != m_jump)
            return;
        m_refreshing = false;
        if (page) {
            m_window.replace(*page);
            updateRows();
        }
        if (std::exchange(m_refreshAgain, false))
            refresh();
    });
}

void TimelineModel::forgetFarRows()
{
    m_window.keep(messageIndex(m_firstViewed) - kKeep, messageIndex(m_lastViewed) + kKeep);
}

// The message at a row, or the nearest before it, as an index of the window.
qsizetype TimelineModel::messageIndex(int row) const
{
    const auto &messages = m_window.messages();
    for (int i = std::min(row, rowCount() - 1); i >= 0; --i) {
        const TimelineRow &at = m_rows[size_t(i)];
        if (at.kind != TimelineRow::Kind::Message)
            continue;
        const auto found = std::ranges::lower_bound(messages, at.message.order, {}, &chat::Message::order);
        return std::min(qsizetype(found - messages.begin()), qsizetype(messages.size()) - 1);
    }
    return 0;
}

} // namespace pc::ui
