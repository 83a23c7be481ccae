// SPDX-License-Identifier: GPL-3.0-or-later
// pc_fault_proxy <target port>: a FaultProxy for scripts. Says {"event":"listening","port":N} once, obeys JSON lines on
// stdin (commands.h), ends when stdin does.

#include "tests/support/faultproxy/commands.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <unistd.h>

#include <cstdio>

namespace {

void say(const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
    std::fflush(stdout);
}

/// Reads what stdin has and obeys each whole line; false at its end.
bool readCommands(pc::test::FaultProxy &proxy, QByteArray &pending)
{
    char buffer[4096];
    const auto size = read(STDIN_FILENO, buffer, sizeof buffer);
    if (size <= 0)
        return false;
    pending.append(buffer, qsizetype(size));
    for (qsizetype end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
        say(pc::test::obey(proxy, pending.first(end)));
        pending.remove(0, end + 1);
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int target = app.arguments().value(1).toInt();
    if (target < 1 || target > 65'535) {
        std::fprintf(stderr, "pc_fault_proxy <target port>\n");
        return 2;
    }
    pc::test::FaultProxy proxy(static_cast<quint16>(target));
    if (const auto listening = proxy.listen(); !listening) {
        std::fprintf(stderr, "pc_fault_proxy: %s\n", qPrintable(listening.error().detail));
        return 1;
    }
    QByteArray pending;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &proxy, [&] {
        if (!readCommands(proxy, pending))
            QCoreApplication::quit();
    });
    say("{\"event\":\"listening\",\"port\":" + QByteArray::number(proxy.port()) + "}\n");
    return QCoreApplication::exec();
}
