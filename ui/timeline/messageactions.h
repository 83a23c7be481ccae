// SPDX-License-Identifier: GPL-3.0-or-later
// MessageActions: what one can do with a message, as actions with name, icon and key: the same for the bar under the
// pointer, the context menu and the keyboard.

#pragma once

#include "ui/models/timelinerow.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QList>
#include <QWidget>

namespace pc::ui {

class MessageActions
{
public:
    enum class Keys : quint8 { None, WhileFocused };

    /// The actions belong to `owner`; their keys work while it has the focus.
    MessageActions(QWidget &owner, const style::Theme &theme, Keys keys);

    QAction *copy() const { return m_copy; }
    QAction *details() const { return m_details; }
    QAction *retry() const { return m_retry; }
    QAction *cancel() const { return m_cancel; }

    /// Shows and enables what fits the row; `canCopy` also counts what is selected elsewhere.
    void offerFor(const TimelineRow *row, bool canCopy);

    QList<QAction *> all() const { return { m_retry, m_cancel, m_copy, m_details }; }

private:
    QAction *m_copy;
    QAction *m_details;
    QAction *m_retry;
    QAction *m_cancel;
};

} // namespace pc::ui
