// SPDX-License-Identifier: GPL-3.0-or-later
// A QSocketNotifier that calls one object directly. Ten thousand idle sockets have one each: a signal connection would
// double what they cost, so this is the one place in the room that does without.

#pragma once

#include "core/relay/front/socket.h"

#include <QSocketNotifier>

namespace pc::relay::front {

class Watcher
{
public:
    virtual void readyToRead() = 0;
    virtual void readyToWrite() = 0;

protected:
    ~Watcher() = default;
};

/// Must not be destroyed while it calls its watcher.
class Watch final : public QSocketNotifier
{
public:
    Watch(Socket::Handle handle, Type type, Watcher &watcher);

protected:
    bool event(QEvent *event) override;

private:
    Watcher &m_watcher;
};

} // namespace pc::relay::front
