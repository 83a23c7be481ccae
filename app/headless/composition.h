// SPDX-License-Identifier: GPL-3.0-or-later
// Composition: every object of this program, made once and in order, and wired. One loop for all of them.

#pragma once

#include "app/headless/commands.h"
#include "app/headless/events.h"
#include "app/headless/lines.h"
#include "app/headless/options.h"
#include "app/headless/standardinput.h"
#include "app/headless/unlocker.h"
#include "core/base/random.h"
#include "core/session/localaccount.h"

namespace pc::headless {

class Composition : public QObject
{
    Q_OBJECT

public:
    explicit Composition(const Options &options);

Q_SIGNALS:
    void finished(); ///< quit was asked for, or stdin ended.

private:
    SystemClock m_clock;
    SystemRandom m_random;
    link::NetworkWatch m_network;
    session::LocalAccount m_account;
    Output m_output;
    Waits m_waits;
    Events m_events;
    Unlocker m_unlocker;
    Commands m_commands;
    Lines m_lines;
    StandardInput m_input;
};

} // namespace pc::headless
