// SPDX-License-Identifier: GPL-3.0-or-later
// TransportChoice: which transport the next connection uses. A WebSocket, unless the network refused it twice in a row;
// then polls; and a WebSocket again when polls get through no better, since then it was not the transport.
//
// Pure values; no clock.

#pragma once

#include <QtGlobal>

namespace pc::link {

enum class Transport : quint8 {
    WebSocket,
    LongPoll,
};

class TransportChoice
{
public:
    Transport next() const { return m_refusals < kRefusalsBorne ? Transport::WebSocket : Transport::LongPoll; }

    /// A try ended before the relay had said a word.
    void refusedByNetwork(Transport by)
    {
        if (by == Transport::LongPoll)
            m_refusals = 0;
        else if (m_refusals < kRefusalsBorne)
            ++m_refusals;
    }

    void welcomed(Transport by)
    {
        if (by == Transport::WebSocket)
            m_refusals = 0;
    }

    /// A connection that had been welcomed is lost. After polls one try is enough to see that a WebSocket is still refused.
    void lost(Transport by)
    {
        if (by == Transport::LongPoll)
            m_refusals = kRefusalsBorne - 1;
    }

private:
    static constexpr int kRefusalsBorne = 2;
    int m_refusals = 0;
};

} // namespace pc::link
