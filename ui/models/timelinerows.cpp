// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/timelinerows.h"

#include "ui/models/timetext.h"

#include <algorithm>

namespace pc::ui {

namespace {

using Kind = TimelineRow::Kind;

bool belongTogether(const TimelineRow &a, const TimelineRow &b)
{
    if (a.kind != Kind::Message || b.kind != Kind::Message || a.isEvent() || b.isEvent())
        return false;
    if (a.message.sender != b.message.sender)
        return false;
    return std::chrono::abs(b.message.time - a.message.time) <= kGroupPause;
}

void group(std::vector<TimelineRow> &rows)
{
    for (size_t i = 1; i < rows.size(); ++i) {
        const bool together = belongTogether(rows[i - 1], rows[i]);
        rows[i - 1].endsGroup = !together;
        rows[i].startsGroup = !together;
    }
}

TimelineRow dayRow(const chat::Message &before, QDate day)
{
    TimelineRow row;
    row.kind = Kind::Day;
    row.message.id = before.id;
    row.day = day;
    return row;
}

TimelineRow holeRow(const chat::Hole &hole)
{
    TimelineRow row;
    row.kind = Kind::Hole;
    row.hole = hole;
    return row;
}

TimelineRow missingRow(const chat::Message &before)
{
    TimelineRow row;
    row.kind = Kind::Missing;
    row.message.id = before.id;
    row.message.sender = before.sender;
    row.message.outgoing = before.outgoing;
    return row;
}

TimelineRow unreadRow(qint64 count)
{
    TimelineRow row;
    row.kind = Kind::Unread;
    row.unread = count;
    return row;
}

TimelineRow messageRow(const chat::Message &message, const chat::Watermarks &watermarks)
{
    TimelineRow row;
    row.message = message;
    row.state = chat::displayedState(message, watermarks);
    return row;
}

TimelineRow typingRow(const std::vector<UserId> &users)
{
    TimelineRow row;
    row.kind = Kind::Typing;
    row.typing = users;
    return row;
}

// The first message that was new; none when it lies outside of the window.
const chat::Message *firstUnread(const RowSources &sources)
{
    if (!sources.unread)
        return nullptr;
    const auto &messages = sources.window.messages();
    const Seq after = sources.unread->after;
    const auto found = std::ranges::find_if(messages, [after](const chat::Message &m) {
        return m.seq > after && !m.outgoing && m.content.kind != chat::ContentKind::Event;
    });
    if (found == messages.end())
        return nullptr;
    // At the upper edge nobody knows whether an older one was new, too.
    return found == messages.begin() && !sources.window.atStart() ? nullptr : &*found;
}

} // namespace

std::vector<TimelineRow> makeRows(const RowSources &sources)
{
    const TimelineWindow &window = sources.window;
    std::vector<TimelineRow> rows;
    rows.reserve(window.messages().size() + window.holes().size() + 16);
    const chat::Message *unread = firstUnread(sources);
    auto hole = window.holes().begin();
    // Above the first row of a window that goes on, the day may have begun long before.
    QDate day = window.atStart() || window.isEmpty() ? QDate() : localDay(window.messages().front().time);
    for (const chat::Message &message : window.messages()) {
        for (; hole != window.holes().end() && (message.seq == Seq {} || hole->last < message.seq); ++hole)
            rows.push_back(holeRow(*hole));
        const QDate messageDay = localDay(message.time);
        if (messageDay != day)
            rows.push_back(dayRow(message, messageDay));
        day = messageDay;
        if (&message == unread)
            rows.push_back(unreadRow(sources.unread->count));
        if (message.missesEarlier)
            rows.push_back(missingRow(message));
        rows.push_back(messageRow(message, sources.watermarks));
    }
    for (; hole != window.holes().end(); ++hole)
        rows.push_back(holeRow(*hole));
    if (window.atEnd() && !sources.typing.empty())
        rows.push_back(typingRow(sources.typing));
    group(rows);
    return rows;
}

} // namespace pc::ui
