// SPDX-License-Identifier: GPL-3.0-or-later
// The one closed list of reasons why something failed, shared by wire, store and interface.
// The first block travels on the wire under the names of wireName(); the second never leaves the device.

#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace pc {

enum class Errc : quint8 {
    // On the wire (PROTOCOL, status codes).
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    StaleEpoch,
    TooLarge,
    RateLimited,
    Expired,
    Unsupported,
    Unavailable,
    Internal,
    Conflict, ///< The same id was used with other content.
    // Local only.
    Timeout,
    Cancelled,
    Network,
    CertificateRefused,
    ProxyRefused, ///< The network's proxy wants a name and a password, or others than these.
    Disk,
    DiskFull,
    Corrupt,
    NewerVersion, ///< Written by a newer program than this one.
    Locked, ///< Another process holds it.
    NotSealed, ///< A plain store where only a sealed one may be.
    Sealed, ///< A sealed store where a plain one was expected.
    EngineMismatch, ///< Qt's database driver is not the SQLite that this program seals for.
    KeyMissing,
    KeyMismatch,
    KeychainUnavailable,
};

/// The code's name as it stands in an `error` frame, in logs and in JSON; never shown to a user.
QLatin1StringView wireName(Errc code);

/// The code of that name, if it is one that may travel.
std::optional<Errc> errcFromWireName(QStringView name);

/// True for the answers that end a message's journey at once: trying the same again cannot help.
bool isFinalRefusal(Errc code);

} // namespace pc
