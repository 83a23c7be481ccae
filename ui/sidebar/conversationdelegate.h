// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one conversation of the list: who, what was said last, when, and what waits.

#pragma once

#include "ui/style/theme.h"

#include <QStyledItemDelegate>

namespace pc {
class Clock;
}

namespace pc::sidebar {

class ConversationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Both must outlive this.
    ConversationDelegate(const style::Theme &theme, const Clock &clock, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintFirstLine(
        QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &line) const;
    void paintSecondLine(
        QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &line) const;
    int paintMarks(
        QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &line) const;

    const style::Theme &m_theme;
    const Clock &m_clock;
};

/// Ground of a row: plain, under the pointer, or chosen with the accent's bar at its leading edge. Returns the colour.
QColor paintRowGround(QPainter &painter, const QStyleOptionViewItem &option, const style::Theme &theme);

} // namespace pc::sidebar
