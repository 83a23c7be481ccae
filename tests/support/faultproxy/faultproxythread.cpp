// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/faultproxy/faultproxythread.h"

namespace pc::test {

FaultProxyThread::FaultProxyThread(quint16 target)
    : m_proxy(std::make_unique<FaultProxy>(target))
{
    m_proxy->moveToThread(&m_thread);
    m_thread.start();
    inside([this] {
        if (m_proxy->listen())
            m_port = m_proxy->port();
    });
}

FaultProxyThread::~FaultProxyThread()
{
    inside([this] { m_proxy.reset(); }); // where its sockets live
    m_thread.quit();
    m_thread.wait();
}

void FaultProxyThread::setTarget(quint16 port)
{
    inside([&] { m_proxy->setTarget(port); });
}

Result<void> FaultProxyThread::setFault(const Fault &fault)
{
    Result<void> result;
    inside([&] { result = m_proxy->setFault(fault); });
    return result;
}

void FaultProxyThread::cutNow()
{
    inside([&] { m_proxy->cutNow(); });
}

void FaultProxyThread::resetNow()
{
    inside([&] { m_proxy->resetNow(); });
}

void FaultProxyThread::follow(const FaultSchedule &schedule)
{
    inside([&] { m_proxy->follow(schedule); });
}

ProxyCounters FaultProxyThread::counters()
{
    ProxyCounters counters;
    inside([&] { counters = m_proxy->counters(); });
    return counters;
}

template<typename Work>
void FaultProxyThread::inside(Work work)
{
    // Not on the proxy as context: one of the works is its destruction.
    QObject here;
    here.moveToThread(&m_thread);
    QMetaObject::invokeMethod(&here, std::move(work), Qt::BlockingQueuedConnection);
}

} // namespace pc::test
