// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/strip.h"

#include "ui/style/icon.h"
#include "ui/style/textblock.h"
#include "ui/words/errors.h"
#include "ui/words/sheet.h"
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
constexpr qint64 kLongestHistory = 8'888'888; // More messages than anybody's, in wide digits.

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
    , m_check(new QPushButton(this))
{
    m_status.state = session::LinkState::UpToDate;
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_check->setFlat(true);
    m_check->hide();
    connect(m_check, &QPushButton::clicked, this, &Strip::checkRequested);
    connect(&theme, &Theme::changed, this, [this] {
        placeButton();
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

void Strip::setArchive(const session::ArchiveState &archive)
{
    const bool isCounted = archive.isRestoring && m_archive.isRestoring;
    m_archive = archive;
    if (m_pause->isActive())
        return; // it says what is true by then
    if (!isCounted || !isRestoring() || isHidden())
        return say();
    m_sentence = words::restoringSentence(m_archive);
    setAccessibleName(m_sentence);
    update();
}

void Strip::setStore(const session::StoreState &store)
{
    m_store = store;
    say();
}

void Strip::setNotice(const QString &sentence)
{
    m_notice = sentence;
    say();
}

int Strip::heightForWidth(int width) const
{
    const QRect text = QFontMetrics(m_theme.font(TextSize::Secondary))
                           .boundingRect(textArea(width), int(Qt::TextWordWrap), widest());
    const int beside = offersCheck() ? m_check->sizeHint().height() : 0;
    return std::max({ m_theme.scaled(kStripHeight), text.height() + kGap4, beside }) + buttonRoom(width);
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
    const int textHeight = height() - buttonRoom(width());
    const QRect icon(kGap4 + 1, (textHeight - side) / 2, side, side);
    Icon sign = m_store.trouble ? Icon::Warning : iconOf(m_status);
    if (isRestoring())
        sign = Icon::Download;
    else if (m_sentence == m_notice)
        sign = Icon::Info;
    paintIcon(painter, sign, mirrored(icon, rect(), layoutDirection()), ink, layoutDirection());
    painter.setFont(m_theme.font(TextSize::Secondary));
    painter.setPen(ink);
    const auto aligned = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
    QRect area = textArea(width());
    area.setHeight(textHeight);
    painter.drawText(mirrored(area, rect(), layoutDirection()), int(aligned) | int(Qt::TextWordWrap), m_sentence);
}

void Strip::say()
{
    if (isRestoring())
        m_sentence = words::restoringSentence(m_archive);
    else
        m_sentence = m_store.trouble ? words::errorSentence(*m_store.trouble) : words::statusSentence(m_status);
    if (m_sentence.isEmpty() && m_status.state == session::LinkState::UpToDate)
        m_sentence = m_notice;
    setAccessibleName(m_sentence);
    setVisible(!m_sentence.isEmpty());
    m_check->setText(tr("Check"));
    m_check->setAccessibleName(tr("Check the connection"));
    placeButton();
    updateGeometry();
    update();
}

void Strip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeButton();
}

bool Strip::isRestoring() const
{
    const bool isThere
        = m_status.state == session::LinkState::CatchingUp || m_status.state == session::LinkState::UpToDate;
    return !m_store.trouble && isThere && m_archive.isRestoring;
}

QString Strip::widest() const
{
    if (!isRestoring())
        return m_sentence;
    session::ArchiveState most = m_archive;
    most.restored = std::max(most.restored, kLongestHistory);
    return words::restoringSentence(most);
}

bool Strip::offersCheck() const
{
    return !m_store.trouble
        && (m_status.state == session::LinkState::Offline || m_status.state == session::LinkState::Refused);
}

bool Strip::isStacked(int width) const
{
    return offersCheck() && m_check->sizeHint().width() > width / 4;
}

int Strip::buttonRoom(int width) const
{
    return isStacked(width) ? m_check->sizeHint().height() - kGap2 : 0;
}

void Strip::placeButton()
{
    const QSize size = m_check->sizeHint();
    const int top = isStacked(width()) ? height() - size.height() : (height() - size.height()) / 2;
    const QRect area(width() - size.width() - kGap2, top, size.width(), size.height());
    m_check->setGeometry(mirrored(area, rect(), layoutDirection()));
    m_check->setVisible(offersCheck() && height() > 0); // where another strip says it, this one has no height
}

QRect Strip::textArea(int width) const
{
    const int left = kGap4 + m_theme.scaled(kIconTiny) + kGap2 + 2;
    const bool isBeside = offersCheck() && !isStacked(width);
    const int right = isBeside ? m_check->sizeHint().width() + kGap2 + kGap2 : kGap4;
    return QRect(left, 0, std::max(1, width - left - right), 10'000);
}

} // namespace pc::window
