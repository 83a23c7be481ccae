// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/keys/schema.h"

#include <QDir>

// A static library's resources are left out by the linker unless somebody names them; the macro must stand outside
// any namespace.
static void nameResources()
{
    Q_INIT_RESOURCE(schema_relay_keys);
}

namespace pc::relay::keys {

QString schemaFolder()
{
    nameResources();
    return QStringLiteral(":/pc/relay/keys/schema");
}

} // namespace pc::relay::keys
