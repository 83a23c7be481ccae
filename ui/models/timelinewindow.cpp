// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/timelinewindow.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace pc::ui {

namespace {

qint64 rowsAfter(const chat::Page &page)
{
    return std::max(page.total - page.before - qint64(page.messages.size()), qint64(0));
}

// The newest seq among the messages; unsent ones stand behind all that have one.
Seq lastSeq(const std::vector<chat::Message> &messages)
{
    const auto sent
        = std::find_if(messages.rbegin(), messages.rend(), [](const chat::Message &m) { return m.seq > Seq {}; });
    return sent == messages.rend() ? Seq {} : sent->seq;
}

} // namespace

void TimelineWindow::replace(const chat::Page &page)
{
    m_messages = page.messages;
    m_holes = page.holes;
    m_before = page.before;
    m_after = rowsAfter(page);
    m_atStart = page.atStart;
    m_atEnd = page.atEnd;
}

void TimelineWindow::mergeBefore(const chat::Page &page)
{
    std::vector<chat::Message> merged;
    for (const chat::Message &message : page.messages) {
        if (m_messages.empty() || message.order < m_messages.front().order)
            merged.push_back(message);
    }
    takeHoles(page.holes, page.messages);
    m_messages.insert(m_messages.begin(), merged.begin(), merged.end());
    m_before = page.before;
    m_atStart = page.atStart;
}

void TimelineWindow::mergeAfter(const chat::Page &page)
{
    QSet<MessageId> known;
    for (const chat::Message &message : m_messages)
        known.insert(message.id);
    takeHoles(page.holes, page.messages);
    for (const chat::Message &message : page.messages) {
        if (!known.contains(message.id) && (m_messages.empty() || message.order > m_messages.back().order))
            m_messages.push_back(message);
    }
    m_after = rowsAfter(page);
    m_atEnd = page.atEnd;
}

TimelineWindow::Added TimelineWindow::add(const chat::Message &message)
{
    if (find(message.id))
        return Added::Known;
    if (!m_messages.empty() && message.order < m_messages.front().order && !m_atStart) {
        ++m_before;
        return Added::Outside;
    }
    if (!m_atEnd && (m_messages.empty() || message.order > m_messages.back().order)) {
        ++m_after;
        return Added::Outside;
    }
    m_messages.insert(place(message.order), message);
    return Added::Inside;
}

bool TimelineWindow::change(const chat::Message &message)
{
    const auto found = std::ranges::find(m_messages, message.id, &chat::Message::id);
    if (found == m_messages.end())
        return false;
    if (found->order == message.order) {
        *found = message;
        return true;
    }
    m_messages.erase(found);
    add(message);
    return true;
}

bool TimelineWindow::remove(MessageId id)
{
    return std::erase_if(m_messages, [id](const chat::Message &m) { return m.id == id; }) > 0;
}

bool TimelineWindow::leavesGapBefore(Seq seq) const
{
    const Seq last = lastSeq(m_messages);
    return seq > Seq {} && last > Seq {} && seq > next(last);
}

void TimelineWindow::keep(qsizetype first, qsizetype last)
{
    const auto size = qsizetype(m_messages.size());
    first = std::clamp(first, qsizetype(0), size);
    last = std::clamp(last, first - 1, size - 1);
    if (last + 1 < size) {
        m_messages.erase(m_messages.begin() + last + 1, m_messages.end());
        m_after += size - last - 1;
        m_atEnd = false;
        forgetBackHoles();
    }
    if (first > 0) {
        m_messages.erase(m_messages.begin(), m_messages.begin() + first);
        m_before += first;
        m_atStart = false;
        forgetFrontHoles();
    }
}

const chat::Message *TimelineWindow::find(MessageId id) const
{
    // From the end: most changes concern what was just written.
    const auto found
        = std::find_if(m_messages.rbegin(), m_messages.rend(), [id](const chat::Message &m) { return m.id == id; });
    return found == m_messages.rend() ? nullptr : &*found;
}

// What a page says about its own run and its edges replaces what was known there.
void TimelineWindow::takeHoles(const std::vector<chat::Hole> &holes, const std::vector<chat::Message> &run)
{
    if (!run.empty()) {
        const Seq first = run.front().seq;
        const Seq last = lastSeq(run);
        std::erase_if(m_holes, [&](const chat::Hole &h) { return h.last >= previous(first) && h.first <= next(last); });
    }
    for (const chat::Hole &hole : holes) {
        std::erase_if(m_holes, [&](const chat::Hole &h) { return h.last >= hole.first && h.first <= hole.last; });
        m_holes.push_back(hole);
    }
    std::ranges::sort(m_holes, {}, &chat::Hole::first);
}

void TimelineWindow::forgetFrontHoles()
{
    if (!m_messages.empty())
        std::erase_if(m_holes, [&](const chat::Hole &h) { return h.last < m_messages.front().seq; });
}

void TimelineWindow::forgetBackHoles()
{
    const Seq last = lastSeq(m_messages);
    std::erase_if(m_holes, [&](const chat::Hole &h) { return h.first > last; });
}

std::vector<chat::Message>::iterator TimelineWindow::place(chat::OrderKey order)
{
    return std::ranges::upper_bound(m_messages, order, {}, &chat::Message::order);
}

} // namespace pc::ui
