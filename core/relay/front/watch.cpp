// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/watch.h"

#include <QEvent>

namespace pc::relay::front {

Watch::Watch(Socket::Handle handle, Type type, Watcher &watcher)
    : QSocketNotifier(handle, type)
    , m_watcher(watcher)
{
}

bool Watch::event(QEvent *event)
{
    if (event->type() != QEvent::SockAct && event->type() != QEvent::SockClose)
        return QSocketNotifier::event(event);
    if (type() == Write)
        m_watcher.readyToWrite();
    else
        m_watcher.readyToRead();
    return true;
}

} // namespace pc::relay::front
