// SPDX-License-Identifier: GPL-3.0-or-later
// DesktopWatch: asks the desktop whether it is dark and whether it wants stillness, and hears when that changes. Nothing
// waits for the answer: a desktop that says nothing has no wishes. Qt 6.5 and later tell the first by themselves.
// One file a system: desktopwatch_linux.cpp asks the settings portal, elsewhere nobody is asked.

#pragma once

#include "ui/style/tokens.h"

#include <QObject>

#include <memory>
#include <optional>

namespace pc::style {

struct DesktopWishes
{
    std::optional<Scheme> scheme; ///< Nothing when the desktop has no opinion.
    bool still = false; ///< Without animations.

    bool operator==(const DesktopWishes &) const = default;
};

class DesktopWatch final : public QObject
{
    Q_OBJECT

public:
    /// `remembered`: what it said last time, to begin with; forgotten when it says nothing now.
    explicit DesktopWatch(const DesktopWishes &remembered = {}, QObject *parent = nullptr);
    ~DesktopWatch() override;

    /// From now on wishesChanged() tells what the desktop wants, first its answer and then each change.
    void start();

    const DesktopWishes &wishes() const { return m_wishes; }

Q_SIGNALS:
    void wishesChanged(const pc::style::DesktopWishes &wishes);

private:
    void take(const DesktopWishes &wishes);

    class System;
    friend class System;

    DesktopWishes m_wishes;
    std::unique_ptr<System> m_system;
};

} // namespace pc::style
