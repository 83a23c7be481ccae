// SPDX-License-Identifier: GPL-3.0-or-later
// Histories: who may ask others of a conversation for its history, and who may give it: its members' devices, never in a conversation of
// two. What is asked and given goes through the HistoryDesk.

#pragma once

#include "core/relay/accounts/historydesk.h"
#include "core/relay/accounts/registry.h"

namespace pc::relay::accounts {

class Histories
{
public:
    Histories(Registry &registry, const HistoryLimits &limits);

    /// The request's number. Errors: NotFound (no conversation that the actor is in), Forbidden (of two; was in it), those of
    /// HistoryDesk::open().
    void ask(const Actor &actor, ConversationId conversation, const QByteArray &request, Reply<quint32> reply);

    HistoryDesk &desk() { return m_desk; }

private:
    Registry &m_registry;
    HistoryDesk m_desk;
};

} // namespace pc::relay::accounts
