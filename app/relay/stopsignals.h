// SPDX-License-Identifier: GPL-3.0-or-later
// StopSignals: the system's word to end (SIGTERM, SIGINT), as a Qt signal on the main loop.

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
};

} // namespace pc::app
