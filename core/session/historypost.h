// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryPost: the way on which members bring history to each other (core/relay/accounts/historydesk.h). An interface for the same
// reason as Directory.

#pragma once

#include "core/link/historyapi.h"

#include <functional>

namespace pc::session {

class HistoryPost
{
public:
    virtual ~HistoryPost() = default;

    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    // All answer exactly once, later or now, on session's loop, with an own deadline. `reply` must not be called after this was
    // destroyed. Errors: those of the relay (link::HistoryApi) and the way there.

    virtual void ask(ConversationId conversation, const QByteArray &request, Reply<quint32> reply) = 0;
    virtual void read(quint32 number, Reply<QByteArray> reply) = 0;
    virtual void wanted(Reply<std::vector<link::WantedHistory>> reply) = 0;
    virtual void give(quint32 number, const QByteArray &answer, Reply<void> reply) = 0;
    virtual void drop(quint32 number) = 0;
};

} // namespace pc::session
