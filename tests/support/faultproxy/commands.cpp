// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/faultproxy/commands.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace pc::test {

namespace {

using namespace Qt::Literals::StringLiterals;

Result<FaultSchedule> scheduleFromJson(const QJsonObject &object)
{
    FaultSchedule schedule;
    schedule.seed = quint64(object.value("seed"_L1).toInteger(1));
    schedule.shortest = Milliseconds { object.value("shortestMs"_L1).toInteger(100) };
    schedule.longest = Milliseconds { object.value("longestMs"_L1).toInteger(1'000) };
    const QJsonArray faults = object.value("faults"_L1).toArray();
    for (const QJsonValue value : faults) {
        const auto fault = faultFromJson(value.toObject());
        if (!fault)
            return fault.error();
        schedule.faults.push_back(*fault);
    }
    if (schedule.faults.empty() || schedule.shortest.count() < 1 || schedule.longest < schedule.shortest)
        return { Errc::Invalid, QStringLiteral("a schedule needs faults, and 0 < shortestMs <= longestMs") };
    return schedule;
}

Result<void> setTarget(FaultProxy &proxy, const QJsonObject &command)
{
    const qint64 port = command.value("port"_L1).toInteger();
    if (port < 1 || port > 65'535)
        return { Errc::Invalid, QStringLiteral("no such port") };
    proxy.setTarget(quint16(port));
    return {};
}

Result<void> carryOut(FaultProxy &proxy, const QJsonObject &command)
{
    const QString verb = command.value("do"_L1).toString();
    if (verb == "cut"_L1) {
        proxy.cutNow();
    } else if (verb == "reset"_L1) {
        proxy.resetNow();
    } else if (verb == "target"_L1) {
        return setTarget(proxy, command);
    } else if (verb == "fault"_L1) {
        const auto fault = faultFromJson(command);
        return fault ? proxy.setFault(*fault) : Result<void>(fault.error());
    } else if (verb == "schedule"_L1) {
        const auto schedule = scheduleFromJson(command);
        if (!schedule)
            return schedule.error();
        proxy.follow(*schedule);
    } else {
        return { Errc::Invalid, QStringLiteral("unknown command") };
    }
    return {};
}

} // namespace

QByteArray obey(FaultProxy &proxy, const QByteArray &line)
{
    const QJsonObject command = QJsonDocument::fromJson(line).object();
    QJsonObject answer { { "event"_L1, "done"_L1 } };
    if (command.value("do"_L1) == "counters"_L1) {
        const ProxyCounters counters = proxy.counters();
        answer = { { "event"_L1, "counters"_L1 }, { "accepted"_L1, counters.accepted }, { "open"_L1, counters.open },
            { "bytes"_L1, counters.bytes }, { "upgrades"_L1, counters.upgrades } };
    } else if (const auto done = carryOut(proxy, command); !done) {
        answer = { { "event"_L1, "error"_L1 }, { "detail"_L1, done.error().detail } };
    }
    return QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace pc::test
