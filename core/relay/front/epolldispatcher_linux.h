// SPDX-License-Identifier: GPL-3.0-or-later
// QAbstractEventDispatcher over epoll: a turn costs what is ready, however many sockets are open. Serves threads and
// QCoreApplication alike; no window system.
//
// Waking: m_isWoken is raised by every posted event and taken down after the wait, before the events are sent. While
// it is up the loop does not sleep, so the loop's own thread raises it without a system call; another thread also
// writes to the eventfd, on which the loop may be asleep.

#pragma once

#include "core/relay/front/timerqueue.h"

#include <QAbstractEventDispatcher>

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

struct epoll_event;

namespace pc::relay::front {

class EpollDispatcher final : public QAbstractEventDispatcher
{
public:
    EpollDispatcher();
    ~EpollDispatcher() override;

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    void registerTimer(int timerId, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    /// Any thread.
    void wakeUp() override;

    /// Any thread.
    void interrupt() override;

private:
    /// The notifiers of one descriptor, by QSocketNotifier::Type.
    struct Descriptor
    {
        std::array<QSocketNotifier *, 3> notifiers {};
        uint32_t mask = 0; ///< What epoll was told.
        uint32_t generation = 0; ///< Tells a descriptor's event from one of an earlier socket of the same number.
    };

    void updateMask(int fd, uint32_t mask);
    int wait(epoll_event *events, int count, bool withSockets, int timeout);
    int waitWithoutSockets(int timeout);
    int timeout(bool maySleep) const;
    void takeWakeUp(bool wasWritten);
    int activate(const epoll_event *events, int count);
    int activateDescriptor(int fd, uint32_t generation, uint32_t ready);

    TimerQueue m_timers;
    std::vector<Descriptor> m_descriptors; ///< Indexed by descriptor: the system hands out the lowest free number.
    uint64_t m_pass = 0; ///< Changes with each wait, nested ones too.
    int m_epoll = -1;
    int m_wakeFd = -1;
    std::atomic<bool> m_isWoken = false;
    std::atomic<bool> m_isInterrupted = false;
};

} // namespace pc::relay::front
