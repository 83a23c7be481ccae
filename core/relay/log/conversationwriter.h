// SPDX-License-Identifier: GPL-3.0-or-later
// ConversationWriter: makes conversations and changes who is in them. Runs inside the writer's transaction; a refusal
// changes nothing, an Error undoes the work.

#pragma once

#include "core/relay/log/conversationtable.h"
#include "core/relay/log/people.h"

#include <vector>

namespace pc::relay::log {

class ConversationWriter
{
public:
    ConversationWriter(sql::Database &database, ConversationCache &cache, Appender &appender, ConversationTable &table,
        PeopleTable &people, int maxMembers);

    Result<Changed> apply(const accounts::Actor &actor, const wire::Conversation &change, UtcTime now);

private:
    Result<Changed> create(const accounts::Actor &actor, const wire::Conversation &change, UtcTime now);
    Result<Changed> rename(const accounts::Actor &actor, const wire::Conversation &change, UtcTime now);
    Result<Changed> addMembers(const accounts::Actor &actor, const wire::Conversation &change, UtcTime now);
    Result<Changed> removeMembers(const accounts::Actor &actor, const wire::Conversation &change, UtcTime now);
    Result<Changed> settings(const accounts::Actor &actor, const wire::Conversation &change);

    struct Invited
    {
        std::optional<Errc> refusal;
        std::vector<people::Person> people;
    };

    Result<Invited> invited(const accounts::Actor &actor, const std::vector<wire::Member> &members,
        accounts::Action action, accounts::Object object);
    Result<std::optional<ConversationId>> existingPair(UserId a, UserId b);
    Result<std::optional<Changed>> repeated(const accounts::Actor &actor, const wire::Conversation &change);

    ConversationCache &m_cache;
    Appender &m_appender;
    ConversationTable &m_table;
    PeopleTable &m_people;
    int m_maxMembers;
    sql::Statement m_pair;
    sql::Statement m_insertPair;
};

} // namespace pc::relay::log
