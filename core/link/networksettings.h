// SPDX-License-Identifier: GPL-3.0-or-later
// NetworkSettings: how this computer reaches the relay, as a person chose it: through which proxy, and whose certificates
// are believed. A proxy's password is no part of it (see proxylogins.h). Plain values.

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace pc::link {

enum class ProxyKind : quint8 {
    System, ///< What this computer's settings say.
    None,
    Http, ///< By CONNECT: it passes bytes on and reads no request.
    Socks5,
};

struct ProxyChoice
{
    ProxyKind kind = ProxyKind::System;
    QString host; ///< Of the last two kinds, as the port.
    quint16 port = 0;

    bool operator==(const ProxyChoice &) const = default;
};

/// "system", "none", "http://host:port" or "socks5://host:port". Error: Invalid (also with a user or a password in it).
Result<ProxyChoice> proxyFromText(const QString &text);
QString textOf(const ProxyChoice &proxy);

struct NetworkSettings
{
    ProxyChoice proxy;
    QByteArray ownRoots; ///< PEM. When there are any they are believed, and no others; else the system's store is.

    bool operator==(const NetworkSettings &) const = default;
};

} // namespace pc::link
