// SPDX-License-Identifier: GPL-3.0-or-later
// A message framed once, for any number of sockets.

#pragma once

#include <string>

namespace pc::relay::front {

class FramedMessage
{
public:
    explicit FramedMessage(std::string bytes)
        : m_bytes(std::move(bytes))
    {
    }

    const std::string &bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

} // namespace pc::relay::front
