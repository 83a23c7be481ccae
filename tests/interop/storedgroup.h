// SPDX-License-Identifier: GPL-3.0-or-later
// A group that lives in what was stored of it and nowhere else: read back for each operation, and stored as its Effects say.
// So every run over it also proves that Effects name all that changed, and that a refused message changes nothing.

#pragma once

#include "core/mls/group.h"

namespace pc::interop {

class StoredGroup
{
public:
    explicit StoredGroup(const mls::Group &group)
        : m_parts(group.parts())
    {
    }

    mls::Result<mls::Group> read() const;

    /// Stores what the effects name. False when that is not all that differs from the group.
    [[nodiscard]] bool write(const mls::Group &group, const mls::Effects &effects);

    /// Whether the group is still, to the bit, what is stored.
    bool isStateOf(const mls::Group &group) const { return StoredGroup(group).blob() == blob(); }

    void keepPending(const mls::PendingCommit &pending);
    bool hasPending() const { return m_pending.has_value(); }
    void dropPending() { m_pending.reset(); }

    /// The group that the pending commit leads to.
    mls::Result<mls::Group> readPending() const;

    mls::Bytes blob() const;
    static mls::Result<mls::Group> fromBlob(mls::ByteView blob);

private:
    mls::GroupParts m_parts;
    std::optional<mls::WipingBytes> m_pending {};
};

} // namespace pc::interop
