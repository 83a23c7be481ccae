// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/unit/relay/front/frontfixture.h"

#include <QHostAddress>
#include <QTest>

namespace pc::relay::front::test {

// RecordingHandler

void RecordingHandler::onRequest(ConnectionId connection, HttpRequest &&request)
{
    requests.push_back(std::move(request));
    const HttpRequest &kept = requests.back();
    if (kept.path.starts_with("/later")) {
        waiting.push_back(connection);
        return;
    }
    HttpResponse response;
    response.contentType = "text/plain";
    response.body = kept.method + " " + kept.path + "\n" + kept.body;
    if (kept.path == "/big")
        response.body.assign(16 * 1024 * 1024, 'b');
    if (kept.path == "/injected")
        response.fields.emplace_back("x-name", "value\r\nset-cookie: a=b");
    front->respond(connection, response);
}

Upgrade RecordingHandler::onUpgrade(ConnectionId, const HttpRequest &request)
{
    Upgrade upgrade;
    upgrade.accept = request.path != "/refused";
    upgrade.refusal.status = 401;
    const std::string_view offered = request.field("sec-websocket-protocol");
    upgrade.subprotocol = subprotocol.empty() ? std::string(offered.substr(0, offered.find(','))) : subprotocol;
    return upgrade;
}

void RecordingHandler::onOpen(ConnectionId connection)
{
    opened.push_back(connection);
    if (messageLimit > 0)
        front->setMessageLimit(connection, messageLimit);
    if (inOpen)
        inOpen(connection);
}

void RecordingHandler::onMessage(ConnectionId connection, std::string_view payload, bool binary)
{
    messages.emplace_back(payload);
    if (inMessage)
        inMessage(connection, payload);
    if (echoes)
        front->send(connection, payload, binary);
}

void RecordingHandler::onClosed(ConnectionId connection)
{
    closed.push_back(connection);
    if (inClosed)
        inClosed(connection);
}

// RawPeer

RawPeer::RawPeer(quint16 port)
    : m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket->waitForConnected(5000);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

RawPeer::RawPeer(std::unique_ptr<QTcpSocket> socket)
    : m_socket(std::move(socket))
{
}

void RawPeer::send(std::string_view bytes)
{
    m_socket->write(bytes.data(), qint64(bytes.size()));
    m_socket->flush();
}

bool RawPeer::hasEnded()
{
    received();
    return m_socket->state() == QAbstractSocket::UnconnectedState;
}

const std::string &RawPeer::received()
{
    m_received.append(m_socket->readAll().toStdString());
    return m_received;
}

std::vector<Answer> RawPeer::answers(bool isHead)
{
    std::vector<Answer> list;
    std::string_view rest = received();
    for (std::size_t end = rest.find("\r\n\r\n"); end != std::string_view::npos; end = rest.find("\r\n\r\n")) {
        Answer answer;
        answer.head = rest.substr(0, end + 2);
        answer.status = rest.starts_with("HTTP/1.1 ") ? std::atoi(answer.head.c_str() + 9) : -1;
        rest.remove_prefix(end + 4);
        const std::size_t length = answer.head.find("content-length: ");
        const std::size_t size
            = isHead || length == std::string::npos ? 0 : std::size_t(std::atoi(answer.head.c_str() + length + 16));
        if (rest.size() < size)
            break;
        answer.body = rest.substr(0, size);
        rest.remove_prefix(size);
        list.push_back(std::move(answer));
    }
    return list;
}

std::vector<int> RawPeer::statuses(bool isHead)
{
    std::vector<int> list;
    for (const Answer &answer : answers(isHead))
        list.push_back(answer.status);
    return list;
}

bool RawPeer::upgrade(const std::string &path, const std::string &fields)
{
    send(handshake(path, fields));
    const bool isAnswered = QTest::qWaitFor([this] { return !answers().empty(); });
    m_framesFrom = m_received.find("\r\n\r\n") + 4;
    return isAnswered && m_received.starts_with("HTTP/1.1 101 ");
}

std::vector<ServerFrame> RawPeer::frames()
{
    return readServerFrames(std::string_view(received()).substr(m_framesFrom)).value_or(std::vector<ServerFrame>());
}

// FrontFixture

FrontFixture::FrontFixture(const FrontLimits &limits)
{
    auto made = Front::listen(QHostAddress(QHostAddress::LocalHost), 0, limits, handler, clock);
    front = made.ok() ? std::move(*made) : nullptr;
    handler.front = front.get();
}

std::unique_ptr<RawPeer> FrontFixture::peer()
{
    return std::make_unique<RawPeer>(front->port());
}

std::unique_ptr<RawPeer> FrontFixture::socketPeer(const std::string &fields)
{
    auto made = peer();
    return made->upgrade("/", fields) ? std::move(made) : nullptr;
}

void FrontFixture::turn()
{
    QTest::qWait(5);
}

void FrontFixture::advance(Milliseconds by)
{
    turn();
    clock.advance(by);
    turn();
}

bool FrontFixture::fill(ConnectionId connection)
{
    const std::string filler(60'000, 'f');
    constexpr int kEnough = 500'000; // the system may still enlarge its buffers a little
    for (int i = 0; i < 1000 && front->outgoing(connection) < kEnough; ++i) {
        front->send(connection, filler, true);
        for (int pass = 0; pass < 3; ++pass)
            QTest::qWait(0);
    }
    turn();
    return front->outgoing(connection) > kEnough / 2;
}

std::string handshake(const std::string &path, const std::string &fields)
{
    return "GET " + path + " HTTP/1.1\r\nHost: relay.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + std::string(kSampleKey) + "\r\n" + fields + "\r\n";
}

} // namespace pc::relay::front::test
