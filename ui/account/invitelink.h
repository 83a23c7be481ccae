// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of schools' servers, and the links that invite to one. A link comes from outside, by a click anywhere:
// whatever does not follow this grammar to the letter is no link, and one that does only fills in a form.
//
//   link  = "parentconnect://join/" host [":" port] "/" code ["#" letter]     at most 400 characters, ASCII only
//   host  = labels of a-z 0-9 and inner "-", joined by "."       lower case; no IPv6, no user, no escapes
//   port  = 1 to 65535, no leading zero
//   code  = 16 to 128 of A-Z a-z 0-9 "-" "_"
//   letter = 44 of the same: by it the school knows who joined, and they the school (core/identity/letter.h); the server never gets it
//
// A server is reached by https; by plain http only where it is this computer itself.

#pragma once

#include <QString>
#include <QStringView>
#include <QUrl>

#include <optional>

namespace pc::account {

struct InviteLink
{
    QUrl relay;
    QString code;
    QString letter {}; ///< Empty without one.

    bool operator==(const InviteLink &) const = default;
};

std::optional<InviteLink> parseInviteLink(QStringView text);

/// What parseInviteLink() reads.
QString inviteLinkText(const InviteLink &link);

/// An address as somebody types it: "school.example", "https://school.example:8443/". Nothing when it is none.
std::optional<QUrl> parseRelayAddress(QStringView text);

/// The address as one would type it, in ASCII so that no letter can pretend to be another.
QString shownAddress(const QUrl &relay);

/// Does this look like an invite's code?
bool isInviteCode(QStringView text);

/// And what stands behind it in a letter?
bool isLetter(QStringView text);

} // namespace pc::account
