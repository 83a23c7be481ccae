// SPDX-License-Identifier: GPL-3.0-or-later
// NetworkWatch: hears from the operating system that a network is there again, where Qt has a backend for it. Where it
// has none nothing is ever said, and the link's own back-off does the work.
//
// Thread: make it on the main thread, where QNetworkInformation lives; its signal may be connected across threads.

#pragma once

#include <QObject>

namespace pc::link {

class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Listens from now on. Loads what the system has for it, which takes a while: not before the first window is seen.
    void start();

    /// Whether the system tells at all.
    bool isAvailable() const { return m_isAvailable; }

Q_SIGNALS:
    void networkCame();

private:
    bool m_isAvailable = false;
};

} // namespace pc::link
