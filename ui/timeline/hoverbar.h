// SPDX-License-Identifier: GPL-3.0-or-later
// HoverBar: a message's actions as small buttons beside it, while the pointer is there. Never takes the keyboard,
// which has the context menu.

#pragma once

#include "ui/style/theme.h"

#include <QAction>
#include <QList>
#include <QWidget>

namespace pc::ui {

class HoverBar final : public QWidget
{
    Q_OBJECT

public:
    HoverBar(const QList<QAction *> &actions, const style::Theme &theme, QWidget *parent);

    /// Shows those that are visible now, beside a bubble and inside of `bounds`.
    void offer(const QRect &bubble, const QRect &bounds);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const style::Theme &m_theme;
};

} // namespace pc::ui
