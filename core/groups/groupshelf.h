// SPDX-License-Identifier: GPL-3.0-or-later
// GroupShelf: the groups that this device is in, as they are in the store, with those that were used last in memory.
// Memory follows the disk: what a call here could not write is not in memory either.

#pragma once

#include "core/base/result.h"
#include "core/mls/group.h"
#include "core/store/groups.h"

#include <list>

namespace pc::store {
class Store;
}

namespace pc::groups {

/// In memory at the same time. A group of a class takes a few hundred KB.
inline constexpr std::size_t kMostGroupsInMemory = 32;

class GroupShelf
{
public:
    GroupShelf(store::Store &store, mls::CipherSuite suite)
        : m_store(store)
        , m_suite(suite)
    {
    }

    /// Null when this device is not in it, or what is stored makes no group. Valid until the next call here.
    Result<mls::Group *> find(ConversationId conversation);

    /// The group of a new epoch, whole.
    Result<void> put(ConversationId conversation, mls::Group group);

    /// Writes what a call on the group has changed.
    Result<void> keep(ConversationId conversation, const mls::Effects &effects);

    /// This device is out of it.
    Result<void> drop(ConversationId conversation);

    void forget() { m_groups.clear(); }

private:
    struct Placed
    {
        ConversationId conversation;
        mls::Group group;
    };

    Result<void> write(ConversationId conversation, const mls::Group &group, const mls::Effects &effects);
    void forget(ConversationId conversation);

    store::Store &m_store;
    mls::CipherSuite m_suite;
    std::list<Placed> m_groups; ///< Used last, first.
};

/// A copy of what a group is stored as.
store::GroupPieces piecesOf(const mls::Group &group);

} // namespace pc::groups
