// SPDX-License-Identifier: GPL-3.0-or-later
// What roles are called wherever programs exchange them as text: the relay's JSON, its command line, the client without
// windows. What a user reads is another matter.

#pragma once

#include "core/people/person.h"

#include <QString>

#include <optional>

namespace pc::people {

/// "guardian", "staff", "administrator".
QString roleName(Role role);
std::optional<Role> roleFromName(QStringView name);

} // namespace pc::people
