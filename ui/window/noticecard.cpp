// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/noticecard.h"

#include "ui/style/icon.h"

#include <QEvent>
#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace pc::window {

using namespace style;

NoticeCard::NoticeCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QWidget(this))
    , m_label(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
    , m_action(new QPushButton(this))
{
    m_label->setTone(Tone::NoticeText);
    m_label->setWordWrap(true);
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(kGap3, kGap2, kGap3, kGap2);
    layout->setSpacing(kGap2);
    layout->setColumnStretch(1, 1);
    layout->addWidget(m_icon, 0, 0);
    layout->addWidget(m_label, 0, 1);
    layout->addWidget(m_action, 1, 1, Qt::AlignLeading);
    connect(m_action, &QPushButton::clicked, this, &NoticeCard::acted);
    m_action->hide();
    const auto fit = [this] { m_icon->setFixedWidth(m_theme.scaled(kIconSmall)); };
    fit();
    connect(&theme, &Theme::changed, this, fit);
    hide();
}

void NoticeCard::setText(const QString &text)
{
    m_label->setText(text);
    setVisible(!text.isEmpty());
}

void NoticeCard::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void NoticeCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Tone::NoticeGround));
    painter.drawRoundedRect(rect(), kButtonRadius, kButtonRadius);
    const int side = m_icon->width();
    const QRect icon(m_icon->x(), kGap2 + (m_theme.lineHeight(TextSize::Secondary) - side) / 2, side, side);
    paintIcon(painter, Icon::Warning, icon, m_theme.color(Tone::NoticeText));
}

NoticePlace::NoticePlace(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
{
    auto *inside = new QWidget;
    m_card = new NoticeCard(theme, inside);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(kGap4, kGap2, kGap4, 0);
    layout->addWidget(m_card);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(inside);
    viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void NoticePlace::setMost(int height)
{
    if (height == m_most)
        return;
    m_most = height;
    updateGeometry();
}

int NoticePlace::heightForWidth(int width) const
{
    return std::min(m_most, widget()->heightForWidth(width));
}

QSize NoticePlace::sizeHint() const
{
    return { widget()->sizeHint().width(), heightForWidth(width()) };
}

QSize NoticePlace::minimumSizeHint() const
{
    return { 0, 0 };
}

bool NoticePlace::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace pc::window
