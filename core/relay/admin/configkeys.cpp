// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/configkeys.h"

#include "core/wire/limits.h"

#include <array>
#include <type_traits>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

struct Range
{
    qint64 least;
    qint64 most;
};

constexpr qint64 kKiB = 1024;
constexpr qint64 kMiB = 1024 * kKiB;
constexpr Range kDuration { 1, qint64(24) * 3600 * 1000 };

Error expected(const QString &what)
{
    return { Errc::Invalid, u"expected "_s + what };
}

Result<qint64> integerIn(const TomlValue &value, Range range)
{
    const auto *number = std::get_if<qint64>(&value);
    if (!number || *number < range.least || *number > range.most)
        return expected(u"a whole number from %1 to %2"_s.arg(range.least).arg(range.most));
    return *number;
}

/// `Place` answers a reference to the field in a config, const or not.
template<typename Place>
ConfigKey number(const char *name, Place place, Range range)
{
    return { QString::fromLatin1(name),
        [place, range](Config &config, const TomlValue &value) -> Result<void> {
            const auto given = integerIn(value, range);
            if (!given)
                return given.error();
            auto &field = place(config);
            field = static_cast<std::remove_reference_t<decltype(field)>>(*given);
            return {};
        },
        [place](const Config &config) { return TomlValue(qint64(place(config))); } };
}

template<typename Place>
ConfigKey duration(const char *name, Place place, Range range = kDuration)
{
    return { QString::fromLatin1(name),
        [place, range](Config &config, const TomlValue &value) -> Result<void> {
            const auto given = integerIn(value, range);
            if (!given)
                return given.error();
            place(config) = Milliseconds { *given };
            return {};
        },
        [place](const Config &config) { return TomlValue(qint64(place(config).count())); } };
}

template<typename Place>
ConfigKey flag(const char *name, Place place)
{
    return { QString::fromLatin1(name),
        [place](Config &config, const TomlValue &value) -> Result<void> {
            const auto *given = std::get_if<bool>(&value);
            if (!given)
                return expected(u"true or false"_s);
            place(config) = *given;
            return {};
        },
        [place](const Config &config) { return TomlValue(place(config)); } };
}

template<typename Place>
ConfigKey texts(const char *name, Place place)
{
    return { QString::fromLatin1(name),
        [place](Config &config, const TomlValue &value) -> Result<void> {
            const auto *given = std::get_if<QStringList>(&value);
            if (!given)
                return expected(u"a list of texts"_s);
            place(config).clear();
            for (const QString &text : *given)
                place(config).push_back(text.toStdString());
            return {};
        },
        [place](const Config &config) {
            QStringList list;
            for (const std::string &text : place(config))
                list.append(QString::fromStdString(text));
            return TomlValue(list);
        } };
}

ConfigKey address()
{
    return { u"listen.address"_s,
        [](Config &config, const TomlValue &value) -> Result<void> {
            const auto *given = std::get_if<QString>(&value);
            if (!given || !config.relay.address.setAddress(*given))
                return expected(u"an address such as \"127.0.0.1\" or \"::1\""_s);
            return {};
        },
        [](const Config &config) { return TomlValue(config.relay.address.toString()); } };
}

template<typename Place>
ConfigKey path(const char *name, Place place, const char *what, bool mayBeEmpty)
{
    return { QString::fromLatin1(name),
        [place, what, mayBeEmpty](Config &config, const TomlValue &value) -> Result<void> {
            const auto *given = std::get_if<QString>(&value);
            if (!given || !(given->startsWith(u'/') || (mayBeEmpty && given->isEmpty())))
                return expected(QLatin1StringView(what) + u" full path"_s);
            place(config) = *given;
            return {};
        },
        [place](const Config &config) { return TomlValue(place(config)); } };
}

constexpr std::array kLevelNames { "debug", "info", "warning", "critical" };

ConfigKey logLevel()
{
    return { u"log.level"_s,
        [](Config &config, const TomlValue &value) -> Result<void> {
            const auto *given = std::get_if<QString>(&value);
            for (size_t i = 0; given && i < kLevelNames.size(); ++i) {
                if (*given == QLatin1StringView(kLevelNames[i])) {
                    config.logLevel = LogLevel(i);
                    return {};
                }
            }
            return expected(u"\"debug\", \"info\", \"warning\" or \"critical\""_s);
        },
        [](const Config &config) { return TomlValue(QString::fromLatin1(kLevelNames[size_t(config.logLevel)])); } };
}

constexpr std::array kFormatNames { "text", "json" };

ConfigKey logFormat()
{
    return { u"log.format"_s,
        [](Config &config, const TomlValue &value) -> Result<void> {
            const auto *given = std::get_if<QString>(&value);
            for (size_t i = 0; given && i < kFormatNames.size(); ++i) {
                if (*given == QLatin1StringView(kFormatNames[i])) {
                    config.logFormat = LogFormat(i);
                    return {};
                }
            }
            return expected(u"\"text\" or \"json\""_s);
        },
        [](const Config &config) { return TomlValue(QString::fromLatin1(kFormatNames[size_t(config.logFormat)])); } };
}

/// The path of a file with a secret: never the secret itself.
template<typename Place>
ConfigKey secretFile(const char *name, Place place)
{
    return { QString::fromLatin1(name),
        [place](Config &config, const TomlValue &value) -> Result<void> {
            const auto *given = std::get_if<QString>(&value);
            if (!given || (!given->isEmpty() && !given->startsWith(u'/')))
                return expected(u"the full path of a file that holds the secret"_s);
            place(config) = *given;
            return {};
        },
        [place](const Config &config) { return TomlValue(place(config)); } };
}

ConfigKey live(ConfigKey key)
{
    key.isLive = true;
    return key;
}

// Each key's place is a lambda that answers the field of a config, const or not: one place for reading and writing.

void addFront(std::vector<ConfigKey> &keys)
{
    keys.push_back(live(texts(
        "listen.origins", [](auto &c) -> auto & { return c.relay.front.origins; })));
    keys.push_back(live(texts(
        "listen.proxies", [](auto &c) -> auto & { return c.relay.front.proxies; })));
    keys.push_back(
        live(number("http.header_bytes", [](auto &c) -> auto & { return c.relay.front.headerBytes; }, { kKiB, kMiB })));
    keys.push_back(
        live(number("http.header_fields", [](auto &c) -> auto & { return c.relay.front.headerFields; }, { 8, 1'000 })));
    keys.push_back(live(
        number("http.body_bytes", [](auto &c) -> auto & { return c.relay.front.bodyBytes; }, { kKiB, 16 * kMiB })));
    keys.push_back(live(number("socket.message_bytes_before_hello",
        [](auto &c) -> auto & { return c.relay.front.messageBytesBeforeHello; }, { kKiB, 64 * kKiB })));
    keys.push_back(live(number(
        "socket.message_fragments", [](auto &c) -> auto & { return c.relay.front.messageFragments; }, { 1, 10'000 })));
    keys.push_back(live(number(
        "socket.pings_per_second", [](auto &c) -> auto & { return c.relay.front.pingsPerSecond; }, { 1, 1'000 })));
    keys.push_back(live(number("socket.outgoing_bytes", [](auto &c) -> auto & { return c.relay.front.outgoingBytes; },
        { 128 * kKiB, 256 * kMiB })));
    keys.push_back(live(
        number("connections.total", [](auto &c) -> auto & { return c.relay.front.connections; }, { 1, 1'000'000 })));
    keys.push_back(live(number("connections.per_address",
        [](auto &c) -> auto & { return c.relay.front.connectionsPerAddress; }, { 1, 1'000'000 })));
    keys.push_back(live(number("connections.upgrades_pending_per_address",
        [](auto &c) -> auto & { return c.relay.front.upgradesPendingPerAddress; }, { 1, 1'000'000 })));
    keys.push_back(live(duration(
        "deadlines.header_ms", [](auto &c) -> auto & { return c.relay.front.headerDeadline; })));
    keys.push_back(live(duration(
        "deadlines.body_ms", [](auto &c) -> auto & { return c.relay.front.bodyDeadline; })));
    keys.push_back(live(duration(
        "deadlines.response_ms", [](auto &c) -> auto & { return c.relay.front.responseDeadline; })));
    keys.push_back(live(duration(
        "deadlines.hello_ms", [](auto &c) -> auto & { return c.relay.front.helloDeadline; })));
    keys.push_back(live(duration(
        "deadlines.frame_ms", [](auto &c) -> auto & { return c.relay.front.frameDeadline; })));
    keys.push_back(live(duration(
        "deadlines.idle_ms", [](auto &c) -> auto & { return c.relay.front.idleDeadline; })));
    keys.push_back(live(duration(
        "deadlines.write_ms", [](auto &c) -> auto & { return c.relay.front.writeDeadline; })));
    keys.push_back(live(duration(
        "deadlines.close_ms", [](auto &c) -> auto & { return c.relay.front.closeDeadline; })));
}

void addProtocol(std::vector<ConfigKey> &keys)
{
    keys.push_back(duration("protocol.heartbeat_ms", [](auto &c) -> auto & { return c.relay.heartbeat; },
        { wire::kShortestHeartbeatMs, wire::kLongestHeartbeatMs }));
    keys.push_back(number(
        "protocol.frame_bytes", [](auto &c) -> auto & { return c.relay.limits.frameBytes; }, { 4 * kKiB, 64 * kKiB }));
    keys.push_back(number("protocol.handshake_bytes", [](auto &c) -> auto & { return c.relay.limits.handshakeBytes; },
        { 64 * kKiB, kMiB }));
    keys.push_back(live(number("protocol.messages_per_minute",
        [](auto &c) -> auto & { return c.relay.limits.messagesPerMinute; }, { 1, 60'000 })));
    keys.push_back(live(number(
        "protocol.message_burst", [](auto &c) -> auto & { return c.relay.limits.messageBurst; }, { 1, 10'000 })));
    keys.push_back(
        number("protocol.page_frames", [](auto &c) -> auto & { return c.relay.limits.pageFrames; }, { 10, 500 }));
    keys.push_back(number(
        "protocol.page_bytes", [](auto &c) -> auto & { return c.relay.limits.pageBytes; }, { 64 * kKiB, 512 * kKiB }));
    keys.push_back(
        number("protocol.group_members", [](auto &c) -> auto & { return c.relay.limits.groupMembers; }, { 2, 1'000 }));
}

void addSignIn(std::vector<ConfigKey> &keys)
{
    // The least cost is what OWASP calls enough (2026): 19 MiB and two passes.
    keys.push_back(
        number("signin.hash_threads", [](auto &c) -> auto & { return c.relay.accounts.hashes.threads; }, { 1, 64 }));
    keys.push_back(
        number("signin.hash_queue", [](auto &c) -> auto & { return c.relay.accounts.hashes.queue; }, { 1, 10'000 }));
    keys.push_back(
        number("signin.hash_passes", [](auto &c) -> auto & { return c.relay.accounts.hashes.cost.passes; }, { 2, 64 }));
    keys.push_back(number("signin.hash_memory_bytes",
        [](auto &c) -> auto & { return c.relay.accounts.hashes.cost.memoryBytes; }, { 19 * kMiB, 1024 * kMiB }));
    keys.push_back(live(number("signin.address_burst",
        [](auto &c) -> auto & { return c.relay.accounts.limits.perAddress.burst; }, { 1, 1'000'000 })));
    keys.push_back(live(duration(
        "signin.address_refill_ms", [](auto &c) -> auto & { return c.relay.accounts.limits.perAddress.refill; })));
    keys.push_back(live(number("signin.account_burst",
        [](auto &c) -> auto & { return c.relay.accounts.limits.perAccount.burst; }, { 1, 1'000 })));
    keys.push_back(live(duration(
        "signin.account_refill_ms", [](auto &c) -> auto & { return c.relay.accounts.limits.perAccount.refill; })));
}

} // namespace

std::vector<ConfigKey> configKeys()
{
    std::vector<ConfigKey> keys;
    keys.push_back(address());
    keys.push_back(number("listen.port", [](auto &c) -> auto & { return c.relay.port; }, { 0, 65'535 }));
    keys.push_back(flag(
        "listen.behind_proxy", [](auto &config) -> auto & { return config.behindProxy; }));
    keys.push_back(number("listen.io_loops", [](auto &c) -> auto & { return c.relay.loops; }, { 1, 64 }));
    keys.push_back(path(
        "data.directory", [](auto &c) -> auto & { return c.relay.dataDirectory; }, "a folder's", false));
    keys.push_back(live(path(
        "tls.certificate", [](auto &c) -> auto & { return c.relay.tls.certificate; }, "a file's", true)));
    keys.push_back(live(path(
        "tls.key", [](auto &c) -> auto & { return c.relay.tls.key; }, "a file's", true)));
    keys.push_back(
        live(number("tls.handshakes", [](auto &c) -> auto & { return c.relay.front.handshakes; }, { 10, 100'000 })));
    keys.push_back(number("data.commit_batch", [](auto &c) -> auto & { return c.relay.commitBatch; }, { 1, 100'000 }));
    keys.push_back(
        number("data.write_queue", [](auto &c) -> auto & { return c.relay.writeQueue; }, { 100, 1'000'000 }));
    keys.push_back(
        live(number("data.reserve_percent", [](auto &c) -> auto & { return c.relay.reservePercent; }, { 0, 50 })));
    keys.push_back(number("archive.quota_bytes", [](auto &c) -> auto & { return c.relay.accounts.archives.quotaBytes; },
        { kMiB, 64 * 1024 * kMiB }));
    keys.push_back(live(logLevel()));
    keys.push_back(live(logFormat()));
    keys.push_back(live(secretFile(
        "backup.key_file", [](auto &c) -> auto & { return c.backupKey; })));
    keys.push_back(live(texts(
        "metrics.readers", [](auto &c) -> auto & { return c.relay.metricsReaders; })));
    addFront(keys);
    addProtocol(keys);
    addSignIn(keys);
    keys.push_back(live(duration(
        "shutdown.drain_spread_ms", [](auto &c) -> auto & { return c.relay.drainSpread; })));
    return keys;
}

} // namespace pc::relay::admin
