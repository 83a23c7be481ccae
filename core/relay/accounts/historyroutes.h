// SPDX-License-Identifier: GPL-3.0-or-later
// The routes by which members bring history to each other. README.md says what each asks and answers.

#pragma once

#include <span>

namespace pc::relay::accounts {

struct CalledRoute;

std::span<const CalledRoute> historyRoutes();

} // namespace pc::relay::accounts
