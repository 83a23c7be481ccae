// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QProcess;

namespace pc::test {

/// Sees to it that the child dies with its parent, even when that is killed: nothing of a test may outlive it. To be
/// called before start().
void dieTogether(QProcess &process);

} // namespace pc::test
