// SPDX-License-Identifier: GPL-3.0-or-later
// ClassWriter: carries out what the school does to its classes. Part of LogWriter; runs inside the writer's transaction:
// a refusal changes nothing, an Error undoes the work.

#pragma once

#include "core/relay/log/classes.h"
#include "core/relay/log/conversationtable.h"
#include "core/relay/log/people.h"

namespace pc::relay::log {

class ClassWriter
{
public:
    ClassWriter(ConversationCache &cache, ConversationTable &table, PeopleTable &people, int maxMembers)
        : m_cache(cache)
        , m_table(table)
        , m_people(people)
        , m_maxMembers(maxMembers)
    {
    }

    /// Refusals: Invalid (no name, nobody), NotFound (school, class, or somebody who is not of that school), TooLarge,
    /// Conflict (the ids were used before). The roster is also set when nothing changed.
    Result<Changed> apply(const ClassChange &change, UtcTime now);

private:
    Result<Changed> create(const ClassChange &change, UtcTime now);
    Result<Changed> addMembers(ConversationState &state, const ClassChange &change, UtcTime now);
    Result<Changed> removeMembers(ConversationState &state, const ClassChange &change, UtcTime now);

    struct Chosen
    {
        std::optional<Errc> refusal;
        std::vector<people::Person> people;
    };

    Result<Chosen> choose(const accounts::Actor &office, accounts::Action action, accounts::Object object,
        const std::vector<UserId> &users);

    ConversationCache &m_cache;
    ConversationTable &m_table;
    PeopleTable &m_people;
    int m_maxMembers;
};

} // namespace pc::relay::log
