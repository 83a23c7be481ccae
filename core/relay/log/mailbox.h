// SPDX-License-Identifier: GPL-3.0-or-later
// Mailbox: how other threads hand work to an I/O loop. One wake-up for everything that was put in since the last one.

#pragma once

#include "core/base/task.h"

#include <QObject>

#include <functional>
#include <mutex>
#include <vector>

namespace pc::relay::log {

/// Lives on the loop's thread; post() from any. What is posted after the loop has ended is dropped.
class Mailbox : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void post(Task task);
    void post(std::vector<Task> tasks);

    /// Called on the loop after each emptying: one place to flush.
    void onEmptied(std::function<void()> emptied) { m_emptied = std::move(emptied); }

protected:
    bool event(QEvent *event) override;

private:
    void wake();

    std::mutex m_mutex;
    std::vector<Task> m_tasks;
    bool m_woken = false;
    std::function<void()> m_emptied;
};

} // namespace pc::relay::log
