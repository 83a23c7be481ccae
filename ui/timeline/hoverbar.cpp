// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/timeline/hoverbar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace pc::ui {

HoverBar::HoverBar(const QList<QAction *> &actions, const style::Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(style::kGap1, style::kGap1 / 2, style::kGap1, style::kGap1 / 2);
    row->setSpacing(0);
    for (QAction *action : actions) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::NoFocus);
        button->setIconSize(QSize(style::kIconSmall, style::kIconSmall));
        row->addWidget(button);
    }
    setCursor(Qt::ArrowCursor);
    hide();
}

void HoverBar::offer(const QRect &bubble, const QRect &bounds)
{
    bool any = false;
    for (QToolButton *button : findChildren<QToolButton *>()) {
        button->setVisible(button->defaultAction()->isVisible());
        any = any || button->defaultAction()->isVisible();
    }
    if (!any) {
        hide();
        return;
    }
    layout()->activate();
    adjustSize();
    // Over the upper edge, at the end where the next bubble is least likely to be read.
    const bool atRight = bubble.center().x() <= bounds.center().x();
    QRect box(QPoint(), size());
    if (atRight)
        box.moveRight(bubble.right() + width() / 2);
    else
        box.moveLeft(bubble.left() - width() / 2);
    box.moveTop(bubble.top() - height() / 2);
    box.moveLeft(qBound(bounds.left(), box.left(), bounds.right() - width() + 1));
    box.moveTop(qMax(bounds.top(), box.top()));
    move(box.topLeft());
    show();
    raise();
}

void HoverBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(style::Tone::Line), 1));
    painter.setBrush(m_theme.color(style::Tone::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), style::kButtonRadius, style::kButtonRadius);
}

} // namespace pc::ui
