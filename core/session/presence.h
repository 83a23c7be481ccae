// SPDX-License-Identifier: GPL-3.0-or-later
// Presence, both ways, kept nowhere: what the relay told of others, and whether somebody looks at this window.

#pragma once

#include "core/session/context.h"
#include "core/session/session.h"
#include "core/session/storegreeter.h"

#include <map>

namespace pc::session {

class Presence
{
public:
    Presence(Context &context, StoreGreeter &greeter, Session &voice)
        : m_context(context)
        , m_greeter(greeter)
        , m_voice(voice)
    {
    }

    void setActive(bool active);
    void incoming(const wire::Presence &frame);

    /// Without a connection nobody is known to be there.
    void lost();

private:
    Context &m_context;
    StoreGreeter &m_greeter;
    Session &m_voice;
    std::map<UserId, people::PresenceStatus> m_others; ///< Who is not offline.
};

} // namespace pc::session
