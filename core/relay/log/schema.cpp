// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/schema.h"

#include <QDir>

// A static library's resources are left out by the linker unless somebody names them; the macro must stand outside
// any namespace.
static void nameResources()
{
    Q_INIT_RESOURCE(schema_relay_log);
}

namespace pc::relay::log {

QString schemaFolder()
{
    nameResources();
    return QStringLiteral(":/pc/relay/log/schema");
}

} // namespace pc::relay::log
