// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryGiver: gives to other members' devices what they lost and this one has, when the relay asks (historypages.h says to whom and
// what). One at a time, and to nobody more than so much an hour.
//
// Thread: the session's loop.

#pragma once

#include "core/session/historypages.h"
#include "core/session/historypost.h"
#include "core/session/peerlists.h"

#include <deque>
#include <map>
#include <memory>

namespace pc::session {

/// Answers to one person, and to all, in an hour.
inline constexpr std::size_t kMostGiftsToOne = 120;
inline constexpr std::size_t kMostGifts = 600;

class HistoryGiver
{
public:
    /// References outlive this. `relayTime` judges when something was asked.
    HistoryGiver(Context &context, HistoryPost &post, PeerLists &lists, const Clock &relayTime);

    void open(); ///< The connection has shown all there is.
    void close();

    /// The relay hints that something is asked for; it hints again while nobody gives it.
    void look();

    qint64 given() const { return m_given; }

private:
    void run();
    void rest();
    void took(const Result<std::vector<link::WantedHistory>> &wanted);
    void next();
    void judge(const link::WantedHistory &one, bool isChecked);
    void give(const link::WantedHistory &one, UserId to, const QByteArray &answer);
    bool mayGive(UserId to);

    Context &m_context;
    HistoryPost &m_post;
    PeerLists &m_lists;
    const Clock &m_relayTime;
    std::unique_ptr<Timer> m_timer;
    std::deque<link::WantedHistory> m_wanted;
    std::deque<std::pair<MonoTime, UserId>> m_gifts; ///< Of the last hour.
    qint64 m_given = 0;
    bool m_isOpen = false;
    bool m_isBusy = false;
    bool m_isAsked = false; ///< Hinted while it was busy.
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< Another one after close().
};

} // namespace pc::session
