// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/faultproxy/fault.h"

#include <array>

namespace pc::test {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kLongestMs = 600'000;
constexpr qint64 kMostBytes = qint64(1) << 40;
constexpr std::array kNames { "pass"_L1, "cut"_L1, "refuse"_L1, "delay"_L1, "reset"_L1, "halfOpen"_L1, "trickle"_L1,
    "dropAfter"_L1, "noUpgrade"_L1, "silentUpgrade"_L1 };

/// A whole number in [least, most]; `least` when the key is absent.
bool take(const QJsonObject &object, QLatin1StringView key, qint64 least, qint64 most, qint64 &out)
{
    const QJsonValue value = object.value(key);
    out = value.isUndefined() ? least : value.toInteger(least - 1);
    return out >= least && out <= most;
}

} // namespace

QLatin1StringView faultName(FaultMode mode)
{
    return kNames[size_t(mode)];
}

Result<Fault> faultFromJson(const QJsonObject &object)
{
    const QString name = object.value("mode"_L1).toString();
    for (size_t i = 0; i < kNames.size(); ++i) {
        if (name != kNames[i])
            continue;
        Fault fault { FaultMode(i) };
        qint64 delay = 0;
        qint64 jitter = 0;
        if (!take(object, "delayMs"_L1, 0, kLongestMs, delay) || !take(object, "jitterMs"_L1, 0, kLongestMs, jitter)
            || !take(object, "bytesPerSecond"_L1, 1, kMostBytes, fault.bytesPerSecond)
            || !take(object, "bytes"_L1, 0, kMostBytes, fault.bytes))
            return { Errc::Invalid, QStringLiteral("a number is missing or out of range") };
        fault.delay = Milliseconds { delay };
        fault.jitter = Milliseconds { jitter };
        return fault;
    }
    return { Errc::Invalid, QStringLiteral("unknown mode") };
}

} // namespace pc::test
