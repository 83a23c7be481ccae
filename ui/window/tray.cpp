// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/tray.h"

#include "ui/style/badge.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace pc::window {
namespace {

using namespace style;

constexpr qsizetype kLongestNotice = 240;

// Two speech bubbles that share a corner: a school and a home.
void paintSign(QPainter &painter, double side)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(side / 64, side / 64);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Scheme::Light, Tone::Accent));
    painter.drawRoundedRect(QRectF(2, 2, 60, 60), 15, 15);
    QPainterPath back;
    back.addRoundedRect(QRectF(12, 14, 30, 22), 8, 8);
    QPainterPath front;
    front.addRoundedRect(QRectF(23, 26, 30, 22), 8, 8);
    front.moveTo(44, 44);
    front.lineTo(52, 55);
    front.lineTo(36, 47);
    front.closeSubpath();
    painter.setBrush(color(Scheme::Dark, Tone::Accent));
    painter.drawPath(back);
    painter.setBrush(color(Scheme::Light, Tone::OnAccent));
    painter.drawPath(front.simplified());
}

QPixmap pixmapOf(int side, qint64 unread, const Theme &theme)
{
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    {
        QPainter painter(&pixmap);
        paintSign(painter, side);
    }
    if (unread > 0) {
        QPainter painter(&pixmap);
        const int height = side * 5 / 8;
        const QString text = badgeText(unread);
        QFont font = theme.font(TextSize::Small, Weight::Strong);
        font.setPixelSize(height * 7 / 10);
        const int width = std::max(height, QFontMetrics(font).horizontalAdvance(text) + height / 3);
        const QRect box(std::max(0, side - width), side - height, std::min(width, side), height);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Scheme::Light, Tone::Danger));
        painter.drawRoundedRect(box, height / 2.0, height / 2.0);
        painter.setFont(font);
        painter.setPen(Qt::white);
        painter.drawText(box, Qt::AlignCenter, text);
    }
    return pixmap;
}

} // namespace

QIcon programIcon(const Theme &theme, qint64 unread)
{
    QIcon icon;
    for (const int side : { 16, 22, 24, 32, 48, 64, 128, 256 })
        icon.addPixmap(pixmapOf(side, unread, theme));
    return icon;
}

Tray::Tray(const Theme &theme, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_icon(programIcon(theme))
{
    QAction *open = m_menu.addAction(tr("Open ParentConnect"));
    m_quiet = m_menu.addAction(tr("No notifications"));
    m_quiet->setCheckable(true);
    m_menu.addSeparator();
    QAction *quit = m_menu.addAction(tr("Quit"));
    connect(open, &QAction::triggered, this, &Tray::openRequested);
    connect(m_quiet, &QAction::triggered, this, &Tray::quietRequested);
    connect(quit, &QAction::triggered, this, &Tray::quitRequested);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::noticeClicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openRequested();
    });
    m_icon.setContextMenu(&m_menu);
    setUnread(0);
    if (QSystemTrayIcon::isSystemTrayAvailable())
        m_icon.show();
}

bool Tray::isThere() const
{
    return QSystemTrayIcon::isSystemTrayAvailable() && m_icon.isVisible();
}

void Tray::setUnread(qint64 count)
{
    if (count != m_unread)
        m_icon.setIcon(programIcon(m_theme, count));
    m_unread = count;
    m_icon.setToolTip(count > 0 ? tr("ParentConnect: %n new messages", nullptr, int(count)) : tr("ParentConnect"));
}

void Tray::setQuiet(bool quiet)
{
    m_quiet->setChecked(quiet);
}

void Tray::notify(const QString &title, const QString &text)
{
    if (isThere() && QSystemTrayIcon::supportsMessages())
        m_icon.showMessage(notificationText(title), notificationText(text), m_icon.icon());
}

QString notificationText(const QString &text)
{
    QString safe;
    for (const QChar c : text.left(kLongestNotice)) {
        safe.append(c.category() == QChar::Other_Control ? QChar(QLatin1Char(' ')) : c);
        if (c == QLatin1Char('<') || c == QLatin1Char('&'))
            safe.append(QChar(0x200B));
    }
    return safe;
}

} // namespace pc::window
