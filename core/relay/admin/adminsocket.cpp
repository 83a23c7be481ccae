// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/adminsocket.h"

#include <QJsonDocument>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

#include <utility>

namespace pc::relay::admin {

namespace {

constexpr qint64 kLongestRequest = 64 * 1024;
constexpr int kMostConnections = 16;
constexpr Milliseconds kDeadline { 30'000 };
constexpr qsizetype kLongPath = 100; // of the 103 to 107 bytes that systems take

QByteArray lineOf(const QJsonObject &answer)
{
    return QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n';
}

void finish(QLocalSocket &socket, const QJsonObject &answer)
{
    socket.write(lineOf(answer));
    socket.flush();
    socket.disconnectFromServer();
}

} // namespace

AdminSocket::AdminSocket(AdminDesk &desk)
    : m_desk(desk)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(kMostConnections);
    connect(&m_server, &QLocalServer::newConnection, this, &AdminSocket::onNewConnection);
}

AdminSocket::~AdminSocket() = default;

Result<std::unique_ptr<AdminSocket>> AdminSocket::listen(const QString &path, AdminDesk &desk)
{
    // The database's lock is ours already, so what lies at the path was left by a relay that died.
    QLocalServer::removeServer(path);
    auto socket = std::unique_ptr<AdminSocket>(new AdminSocket(desk));
    if (socket->m_server.listen(path))
        return socket;
    const bool isName = socket->m_server.serverError() == QAbstractSocket::HostNotFoundError;
    if (isName && path.toUtf8().size() > kLongPath)
        return { Errc::Invalid,
            QStringLiteral("%1 is longer than the path of a socket may be: choose a data directory with a shorter one")
                .arg(path) };
    return { Errc::Disk, QStringLiteral("%1: %2").arg(path, socket->m_server.errorString()) };
}

void AdminSocket::onNewConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) { // owned by the server
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { onReadyRead(socket); });
        auto *deadline = new QTimer(socket); // goes with the connection
        deadline->setSingleShot(true);
        deadline->callOnTimeout(socket, [socket] { socket->abort(); });
        deadline->start(kDeadline);
    }
}

void AdminSocket::onReadyRead(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > kLongestRequest)
            socket->abort();
        return;
    }
    disconnect(socket, &QLocalSocket::readyRead, this, nullptr);
    const QJsonDocument request = QJsonDocument::fromJson(socket->readLine(kLongestRequest));
    if (!request.isObject()) {
        finish(*socket, refusal({ Errc::Invalid, QStringLiteral("not a request") }));
        return;
    }
    const QPointer<QLocalSocket> asker(socket);
    m_desk.handle(request.object(), [this, asker](const QJsonObject &answer) {
        QMetaObject::invokeMethod(
            this,
            [asker, answer] {
                if (asker)
                    finish(*asker, answer);
            },
            Qt::QueuedConnection);
    });
}

QString adminSocketPath(const QString &dataDirectory)
{
    return dataDirectory + QStringLiteral("/admin.socket");
}

} // namespace pc::relay::admin
