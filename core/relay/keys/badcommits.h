// SPDX-License-Identifier: GPL-3.0-or-later
// BadCommits: which devices said that they could not process which commit. The relay checks all of a commit that it can; what
// only members see (a path secret that opens to another key, a wrong confirmation tag) they must tell it. One device alone
// may be broken or lie, so only several together count.
//
// Thread: the writer's, inside its transaction.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/sql/statement.h"

namespace pc::relay::keys {

/// So many devices, of so many people, are believed. Ours.
inline constexpr int kComplainingDevices = 3;
inline constexpr int kComplainingPeople = 2;

class BadCommits
{
public:
    explicit BadCommits(sql::Database &database);

    /// A device has one complaint a group: a new one takes the old one's place.
    Result<void> put(qint64 conversation, DeviceId device, UserId user, Seq commit);

    /// Whether enough say so about that commit.
    Result<bool> areBelieved(qint64 conversation, Seq commit);

    /// The group was begun anew.
    Result<void> dropAll(qint64 conversation);

private:
    sql::Statement m_put;
    sql::Statement m_count;
    sql::Statement m_dropAll;
};

} // namespace pc::relay::keys
