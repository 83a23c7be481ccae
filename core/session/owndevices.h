// SPDX-License-Identifier: GPL-3.0-or-later
// OwnDevices: the devices of the person who is signed in, from two sides: which are theirs their account key says, when each was last
// there the relay says. Renames them and takes them out.
//
// Thread: the session's loop. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/session/linker.h"
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
    using WithList = std::function<void(const QString &token, const std::shared_ptr<OwnList> &list)>;

    template<typename T>
    void withList(const Reply<T> &reply, WithList then);
    void gather(const QString &token, const std::shared_ptr<OwnList> &list,
        const std::shared_ptr<std::vector<link::DeviceInfo>> &seen, const QString &after,
        const Reply<std::vector<OwnDevice>> &reply);
    Result<std::vector<OwnDevice>> made(const OwnList &list, const std::vector<link::DeviceInfo> &seen);
    void say(const QString &token, const std::shared_ptr<OwnList> &list, identity::ListAct act,
        const identity::ListedDevice &device, const Reply<void> &reply);

    LinkerParts m_parts;
    UserId m_user;
    DeviceId m_self;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0); ///< A reply must not come after this has gone.
};

} // namespace pc::session
