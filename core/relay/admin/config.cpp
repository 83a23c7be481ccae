// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/config.h"

#include "core/relay/admin/configkeys.h"

#include <QFile>

#include <algorithm>
#include <optional>

namespace pc::relay::admin {

namespace {

constexpr quint16 kDefaultPort = 8080;
constexpr qint64 kLargestFile = 1024 * 1024;

const QString kVariablePrefix = QStringLiteral("PARENTCONNECT_RELAY_");

/// Where a setting came from: "relay.toml:3" or the name of a variable.
Error at(const QString &place, const QString &what)
{
    return { Errc::Invalid, place + QStringLiteral(": ") + what };
}

QString lineOf(const QString &name, int line)
{
    return name + u':' + QString::number(line);
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

/// A variable's text as a value of the kind that its key has.
struct FromText
{
    QString text;

    std::optional<TomlValue> operator()(bool) const
    {
        if (text == QLatin1StringView("true") || text == QLatin1StringView("false"))
            return TomlValue(text.size() == 4);
        return std::nullopt;
    }

    std::optional<TomlValue> operator()(qint64) const
    {
        bool ok = false;
        const qint64 number = text.toLongLong(&ok);
        return ok ? std::optional<TomlValue>(number) : std::nullopt;
    }

    std::optional<TomlValue> operator()(const QString &) const { return TomlValue(text); }

    std::optional<TomlValue> operator()(const QStringList &) const
    {
        QStringList list = text.split(u',', Qt::SkipEmptyParts);
        for (QString &item : list)
            item = item.trimmed();
        return TomlValue(list);
    }
};

/// The settings as they are collected, each from a place that an error can name.
class Collection
{
public:
    Result<void> set(const QString &name, const TomlValue &value, const QString &place)
    {
        const auto key = find([&name](const ConfigKey &k) { return k.name == name; });
        if (!key)
            return at(place, QStringLiteral("%1 is not a key of the relay").arg(name));
        return set(*key, value, place, name + QStringLiteral(": "));
    }

    Result<void> setVariable(const QString &variable, const QString &text)
    {
        const auto key = find([&variable](const ConfigKey &k) { return variableFor(k.name) == variable; });
        if (!key)
            return at(variable, QStringLiteral("no key of the relay has this variable"));
        const TomlValue now = key->get(m_config);
        // Text that is no number or flag is refused by the key itself, which says what it expects.
        return set(*key, std::visit(FromText { text }, now).value_or(TomlValue(text)), variable, {});
    }

    /// What only shows when all is known. The place is that of the key that makes it wrong.
    Result<Config> finish() const
    {
        const front::TlsFiles &tls = m_config.relay.tls;
        if (tls.certificate.isEmpty() != tls.key.isEmpty())
            return at(m_tlsPlace, QStringLiteral("tls.certificate and tls.key come together: one of them is not set"));
        if (!m_config.relay.address.isLoopback() && !m_config.behindProxy && tls.isEmpty()) {
            return at(m_addressPlace,
                QStringLiteral(
                    "listen.address is not loopback: passwords would cross the network in the open. Set "
                    "tls.certificate and tls.key, or let a proxy that ends TLS stand in front and say so with "
                    "listen.behind_proxy = true"));
        }
        return m_config;
    }

private:
    template<typename Is>
    const ConfigKey *find(Is is) const
    {
        const auto key = std::find_if(m_keys.begin(), m_keys.end(), is);
        return key == m_keys.end() ? nullptr : &*key;
    }

    Result<void> set(const ConfigKey &key, const TomlValue &value, const QString &place, const QString &prefix)
    {
        if (auto done = key.set(m_config, value); !done)
            return at(place, prefix + done.error().detail);
        if (key.name == QLatin1StringView("listen.address"))
            m_addressPlace = place;
        if (key.name.startsWith(QLatin1StringView("tls.")))
            m_tlsPlace = place;
        return {};
    }

    const std::vector<ConfigKey> m_keys = configKeys();
    Config m_config;
    QString m_addressPlace;
    QString m_tlsPlace;
};

} // namespace

Config::Config()
{
    relay.dataDirectory = QStringLiteral("/var/lib/parentconnect-relay");
    relay.port = kDefaultPort;
}

QString variableFor(const QString &key)
{
    return kVariablePrefix + QString(key).replace(u'.', u'_').toUpper();
}

Result<Config> parseConfig(const QByteArray &text, const QString &name, const QStringList &environment)
{
    const auto entries = parseToml(text);
    if (!entries)
        return { Errc::Invalid, name + u':' + entries.error().detail };
    Collection collection;
    for (const TomlEntry &entry : *entries) {
        if (auto set = collection.set(entry.key, entry.value, lineOf(name, entry.line)); !set)
            return set.error();
    }
    for (const QString &entry : environment) {
        const qsizetype equals = entry.indexOf(u'=');
        if (equals < 0 || !entry.startsWith(kVariablePrefix))
            continue;
        if (auto set = collection.setVariable(entry.first(equals), entry.sliced(equals + 1)); !set)
            return set.error();
    }
    return collection.finish();
}

Result<Config> loadConfig(const QString &path, const QStringList &environment)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return { Errc::NotFound, QStringLiteral("%1: %2").arg(path, file.errorString()) };
    if (file.size() > kLargestFile)
        return at(lineOf(path, 1), QStringLiteral("too large for a configuration"));
    return parseConfig(file.readAll(), path, environment);
}

Reload reload(const Config &running, const Config &wanted)
{
    Reload result;
    result.config = running;
    for (const ConfigKey &key : configKeys()) {
        const TomlValue value = key.get(wanted);
        if (value == key.get(running))
            continue;
        const QString line = key.name + QStringLiteral(" = ") + std::visit(Written {}, value);
        if (!key.isLive) {
            result.atNextStart.append(line);
        } else if (const auto set = key.set(result.config, value)) { // it held in `wanted`
            result.changed.append(line);
        }
    }
    return result;
}

QJsonObject describeLimits(const Config &config, const std::string &metrics)
{
    static constexpr std::array kBounds { "http.", "socket.", "connections.", "deadlines.", "protocol.", "signin." };
    static constexpr std::array kMet { "parentconnect_connections_refused_total", "parentconnect_protocol_errors_total",
        "parentconnect_timeouts_total", "parentconnect_refusals_total" };
    QJsonObject limits;
    for (const ConfigKey &key : configKeys()) {
        if (std::ranges::any_of(
                kBounds, [&key](const char *start) { return key.name.startsWith(QLatin1StringView(start)); }))
            limits.insert(key.name, std::visit(Written {}, key.get(config)));
    }
    for (const QString &line : QString::fromStdString(metrics).split(u'\n')) {
        if (std::ranges::any_of(kMet, [&line](const char *start) { return line.startsWith(QLatin1StringView(start)); }))
            limits.insert(line.section(u' ', 0, 0), line.section(u' ', 1));
    }
    return limits;
}

QStringList describeConfig(const Config &config)
{
    QStringList lines;
    for (const ConfigKey &key : configKeys())
        lines.append(key.name + QStringLiteral(" = ") + std::visit(Written {}, key.get(config)));
    return lines;
}

} // namespace pc::relay::admin
