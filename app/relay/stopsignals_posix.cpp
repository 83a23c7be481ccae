// SPDX-License-Identifier: GPL-3.0-or-later
// A signal handler may hardly do anything: it writes one byte into a pipe, whose other end the event loop reads.

#include "app/relay/stopsignals.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>

namespace pc::app {

namespace {

constexpr std::array kHandled { SIGTERM, SIGINT, SIGHUP };
constexpr char kStop = 's';
constexpr char kReload = 'r';

// The handler has no other way to know where to write.
std::array<int, 2> pipeEnds { -1, -1 };

extern "C" void onSignal(int number)
{
    const char byte = number == SIGHUP ? kReload : kStop;
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1);
}

void handle(int number, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(number, &action, nullptr);
}

} // namespace

StopSignals::StopSignals()
{
    if (::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    auto *notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(pipeEnds[0], &byte, 1) > 0) {
            if (byte == kReload)
                Q_EMIT reloadRequested();
            else
                Q_EMIT stopRequested();
        }
    });
    for (const int number : kHandled)
        handle(number, onSignal);
    handle(SIGXFSZ, SIG_IGN); // a file that may not grow is a disk that refuses, and no reason to end
}

StopSignals::~StopSignals()
{
    for (const int number : kHandled)
        handle(number, SIG_DFL);
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

} // namespace pc::app
