// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/mailbox.h"

#include <QCoreApplication>
#include <QEvent>

#include <iterator>
#include <utility>

namespace pc::relay::log {

void Mailbox::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        if (std::exchange(m_woken, true))
            return;
    }
    wake();
}

void Mailbox::post(std::vector<Task> tasks)
{
    if (tasks.empty())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.insert(m_tasks.end(), std::make_move_iterator(tasks.begin()), std::make_move_iterator(tasks.end()));
        if (std::exchange(m_woken, true))
            return;
    }
    wake();
}

void Mailbox::wake()
{
    QCoreApplication::postEvent(this, new QEvent(QEvent::User)); // owned by Qt's queue
}

bool Mailbox::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    std::vector<Task> tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_tasks);
        m_woken = false;
    }
    for (Task &task : tasks)
        task();
    if (m_emptied)
        m_emptied();
    return true;
}

} // namespace pc::relay::log
