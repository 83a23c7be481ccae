// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sidebar/searchfield.h"

#include "ui/style/icon.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace pc::sidebar {

using namespace style;

SearchField::SearchField(const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
{
    setMaxLength(200);
    setProperty("borderless", true);
    connect(&theme, &Theme::changed, this, &SearchField::applyTheme);
    applyTheme();
}

void SearchField::setKeyHint(const QString &hint)
{
    m_hint = hint;
    update();
}

void SearchField::applyTheme()
{
    setFont(m_theme.font(TextSize::Body));
    const int icon = kGap2 + kIcon;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    setTextMargins(mirrored ? 0 : icon - kGap1, 0, mirrored ? icon - kGap1 : 0, 0);
    update();
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const auto place = [this](const QRect &r) { return QStyle::visualRect(layoutDirection(), rect(), r); };
    const QRect icon(kGap3, (height() - kIcon) / 2, kIcon, kIcon);
    paintIcon(painter, Icon::Search, place(icon), m_theme.color(Tone::Secondary), layoutDirection());
    if (!text().isEmpty() || hasFocus() || m_hint.isEmpty())
        return;
    painter.setFont(m_theme.font(TextSize::Small));
    painter.setPen(m_theme.color(Tone::Faint));
    const int width = painter.fontMetrics().horizontalAdvance(m_hint);
    const int taken = fontMetrics().horizontalAdvance(placeholderText()) + icon.right() + kGap3;
    if (taken + width + 2 * kGap3 > this->width())
        return;
    painter.drawText(place(QRect(this->width() - kGap3 - width, 0, width, height())),
        int(Qt::AlignCenter | Qt::TextSingleLine), m_hint);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return Q_EMIT stepRequested(-1);
    case Qt::Key_Down:
        return Q_EMIT stepRequested(1);
    case Qt::Key_Escape:
        if (text().isEmpty())
            return Q_EMIT leaveRequested();
        return clear();
    default: // The rest is typing.
        QLineEdit::keyPressEvent(event);
    }
}

} // namespace pc::sidebar
