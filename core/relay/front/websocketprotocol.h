// SPDX-License-Identifier: GPL-3.0-or-later
// An open WebSocket on a connection (RFC 6455): messages go up, frames go down, pings are answered, and it is closed by
// handshake or, when the peer breaks the rules, by a close frame and the end.

#pragma once

#include "core/relay/front/messagereader.h"
#include "core/relay/front/protocol.h"

#include <optional>
#include <string>

namespace pc::relay::front {

class Connection;

class WebSocketProtocol final : public Protocol
{
public:
    explicit WebSocketProtocol(Connection &connection);
    ~WebSocketProtocol() override;

    void begin() override;
    std::size_t consume(std::span<char> bytes) override;
    void inputEnded() override;
    void allWritten() override;
    MonoTime deadline() const override;
    void deadlinePassed() override;
    void send(std::string_view payload, bool binary) override;
    void send(const OutQueue::SharedBytes &frame) override;
    void setMessageLimit(std::size_t bytes) override;
    void close(uint16_t code, std::string_view reason) override;

private:
    void take(const Incoming &event);
    void takePing(std::string_view payload);
    void takeClose(const Incoming &event);
    void fail(uint16_t code, std::string_view reason);
    void writeClose(uint16_t code, std::string_view reason);
    void noteFrameTime(bool hadEvent);
    bool isSending() const;
    void keepOutgoingBounded();

    Connection &m_connection;
    MessageReader m_reader;
    std::optional<std::string> m_pong; ///< The latest ping's answer, while it waits.
    MonoTime m_helloBy;
    MonoTime m_frameBy = kNoDeadline;
    MonoTime m_idleBy;
    MonoTime m_closeBy = kNoDeadline; ///< Set once our close frame is queued: nothing may follow it.
    MonoTime m_pingSecond {}; ///< When the second began in which pings are counted.
    int m_pings = 0;
};

} // namespace pc::relay::front
