// SPDX-License-Identifier: GPL-3.0-or-later
// Linker: links a further device of this person, from a device that has their account key. One at a time; beginning another ends
// the one before.
//
// Thread: the session's loop. Each reply is called once, later; destroying this drops those that have not come.

#pragma once

#include "core/linking/linking.h"
#include "core/session/heldlist.h"
#include "core/session/linkoffer.h"

#include <memory>
#include <optional>

namespace pc::session {

/// Nine digits out of what somebody typed: blanks and dashes between them, digits of any script. Nothing for anything else.
std::optional<QString> linkCodeOf(const QString &typed);

class Linker
{
public:
    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    Linker(const LinkerParts &parts, UserId user, DeviceId self);

    /// `text`: a code, or what a picture says. Errors: Invalid (neither), NotFound (no device waits under it), RateLimited, Conflict
    /// (not the device that showed the picture, or another one is being looked for since), Corrupt (somebody stands between),
    /// Timeout, and those of the way there.
    void find(const QString &text, Reply<LinkCandidate> reply);

    /// The words are the same on both screens: from now on the device is this person's. Errors: Conflict (nobody was found), and as
    /// OwnList::append(), the store's.
    void confirm(Reply<void> reply);

    /// They are not; nothing was given.
    void decline();

private:
    void ask(Reply<QString> withToken);
    void onOffer(const QString &token, const QByteArray &offer, const std::optional<linking::LinkPicture> &picture,
        const Reply<LinkCandidate> &reply);
    void waitForReveal();
    void onReveal(const QByteArray &reveal);
    void add(const std::shared_ptr<HeldList> &held, const Reply<void> &reply);
    void give(const HeldList &held, const Reply<void> &reply);

    /// Nothing when something else was begun since, or this is gone.
    template<typename T>
    std::function<void(Result<T>)> current(std::function<void(Result<T>)> then);

    LinkerParts m_parts;
    UserId m_user;
    DeviceId m_self;
    QString m_code;
    std::unique_ptr<linking::OldDeviceLink> m_link;
    std::unique_ptr<Timer> m_poll;
    QString m_token; ///< Of the device that is waited for.
    Reply<LinkCandidate> m_found; ///< The same.
    MonoTime m_begun {};
    bool m_isAgreed = false; ///< Both have the same words, as far as this device can tell.
    std::shared_ptr<int> m_current = std::make_shared<int>(0); ///< Another one for each that is begun.
};

} // namespace pc::session
