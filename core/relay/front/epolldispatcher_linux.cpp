// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/epolldispatcher_linux.h"

#include "core/base/log.h"
#include "core/base/logline.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSocketNotifier>
#include <QThread>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>

namespace pc::relay::front {

namespace {

constexpr int kEventsPerPass = 512;
constexpr uint32_t kWakeGeneration = std::numeric_limits<uint32_t>::max();

/// What epoll reports for each QSocketNotifier::Type, in its order. An error or a hang-up shows in reading and writing.
constexpr std::array<uint32_t, 3> kAsked { EPOLLIN, EPOLLOUT, EPOLLPRI };
constexpr std::array<uint32_t, 3> kMeant { EPOLLIN | EPOLLHUP | EPOLLERR | EPOLLRDHUP, EPOLLOUT | EPOLLHUP | EPOLLERR,
    EPOLLPRI };

epoll_event eventFor(int fd, uint32_t generation, uint32_t mask)
{
    epoll_event event {};
    event.events = mask;
    event.data.u64 = (uint64_t { generation } << 32) | static_cast<uint32_t>(fd);
    return event;
}

} // namespace

EpollDispatcher::EpollDispatcher()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wakeFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event = eventFor(m_wakeFd, kWakeGeneration, EPOLLIN);
    if (m_epoll < 0 || m_wakeFd < 0 || ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeFd, &event) < 0)
        qFatal("EpollDispatcher: no descriptors for an event loop");
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_wakeFd);
    ::close(m_epoll);
}

// Sockets

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = int(notifier->socket());
    const auto type = std::size_t(notifier->type());
    if (fd < 0 || notifier->thread() != thread() || QThread::currentThread() != thread()) {
        LogLine(lcFront(), QtWarningMsg, "a socket notifier must be enabled on its own thread");
        return;
    }
    if (std::size_t(fd) >= m_descriptors.size())
        m_descriptors.resize(std::size_t(fd) + 1);
    Descriptor &descriptor = m_descriptors[std::size_t(fd)];
    if (descriptor.notifiers[type] && descriptor.notifiers[type] != notifier)
        LogLine(lcFront(), QtWarningMsg, "a second notifier of one kind replaces the first").with("descriptor", fd);
    descriptor.notifiers[type] = notifier;
    updateMask(fd, descriptor.mask | kAsked[type]);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = int(notifier->socket());
    const auto type = std::size_t(notifier->type());
    if (fd < 0 || std::size_t(fd) >= m_descriptors.size())
        return;
    Descriptor &descriptor = m_descriptors[std::size_t(fd)];
    if (descriptor.notifiers[type] != notifier)
        return;
    descriptor.notifiers[type] = nullptr;
    updateMask(fd, descriptor.mask & ~kAsked[type]);
}

void EpollDispatcher::updateMask(int fd, uint32_t mask)
{
    Descriptor &descriptor = m_descriptors[std::size_t(fd)];
    const bool wasWatched = descriptor.mask != 0;
    descriptor.mask = mask;
    if (mask == 0) {
        ++descriptor.generation;
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, fd, nullptr); // fails, rightly, when the descriptor was closed before
        return;
    }
    epoll_event event = eventFor(fd, descriptor.generation, mask);
    int result = ::epoll_ctl(m_epoll, wasWatched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, fd, &event);
    if (result < 0 && (errno == ENOENT || errno == EEXIST)) // closed and opened again behind our back
        result = ::epoll_ctl(m_epoll, errno == ENOENT ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, fd, &event);
    if (result < 0)
        LogLine(lcFront(), QtWarningMsg, "a descriptor cannot be watched").with("descriptor", fd).with("errno", errno);
}

int EpollDispatcher::activate(const epoll_event *events, int count)
{
    const uint64_t pass = m_pass;
    int activated = 0;
    for (int i = 0; i < count; ++i) {
        if (m_pass != pass) // a nested event loop has waited anew: what is still ready will be reported again
            break;
        const auto fd = static_cast<int>(static_cast<uint32_t>(events[i].data.u64));
        const auto generation = static_cast<uint32_t>(events[i].data.u64 >> 32);
        if (generation != kWakeGeneration)
            activated += activateDescriptor(fd, generation, events[i].events);
    }
    return activated;
}

int EpollDispatcher::activateDescriptor(int fd, uint32_t generation, uint32_t ready)
{
    int activated = 0;
    for (std::size_t type = 0; type < kMeant.size(); ++type) {
        // Looked up anew each time: the notifier before may have disabled, deleted or replaced this one.
        const Descriptor &descriptor = m_descriptors[std::size_t(fd)];
        QSocketNotifier *notifier = descriptor.notifiers[type];
        if (descriptor.generation != generation || !notifier || !(ready & kMeant[type]))
            continue;
        QEvent event(QEvent::SockAct);
        QCoreApplication::sendEvent(notifier, &event);
        ++activated;
    }
    return activated;
}

// Timers

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers.add(timerId, interval, type, object, TimerQueue::Clock::now());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return m_timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.timersOf(object);
}

int EpollDispatcher::remainingTime(int timerId)
{
    return m_timers.remaining(timerId, TimerQueue::Clock::now());
}

// The loop

void EpollDispatcher::wakeUp()
{
    if (m_isWoken.exchange(true) || QThread::currentThread() == thread())
        return;
    const uint64_t one = 1;
    while (::write(m_wakeFd, &one, sizeof one) < 0 && errno == EINTR) { }
}

void EpollDispatcher::interrupt()
{
    m_isInterrupted = true;
    wakeUp();
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_isInterrupted = false;
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    if (m_isInterrupted)
        return false;
    const bool maySleep = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_isWoken;
    if (maySleep)
        Q_EMIT aboutToBlock();
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    std::array<epoll_event, kEventsPerPass> events;
    const bool wasWoken = m_isWoken;
    const int ready = wait(events.data(), int(events.size()), withSockets, timeout(maySleep));
    int activated = activate(events.data(), ready);
    if (!flags.testFlag(QEventLoop::X11ExcludeTimers))
        activated += m_timers.fireDue(TimerQueue::Clock::now());
    return activated > 0 || wasWoken;
}

/// Milliseconds to wait, rounded up so that no timer fires early; -1 for ever.
int EpollDispatcher::timeout(bool maySleep) const
{
    if (!maySleep || m_isWoken || m_isInterrupted)
        return 0;
    const auto next = m_timers.untilNext(TimerQueue::Clock::now());
    if (!next)
        return -1;
    const auto rounded = std::chrono::ceil<std::chrono::milliseconds>(*next).count();
    return int(std::min<qint64>(rounded, std::numeric_limits<int>::max()));
}

/// Fills `events` and returns how many; takes a wake-up down.
int EpollDispatcher::wait(epoll_event *events, int count, bool withSockets, int timeout)
{
    ++m_pass;
    if (!withSockets)
        return waitWithoutSockets(timeout);
    const int ready = ::epoll_wait(m_epoll, events, count, timeout);
    const bool wasWritten = std::any_of(events, events + std::max(ready, 0),
        [](const epoll_event &event) { return event.data.u64 >> 32 == kWakeGeneration; });
    takeWakeUp(wasWritten);
    return std::max(ready, 0);
}

/// Sockets that are ready must not keep the loop from sleeping when nobody may serve them.
int EpollDispatcher::waitWithoutSockets(int timeout)
{
    pollfd wake { m_wakeFd, POLLIN, 0 };
    takeWakeUp(::poll(&wake, 1, timeout) > 0);
    return 0;
}

void EpollDispatcher::takeWakeUp(bool wasWritten)
{
    uint64_t count = 0;
    while (wasWritten && ::read(m_wakeFd, &count, sizeof count) < 0 && errno == EINTR) { }
    m_isWoken = false;
}

} // namespace pc::relay::front
