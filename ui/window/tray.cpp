// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/tray.h"

#include "ui/style/sign.h"

namespace pc::window {
namespace {

using namespace style;

constexpr qsizetype kLongestNotice = 240;

} // namespace

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
    connect(&m_notifier, &Notifier::clicked, this, &Tray::noticeClicked);
    connect(&m_notifier, &Notifier::refused, this, &Tray::showBalloon);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::noticeClicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openRequested();
    });
    m_icon.setContextMenu(&m_menu);
    setUnread(0);
}

void Tray::show()
{
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
    m_notifier.show(notificationText(title), notificationText(text));
}

void Tray::showBalloon(const QString &title, const QString &text)
{
    if (isThere() && QSystemTrayIcon::supportsMessages())
        m_icon.showMessage(title, text, m_icon.icon());
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
