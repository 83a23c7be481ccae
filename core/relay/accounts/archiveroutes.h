// SPDX-License-Identifier: GPL-3.0-or-later
// The routes of archives and recovery sheets. README.md says what each asks and answers.

#pragma once

#include <span>

namespace pc::relay::accounts {

struct CalledRoute;

std::span<const CalledRoute> archiveRoutes();

} // namespace pc::relay::accounts
