// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as a screen reader sees it: a list, each row an item that says sender, text, time and status.

#pragma once

namespace pc::ui {

/// Makes Qt ask us for the interface of a TimelineView; may be called more than once.
void installTimelineAccessibility();

} // namespace pc::ui
