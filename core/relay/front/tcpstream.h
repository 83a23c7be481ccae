// SPDX-License-Identifier: GPL-3.0-or-later
// A Stream that is the socket itself.

#pragma once

#include "core/relay/front/stream.h"

namespace pc::relay::front {

class TcpStream final : public Stream
{
public:
    explicit TcpStream(Socket socket);

    Socket::Handle handle() const override { return m_socket.handle(); }
    StreamResult read(std::span<char> into) override;
    StreamResult write(std::span<const std::string_view> pieces) override;
    void endWriting() override { m_socket.shutdownWriting(); }

private:
    Socket m_socket;
};

} // namespace pc::relay::front
