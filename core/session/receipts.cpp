// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/receipts.h"

#include "core/base/log.h"
#include "core/session/omissions.h"
#include "core/session/translate.h"

#include <algorithm>

namespace pc::session {

namespace {

constexpr Milliseconds kCoalesce { 200 };
constexpr Milliseconds kAgain { 5'000 };

} // namespace

Receipts::Receipts(Context &context)
    : m_context(context)
    , m_timer(context.clock.makeTimer([this] { report(); }))
{
}

Result<void> Receipts::incoming(Turn &turn, const wire::Receipt &frame)
{
    store::Store &store = m_context.store;
    auto row = store.conversations.find(frame.conversation);
    if (!row)
        return row.error();
    if (!*row)
        return {}; // its State brings the latest ones
    if (frame.revision > Revision {}) {
        if (auto advanced = advance(frame); !advanced)
            return advanced;
        turn.logged(frame.conversation);
    }
    const auto proof = groups::readReceiptProof(frame.proof);
    if (!proof)
        return {}; // of an older program, or of nobody
    return weigh(turn,
        { { frame.conversation, frame.revision, frame.user, fromWire(frame.kind), frame.upTo, frame.at }, proof->device,
            frame.proof });
}

/// The revision cursor moves only over what is complete. A jump is usual and no reason to ask: the relay shows a member
/// only the receipts of their own messages, and the next heads tell whether something was missed.
Result<void> Receipts::advance(const wire::Receipt &frame)
{
    auto row = m_context.store.conversations.find(frame.conversation);
    if (!row)
        return row.error();
    if (frame.revision.raw() != (*row)->revision.raw() + 1)
        return {};
    return m_context.store.conversations.raiseRevision(frame.conversation, frame.revision);
}

Result<void> Receipts::ownElsewhere(Turn &turn, const store::ReceiptRow &receipt)
{
    if (receipt.kind != chat::ReceiptKind::Read)
        return {};
    store::Conversations &conversations = m_context.store.conversations;
    turn.touched(receipt.conversation);
    if (auto acked = conversations.raiseReadAcked(receipt.conversation, receipt.upTo); !acked)
        return acked;
    return conversations.raiseReadUpTo(receipt.conversation, receipt.upTo);
}

Result<void> Receipts::membersChanged(Turn &turn, ConversationId conversation)
{
    auto before = m_context.store.conversations.find(conversation);
    if (!before)
        return before.error();
    auto marks = m_context.store.members.watermarks(conversation, m_context.user());
    if (!marks)
        return marks.error();
    if (auto raised = m_context.store.conversations.raiseWatermarks(conversation, *marks); !raised)
        return raised;
    auto after = m_context.store.conversations.find(conversation);
    if (!after)
        return after.error();
    if (*before && *after && (*before)->watermarks != (*after)->watermarks) {
        turn.watermarks(conversation, (*after)->watermarks);
        turn.touched(conversation);
    }
    return {};
}

void Receipts::noteHead(ConversationId conversation, Revision revision)
{
    Revision &head = m_heads[conversation];
    head = std::max(head, revision);
}

Result<void> Receipts::synced(Turn &, ConversationId conversation, Revision revision)
{
    noteHead(conversation, revision);
    return m_context.store.conversations.raiseRevision(conversation, revision);
}

std::optional<Revision> Receipts::missingAfter(ConversationId conversation)
{
    const auto head = m_heads.find(conversation);
    if (head == m_heads.end())
        return std::nullopt;
    const auto row = m_context.store.conversations.find(conversation);
    if (!row || !*row || (*row)->revision >= head->second)
        return std::nullopt;
    return (*row)->revision;
}

void Receipts::markRead(ConversationId conversation, Seq upTo)
{
    const auto written = m_context.ledger.write([&](Turn &turn) -> Result<void> {
        auto row = m_context.store.conversations.find(conversation);
        if (!row)
            return row.error();
        if (!*row)
            return {};
        const Seq wanted = std::min(upTo, (*row)->head);
        if (wanted <= (*row)->readUpTo)
            return {};
        turn.logged(conversation);
        return m_context.store.conversations.raiseReadUpTo(conversation, wanted);
    });
    if (!written)
        qCInfo(lcSession) << "a read position was not kept:" << wireName(written.code());
}

void Receipts::look(const std::set<ConversationId> &conversations)
{
    m_due.insert(conversations.begin(), conversations.end());
    if (!m_due.empty() && m_context.isReady() && !m_timer->isActive())
        m_timer->start(kCoalesce);
}

void Receipts::connected()
{
    const auto rows = m_context.store.conversations.list();
    if (!rows)
        return;
    std::set<ConversationId> all;
    for (const store::ConversationRow &row : *rows)
        all.insert(row.id);
    look(all);
}

void Receipts::startOver()
{
    m_flights.clear();
    m_due.clear();
    m_timer->stop();
}

void Receipts::report()
{
    if (!m_context.isReady())
        return;
    const std::set<ConversationId> due = std::exchange(m_due, {});
    for (const ConversationId conversation : due) {
        if (const auto weighed = weighWaiting(conversation); !weighed)
            qCInfo(lcSession) << "receipts that wait were not looked at:" << wireName(weighed.code());
        if (const auto reported = report(conversation); !reported)
            qCWarning(lcSession) << "receipts cannot be read:" << wireName(reported.code());
    }
}

Result<void> Receipts::report(ConversationId conversation)
{
    store::Store &store = m_context.store;
    auto row = store.conversations.find(conversation);
    if (!row)
        return row.error();
    if (!*row || (*row)->left)
        return {};
    auto cursor = store.held.cursor(conversation, (*row)->first);
    if (!cursor)
        return cursor.error();
    // Own messages and events ask for no receipt, so that sending costs none.
    auto last = store.messages.lastOfOthers(conversation, (*row)->deliveredAcked, *cursor);
    if (!last)
        return last.error();
    if (*last) {
        if (auto sent = send(conversation, chat::ReceiptKind::Delivered, **last); !sent)
            return sent;
    }
    auto lastRead = store.messages.lastOfOthers(conversation, (*row)->readAcked, std::min((*row)->readUpTo, *cursor));
    if (!lastRead)
        return lastRead.error();
    return *lastRead ? send(conversation, chat::ReceiptKind::Read, **lastRead) : Result<void>();
}

Result<void> Receipts::send(ConversationId conversation, chat::ReceiptKind kind, const store::LoggedAt &last)
{
    if (isUnderWay(conversation, kind))
        return {}; // its answer looks again
    auto before = placesBefore(m_context, conversation, last.seq);
    if (!before)
        return before.error();
    wire::Receipt receipt;
    receipt.conversation = conversation;
    receipt.kind = kind == chat::ReceiptKind::Read ? wire::ReceiptKind::Read : wire::ReceiptKind::Delivered;
    receipt.upTo = last.seq;
    receipt.proof = m_context.groups.confirm(
        { conversation, kind, last.seq, last.id, m_context.user(), m_context.self.device, *before });
    m_flights.emplace(m_context.link.request(receipt), Flight { conversation, kind, last.seq });
    return {};
}

bool Receipts::isUnderWay(ConversationId conversation, chat::ReceiptKind kind) const
{
    return std::any_of(m_flights.begin(), m_flights.end(),
        [&](const auto &flight) { return flight.second.conversation == conversation && flight.second.kind == kind; });
}

Result<void> Receipts::answered(Turn &turn, FrameId frame, const link::Answer &answer)
{
    const auto found = m_flights.find(frame);
    if (found == m_flights.end())
        return {};
    const Flight flight = found->second;
    m_flights.erase(found);
    const auto error = refusal(answer);
    // A receipt that the relay will never take is as good as taken.
    if (!error || isFinalRefusal(error->code)) {
        turn.then([this, flight] { look({ flight.conversation }); });
        return acknowledged(flight);
    }
    const auto *reply = std::get_if<wire::ErrorReply>(&answer);
    const Milliseconds delay = reply ? reply->retryAfter.value_or(kAgain) : kAgain;
    turn.then([this, flight, delay] {
        m_due.insert(flight.conversation);
        m_timer->start(delay);
    });
    return {};
}

Result<void> Receipts::acknowledged(const Flight &flight)
{
    store::Conversations &conversations = m_context.store.conversations;
    switch (flight.kind) {
    case chat::ReceiptKind::Delivered:
        return conversations.raiseDeliveredAcked(flight.conversation, flight.upTo);
    case chat::ReceiptKind::Read:
        return conversations.raiseReadAcked(flight.conversation, flight.upTo);
    }
    return {};
}

} // namespace pc::session
