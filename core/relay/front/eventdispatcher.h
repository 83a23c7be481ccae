// SPDX-License-Identifier: GPL-3.0-or-later
// The event loop that serves many sockets. Qt's own on Linux hands every descriptor to poll() in each turn, which is
// felt from a few hundred sockets on; the one from here costs what is ready, not what is open.

#pragma once

#include <QAbstractEventDispatcher>

#include <memory>

namespace pc::relay::front {

/// A dispatcher for QThread::setEventDispatcher() or QCoreApplication::setEventDispatcher(), which take ownership; must
/// be set before the thread runs or the application is made. Nothing where Qt's own is as good as it gets.
std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher();

} // namespace pc::relay::front
