// SPDX-License-Identifier: GPL-3.0-or-later
// A FaultProxy on a thread of its own, for tests that block or that must not slow it down. Every call waits until the
// proxy has done it.

#pragma once

#include "tests/support/faultproxy/faultproxy.h"

#include <QThread>

namespace pc::test {

class FaultProxyThread
{
public:
    /// Listens when this returns; port() is 0 when it could not.
    explicit FaultProxyThread(quint16 target);
    ~FaultProxyThread();

    quint16 port() const { return m_port; }
    void setTarget(quint16 port);
    Result<void> setFault(const Fault &fault);
    void cutNow();
    void resetNow();
    void follow(const FaultSchedule &schedule);
    ProxyCounters counters();

private:
    template<typename Work>
    void inside(Work work);

    QThread m_thread;
    std::unique_ptr<FaultProxy> m_proxy;
    quint16 m_port = 0;
};

} // namespace pc::test
