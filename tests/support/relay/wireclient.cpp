// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/relay/wireclient.h"

#include "core/base/clock.h"

#include <QNetworkRequest>
#include <QTest>

#include <algorithm>

namespace pc::test {

namespace {

constexpr int kDeadline = 15'000;

} // namespace

WireClient::WireClient(wire::Encoding encoding)
    : m_encoding(encoding)
{
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, &WireClient::onBytes);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) { onBytes(text.toUtf8()); });
}

bool WireClient::connectTo(const QUrl &relay)
{
    QUrl url = relay;
    url.setScheme(QStringLiteral("ws"));
    url.setPath(QStringLiteral("/v1/socket"));
    QNetworkRequest request(url);
    const auto name = m_encoding == wire::Encoding::Cbor ? wire::kCborSubprotocol : wire::kJsonSubprotocol;
    request.setRawHeader("Sec-WebSocket-Protocol", QByteArray(name.data(), name.size()));
    frames.clear();
    m_socket.open(request);
    return QTest::qWaitFor([this] { return isOpen(); }, kDeadline);
}

bool WireClient::greet(const QUrl &relay, const QString &token, wire::Hello hello)
{
    if (!connectTo(relay))
        return false;
    hello.accessToken = token;
    hello.clientVersion = QStringLiteral("test");
    send(hello);
    const auto complete = [this] {
        const auto all = heard<wire::CaughtUp>();
        return !all.empty() && !all.back().more;
    };
    return QTest::qWaitFor(complete, kDeadline);
}

FrameId WireClient::send(const wire::Payload &payload)
{
    SystemClock clock;
    const FrameId id { makeUuid7(clock.utcNow(), m_random) };
    sendRaw(wire::encode({ id, clock.utcNow(), payload }, m_encoding));
    return id;
}

void WireClient::sendRaw(const QByteArray &bytes)
{
    if (m_encoding == wire::Encoding::Cbor)
        m_socket.sendBinaryMessage(bytes);
    else
        m_socket.sendTextMessage(QString::fromUtf8(bytes));
}

void WireClient::onBytes(const QByteArray &bytes)
{
    auto frame = wire::decode(bytes, m_encoding, 4 * 1024 * 1024);
    if (frame)
        frames.push_back(std::move(*frame));
    else
        ++undecodable;
}

const wire::Frame *WireClient::find(FrameId id) const
{
    const auto at = std::find_if(frames.begin(), frames.end(), [&](const wire::Frame &f) {
        return f.id == id
            && (std::holds_alternative<wire::Ack>(f.data) || std::holds_alternative<wire::ErrorReply>(f.data));
    });
    return at == frames.end() ? nullptr : &*at;
}

std::optional<wire::Ack> WireClient::ack(FrameId id)
{
    if (!QTest::qWaitFor([&] { return find(id) || !isOpen(); }, kDeadline) || !find(id))
        return std::nullopt;
    const auto *data = std::get_if<wire::Ack>(&find(id)->data);
    return data ? std::optional(*data) : std::nullopt;
}

std::optional<wire::ErrorReply> WireClient::error(FrameId id)
{
    if (!QTest::qWaitFor([&] { return find(id) || !isOpen(); }, kDeadline) || !find(id))
        return std::nullopt;
    const auto *data = std::get_if<wire::ErrorReply>(&find(id)->data);
    return data ? std::optional(*data) : std::nullopt;
}

} // namespace pc::test
