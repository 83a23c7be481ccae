// SPDX-License-Identifier: GPL-3.0-or-later
// LoopThread: an I/O loop and the thread it lives on. What the loop is made of is made and ended on that thread.

#pragma once

#include "core/relay/ioloop.h"

#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace pc::relay {

class LoopThread
{
public:
    LoopThread();
    ~LoopThread();
    LoopThread(const LoopThread &) = delete;
    LoopThread &operator=(const LoopThread &) = delete;

    /// Runs there and waits for the end.
    void run(const std::function<void()> &work);

    void make(Shared &shared, int number);
    IoLoop &loop() { return *m_loop; }

private:
    QThread m_thread;
    QObject m_anchor;
    std::unique_ptr<IoLoop> m_loop;
};

} // namespace pc::relay
