// SPDX-License-Identifier: GPL-3.0-or-later
// Rosters: the conversations that one loop has seen lately, for what must not wait for the disk: typing. Fed by every
// committed change, so what it holds is never older than the log that this loop has delivered.
//
// Thread: the loop's. Bounded: the one used longest ago goes first.

#pragma once

#include "core/relay/log/roster.h"

#include <QHash>

#include <list>

namespace pc::relay::hub {

class Rosters
{
public:
    explicit Rosters(qsizetype limit = 4'000)
        : m_limit(limit)
    {
    }

    /// Null when it must be asked for.
    log::SharedRoster find(ConversationId conversation);

    void insert(ConversationId conversation, log::SharedRoster roster);

    /// Only if it is held: a delivery refreshes, it does not fill.
    void refresh(ConversationId conversation, const log::SharedRoster &roster);

private:
    struct Item
    {
        ConversationId conversation;
        log::SharedRoster roster;
    };

    qsizetype m_limit;
    std::list<Item> m_order; ///< Used last comes first.
    QHash<ConversationId, std::list<Item>::iterator> m_byId;
};

} // namespace pc::relay::hub
