// SPDX-License-Identifier: GPL-3.0-or-later
// OwnDevices: the devices of the person who is signed in, from two sides: which are theirs their account key says, when each was last
// there the relay says. Renames them and takes them out.
//
// Thread: the session's loop. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/session/heldlist.h"
#include "core/session/owndevice.h"

#include <memory>
#include <vector>

namespace pc::session {

class OwnDevices
{
public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    /// References outlive this.
    OwnDevices(const LinkerParts &parts, UserId user, DeviceId self)
        : m_parts(parts)
        , m_user(user)
        , m_self(self)
    {
    }

    /// This device first, then by when they were last seen. Errors: those of the way there and the store; Corrupt (the relay shows
    /// another list than this device knows).
    void list(Reply<std::vector<OwnDevice>> reply);

    /// Errors: Invalid (no such name), NotFound, as list(), and as OwnList::append().
    void rename(DeviceId device, const QString &name, Reply<void> reply);

    /// It is signed out at once, and leaves all conversations with their next change. Errors: Conflict (this device itself: that is
    /// signing out), NotFound, as rename().
    void remove(DeviceId device, Reply<void> reply);

private:
    using Held = std::shared_ptr<HeldList>;

    template<typename T>
    void withList(const Reply<T> &reply, const std::function<void(const Held &held)> &then);
    void gather(const Held &held, const std::shared_ptr<std::vector<link::DeviceInfo>> &seen, const QString &after,
        const Reply<std::vector<OwnDevice>> &reply);
    Reply<void> guarded(const Reply<void> &reply) const;

    LinkerParts m_parts;
    UserId m_user;
    DeviceId m_self;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
