// SPDX-License-Identifier: GPL-3.0-or-later
// AdminSocket: the door for administration of a running relay: a local socket in its data directory, for its owner only
// (0600). One line of JSON in, one line out, then it closes. Who can open it could read the database just as well.
//
// Thread: the one that made it, which needs an event loop. The relay must be gone before this, since answers come from its
// threads.

#pragma once

#include "core/base/result.h"
#include "core/relay/admin/admindesk.h"

#include <QLocalServer>
#include <QObject>

#include <memory>

class QLocalSocket;

namespace pc::relay::admin {

class AdminSocket final : public QObject
{
    Q_OBJECT

public:
    /// `desk` must outlive this. Errors: Locked (another relay answers there), Disk (the path cannot be used).
    static Result<std::unique_ptr<AdminSocket>> listen(const QString &path, AdminDesk &desk);

    ~AdminSocket() override;

private:
    explicit AdminSocket(AdminDesk &desk);

    void onNewConnection();
    void onReadyRead(QLocalSocket *socket);

    AdminDesk &m_desk;
    QLocalServer m_server;
};

/// Where the socket of a relay with this data directory is.
QString adminSocketPath(const QString &dataDirectory);

} // namespace pc::relay::admin
