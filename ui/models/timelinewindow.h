// SPDX-License-Identifier: GPL-3.0-or-later
// TimelineWindow: the run of stored messages that is held in memory, with the holes in it and how much lies outside.
// A plain value: pages and changes go in, nothing comes out by itself. Every operation is safe to repeat, because
// pages and signals about the same message may arrive in either order.

#pragma once

#include "core/chat/page.h"

#include <optional>
#include <vector>

namespace pc::ui {

class TimelineWindow
{
public:
    const std::vector<chat::Message> &messages() const { return m_messages; }
    const std::vector<chat::Hole> &holes() const { return m_holes; }
    bool atStart() const { return m_atStart; }
    bool atEnd() const { return m_atEnd; }
    qint64 before() const { return m_before; } ///< Stored messages before the first one here.
    qint64 after() const { return m_after; } ///< Stored messages after the last one here.
    bool isEmpty() const { return m_messages.empty(); }

    void replace(const chat::Page &page);
    void mergeBefore(const chat::Page &page);
    void mergeAfter(const chat::Page &page);

    enum class Added : quint8 {
        Inside, ///< It is a row of this window now.
        Outside, ///< It belongs before or after this window, and is counted there.
        Known, ///< It was here already; see change().
    };

    Added add(const chat::Message &message);

    /// False when it is not here (and not meant to be).
    bool change(const chat::Message &message);
    bool remove(MessageId id);

    /// Does a gap lie between the last message that the relay ordered and this seq?
    bool leavesGapBefore(Seq seq) const;

    /// Forgets what lies outside of [first, last], indices of messages().
    void keep(qsizetype first, qsizetype last);

    const chat::Message *find(MessageId id) const;

private:
    void takeHoles(const std::vector<chat::Hole> &holes, const std::vector<chat::Message> &run);
    void forgetFrontHoles();
    void forgetBackHoles();
    std::vector<chat::Message>::iterator place(chat::OrderKey order);

    std::vector<chat::Message> m_messages;
    std::vector<chat::Hole> m_holes;
    qint64 m_before = 0;
    qint64 m_after = 0;
    bool m_atStart = true;
    bool m_atEnd = true;
};

} // namespace pc::ui
