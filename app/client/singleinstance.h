// SPDX-License-Identifier: GPL-3.0-or-later
// One program for one profile: a second start hands its wish to the first and ends. The socket belongs to its user
// alone, and understands two things: "raise", and an invite link that keeps the grammar. Neither acts by itself.

#pragma once

#include "ui/account/invitelink.h"

#include <QLocalServer>
#include <QObject>

#include <optional>

namespace pc::client {

class SingleInstance final : public QObject
{
    Q_OBJECT

public:
    /// `profile` is the folder's absolute path: another profile is another program.
    explicit SingleInstance(const QString &profile, QObject *parent = nullptr);

    /// Asks a running program to come to the front, with `link` if there is one. True when it was told.
    bool tellRunning(const std::optional<account::InviteLink> &link, const QString &wholeLink);

    /// Listens from now on. False when that is impossible; the program then runs without being found.
    bool listen();

Q_SIGNALS:
    void raiseRequested();
    void linkReceived(const pc::account::InviteLink &link);

private:
    void accept();
    void read(const QByteArray &line);

    QString m_name;
    QLocalServer m_server;
};

} // namespace pc::client
