// SPDX-License-Identifier: GPL-3.0-or-later
// A real front on a loopback port, with a clock that stands still, a handler that records and says back what it hears,
// and peers that send whatever bytes they are told to.

#pragma once

#include "core/base/fakeclock.h"
#include "core/relay/front/front.h"
#include "tests/unit/relay/front/clientframes.h"

#include <QTcpSocket>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pc::relay::front::test {

/// Answers each request with "<method> <path>" and its body, except what begins with "/later": that waits for the test.
/// Accepts each upgrade except "/refused", and says each message back.
class RecordingHandler final : public Handler
{
public:
    void onRequest(ConnectionId connection, HttpRequest &&request) override;
    Upgrade onUpgrade(ConnectionId connection, const HttpRequest &request) override;
    void onOpen(ConnectionId connection) override;
    void onMessage(ConnectionId connection, std::string_view payload, bool binary) override;
    void onTurnEnd() override { ++turns; }
    void onClosed(ConnectionId connection) override;

    Front *front = nullptr;
    int messageLimit = 70'000; ///< Set when a socket opens; 0 leaves it without hello.
    bool echoes = true;
    int turns = 0;
    std::function<void(ConnectionId, std::string_view)> inMessage;
    std::function<void(ConnectionId)> inOpen;
    std::function<void(ConnectionId)> inClosed;
    std::string subprotocol; ///< To choose; the first offered when empty.

    std::vector<HttpRequest> requests;
    std::vector<ConnectionId> waiting; ///< Connections whose request began with "/later".
    std::vector<ConnectionId> opened;
    std::vector<ConnectionId> closed;
    std::vector<std::string> messages;
};

/// What came back over HTTP, taken apart.
struct Answer
{
    int status = 0;
    std::string head;
    std::string body;
};

class RawPeer
{
public:
    explicit RawPeer(quint16 port);

    /// Over a socket that is connected.
    explicit RawPeer(std::unique_ptr<QTcpSocket> socket);

    void send(std::string_view bytes);
    bool isConnected() const { return m_socket->state() == QAbstractSocket::ConnectedState; }
    bool hasEnded();
    const std::string &received();
    QTcpSocket &socket() { return *m_socket; }

    /// The whole answers so far. `isHead`: none of them has a body, whatever its length says.
    std::vector<Answer> answers(bool isHead = false);
    std::vector<int> statuses(bool isHead = false);

    /// Sends a handshake and waits for its answer; the frames that come after it are frames().
    bool upgrade(const std::string &path = "/", const std::string &fields = {});
    std::vector<ServerFrame> frames();

private:
    std::unique_ptr<QTcpSocket> m_socket;
    std::string m_received;
    std::size_t m_framesFrom = 0;
};

class FrontFixture
{
public:
    explicit FrontFixture(const FrontLimits &limits = {});

    std::unique_ptr<RawPeer> peer();

    /// A peer with an open WebSocket.
    std::unique_ptr<RawPeer> socketPeer(const std::string &fields = {});

    /// Lets a few turns of the loop pass, for what must not happen.
    static void turn();

    /// Moves the clock and lets the loop act on it.
    void advance(Milliseconds by);

    /// Sends to a peer that does not read until bytes wait for it, however much the system buffers.
    bool fill(ConnectionId connection);

    FakeClock clock;
    RecordingHandler handler;
    std::unique_ptr<Front> front;
};

inline constexpr std::string_view kSampleKey = "dGhlIHNhbXBsZSBub25jZQ=="; // RFC 6455 section 1.3
inline constexpr std::string_view kSampleAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// A valid handshake, with further fields.
std::string handshake(const std::string &path = "/", const std::string &fields = {});

} // namespace pc::relay::front::test
