// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/trouble.h"

namespace pc::relay::admin {

QString describeTrouble(const Error &error, const RelayOptions &options)
{
    const QString &data = options.dataDirectory;
    switch (error.code) {
    case Errc::Locked:
        return QStringLiteral("another relay has %1 open, or a tool holds its database. Nothing was changed: end the "
                              "other one, then start again")
            .arg(data);
    case Errc::Corrupt:
        return QStringLiteral("the database in %1 is damaged: %2. It was left as it is: bring back a backup, or move "
                              "relay.db and what begins with its name away to start with nothing")
            .arg(data, error.detail);
    case Errc::NewerVersion:
        return QStringLiteral("the database in %1 was written by a newer relay: %2. Nothing was changed: install that "
                              "version again")
            .arg(data, error.detail);
    case Errc::DiskFull:
        return QStringLiteral("the disk with %1 is full. What was stored is kept: make room, then start again")
            .arg(data);
    case Errc::Disk:
        return QStringLiteral("the disk refuses %1: %2. What was stored is kept").arg(data, error.detail);
    case Errc::Network:
        return QStringLiteral("cannot listen on %1 port %2: %3")
            .arg(options.address.toString())
            .arg(options.port)
            .arg(error.detail);
    case Errc::NotFound:
    case Errc::Forbidden:
    case Errc::Invalid:
        return error.detail; // of a file that the configuration names
    default:
        return QStringLiteral("%1 (%2)").arg(error.detail, wireName(error.code));
    }
}

} // namespace pc::relay::admin
