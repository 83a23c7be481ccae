// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/groups/workshop.h"

#include <set>

namespace pc::groups {

using store::GroupPlace;

static_assert(int(Place::None) == int(GroupPlace::None) && int(Place::Outside) == int(GroupPlace::Outside));
static_assert(int(Place::Joined) == int(GroupPlace::Joined) && int(Place::Broken) == int(GroupPlace::Broken));

Workshop::Workshop(const GroupKeeperParts &all, DeviceIdentity deviceIdentity)
    : parts(all)
    , identity(std::move(deviceIdentity))
    , packages(all.store, all.clock, all.keys, all.suite, identity)
    , shelf(all.store, all.suite)
{
}

Result<store::GroupRow> Workshop::row(ConversationId conversation)
{
    auto found = store().groups.find(conversation);
    if (!found)
        return found.error();
    store::GroupRow row = found->value_or(store::GroupRow {});
    row.conversation = conversation;
    auto described = store().conversations.find(conversation);
    if (!described)
        return described.error();
    const Seq hidden = *described ? previous((*described)->first) : Seq {};
    if (hidden <= row.cursor)
        return row;
    row.cursor = hidden;
    if (row.place == GroupPlace::Joined)
        row.place = GroupPlace::Outside;
    return row;
}

Result<store::GroupRow> Workshop::openRow(ConversationId conversation)
{
    auto found = store().groups.find(conversation);
    if (!found)
        return found.error();
    auto seen = row(conversation);
    if (!seen)
        return seen;
    if (!*found) {
        if (auto ensured = store().conversations.ensure(conversation); !ensured)
            return ensured.error();
        if (auto saved = store().groups.save(*seen); !saved)
            return saved.error();
    } else if ((*found)->place != seen->place) {
        if (auto left = leave(*seen); !left)
            return left.error();
    }
    return seen;
}

Result<void> Workshop::leave(store::GroupRow &row)
{
    row.place = GroupPlace::Outside;
    if (auto dropped = shelf.drop(row.conversation); !dropped)
        return dropped;
    if (auto removed = store().handshakes.removePending(row.conversation); !removed)
        return removed;
    return store().groups.save(row);
}

Result<void> Workshop::fail(store::GroupRow &row)
{
    if (auto left = leave(row); !left)
        return left;
    countFailure(row);
    return store().groups.save(row);
}

void Workshop::countFailure(store::GroupRow &row) const
{
    const UtcTime time = now();
    if (time - row.failingSince >= kFailureWindow) {
        row.failures = 0;
        row.failingSince = time;
    }
    if (++row.failures > kMostFailures && row.place == GroupPlace::Outside)
        row.place = GroupPlace::Broken;
}

Result<void> Workshop::pinNew(const mls::RatchetTree *before, const mls::RatchetTree &after, UtcTime at)
{
    std::set<crypto::Bytes> known;
    if (before) {
        for (const mls::LeafIndex index : before->members()) {
            if (const auto *basic = std::get_if<mls::BasicCredential>(&before->leaf(index)->credential.content))
                known.insert(basic->identity);
        }
    }
    for (const mls::LeafIndex index : after.members()) {
        const mls::LeafNode &leaf = *after.leaf(index);
        const auto *basic = std::get_if<mls::BasicCredential>(&leaf.credential.content);
        const auto holder = identity::holderOf(leaf);
        if (!basic || !holder || known.contains(basic->identity))
            continue;
        if (auto pinned = parts.accounts.seen(*holder, at); !pinned)
            return pinned;
    }
    return {};
}

} // namespace pc::groups
