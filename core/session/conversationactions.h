// SPDX-License-Identifier: GPL-3.0-or-later
// ConversationActions: what a user does to a conversation. Each is one question to the relay and is done when its
// answer is: an action offline fails at once with the reason, and nothing waits in the dark. What the relay agreed to is
// applied here as if its log entry had come, so that the own window does not wait for it.

#pragma once

#include "core/session/context.h"

#include <QFuture>
#include <QPromise>

#include <functional>
#include <map>
#include <memory>

namespace pc::session {

class CatchUp;
class KeyAgreement;
class Roster;

class ConversationActions
{
public:
    ConversationActions(Context &context, Roster &roster, CatchUp &catchUp, KeyAgreement &agreement)
        : m_context(context)
        , m_roster(roster)
        , m_catchUp(catchUp)
        , m_agreement(agreement)
    {
    }

    using Created = std::function<void(Result<ConversationId>)>;
    using Done = std::function<void(Result<void>)>;

    void createDirect(UserId with, Created done);
    void createGroup(const QString &title, const std::vector<UserId> &members, Created done);
    void rename(ConversationId conversation, const QString &title, Done done);
    void addMembers(ConversationId conversation, const std::vector<UserId> &members, Done done);
    void removeMember(ConversationId conversation, UserId member, Done done);
    void setSettings(ConversationId conversation, const chat::PersonalSettings &settings, Done done);

    /// What was asked will not be answered any more.
    void lost(const Error &why);

    bool asked(FrameId frame) const { return m_pending.contains(frame); }
    Result<void> answered(Turn &turn, FrameId frame, const link::Answer &answer);

private:
    struct Pending
    {
        wire::Conversation request;
        Created done;
    };

    void ask(wire::Conversation request, Created done);
    static Created withoutId(Done done);
    Result<void> describe(std::vector<wire::Member> &members);
    Result<void> agreed(Turn &turn, wire::Conversation entry, const wire::Ack &ack);
    wire::Conversation request(wire::ConversationOp op, ConversationId conversation);

    Context &m_context;
    Roster &m_roster;
    CatchUp &m_catchUp;
    KeyAgreement &m_agreement;
    std::map<FrameId, Pending> m_pending;
};

} // namespace pc::session
