// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/loopthread.h"

#include "core/relay/front/eventdispatcher.h"

namespace pc::relay {

LoopThread::LoopThread()
{
    if (auto dispatcher = front::makeEventDispatcher())
        m_thread.setEventDispatcher(dispatcher.release()); // the thread owns it
    m_thread.setObjectName(QStringLiteral("relay-io"));
    m_anchor.moveToThread(&m_thread);
    m_thread.start();
}

LoopThread::~LoopThread()
{
    run([this] { m_loop.reset(); });
    m_thread.quit();
    m_thread.wait();
}

void LoopThread::run(const std::function<void()> &work)
{
    QMetaObject::invokeMethod(&m_anchor, work, Qt::BlockingQueuedConnection);
}

void LoopThread::make(Shared &shared, int number)
{
    run([this, &shared, number] { m_loop = std::make_unique<IoLoop>(shared, number); });
}

} // namespace pc::relay
