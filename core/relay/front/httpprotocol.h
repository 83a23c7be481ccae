// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/1.1 on a connection: one request at a time goes up, its response comes back, then the next one is read. Ends in
// a WebSocket when a handshake is accepted.

#pragma once

#include "core/relay/front/http.h"
#include "core/relay/front/peeraddress.h"
#include "core/relay/front/protocol.h"
#include "core/relay/front/requestparser.h"

#include <memory>

namespace pc::relay::front {

class Connection;
struct HandshakeOffer;

struct Upgrade;

class HttpProtocol final : public Protocol
{
public:
    explicit HttpProtocol(Connection &connection);

    std::size_t consume(std::span<char> bytes) override;
    bool wantsInput() const override { return m_state != State::Answering && m_state != State::Done; }
    void inputEnded() override;
    MonoTime deadline() const override { return m_deadline; }
    void deadlinePassed() override;
    void respond(const HttpResponse &response) override;
    void close(uint16_t code, std::string_view reason) override;

private:
    enum class State : uint8_t {
        Waiting, ///< For the first byte of a request.
        Reading,
        Answering, ///< The handler has the request.
        Done, ///< No further request is read.
    };

    std::size_t read(std::string_view bytes);
    void continueReading(RequestParser::State before);
    void dispatch(HttpRequest &&request);
    PeerAddress believedPeer(const HttpRequest &request) const;
    bool isOriginAllowed(const HttpRequest &request) const;
    void upgrade(const HttpRequest &request, const PeerAddress &peer);
    void acceptUpgrade(const HandshakeOffer &offer, const Upgrade &verdict);
    void refuse(int status, std::string_view words);
    void answer(const HttpResponse &response);
    void answerLast(const HttpResponse &response);
    void waitFor(State state, Milliseconds span);

    Connection &m_connection;
    std::unique_ptr<RequestParser> m_parser; ///< Only while a request is read.
    MonoTime m_deadline;
    State m_state = State::Waiting;
    bool m_keepsAlive = true;
    bool m_isHead = false;
    bool m_isHalfClosed = false;
};

} // namespace pc::relay::front
