// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/noticecard.h"

#include "ui/style/icon.h"
#include "ui/style/textblock.h"

#include <QPainter>
#include <QVBoxLayout>

namespace pc::window {

using namespace style;

NoticeCard::NoticeCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(new PlainLabel(theme, TextSize::Secondary, Weight::Regular, this))
{
    m_label->setTone(Tone::NoticeText);
    m_label->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    const auto inset = [this, layout] {
        layout->setContentsMargins(kGap3 + m_theme.scaled(kIconSmall) + kGap2, kGap2, kGap3, kGap2);
    };
    layout->addWidget(m_label);
    inset();
    connect(&theme, &Theme::changed, this, inset);
    hide();
}

void NoticeCard::setText(const QString &text)
{
    m_label->setText(text);
    setVisible(!text.isEmpty());
}

void NoticeCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Tone::NoticeGround));
    painter.drawRoundedRect(rect(), kButtonRadius, kButtonRadius);
    const int side = m_theme.scaled(kIconSmall);
    const QRect icon(kGap3, kGap2 + (m_theme.lineHeight(TextSize::Secondary) - side) / 2, side, side);
    paintIcon(painter, Icon::Warning, mirrored(icon, rect(), layoutDirection()), m_theme.color(Tone::NoticeText));
}

} // namespace pc::window
