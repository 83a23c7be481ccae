// SPDX-License-Identifier: GPL-3.0-or-later
// What a bad network does to a connection, as a value, and its JSON form for scripts.

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QJsonObject>

namespace pc::test {

enum class FaultMode : quint8 {
    Pass,
    Cut, ///< Ends every connection properly, as soon as it is there.
    Refuse, ///< Nobody listens; what is open stays open.
    Delay, ///< Bytes arrive `delay` later, give or take `jitter`; never out of order.
    Reset, ///< Ends every connection with RST.
    HalfOpen, ///< Swallows both ways and says nothing. What has lost bytes stays so until it is ended.
    Trickle, ///< At most `bytesPerSecond` each way.
    DropAfter, ///< After `bytes` in both ways together, the connection is cut in the middle of what comes next.
    NoUpgrade, ///< Answers 403 to who asks for a WebSocket; other requests, and sockets that are open, pass.
    SilentUpgrade, ///< Answers nothing to who asks for a WebSocket; the rest as NoUpgrade.
};

struct Fault
{
    FaultMode mode = FaultMode::Pass;
    Milliseconds delay { 0 };
    Milliseconds jitter { 0 };
    qint64 bytesPerSecond = 1;
    qint64 bytes = 0;

    bool operator==(const Fault &) const = default;
};

QLatin1StringView faultName(FaultMode mode);

/// { "mode": "delay", "delayMs": 200, "jitterMs": 50 }, { "mode": "trickle", "bytesPerSecond": 10 },
/// { "mode": "dropAfter", "bytes": 1000 }, { "mode": "cut" } …; Invalid for anything else.
Result<Fault> faultFromJson(const QJsonObject &object);

} // namespace pc::test
