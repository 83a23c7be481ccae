// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/front/tcpstream.h"

#include <utility>

namespace pc::relay::front {

namespace {

StreamResult toStream(const IoResult &result, StreamStatus wanted)
{
    switch (result.status) {
    case IoStatus::Done:
        return { StreamStatus::Done, result.bytes };
    case IoStatus::WouldBlock:
        return { wanted, 0 };
    case IoStatus::Ended:
        return { StreamStatus::Ended, 0 };
    case IoStatus::Failed:
        break;
    }
    return {};
}

} // namespace

TcpStream::TcpStream(Socket socket)
    : m_socket(std::move(socket))
{
}

StreamResult TcpStream::read(std::span<char> into)
{
    return toStream(m_socket.read(into), StreamStatus::WantsRead);
}

StreamResult TcpStream::write(std::span<const std::string_view> pieces)
{
    return toStream(m_socket.write(pieces), StreamStatus::WantsWrite);
}

} // namespace pc::relay::front
