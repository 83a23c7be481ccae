// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a window, as a pure function: where days begin, which messages form a group, where the unread divider
// and the holes stand.

#pragma once

#include "ui/models/timelinerow.h"
#include "ui/models/timelinewindow.h"

#include <optional>
#include <vector>

namespace pc::ui {

/// Where the divider stands, fixed when the conversation is opened, until it is left.
struct UnreadMark
{
    Seq after; ///< Read up to here.
    qint64 count = 0;

    bool operator==(const UnreadMark &) const = default;
};

struct RowSources
{
    const TimelineWindow &window;
    chat::Watermarks watermarks;
    std::optional<UnreadMark> unread;
    std::vector<UserId> typing;
};

/// Messages by one sender belong together when no more than this lies between two of them.
inline constexpr std::chrono::minutes kGroupPause { 5 };

std::vector<TimelineRow> makeRows(const RowSources &sources);

} // namespace pc::ui
