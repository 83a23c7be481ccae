// SPDX-License-Identifier: GPL-3.0-or-later
// The menu of one conversation, wherever it is opened: read, pinned, muted, archived.

#pragma once

#include "core/session/session.h"
#include "ui/style/theme.h"

#include <QMenu>

namespace pc::sidebar {

/// Fills `menu` with the acts for this conversation; each asks the session. All three must outlive the menu.
void fillConversationMenu(QMenu &menu, const chat::ConversationSummary &summary, session::Session &session,
    const style::Theme &theme, UtcTime now);

} // namespace pc::sidebar
