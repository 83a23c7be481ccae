// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/hub/rosters.h"

#include <utility>

namespace pc::relay::hub {

log::SharedRoster Rosters::find(ConversationId conversation)
{
    const auto known = m_byId.constFind(conversation);
    if (known == m_byId.constEnd())
        return {};
    m_order.splice(m_order.begin(), m_order, *known);
    return (*known)->roster;
}

void Rosters::insert(ConversationId conversation, log::SharedRoster roster)
{
    if (const auto known = m_byId.constFind(conversation); known != m_byId.constEnd()) {
        (*known)->roster = std::move(roster);
        return;
    }
    if (qsizetype(m_order.size()) >= m_limit) {
        m_byId.remove(m_order.back().conversation);
        m_order.pop_back();
    }
    m_order.push_front({ conversation, std::move(roster) });
    m_byId.insert(conversation, m_order.begin());
}

void Rosters::refresh(ConversationId conversation, const log::SharedRoster &roster)
{
    if (const auto known = m_byId.constFind(conversation); known != m_byId.constEnd())
        (*known)->roster = roster;
}

} // namespace pc::relay::hub
