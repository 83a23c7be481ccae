// SPDX-License-Identifier: GPL-3.0-or-later
// Config: the relay's one configuration file. Every key has a default and stands, with it, in
// packaging/relay/parentconnect-relay.toml; a key that is not known, or a value that cannot be, ends the start with file
// and line. The environment can override each key, for containers; nothing of it is in the database.

#pragma once

#include "core/base/result.h"
#include "core/relay/admin/logoutput.h"
#include "core/relay/relay.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <string>

namespace pc::relay::admin {

enum class LogLevel : quint8 {
    Debug,
    Info,
    Warning,
    Critical,
};

struct Config
{
    Config();

    RelayOptions relay;
    bool behindProxy = false; ///< A proxy in front ends TLS: listening beyond loopback is then meant.
    LogLevel logLevel = LogLevel::Info;
    LogFormat logFormat = LogFormat::Text;
    QString
        backupKey; ///< The file with the key that seals backups; empty: systemd's credential "backup.key", if there is one.
};

/// The variable that overrides a key: "listen.port" is PARENTCONNECT_RELAY_LISTEN_PORT.
QString variableFor(const QString &key);

/// `environment` holds "NAME=value" entries; those of other programs are not looked at. A list's texts are separated by
/// commas. Error: Invalid; `detail` is "<name>:<line>: <what>" or "<variable>: <what>", to be shown as it is.
Result<Config> parseConfig(const QByteArray &text, const QString &name, const QStringList &environment = {});

/// Errors: NotFound (no such file), Invalid as above.
Result<Config> loadConfig(const QString &path, const QStringList &environment = {});

/// What another configuration changes while a relay runs.
struct Reload
{
    Config config; ///< What holds from now on.
    QStringList changed; ///< Lines as those of describeConfig().
    QStringList atNextStart; ///< The same, of keys that wait for the relay's next start.
};

Reload reload(const Config &running, const Config &wanted);

/// The keys that bound something, with their values, and the counters of `metrics` that say how often a bound was met.
QJsonObject describeLimits(const Config &config, const std::string &metrics);

/// Every key with its value in this config, as TOML lines without sections: "listen.port = 8080".
QStringList describeConfig(const Config &config);

} // namespace pc::relay::admin
