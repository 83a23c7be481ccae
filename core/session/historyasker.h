// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryAsker: asks other members' devices for what this one has lost, one conversation and one page at a time, and puts what they bring
// where it belongs (historypages.h says what is believed).
//
//   Resting ──something does not open, and could──▶ Asking ──answer──▶ taken, and asked on
//                                                     └ nobody gives in time, or what came is no history: later again
//
// Thread: the session's loop.

#pragma once

#include "core/base/backoff.h"
#include "core/session/historypages.h"
#include "core/session/historypost.h"
#include "core/session/peerlists.h"

#include <map>
#include <memory>
#include <optional>
#include <set>

namespace pc::session {

class HistoryAsker
{
public:
    /// References outlive this. `relayTime` dates what is asked.
    HistoryAsker(Context &context, HistoryPost &post, PeerLists &lists, const Clock &relayTime);

    void open(); ///< The connection has shown all there is.
    void close();

    /// More of a log is here.
    void look();

    /// Who is in these groups, or beyond doubt, is another: whoever did not give may now.
    void regrouped(const std::set<ConversationId> &conversations);

    /// The relay hints: what was asked for may be there.
    void hinted();

    /// Messages that others brought, and that did not prove what they say, since this was made.
    qint64 filled() const { return m_filled; }
    qint64 refused() const { return m_refused; }

private:
    struct Pause
    {
        Backoff backoff;
        MonoTime until {};
    };

    struct Underway
    {
        OwnRequest request;
        quint32 number = 0; ///< 0: the relay has not taken it yet.
        MonoTime since {};
        int reads = 0;
        bool isChecked = false; ///< The giver's list was asked for.
    };

    void wake(Milliseconds in);
    void run();
    void begin();
    bool beginIn(ConversationId conversation);
    void asked(const Result<quint32> &number);
    void read();
    void readIn(const Result<QByteArray> &answer);
    void take(const QByteArray &answer);
    void end(bool isBrought);
    bool isRestoring();
    void askAgain();
    Milliseconds lookForOwnWord(Milliseconds pause);

    template<typename T>
    std::function<void(Result<T>)> then(void (HistoryAsker::*on)(const Result<T> &));

    Context &m_context;
    HistoryPost &m_post;
    PeerLists &m_lists;
    const Clock &m_relayTime;
    std::unique_ptr<Timer> m_timer;
    MonoTime m_due {}; ///< While the timer runs.
    std::optional<Underway> m_underway;
    std::optional<MonoTime> m_ownAsked; ///< When it was asked for what the office says of this person.
    std::optional<MonoTime> m_askedAgain; ///< When whatever was asked for in vain was to be asked for again.
    std::map<ConversationId, Pause> m_pauses;
    qint64 m_filled = 0;
    qint64 m_refused = 0;
    bool m_isOpen = false;
    bool m_isBusy = false; ///< An answer is on its way.
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< Another one after close().
};

template<typename T>
std::function<void(Result<T>)> HistoryAsker::then(void (HistoryAsker::*on)(const Result<T> &))
{
    return [this, alive = std::weak_ptr<int>(m_alive), on](const Result<T> &came) {
        if (!alive.expired())
            (this->*on)(came);
    };
}

} // namespace pc::session
