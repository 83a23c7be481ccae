// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceDesk: how a further device of a person becomes theirs, as an interface shows it, from both sides. Abstract for the same
// reason as Session.
//
//   new device, AccountState::NeedsLink          a device that is signed in
//     offer(): a code to type, or a picture        find(what was typed or read)
//     offerChanged(): four words               =   LinkCandidate: the same four words
//     confirmOffer(), and the account goes on      link()
//
// Same threading as Session.

#pragma once

#include "core/base/result.h"
#include "core/session/linkoffer.h"
#include "core/session/owndevice.h"

#include <QFuture>
#include <QObject>

#include <vector>

namespace pc::session {

class DeviceDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual LinkOffer offer() const = 0; ///< Any thread; empty unless NeedsLink.
    virtual void confirmOffer() = 0; ///< The words are the same on both screens.
    virtual void declineOffer() = 0; ///< They are not, or nobody wants to go on: this device is signed out again.

    /// No device that is linked is left: this person's list begins anew with this one, all others are signed out, and everybody sees
    /// that this person's keys are others than before.
    virtual void beginAnew() = 0;

    /// Who waits under a code, or shows a picture. One at a time: another question ends the one before. Errors: Invalid (neither a
    /// code nor such a picture), NotFound (nobody waits under it), RateLimited, Conflict (not the device that showed the picture,
    /// or not now), Corrupt (somebody stands between the two devices), Timeout, and those of the way there.
    virtual QFuture<Result<LinkCandidate>> find(const QString &codeOrPicture) = 0;

    /// The one that was found is this person's from now on. Errors: Conflict (nobody was found, or not now), Forbidden (this device
    /// is not linked itself), and those of the way there and the store.
    virtual QFuture<Result<void>> link() = 0;

    virtual void decline() = 0; ///< Nothing was given to who was found.

    // The devices of who is signed in. Errors of all three: Conflict (not now), Corrupt (the relay shows another list than this device
    // knows), and those of the way there and the store.

    /// This device first, then by when they were last seen.
    virtual QFuture<Result<std::vector<OwnDevice>>> list() = 0;

    /// Errors: Invalid (no such name), NotFound.
    virtual QFuture<Result<void>> rename(DeviceId device, const QString &name) = 0;

    /// Signs it out at once. Errors: Conflict (this device itself), NotFound.
    virtual QFuture<Result<void>> remove(DeviceId device) = 0;

Q_SIGNALS:
    void offerChanged(const pc::session::LinkOffer &offer);
};

} // namespace pc::session
