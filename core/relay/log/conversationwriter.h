// SPDX-License-Identifier: GPL-3.0-or-later
// ConversationWriter: makes conversations and changes who is in them. Runs inside the writer's transaction; a refusal
// changes nothing, an Error undoes the work.

#pragma once

#include "core/relay/log/appender.h"
#include "core/relay/log/people.h"

#include <vector>

namespace pc::relay::log {

/// What a change came to.
struct Changed
{
    std::optional<Errc> refusal;
    ConversationId conversation; ///< For Create of a pair that talks already: the one that exists.
    std::optional<Entry> entry; ///< None for settings, for a repeat and for a change that changed nothing.
    Seq seq;
    UtcTime sentAt;
    SharedRoster roster; ///< After the change.
    std::vector<UserId> joined;
    std::vector<UserId> removed;
};

class ConversationWriter
{
public:
    ConversationWriter(sql::Database &database, ConversationCache &cache, Appender &appender, int maxMembers);

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
    Result<ConversationState *> insertConversation(
        const accounts::Actor &actor, const wire::Conversation &change, UtcTime now);
    Result<void> insertMember(qint64 row, UserId user, bool owner, Seq first);
    Result<Changed> finish(ConversationState &state, const accounts::Actor &actor, wire::Conversation change,
        UtcTime now, Changed changed);
    Result<std::optional<Changed>> repeated(const accounts::Actor &actor, const wire::Conversation &change);
    static Changed refused(Errc why);
    static std::vector<wire::Member> describe(const std::vector<people::Person> &people);

    ConversationCache &m_cache;
    Appender &m_appender;
    PeopleTable m_people;
    int m_maxMembers;
    sql::Statement m_insertConversation;
    sql::Statement m_insertMember;
    sql::Statement m_rejoin;
    sql::Statement m_leave;
    sql::Statement m_rename;
    sql::Statement m_settings;
    sql::Statement m_pair;
    sql::Statement m_insertPair;
};

} // namespace pc::relay::log
