// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/config.h"

#include "core/relay/admin/configkeys.h"

#include <QFile>

#include <algorithm>

namespace pc::relay::admin {

namespace {

constexpr quint16 kDefaultPort = 8080;
constexpr qint64 kLargestFile = 1024 * 1024;

Error at(const QString &name, int line, const QString &what)
{
    return { Errc::Invalid, QStringLiteral("%1:%2: %3").arg(name).arg(line).arg(what) };
}

QString quoted(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + escaped + u'"';
}

struct Written
{
    QString operator()(bool flag) const { return flag ? QStringLiteral("true") : QStringLiteral("false"); }
    QString operator()(qint64 number) const { return QString::number(number); }
    QString operator()(const QString &text) const { return quoted(text); }

    QString operator()(const QStringList &list) const
    {
        QStringList items;
        for (const QString &text : list)
            items.append(quoted(text));
        return u'[' + items.join(QStringLiteral(", ")) + u']';
    }
};

/// What only shows when all keys are known. The line is that of the key that makes it wrong.
Result<void> checkTogether(const Config &config, const QString &name, int addressLine)
{
    if (!config.relay.address.isLoopback() && !config.behindProxy) {
        return at(name, addressLine,
            QStringLiteral("listen.address is not loopback: passwords would cross the network in the open. Let a proxy "
                           "that ends TLS stand in front, and say so with listen.behind_proxy = true"));
    }
    return {};
}

} // namespace

Config::Config()
{
    relay.dataDirectory = QStringLiteral("/var/lib/parentconnect-relay");
    relay.port = kDefaultPort;
}

Result<Config> parseConfig(const QByteArray &text, const QString &name)
{
    const auto entries = parseToml(text);
    if (!entries)
        return { Errc::Invalid, name + u':' + entries.error().detail };
    const std::vector<ConfigKey> keys = configKeys();
    Config config;
    int addressLine = 1;
    for (const TomlEntry &entry : *entries) {
        const auto key
            = std::find_if(keys.begin(), keys.end(), [&entry](const ConfigKey &k) { return k.name == entry.key; });
        if (key == keys.end())
            return at(name, entry.line, QStringLiteral("%1 is not a key of the relay").arg(entry.key));
        if (auto set = key->set(config, entry.value); !set)
            return at(name, entry.line, entry.key + QStringLiteral(": ") + set.error().detail);
        if (entry.key == QLatin1StringView("listen.address"))
            addressLine = entry.line;
    }
    if (auto good = checkTogether(config, name, addressLine); !good)
        return good.error();
    return config;
}

Result<Config> loadConfig(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return { Errc::NotFound, QStringLiteral("%1: %2").arg(path, file.errorString()) };
    if (file.size() > kLargestFile)
        return at(path, 1, QStringLiteral("too large for a configuration"));
    return parseConfig(file.readAll(), path);
}

QStringList describeConfig(const Config &config)
{
    QStringList lines;
    for (const ConfigKey &key : configKeys())
        lines.append(key.name + QStringLiteral(" = ") + std::visit(Written {}, key.get(config)));
    return lines;
}

} // namespace pc::relay::admin
