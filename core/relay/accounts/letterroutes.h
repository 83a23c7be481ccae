// SPDX-License-Identifier: GPL-3.0-or-later
// The routes of letters. README.md says what each asks and answers.

#pragma once

#include <span>

namespace pc::relay::accounts {

struct CalledRoute;

std::span<const CalledRoute> letterRoutes();

} // namespace pc::relay::accounts
