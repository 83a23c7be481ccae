// SPDX-License-Identifier: GPL-3.0-or-later
// KeyDesk: answers the `keys` frames: a device puts key packages there, claims those of people it writes to, fetches the
// Welcome that waits for it, or what it needs to join by itself, and asks for the right to commit next.
//
// Part of LogWriter; runs inside the writer's transaction, since a claim is a write. A refusal changes nothing.

#pragma once

#include "core/relay/accounts/tokenbuckets.h"
#include "core/relay/log/groupcare.h"

namespace pc::relay::log {

class KeyDesk
{
public:
    KeyDesk(ConversationCache &cache, GroupTables &tables, GroupCare &care, const Clock &clock);

    Result<KeysAnswer> answer(const accounts::Actor &actor, const wire::Keys &keys);

private:
    Result<KeysAnswer> put(const accounts::Actor &actor, const wire::Keys &keys);
    Result<KeysAnswer> count(const accounts::Actor &actor);
    Result<KeysAnswer> claim(const accounts::Actor &actor, const wire::Keys &keys, const ConversationState &state);
    Result<KeysAnswer> nextWelcome(const accounts::Actor &actor);
    Result<KeysAnswer> groupInfo(const ConversationState &state);
    KeysAnswer takeLease(const accounts::Actor &actor, const ConversationState &state);
    Result<KeysAnswer> ofConversation(
        const accounts::Actor &actor, const wire::Keys &keys, const ConversationState &state);

    ConversationCache &m_cache;
    GroupTables &m_tables;
    GroupCare &m_care;
    const Clock &m_clock;
    accounts::TokenBuckets m_claims;
};

} // namespace pc::relay::log
