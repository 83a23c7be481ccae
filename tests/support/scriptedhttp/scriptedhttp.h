// SPDX-License-Identifier: GPL-3.0-or-later
// ScriptedHttp: an HTTP server on loopback that answers what a test scripted for each path, and remembers what it was
// asked. One request a connection; no more of HTTP than a test needs.

#pragma once

#include <QByteArray>
#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <vector>

namespace pc::test {

class ScriptedHttp : public QObject
{
public:
    struct Request
    {
        QByteArray method;
        QByteArray target;
        QByteArray head;
        QByteArray body;
    };

    struct Response
    {
        int status = 200;
        QByteArray body = "{}";
        QByteArray contentType = "application/json";
        QByteArray fields; ///< Further header lines, each with CR LF.
        bool isSilent = false; ///< Never answers.
        bool cuts = false; ///< Takes the request and drops the connection.
    };

    using Script = std::function<Response(const Request &)>;

    ScriptedHttp()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *peer = m_server.nextPendingConnection())
                connect(peer, &QTcpSocket::readyRead, this, [this, peer] { onReadyRead(peer); });
        });
        listening = m_server.listen(QHostAddress::LocalHost);
    }

    /// For targets that begin with `prefix`; the last one that fits counts.
    void on(const QByteArray &prefix, Script script) { m_scripts.emplace_back(prefix, std::move(script)); }

    void on(const QByteArray &prefix, const Response &response)
    {
        on(prefix, [response](const Request &) { return response; });
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()); }
    int count(const QByteArray &prefix) const
    {
        return int(std::count_if(requests.begin(), requests.end(),
            [&](const Request &request) { return request.target.startsWith(prefix); }));
    }

    bool listening = false;
    std::vector<Request> requests;

    static Response problem(int status, const QByteArray &code)
    {
        return { status, "{\"code\":\"" + code + "\"}", "application/problem+json", {}, false, false };
    }

private:
    void onReadyRead(QTcpSocket *peer)
    {
        QByteArray &bytes = m_partial[peer];
        bytes += peer->readAll();
        const auto end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request;
        request.head = bytes.first(end);
        qsizetype length = 0;
        for (const QByteArray &line : request.head.split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                length = line.mid(15).trimmed().toLongLong();
        }
        if (bytes.size() < end + 4 + length)
            return;
        request.body = bytes.mid(end + 4, length);
        const auto words = request.head.split('\r').first().split(' ');
        request.method = words.value(0);
        request.target = words.value(1);
        m_partial.remove(peer);
        requests.push_back(request);
        answer(peer, request);
    }

    void answer(QTcpSocket *peer, const Request &request)
    {
        Response response { 404, "", "text/plain", {}, false, false };
        for (auto script = m_scripts.rbegin(); script != m_scripts.rend(); ++script) {
            if (request.target.startsWith(script->first)) {
                response = script->second(request);
                break;
            }
        }
        if (response.isSilent)
            return;
        if (response.cuts) {
            peer->abort();
            return;
        }
        const bool hasBody = response.status != 204;
        peer->write("HTTP/1.1 " + QByteArray::number(response.status) + " X\r\n" + response.fields
            + (hasBody ? "Content-Type: " + response.contentType
                        + "\r\nContent-Length: " + QByteArray::number(response.body.size()) + "\r\n"
                       : QByteArray())
            + "Connection: close\r\n\r\n" + (hasBody ? response.body : QByteArray()));
        peer->disconnectFromHost();
    }

    QTcpServer m_server;
    std::vector<std::pair<QByteArray, Script>> m_scripts;
    QHash<QTcpSocket *, QByteArray> m_partial;
};

} // namespace pc::test
