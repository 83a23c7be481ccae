// SPDX-License-Identifier: GPL-3.0-or-later
// Services: everything behind Engine's front, and the one queue into it. What the link says is kept in order and taken
// in turns of the event loop: all entries and answers of one turn are one transaction, so that catching up costs one
// disk flush a page and not one a message.

#pragma once

#include "core/session/archivist.h"
#include "core/session/catchup.h"
#include "core/session/context.h"
#include "core/session/conversationactions.h"
#include "core/session/gaps.h"
#include "core/session/historyasker.h"
#include "core/session/historygiver.h"
#include "core/session/inbox.h"
#include "core/session/keyagreement.h"
#include "core/session/letterbearer.h"
#include "core/session/letterdesk.h"
#include "core/session/officedesk.h"
#include "core/session/outbox.h"
#include "core/session/peerlists.h"
#include "core/session/presence.h"
#include "core/session/receipts.h"
#include "core/session/relayclock.h"
#include "core/session/retention.h"
#include "core/session/roster.h"
#include "core/session/statusboard.h"
#include "core/session/typing.h"
#include "core/session/welcomes.h"

#include <deque>
#include <variant>

namespace pc::session {

struct EngineParts;

class Services
{
public:
    Services(const EngineParts &parts, const store::Profile &self, Session &voice);

    Self shownSelf() const
    {
        const store::Profile &self = context.self;
        return { self.person, self.device, self.policy, self.schoolName, retention.coming() };
    }

    struct PhaseChange
    {
        link::LinkPhase phase = link::LinkPhase::Closed;
        std::optional<Errc> reason;
    };

    struct Answered
    {
        FrameId frame;
        link::Answer answer;
    };

    using Input = std::variant<wire::Frame, Answered, wire::Welcome, PhaseChange>;

    /// Taken at the next turn, or at once when too many wait.
    void push(Input input);

    void updateStatus();

private:
    // Made first: the services hold on to them.
    Session &m_voice;
    Ledger m_ledger;
    RelayClock &m_relayTime;

public:
    Context context;
    StatusBoard status;
    Receipts receipts;
    Gaps gaps;
    Welcomes welcomes;
    GroupCheck groupCheck;
    PeerLists peerLists;
    OfficeDesk office;
    KeyAgreement agreement;
    Outbox outbox;
    Inbox inbox;
    Roster roster;
    CatchUp catchUp;
    ConversationActions actions;
    Typing typing;
    Presence presence;
    Retention retention;
    std::unique_ptr<Archivist> archivist; ///< Null: nothing is archived.
    std::unique_ptr<LetterDesk> letters; ///< Null, with the next one: nobody is invited by letter.
    std::unique_ptr<LetterBearer> letterBearer;
    std::unique_ptr<HistoryAsker> historyAsker; ///< Both or none.
    std::unique_ptr<HistoryGiver> historyGiver;

private:
    void drain();
    std::vector<Input> takeBatch();
    void takeAlone(const Input &input);
    void writeBatch(const std::vector<Input> &batch);
    void letAllGoBy(const std::vector<Input> &batch);
    void writeOneByOne(const std::vector<Input> &batch);
    Result<void> take(Turn &turn, const Input &input);
    Result<void> takeFrame(Turn &turn, const wire::Payload &payload);
    Result<void> takeAnswer(Turn &turn, const Answered &answered);
    bool letGoBy(const wire::Payload &payload);
    Result<void> takeMessage(Turn &turn, const wire::Message &frame);

    void phaseChanged(const PhaseChange &change);
    void welcomed(const wire::Welcome &welcome);
    void caughtUp(const wire::CaughtUp &frame);
    void goodbye(const wire::Goodbye &frame);
    void signOut(Errc reason);
    void forgetUnderWay(const Error &why);
    void recovered();

    void goLive();
    void historyHinted();

    std::unique_ptr<Timer> m_turn;
    std::deque<Input> m_inputs;
    std::optional<Errc> m_reason;
    bool m_wasClockOff
        = false; ///< At the last greeting. After that a clock may be put right, and is not told to be off.
    bool m_isDraining = false;
};

} // namespace pc::session
