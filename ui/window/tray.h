// SPDX-License-Identifier: GPL-3.0-or-later
// The icon beside the clock: how many messages wait, silence, and the way back to the window.

#pragma once

#include "ui/style/theme.h"
#include "ui/window/notifier.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace pc::window {

class Tray final : public QObject
{
    Q_OBJECT

public:
    explicit Tray(const style::Theme &theme, QObject *parent = nullptr);

    /// Takes its place on the desktop's panel, if there is one.
    void show();

    /// False where the desktop has no place for such icons: then closing the window must end the program.
    bool isThere() const;

    void setUnread(qint64 count);
    void setQuiet(bool quiet);

    /// Both are plain text, whatever they look like.
    void notify(const QString &title, const QString &text);

Q_SIGNALS:
    void openRequested();
    void quietRequested(bool quiet);
    void quitRequested();
    void noticeClicked();

private:
    void showBalloon(const QString &title, const QString &text);

    const style::Theme &m_theme;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    QAction *m_quiet; ///< The menu's.
    Notifier m_notifier;
    qint64 m_unread = 0;
};

/// Desktops read some markup in notifications; a zero-width space after each sign that could begin any disarms it
/// without changing what is seen.
QString notificationText(const QString &text);

} // namespace pc::window
