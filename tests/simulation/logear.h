// SPDX-License-Identifier: GPL-3.0-or-later
// LogEar: hears everything that devices and relay log, at every level, while it lives. One at a time.

#pragma once

#include <QByteArray>

namespace pc::sim {

class LogEar
{
public:
    LogEar();
    ~LogEar();

    LogEar(const LogEar &) = delete;
    LogEar &operator=(const LogEar &) = delete;

    QByteArray heard() const;
};

} // namespace pc::sim
