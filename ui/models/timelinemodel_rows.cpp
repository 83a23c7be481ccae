// SPDX-License-Identifier: GPL-3.0-or-later
// How TimelineModel turns the rows that should be into signals about what became of the rows that were: first those
// that are gone, then those that are new or stand elsewhere, then those that changed.

#include "ui/models/timelinemodel.h"

#include <QSet>

#include <algorithm>

namespace pc::ui {

namespace {

template<typename Rows>
QSet<TimelineRow::Key> keysOf(const Rows &rows)
{
    QSet<TimelineRow::Key> keys;
    keys.reserve(qsizetype(rows.size()));
    for (const TimelineRow &row : rows)
        keys.insert(row.key());
    return keys;
}

bool isWaiting(const TimelineRow &row)
{
    const chat::Content &content = row.message.content;
    return content.kind == chat::ContentKind::Unreadable && content.missing == chat::Missing::NotYet;
}

} // namespace

void TimelineModel::updateRows()
{
    std::vector<TimelineRow> next = makeRows({ m_window, m_conversation.watermarks, m_unread, m_typing });
    removeGone(next);
    insertAndMove(next);
    changeKept(std::move(next));
    if (m_loaded)
        loadMargins();
}

void TimelineModel::removeGone(const std::vector<TimelineRow> &next)
{
    const QSet<TimelineRow::Key> kept = keysOf(next);
    for (int last = rowCount() - 1; last >= 0; --last) {
        if (kept.contains(row(last).key()))
            continue;
        int first = last;
        while (first > 0 && !kept.contains(row(first - 1).key()))
            --first;
        beginRemoveRows({}, first, last);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
        m_versions.erase(m_versions.begin() + first, m_versions.begin() + last + 1);
        shiftViewed(last, first - last - 1);
        endRemoveRows();
        last = first;
    }
}

void TimelineModel::insertAndMove(const std::vector<TimelineRow> &next)
{
    const QSet<TimelineRow::Key> present = keysOf(m_rows);
    const int size = int(next.size());
    for (int i = 0; i < size; ++i) {
        const TimelineRow::Key key = next[size_t(i)].key();
        if (i < rowCount() && row(i).key() == key)
            continue;
        if (present.contains(key)) {
            const auto from = std::ranges::find_if(m_rows, [&](const TimelineRow &r) { return r.key() == key; });
            moveRow(int(from - m_rows.begin()), i);
            continue;
        }
        int end = i + 1;
        while (end < size && !present.contains(next[size_t(end)].key()))
            ++end;
        insertRun(i, next, end);
        i = end - 1;
    }
}

// Always forwards in the list: whatever stands before `to` is in its place already.
void TimelineModel::moveRow(int from, int to)
{
    beginMoveRows({}, from, from, {}, to);
    std::rotate(m_rows.begin() + to, m_rows.begin() + from, m_rows.begin() + from + 1);
    std::rotate(m_versions.begin() + to, m_versions.begin() + from, m_versions.begin() + from + 1);
    endMoveRows();
}

void TimelineModel::insertRun(int at, const std::vector<TimelineRow> &next, int end)
{
    beginInsertRows({}, at, end - 1);
    m_rows.insert(m_rows.begin() + at, next.begin() + at, next.begin() + end);
    std::vector<quint64> versions;
    for (int i = at; i < end; ++i)
        versions.push_back(++m_lastVersion);
    m_versions.insert(m_versions.begin() + at, versions.begin(), versions.end());
    shiftViewed(at, end - at);
    endInsertRows();
}

// Rows above the view came or went: what is viewed has other numbers, until the view says so itself.
void TimelineModel::shiftViewed(int at, int by)
{
    if (at > m_firstViewed)
        return;
    const int height = m_lastViewed - m_firstViewed;
    m_firstViewed = std::max(m_firstViewed + by, 0);
    m_lastViewed = m_firstViewed + height;
}

void TimelineModel::changeKept(std::vector<TimelineRow> next)
{
    Q_ASSERT(next.size() == m_rows.size());
    for (int i = 0; i < rowCount(); ++i) {
        TimelineRow &fresh = next[size_t(i)];
        if (m_rows[size_t(i)] == fresh)
            continue;
        const bool opened = isWaiting(m_rows[size_t(i)]) && fresh.message.content.kind == chat::ContentKind::Text;
        m_rows[size_t(i)] = std::move(fresh);
        m_versions[size_t(i)] = ++m_lastVersion;
        Q_EMIT dataChanged(index(i), index(i));
        if (opened)
            Q_EMIT messageOpened(i);
    }
}

void TimelineModel::repaintAll()
{
    if (m_rows.empty())
        return;
    for (quint64 &version : m_versions)
        version = ++m_lastVersion;
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

} // namespace pc::ui
