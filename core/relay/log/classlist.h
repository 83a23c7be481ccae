// SPDX-License-Identifier: GPL-3.0-or-later
// ClassList: a school's classes and who is in them, page by page, for administration. Thread: its connection's.

#pragma once

#include "core/base/result.h"
#include "core/relay/accounts/records.h"
#include "core/relay/log/classes.h"

namespace pc::sql {
class Database;
}

namespace pc::relay::log {

class ClassList
{
public:
    explicit ClassList(sql::Database &database)
        : m_database(database)
    {
    }

    /// Error: NotFound, also for a conversation that is no class.
    Result<ClassRecord> find(ConversationId id);

    /// By id. Errors: Invalid (`after` is no cursor), NotFound (the school).
    Result<accounts::Page<ClassRecord>> pageOf(SchoolId school, const QString &after, int limit);

    /// Who is in it now, by id. Errors: Invalid, NotFound.
    Result<accounts::Page<people::Person>> membersOf(ConversationId id, const QString &after, int limit);

private:
    sql::Database &m_database;
};

} // namespace pc::relay::log
