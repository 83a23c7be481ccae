// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/strip.h"

#include "ui/style/icon.h"
#include "ui/style/textblock.h"
#include "ui/words/status.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace pc::window {
namespace {

using namespace style;

constexpr Milliseconds kPause { 400 };

Icon iconOf(const session::LinkStatus &status)
{
    switch (status.state) {
    case session::LinkState::Offline:
    case session::LinkState::Connecting:
        return Icon::Clock;
    case session::LinkState::CatchingUp:
        return Icon::Download;
    case session::LinkState::UpToDate:
        return status.clock == session::OwnClock::Right ? Icon::Check : Icon::Warning;
    case session::LinkState::Refused:
        return Icon::Warning;
    }
    return Icon::Info;
}

} // namespace

Strip::Strip(Clock &clock, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pause(clock.makeTimer([this] { say(); }))
{
    m_status.state = session::LinkState::UpToDate;
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    hide();
}

void Strip::setStatus(const session::LinkStatus &status)
{
    m_status = status;
    const bool passing
        = status.state == session::LinkState::Connecting || status.state == session::LinkState::CatchingUp;
    if (passing && isHidden()) {
        if (!m_pause->isActive())
            m_pause->start(kPause);
        return;
    }
    m_pause->stop();
    say();
}

void Strip::setTrouble(const QString &sentence)
{
    m_trouble = sentence;
    say();
}

int Strip::heightForWidth(int width) const
{
    const QRect text = QFontMetrics(m_theme.font(TextSize::Secondary))
                           .boundingRect(textArea(width), int(Qt::TextWordWrap), m_sentence);
    return std::max(m_theme.scaled(kStripHeight), text.height() + kGap4);
}

QSize Strip::sizeHint() const
{
    return { 0, heightForWidth(width()) };
}

void Strip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        say();
    QWidget::changeEvent(event);
}

void Strip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::NoticeGround));
    const QColor ink = m_theme.color(Tone::NoticeText);
    const int side = m_theme.scaled(kIconTiny) + 1;
    const QRect icon(kGap4 + 1, (height() - side) / 2, side, side);
    paintIcon(painter, m_trouble.isEmpty() ? iconOf(m_status) : Icon::Warning,
        mirrored(icon, rect(), layoutDirection()), ink, layoutDirection());
    painter.setFont(m_theme.font(TextSize::Secondary));
    painter.setPen(ink);
    const auto aligned = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
    QRect area = textArea(width());
    area.setHeight(height());
    painter.drawText(mirrored(area, rect(), layoutDirection()), int(aligned) | int(Qt::TextWordWrap), m_sentence);
}

void Strip::say()
{
    m_sentence = m_trouble.isEmpty() ? words::statusSentence(m_status) : m_trouble;
    setAccessibleName(m_sentence);
    setVisible(!m_sentence.isEmpty());
    updateGeometry();
    update();
}

QRect Strip::textArea(int width) const
{
    const int left = kGap4 + m_theme.scaled(kIconTiny) + kGap2 + 2;
    return QRect(left, 0, std::max(1, width - left - kGap4), 10'000);
}

} // namespace pc::window
