// SPDX-License-Identifier: GPL-3.0-or-later
// Welcomes: the queue of those who were added to a group and have not joined yet. A device has one way into a group: a
// newer Welcome takes the older one's place, and joining in another way takes it out.
//
// Thread: the writer's, inside its transaction.

#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/sql/statement.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace pc::relay::keys {

struct WaitingWelcome
{
    ConversationId conversation;
    Seq began; ///< The commit that added the device: it reads the log from the entry behind it on.
    QByteArray welcome;
    QByteArray tree; ///< Of the epoch that the commit began.
};

class Welcomes
{
public:
    explicit Welcomes(sql::Database &database);

    /// One Welcome for all of `devices`.
    Result<void> add(qint64 conversation, Seq began, const std::vector<DeviceId> &devices, const QByteArray &welcome,
        const QByteArray &tree, UtcTime now);

    /// The one that has waited longest, of a conversation that the device's person is still in.
    Result<std::optional<WaitingWelcome>> next(DeviceId device);

    Result<bool> isWaiting(DeviceId device, qint64 conversation);

    /// Joined, or cannot: it is not needed any more.
    Result<void> drop(DeviceId device, qint64 conversation);

    /// The group was begun anew.
    Result<void> dropAll(qint64 conversation);

    /// Drops what waited since before `limit`, at most so many. How many it dropped.
    Result<int> tidy(UtcTime limit, int most);

private:
    Result<std::optional<qint64>> bundleOf(DeviceId device, qint64 conversation);
    Result<void> dropUnused();

    sql::Statement m_insertBundle;
    sql::Statement m_lastBundle;
    sql::Statement m_insert;
    sql::Statement m_next;
    sql::Statement m_bundleOf;
    sql::Statement m_drop;
    sql::Statement m_dropBundle;
    sql::Statement m_dropAll;
    sql::Statement m_tidy;
    sql::Statement m_dropUnused;
};

} // namespace pc::relay::keys
