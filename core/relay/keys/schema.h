// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace pc::relay::keys {

/// The folder of this room's migrations, for sql::loadMigrations(); their numbers are the relay's, shared with other rooms.
QString schemaFolder();

} // namespace pc::relay::keys
