// SPDX-License-Identifier: GPL-3.0-or-later
// Services' part that takes what the relay says: to whom each frame and each answer goes.

#include "core/session/services.h"

namespace pc::session {

Result<void> Services::take(Turn &turn, const Input &input)
{
    if (const auto *frame = std::get_if<wire::Frame>(&input))
        return takeFrame(turn, frame->data);
    if (const auto *answered = std::get_if<Answered>(&input))
        return takeAnswer(turn, *answered);
    return {};
}

Result<void> Services::takeFrame(Turn &turn, const wire::Payload &payload)
{
    if (catchUp.state() == CatchUpState::Reconciling && letGoBy(payload))
        return {};
    if (const auto *message = std::get_if<wire::Message>(&payload))
        return takeMessage(turn, *message);
    if (const auto *handshake = std::get_if<wire::Handshake>(&payload))
        return inbox.handshake(turn, *handshake);
    if (const auto *receipt = std::get_if<wire::Receipt>(&payload))
        return receipts.incoming(turn, *receipt);
    if (const auto *conversation = std::get_if<wire::Conversation>(&payload)) {
        if (catchUp.state() == CatchUpState::Reconciling && conversation->op == wire::ConversationOp::State) {
            if (auto told = catchUp.describes(*conversation); !told)
                return told;
        }
        catchUp.mention(conversation->conversation);
        return roster.conversation(turn, *conversation);
    }
    if (const auto *hint = std::get_if<wire::Keys>(&payload)) {
        if (hint->op == wire::KeysOp::CheckGroup && hint->conversation)
            turn.then([this, conversation = *hint->conversation] { groupCheck.check(conversation); });
        else if (hint->op == wire::KeysOp::CheckGroup && historyGiver)
            turn.then([this] { historyHinted(); });
        return {};
    }
    if (const auto *heartbeat = std::get_if<wire::Heartbeat>(&payload))
        return catchUp.heartbeat(turn, *heartbeat);
    if (const auto *frame = std::get_if<wire::Typing>(&payload))
        turn.then([this, frame = *frame] { typing.incoming(frame); });
    else if (const auto *other = std::get_if<wire::Presence>(&payload))
        turn.then([this, other = *other] { presence.incoming(other); });
    return {};
}

/// While Reconciling, where the seqs of entries cannot be told from those of the log that was lost, and while the disk refuses.
bool Services::letGoBy(const wire::Payload &payload)
{
    if (const auto *message = std::get_if<wire::Message>(&payload))
        catchUp.goesBy({ message->conversation, message->seq, {} });
    else if (const auto *handshake = std::get_if<wire::Handshake>(&payload))
        catchUp.goesBy({ handshake->conversation, handshake->seq, {} });
    else if (const auto *receipt = std::get_if<wire::Receipt>(&payload))
        catchUp.goesBy({ receipt->conversation, {}, receipt->revision });
    else if (const auto *change = std::get_if<wire::Conversation>(&payload);
             change && change->op != wire::ConversationOp::State && change->op != wire::ConversationOp::Settings)
        catchUp.goesBy({ change->conversation, change->seq, {} });
    else
        return false;
    return true;
}

Result<void> Services::takeMessage(Turn &turn, const wire::Message &frame)
{
    turn.then([this, conversation = frame.conversation, sender = frame.sender] { typing.ended(conversation, sender); });
    return inbox.message(turn, frame);
}

Result<void> Services::takeAnswer(Turn &turn, const Answered &answered)
{
    if (outbox.asked(answered.frame))
        return outbox.answered(turn, answered.frame, answered.answer);
    if (receipts.asked(answered.frame))
        return receipts.answered(turn, answered.frame, answered.answer);
    if (gaps.asked(answered.frame))
        return gaps.answered(turn, answered.frame, answered.answer);
    if (agreement.asked(answered.frame))
        return agreement.answered(turn, answered.frame, answered.answer);
    if (groupCheck.asked(answered.frame))
        return groupCheck.answered(turn, answered.frame, answered.answer);
    if (welcomes.asked(answered.frame))
        return welcomes.answered(turn, answered.frame, answered.answer);
    if (actions.asked(answered.frame))
        return actions.answered(turn, answered.frame, answered.answer);
    return {}; // of a time that was forgotten
}

} // namespace pc::session
