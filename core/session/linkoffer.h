// SPDX-License-Identifier: GPL-3.0-or-later
// What two devices that are being linked show their person. Values.

#pragma once

#include <QString>
#include <QStringList>

namespace pc::session {

/// On the new device.
struct LinkOffer
{
    QString code; ///< Nine digits to type on the old one; another one comes before this one is too old.
    QString picture; ///< The same for a camera.
    QStringList words; ///< Once the old one has found it: to be compared. Empty until then.
    bool isAgreed = false; ///< Somebody said so from the other side: not to be shown, people compare by themselves.

    bool operator==(const LinkOffer &) const = default;
};

/// On the old device: who was found under a code.
struct LinkCandidate
{
    QString name; ///< As it calls itself: foreign text.
    QStringList words;

    bool operator==(const LinkCandidate &) const = default;
};

} // namespace pc::session
