// SPDX-License-Identifier: GPL-3.0-or-later
// Elsewhere a test that is killed leaves its children to the deadline of the runner.

#include "tests/support/program/dietogether.h"

namespace pc::test {

void dieTogether(QProcess &) { }

} // namespace pc::test
