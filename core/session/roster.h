// SPDX-License-Identifier: GPL-3.0-or-later
// Roster: what conversations are and who is in them, out of the log's entries and the relay's snapshots. Every fact
// carries its place in the log, so that any order and any repetition ends in the same state.

#pragma once

#include "core/session/context.h"

namespace pc::session {

class Inbox;
class Receipts;

class Roster
{
public:
    Roster(Context &context, Inbox &inbox, Receipts &receipts)
        : m_context(context)
        , m_inbox(inbox)
        , m_receipts(receipts)
    {
    }

    Result<void> conversation(Turn &turn, const wire::Conversation &frame);

private:
    Result<void> logged(Turn &turn, const wire::Conversation &frame);
    Result<void> state(Turn &turn, const wire::Conversation &frame);
    Result<void> settings(Turn &turn, const wire::Conversation &frame);

    Result<void> apply(const wire::Conversation &frame);
    Result<void> create(const wire::Conversation &frame);
    Result<void> snapshotMembers(Turn &turn, const wire::Conversation &frame);
    Result<void> refreshOwnPresence(ConversationId conversation);
    Result<void> savePerson(Turn &turn, const wire::Member &member);
    Result<QString> namesOf(const std::vector<wire::Member> &members);
    Result<chat::Content> contentOf(const wire::Conversation &frame);

    Context &m_context;
    Inbox &m_inbox;
    Receipts &m_receipts;
};

} // namespace pc::session
