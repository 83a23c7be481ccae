// SPDX-License-Identifier: GPL-3.0-or-later
// Holds: what somebody was ordered to keep. A hold on a school covers its conversations and people, one on a person the
// conversations that they are or were in; what a hold covers neither retention nor an erasure takes until it is released.
//
// Part of LogWriter; runs inside the writer's transaction.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/sql/statement.h"

#include <vector>

namespace pc::relay::log {

/// Numbers of schema/0008_duties.sql.
enum class HoldKind : quint8 {
    School,
    Person,
    Conversation,
};

struct Hold
{
    HoldKind kind = HoldKind::Conversation;
    Uuid object;
    UtcTime since;

    bool operator==(const Hold &) const = default;
};

class Holds
{
public:
    explicit Holds(sql::Database &database);

    /// Errors: NotFound (nothing of that kind has this id, or a person who was erased), Conflict (it is held already).
    Result<void> place(const Hold &hold);

    /// Error: NotFound (no such hold).
    Result<void> release(HoldKind kind, const Uuid &object);

    /// `row` is the conversation's own.
    Result<bool> coversConversation(qint64 row);
    Result<bool> coversPerson(UserId user);

private:
    sql::Statement m_exists;
    sql::Statement m_place;
    sql::Statement m_release;
    sql::Statement m_conversation;
    sql::Statement m_person;
};

/// All of them, oldest first.
Result<std::vector<Hold>> allHolds(sql::Database &database);

} // namespace pc::relay::log
