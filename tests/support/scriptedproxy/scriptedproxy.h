// SPDX-License-Identifier: GPL-3.0-or-later
// ScriptedProxy: a proxy on loopback, HTTP CONNECT or SOCKS5, with or without a login. Whatever address it is asked for,
// it connects to the one port on loopback that the test named, and notes the address: so a relay can be called
// relay.school.example without any name being looked up.

#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <QTcpSocket>

#include <optional>
#include <vector>

namespace pc::test {

class ScriptedProxy : public QObject
{
public:
    enum class Kind { Http, Socks5 };
    enum class Mood {
        Willing,
        Silent, ///< Takes the connection and never says a word.
        Forbids, ///< Refuses every address.
        Fails, ///< Answers what is no answer.
        ForbidsWebSockets, ///< Answers an upgrade in the tunnel itself.
    };

    struct Login
    {
        QByteArray userName;
        QByteArray password;
    };

    ScriptedProxy(Kind kind, quint16 target)
        : m_kind(kind)
        , m_target(target)
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_server.nextPendingConnection())
                accept(client);
        });
        m_server.listen(QHostAddress::LocalHost);
    }

    quint16 port() const { return m_server.serverPort(); }
    QString name() const { return QStringLiteral("127.0.0.1:%1").arg(port()); }

    void setMood(Mood mood) { m_mood = mood; }
    void setLogin(const QByteArray &userName, const QByteArray &password) { m_login = Login { userName, password }; }

    /// "host:port" of each tunnel that was opened.
    const std::vector<QByteArray> &tunnels() const { return m_tunnels; }
    int connections() const { return m_connections; }
    int refusals() const { return m_refusals; } ///< Logins that were wrong, not those that were missing.

private:
    enum class Stage { Greeting, Password, Request, Done };

    /// One client; a child of its socket.
    struct Client : QObject
    {
        explicit Client(QTcpSocket *socket)
            : QObject(socket)
            , in(socket)
        {
        }

        QTcpSocket *in;
        QTcpSocket *out = nullptr; ///< Child of `in`.
        QByteArray bytes;
        Stage stage = Stage::Greeting;
    };

    void accept(QTcpSocket *socket)
    {
        ++m_connections;
        socket->setParent(this);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (m_mood == Mood::Silent)
            return;
        auto *client = new Client(socket);
        connect(socket, &QTcpSocket::readyRead, client, [this, client] { read(*client); });
    }

    void read(Client &client)
    {
        client.bytes += client.in->readAll();
        if (client.stage == Stage::Done)
            pass(client);
        else if (m_mood == Mood::Fails)
            client.in->write("what?\r\n\r\n"), client.in->disconnectFromHost();
        else if (m_kind == Kind::Http)
            readConnect(client);
        else
            readSocks(client);
    }

    // ---- HTTP

    void readConnect(Client &client)
    {
        const qsizetype end = client.bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = client.bytes.first(end);
        client.bytes.remove(0, end + 4);
        const QByteArray target = head.split(' ').value(1);
        if (!head.startsWith("CONNECT "))
            return say(client, "405 No", {});
        if (m_login && !isRightHead(head))
            return say(client, "407 Login", "Proxy-Authenticate: Basic realm=\"school\"\r\n");
        if (m_mood == Mood::Forbids)
            return say(client, "403 No", {});
        open(client, target, "HTTP/1.1 200 Established\r\n\r\n");
    }

    bool isRightHead(const QByteArray &head)
    {
        for (const QByteArray &line : head.split('\n')) {
            if (!line.toLower().startsWith("proxy-authorization: basic "))
                continue;
            const bool isRight
                = QByteArray::fromBase64(line.mid(27).trimmed()) == m_login->userName + ':' + m_login->password;
            m_refusals += isRight ? 0 : 1;
            return isRight;
        }
        return false;
    }

    static void say(Client &client, const QByteArray &status, const QByteArray &fields)
    {
        client.in->write("HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: 0\r\nConnection: close\r\n\r\n");
        client.in->disconnectFromHost();
    }

    // ---- SOCKS5 (RFC 1928, RFC 1929)

    void readSocks(Client &client)
    {
        QByteArray &bytes = client.bytes;
        if (client.stage == Stage::Greeting && bytes.size() >= 2 && bytes.size() >= 2 + bytes[1]) {
            const char method = m_login ? '\x02' : '\x00';
            const bool isOffered = bytes.mid(2, bytes[1]).contains(method);
            bytes.remove(0, 2 + bytes[1]);
            client.in->write(QByteArray("\x05", 1) + (isOffered ? method : '\xff'));
            if (!isOffered)
                return client.in->disconnectFromHost();
            client.stage = m_login ? Stage::Password : Stage::Request;
        }
        if (client.stage == Stage::Password) {
            const qsizetype userLength = bytes.size() > 1 ? bytes[1] : 0;
            if (bytes.size() < 3 + userLength || bytes.size() < 3 + userLength + bytes[2 + userLength])
                return;
            const bool isRight = bytes.mid(2, userLength) == m_login->userName
                && bytes.mid(3 + userLength, bytes[2 + userLength]) == m_login->password;
            bytes.remove(0, 3 + userLength + bytes[2 + userLength]);
            client.in->write(QByteArray("\x01", 1) + (isRight ? '\x00' : '\x01'));
            if (!isRight) {
                ++m_refusals;
                return client.in->disconnectFromHost();
            }
            client.stage = Stage::Request;
        }
        if (client.stage == Stage::Request)
            readSocksRequest(client);
    }

    void readSocksRequest(Client &client)
    {
        QByteArray &bytes = client.bytes;
        constexpr qsizetype kHead = 4;
        if (bytes.size() < kHead + 1)
            return;
        const bool isName = bytes[3] == '\x03';
        const qsizetype length = isName ? bytes[kHead] : 4;
        const qsizetype whole = kHead + (isName ? 1 : 0) + length + 2;
        if (bytes.size() < whole)
            return;
        const QByteArray host = isName ? bytes.mid(kHead + 1, length) : QByteArray("4 bytes");
        const int port = (quint8(bytes[whole - 2]) << 8) | quint8(bytes[whole - 1]);
        bytes.remove(0, whole);
        if (m_mood == Mood::Forbids) {
            client.in->write(QByteArray("\x05\x02\x00\x01\x00\x00\x00\x00\x00\x00", 10));
            return client.in->disconnectFromHost();
        }
        open(client, host + ':' + QByteArray::number(port), QByteArray("\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x01", 10));
    }

    // ---- The tunnel

    void open(Client &client, const QByteArray &target, const QByteArray &welcome)
    {
        m_tunnels.push_back(target);
        client.stage = Stage::Done;
        client.out = new QTcpSocket(client.in);
        QTcpSocket *in = client.in;
        QTcpSocket *out = client.out;
        connect(out, &QTcpSocket::readyRead, in, [in, out] { in->write(out->readAll()); });
        connect(out, &QTcpSocket::disconnected, in, [in] { in->disconnectFromHost(); });
        connect(out, &QTcpSocket::errorOccurred, in, [in] { in->disconnectFromHost(); });
        connect(in, &QTcpSocket::disconnected, out, [out] { out->disconnectFromHost(); });
        out->connectToHost(QHostAddress::LocalHost, m_target);
        in->write(welcome);
        pass(client);
    }

    void pass(Client &client)
    {
        const QByteArray bytes = std::exchange(client.bytes, {});
        if (m_mood == Mood::ForbidsWebSockets && bytes.toLower().contains("upgrade: websocket"))
            return say(client, "403 No", {});
        if (!bytes.isEmpty())
            client.out->write(bytes);
    }

    QTcpServer m_server;
    Kind m_kind;
    quint16 m_target;
    Mood m_mood = Mood::Willing;
    std::optional<Login> m_login;
    std::vector<QByteArray> m_tunnels;
    int m_connections = 0;
    int m_refusals = 0;
};

} // namespace pc::test
