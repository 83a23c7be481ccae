// SPDX-License-Identifier: GPL-3.0-or-later
// Coming in by a Welcome (RFC 9420, section 12.4.3.1): which of our packages it is for, and whether it leads to the
// conversation's group.

#pragma once

#include "core/groups/workshop.h"

namespace pc::groups {

struct WelcomedGroup
{
    mls::Group group;
    quint32 generation = 0;
    FoundPackage package; ///< To be dropped once the group is stored.
};

/// `row` as Workshop::row() gives it; only reads.
Result<Either<WelcomedGroup, JoinRefusal>> openWelcome(
    Workshop &workshop, const store::GroupRow &row, const QByteArray &welcome, const QByteArray &tree, Seq began);

} // namespace pc::groups
