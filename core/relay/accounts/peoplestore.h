// SPDX-License-Identifier: GPL-3.0-or-later
// PeopleStore: the tables of schools and people. Plain values in and out; transactions are the caller's. Made for one
// piece of work on the database's thread.

#pragma once

#include "core/base/result.h"
#include "core/relay/accounts/records.h"

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

class PeopleStore
{
public:
    explicit PeopleStore(sql::Database &database)
        : m_database(database)
    {
    }

    Result<void> addSchool(const School &school, UtcTime now);
    Result<void> setPolicy(SchoolId school, const people::SchoolPolicy &policy);
    Result<void> setRetention(SchoolId school, int days);
    Result<std::vector<School>> schools();

    /// Error: NotFound.
    Result<School> school(SchoolId school);

    /// A person who has not joined yet.
    Result<void> addPerson(const people::Person &person, UtcTime now);

    /// Gives a person who has none their way to sign in. Errors: Conflict (the name is taken), NotFound (no such person, or
    /// they have joined already).
    Result<void> join(UserId user, const QString &foldedUserName, const QByteArray &passwordHash);

    /// Error: NotFound, also for somebody who was erased.
    Result<PersonRecord> person(UserId user);

    Result<std::optional<Credentials>> credentials(const QString &foldedUserName);
    Result<std::optional<Credentials>> credentials(UserId user);

    /// Errors: NotFound (also for somebody who has not joined).
    Result<void> setPasswordHash(UserId user, const QByteArray &passwordHash);
    Result<void> setDisabled(UserId user, bool disabled);
    Result<void> setLastSeen(UserId user, UtcTime at);

    /// All people, for the roster.
    Result<std::vector<PersonRecord>> everybody();

    /// People of a school in the order of their names, after the cursor. With `folded` only those whose name or label
    /// holds it.
    Result<Page<PersonRecord>> pageOf(SchoolId school, const QString &folded, const QString &after, int limit);

    struct DirectoryFilter
    {
        SchoolId school;
        UserId except; ///< Oneself.
        bool staffOnly = false;
        QString folded; ///< Part of a name or label; empty for all.
    };

    /// As above, without those who have not joined or are disabled.
    Result<Page<people::Person>> directory(const DirectoryFilter &filter, const QString &after, int limit);

private:
    sql::Database &m_database;
};

} // namespace pc::relay::accounts
