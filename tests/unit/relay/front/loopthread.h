// SPDX-License-Identifier: GPL-3.0-or-later
// For the tests of the event dispatcher: a thread that runs on it, sockets to watch, and a bounded wait. Where the
// platform has no dispatcher of ours, Qt's own must pass the same tests.

#pragma once

#include "core/relay/front/eventdispatcher.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

#include <functional>

namespace pc::relay::front::test {

/// A thread whose loop is the dispatcher under test; run() executes on it and waits.
class LoopThread
{
public:
    LoopThread()
    {
        if (auto dispatcher = makeEventDispatcher())
            m_thread.setEventDispatcher(dispatcher.release()); // the thread owns it
        m_thread.start();
        m_context.moveToThread(&m_thread);
    }

    ~LoopThread()
    {
        m_thread.quit();
        m_thread.wait();
    }

    void run(const std::function<void()> &function)
    {
        QMetaObject::invokeMethod(&m_context, function, Qt::BlockingQueuedConnection);
    }

    void post(const std::function<void()> &function)
    {
        QMetaObject::invokeMethod(&m_context, function, Qt::QueuedConnection);
    }

    QThread &thread() { return m_thread; }

private:
    QThread m_thread;
    QObject m_context;
};

struct Pair
{
    int ends[2] = { -1, -1 };

    Pair() { [[maybe_unused]] const int result = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends); }

    ~Pair()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void write() const { [[maybe_unused]] const auto count = ::write(ends[1], "x", 1); }

    void read() const
    {
        char byte = 0;
        [[maybe_unused]] const auto count = ::read(ends[0], &byte, 1);
    }
};

/// Runs a loop of its own until `done`, at the longest for 5 s.
inline bool spinUntil(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer poll;
    QDeadlineTimer deadline(5000);
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (done() || deadline.hasExpired())
            loop.quit();
    });
    poll.start(1);
    loop.exec();
    return done();
}

} // namespace pc::relay::front::test
