// SPDX-License-Identifier: GPL-3.0-or-later
// A device of the person who is signed in, as they see it. A value.

#pragma once

#include "core/base/ids.h"
#include "core/base/time.h"

#include <QString>

#include <optional>

namespace pc::session {

struct OwnDevice
{
    DeviceId id;
    QString name; ///< As its person calls it, else as it called itself.
    QString platform; ///< Foreign text.
    std::optional<UtcTime> added;
    std::optional<UtcTime> lastSeen; ///< Nothing when it is not signed in.
    bool isThis = false;
    bool isLinked = false; ///< Else it is signed in by the password, and nobody has let it in.

    bool operator==(const OwnDevice &) const = default;
};

} // namespace pc::session
