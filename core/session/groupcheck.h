// SPDX-License-Identifier: GPL-3.0-or-later
// GroupCheck: what only the relay can tell of groups: whose devices are signed out for good, and which groups are frozen
// since their last commit was one that members cannot take. Asked after each catch-up, and when the relay hints; and the
// relay is told of such commits.

#pragma once

#include "core/session/context.h"

#include <functional>
#include <map>
#include <set>

namespace pc::session {

class GroupCheck
{
public:
    using Found = std::function<void(ConversationId)>;

    explicit GroupCheck(Context &context)
        : m_context(context)
    {
    }

    /// `found` is called when something is to be done about a conversation's group.
    void onFound(Found found) { m_found = std::move(found); }

    void open();
    void close();

    /// The relay hints that this one wants something.
    void check(ConversationId conversation);

    /// This device could not take the commit at `seq`.
    void report(ConversationId conversation, Seq seq);

    /// Its leaves of devices that are signed out for good, as far as they are in the group still.
    std::vector<quint32> leavesToRemove(ConversationId conversation);

    /// No commit is taken there before somebody who may begins the group anew.
    bool isFrozen(ConversationId conversation);

    /// It was begun anew.
    void thawed(ConversationId conversation) { m_frozen.erase(conversation); }

    bool asked(FrameId frame) const { return m_flights.contains(frame); }
    Result<void> answered(Turn &turn, FrameId frame, const link::Answer &answer);

private:
    void ask(wire::KeysOp op, std::optional<ConversationId> conversation, std::optional<Seq> seq = {});
    quint32 generationOf(ConversationId conversation) const;
    void found(ConversationId conversation, const wire::Ack &ack);

    Context &m_context;
    Found m_found;
    std::map<FrameId, std::optional<ConversationId>> m_flights;
    std::map<ConversationId, std::set<DeviceId>> m_gone;
    std::map<ConversationId, quint32> m_frozen; ///< With the generation that was known then.
    bool m_isOpen = false;
};

} // namespace pc::session
