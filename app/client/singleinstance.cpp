// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/client/singleinstance.h"

#include "core/base/log.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QTimer>

namespace pc::client {
namespace {

constexpr qint64 kLongestLine = 512;
constexpr int kPatience = 500;
constexpr int kReadDeadline = 2000;
constexpr int kMostAtOnce = 4;
const QByteArray kRaise = QByteArrayLiteral("raise");

// In the folder that is its user's alone, so that nobody else can be there first.
QString socketName(const QString &profile)
{
    const QByteArray path = QDir(profile).absolutePath().toUtf8();
    const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(24);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return QDir(folder).filePath(QStringLiteral("parentconnect-") + QString::fromLatin1(hash));
}

} // namespace

SingleInstance::SingleInstance(const QString &profile, QObject *parent)
    : QObject(parent)
    , m_name(socketName(profile))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(kMostAtOnce);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

bool SingleInstance::tellRunning(const std::optional<account::InviteLink> &link, const QString &wholeLink)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(kPatience))
        return false;
    socket.write((link ? wholeLink.toLatin1() : kRaise) + '\n');
    if (!socket.waitForBytesWritten(kPatience))
        return false;
    // The other side hangs up when it has understood.
    return socket.state() == QLocalSocket::UnconnectedState || socket.waitForDisconnected(kPatience);
}

bool SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return true;
    // Left behind by a program that did not end well: nobody answered there a moment ago.
    QLocalServer::removeServer(m_name);
    const bool listening = m_server.listen(m_name);
    if (!listening)
        qCWarning(lcUi) << "a second start will not find this one";
    return listening;
}

void SingleInstance::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        socket->setReadBufferSize(kLongestLine + 1);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto readLine = [this, socket] {
            if (socket->canReadLine()) {
                read(socket->readLine(kLongestLine).trimmed());
                socket->disconnectFromServer();
            } else if (socket->bytesAvailable() >= kLongestLine) {
                socket->abort();
            }
        };
        connect(socket, &QLocalSocket::readyRead, this, readLine);
        auto *deadline = new QTimer(socket);
        deadline->setSingleShot(true);
        connect(deadline, &QTimer::timeout, socket, &QLocalSocket::abort);
        deadline->start(kReadDeadline);
        readLine();
    }
}

void SingleInstance::read(const QByteArray &line)
{
    if (line == kRaise)
        return Q_EMIT raiseRequested();
    if (const auto link = account::parseInviteLink(QString::fromLatin1(line)))
        Q_EMIT linkReceived(*link);
}

} // namespace pc::client
