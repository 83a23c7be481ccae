// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/sidebar/filterbar.h"

#include "ui/style/look.h"

#include <QEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace pc::sidebar {

using namespace style;
using Show = ui::ConversationFilter::Show;

FilterChip::FilterChip(Show show, const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_part(show)
    , m_theme(theme)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

QSize FilterChip::sizeHint() const
{
    // Measured bold, so that nothing moves when it is chosen.
    const QFontMetrics metrics(m_theme.font(TextSize::Caption, Weight::Strong));
    return { metrics.horizontalAdvance(text()) + 2 * (kGap2 + 2), m_theme.scaled(kFilterHeight) };
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = height() / 2.0;
    QColor ground = m_theme.color(isChecked() ? Tone::Accent : Tone::Chip);
    if (underMouse() && !isChecked())
        ground = mixed(ground, m_theme.color(Tone::Text), 0.08);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect(), radius, radius);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(isChecked() ? Tone::OnAccent : Tone::Accent), kFocusWidth));
        const double in = kFocusGap + kFocusWidth / 2.0;
        painter.drawRoundedRect(QRectF(rect()).adjusted(in, in, -in, -in), radius - in, radius - in);
    }
    painter.setFont(m_theme.font(TextSize::Caption, isChecked() ? Weight::Strong : Weight::Regular));
    painter.setPen(m_theme.color(isChecked() ? Tone::OnAccent : Tone::Secondary));
    painter.drawText(rect(), int(Qt::AlignCenter | Qt::TextSingleLine), text());
}

FilterBar::FilterBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    for (const Show show : { Show::All, Show::Unread, Show::Classes, Show::People, Show::Archived }) {
        auto *one = new FilterChip(show, theme, this);
        connect(one, &QAbstractButton::clicked, this, [this, show] { choose(show); });
        m_chips.push_back(one);
    }
    chip(Show::Archived)->hide();
    chip(Show::All)->setChecked(true);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, &FilterBar::retranslate);
    retranslate();
}

void FilterBar::setUnread(qint64 count)
{
    m_unread = count;
    retranslate();
}

void FilterBar::setHasArchived(bool has)
{
    FilterChip *archived = chip(Show::Archived);
    if (archived->isHidden() != has)
        return;
    archived->setVisible(has);
    if (!has && m_chosen == Show::Archived)
        choose(Show::All);
    retranslate();
}

void FilterBar::choose(Show show)
{
    chip(show)->setChecked(true);
    if (show == m_chosen)
        return;
    m_chosen = show;
    Q_EMIT chosenChanged(show);
}

QSize FilterBar::sizeHint() const
{
    return { 0, heightForWidth(width()) };
}

int FilterBar::heightForWidth(int width) const
{
    return arrange(width, false);
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width(), true);
}

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LayoutDirectionChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FilterBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right)
        return QWidget::keyPressEvent(event);
    const bool forward = (event->key() == Qt::Key_Right) == (layoutDirection() == Qt::LeftToRight);
    const auto at
        = std::find_if(m_chips.cbegin(), m_chips.cend(), [](const FilterChip *one) { return one->hasFocus(); });
    if (at == m_chips.cend())
        return;
    const auto next = forward ? at + 1 : at - 1;
    if ((forward && next == m_chips.cend()) || (!forward && at == m_chips.cbegin()) || (*next)->isHidden())
        return;
    (*next)->setFocus(Qt::TabFocusReason);
    choose((*next)->part());
}

void FilterBar::retranslate()
{
    chip(Show::All)->setText(tr("All", "filter: all conversations"));
    chip(Show::Unread)
        ->setText(m_unread > 0 ? tr("Unread %1", "filter; %1 is a number").arg(QLocale().toString(m_unread))
                               : tr("Unread", "filter: conversations with unread messages"));
    chip(Show::Classes)->setText(tr("Classes", "filter: classes and groups"));
    chip(Show::People)->setText(tr("People", "filter: conversations with one person"));
    chip(Show::Archived)->setText(tr("Archived", "filter: archived conversations"));
    arrange(width(), true);
    updateGeometry();
    update();
}

int FilterBar::arrange(int width, bool apply) const
{
    int x = 0;
    int y = 0;
    const int lineHeight = m_theme.scaled(kFilterHeight);
    for (FilterChip *one : m_chips) {
        if (one->isHidden())
            continue;
        const QSize size = one->sizeHint();
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += lineHeight + kGap1;
        }
        if (apply)
            one->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(QPoint(x, y), size)));
        x += size.width() + kGap2;
    }
    return y + lineHeight;
}

FilterChip *FilterBar::chip(Show show) const
{
    return m_chips[std::size_t(show)];
}

} // namespace pc::sidebar
