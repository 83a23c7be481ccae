// SPDX-License-Identifier: GPL-3.0-or-later
// NetworkDesk: how this computer reaches the school's server, for an interface to show and to change: proxy, the school's
// own root certificate, a proxy's password, and a check of the connection. The values are those of core/link.
//
// A password that a proxy asks for is asked for once, and again only after the proxy has refused the one that was given;
// the same one is never tried twice. It is kept in the profile's vault.

#pragma once

#include "core/link/checkreport.h"
#include "core/link/networksettings.h"
#include "core/link/ownroots.h"
#include "core/link/proxylogins.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <optional>

namespace pc::session {

using link::CheckFinding;
using link::CheckLine;
using link::CheckOutcome;
using link::CheckReport;
using link::CheckStep;
using link::kCheckSteps;
using link::NetworkSettings;
using link::OwnRoots;
using link::ProxyChoice;
using link::proxyFromText;
using link::ProxyKind;
using link::ProxyLogin;
using link::textOf;

struct NetworkState
{
    NetworkSettings settings;
    std::optional<OwnRoots> roots; ///< What settings.ownRoots says, for people.

    bool operator==(const NetworkState &) const = default;
};

/// Same threading as Session.
class NetworkDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Error of all three: Conflict, before the store is open; and the store's.
    virtual QFuture<Result<NetworkState>> state() = 0;

    /// Kept, and used for each connection from now on. Errors: as parseOwnRoots(); then nothing has changed.
    virtual QFuture<Result<void>> change(const NetworkSettings &settings) = 0;

    /// Looks at a file that somebody chose, and changes nothing. Errors: as parseOwnRoots(), NotFound, Disk.
    virtual QFuture<Result<OwnRoots>> readRoots(const QString &path) = 0;

    /// What proxyAsked() asked for; connections that wait for it are tried again.
    virtual void answerProxy(const ProxyLogin &login) = 0;

    /// Asked again when a connection is next wanted.
    virtual void declineProxy() = 0;

    /// Checks the connection to that relay, or, when it is empty, to the one that this profile is signed in at; a check
    /// that is under way ends. Errors: Conflict (not now), Invalid (no address).
    virtual QFuture<Result<void>> check(const QUrl &relay) = 0;
    virtual void endCheck() = 0;

Q_SIGNALS:
    void proxyAsked(const QString &proxy, bool isAgain);
    void proxyAnswered(); ///< There is a login now: what was refused may be tried again.
    void checkChanged(const pc::link::CheckReport &report);
};

} // namespace pc::session
