// SPDX-License-Identifier: GPL-3.0-or-later
// Notifier: shows a notification the desktop's own way, tray or no tray. One at a time: the next takes the place of the
// last. Nothing waits for the desktop; where it has no such thing, refused() gives the words back.
// One file a system: notifier_linux.cpp speaks to the notification service, elsewhere the tray's balloon does.

#pragma once

#include <QObject>

#include <memory>

namespace pc::window {

class Notifier final : public QObject
{
    Q_OBJECT

public:
    explicit Notifier(QObject *parent = nullptr);
    ~Notifier() override;

    /// Both without markup: see notificationText().
    void show(const QString &title, const QString &text);

Q_SIGNALS:
    void clicked();
    void refused(const QString &title, const QString &text);

private:
    class System;
    friend class System;

    std::unique_ptr<System> m_system;
};

} // namespace pc::window
