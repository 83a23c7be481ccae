// SPDX-License-Identifier: GPL-3.0-or-later
// The kernel sends the signal when the thread that started the child ends.

#include "tests/support/program/dietogether.h"

#include <QProcess>

#include <sys/prctl.h>

#include <csignal>

namespace pc::test {

void dieTogether(QProcess &process)
{
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

} // namespace pc::test
