// SPDX-License-Identifier: GPL-3.0-or-later
// StopSignals: the system's word to end (SIGTERM, SIGINT) or to read the configuration again (SIGHUP), as Qt signals on the
// main loop.

#pragma once

#include <QObject>

namespace pc::app {

class StopSignals final : public QObject
{
    Q_OBJECT

public:
    /// One at a time in a process.
    StopSignals();
    ~StopSignals() override;

Q_SIGNALS:
    void stopRequested();
    void reloadRequested();
};

} // namespace pc::app
