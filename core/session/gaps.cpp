// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/gaps.h"

#include "core/base/log.h"
#include "core/session/disclose.h"
#include "core/session/receipts.h"
#include "core/session/translate.h"
#include "core/store/timeline.h"

#include <algorithm>

namespace pc::session {

namespace {

constexpr Milliseconds kHold { 500 };
constexpr Milliseconds kFirstWait { 1'000 };
constexpr Milliseconds kLongestWait { 30'000 };
constexpr int kPagesInFlight = 4;
constexpr int kPageEntries = 500;
constexpr int kFailuresUntilGivenUp = 3;

/// Whether something of `gaps` was not among `before`.
bool hasNew(const std::vector<store::Range> &gaps, const std::vector<store::Range> &before)
{
    return std::any_of(
        gaps.begin(), gaps.end(), [&](const store::Range &gap) { return !store::missing(before, gap).empty(); });
}

} // namespace

Gaps::Gaps(Context &context, Receipts &receipts)
    : m_context(context)
    , m_receipts(receipts)
    , m_hold(context.clock.makeTimer([this] { fill(); }))
    , m_pause(context.clock.makeTimer([this] { fill(); }))
    , m_backoff(kFirstWait, kLongestWait, context.random)
{
}

void Gaps::look(const std::set<ConversationId> &conversations)
{
    for (const ConversationId conversation : conversations)
        refresh(conversation);
    const bool anyWanted = std::any_of(
        m_needs.begin(), m_needs.end(), [](const auto &need) { return need.second.state == NeedState::Wanted; });
    if (anyWanted && m_isOpen && !m_hold->isActive())
        m_hold->start(kHold);
}

void Gaps::refresh(ConversationId conversation)
{
    auto gaps = store::Timeline(m_context.store).gaps(conversation);
    const auto row = m_context.store.conversations.find(conversation);
    if (!gaps || !row || !*row) {
        qCDebug(lcSession) << "no gaps to be known of" << conversation.raw().toShortString();
        return;
    }
    // Asking for all receipts, that is for those after none, brings the conversation's State as well.
    const auto receiptsAfter = (*row)->known ? m_receipts.missingAfter(conversation) : Revision {};
    if (gaps->empty() && !receiptsAfter) {
        if (const auto need = m_needs.find(conversation);
            need != m_needs.end() && need->second.state != NeedState::Fetching)
            m_needs.erase(need);
        else if (need != m_needs.end())
            need->second.gaps.clear();
        return;
    }
    Need &need = m_needs[conversation];
    if (need.state == NeedState::GivenUp && hasNew(*gaps, need.gaps)) {
        need.state = NeedState::Wanted;
        need.failures = 0;
    }
    need.gaps = std::move(*gaps);
    need.receiptsAfter = receiptsAfter;
    need.activeAt = (*row)->activeAt;
}

void Gaps::caughtUp()
{
    m_isOpen = true;
    const auto rows = m_context.store.conversations.list();
    if (!rows)
        return;
    for (const store::ConversationRow &row : *rows)
        refresh(row.id);
    fill();
}

void Gaps::fetch(ConversationId conversation, store::Range hole)
{
    refresh(conversation);
    const auto need = m_needs.find(conversation);
    if (need == m_needs.end())
        return;
    const auto wished = store::clipped(need->second.gaps, hole);
    if (wished.empty())
        return;
    need->second.wished = wished.back();
    if (need->second.state == NeedState::GivenUp) {
        need->second.state = NeedState::Wanted;
        need->second.failures = 0;
    }
    fill();
}

void Gaps::startOver()
{
    m_isOpen = false;
    m_needs.clear();
    m_flights.clear();
    m_hold->stop();
    m_pause->stop();
    m_backoff.reset();
}

void Gaps::restart()
{
    const bool wasOpen = m_isOpen;
    startOver();
    if (wasOpen)
        caughtUp();
}

void Gaps::fill()
{
    if (!m_isOpen || m_pause->isActive())
        return;
    while (m_context.isReady() && int(m_flights.size()) < kPagesInFlight) {
        const auto need = mostUrgent();
        if (need == m_needs.end())
            return;
        ask(need->first, need->second);
    }
}

std::map<ConversationId, Gaps::Need>::iterator Gaps::mostUrgent()
{
    auto best = m_needs.end();
    for (auto need = m_needs.begin(); need != m_needs.end(); ++need) {
        if (need->second.state != NeedState::Wanted)
            continue;
        const auto rank = [](const Need &n) { return std::pair(n.wished.has_value(), n.activeAt); };
        if (best == m_needs.end() || rank(need->second) > rank(best->second))
            best = need;
    }
    return best;
}

store::Range Gaps::nextRange(const Need &need)
{
    if (need.wished) {
        const auto wished = store::clipped(need.gaps, *need.wished);
        if (!wished.empty())
            return wished.front();
    }
    if (!need.gaps.empty())
        return need.gaps.front();
    return { Seq { 1 }, Seq {} }; // receipts alone
}

void Gaps::ask(ConversationId conversation, Need &need)
{
    const store::Range range = nextRange(need);
    wire::Sync sync;
    sync.conversation = conversation;
    sync.after = previous(range.first);
    sync.upTo = range.last;
    sync.limit = kPageEntries;
    sync.receiptsAfter = need.receiptsAfter;
    need.state = NeedState::Fetching;
    m_flights.emplace(m_context.link.request(sync), Flight { conversation, range });
}

Result<void> Gaps::answered(Turn &turn, FrameId frame, const link::Answer &answer)
{
    const auto found = m_flights.find(frame);
    if (found == m_flights.end())
        return {};
    const Flight flight = found->second;
    m_flights.erase(found);
    if (const auto *ack = std::get_if<wire::Ack>(&answer); ack && ack->synced)
        return took(turn, flight, *ack->synced);
    const Error error = refusal(answer).value_or(Error { Errc::Internal, {} });
    const auto *reply = std::get_if<wire::ErrorReply>(&answer);
    const auto retryAfter = reply ? reply->retryAfter : std::nullopt;
    turn.then([this, flight, error, retryAfter] { refused(flight.conversation, error, retryAfter); });
    return {};
}

Result<void> Gaps::took(Turn &turn, const Flight &flight, const wire::Synced &synced)
{
    store::Store &store = m_context.store;
    const ConversationId id = flight.conversation;
    bool hasProgress = synced.revision && flight.range.length() == 0;
    auto row = store.conversations.find(id);
    if (!row)
        return row.error();
    // What lies below this member's first entry is nobody's loss; when it was asked for, that was not known.
    const Seq first = *row ? (*row)->first : Seq { 1 };
    const std::vector<store::Range> asked = store::clipped({ flight.range }, { first, flight.range.last });
    hasProgress = hasProgress || (flight.range.length() > 0 && asked.empty());
    // Every entry to show in here was sent before this answer, so the rest of it has nothing to show.
    for (const store::Range &part : store::clipped(asked, { synced.first, synced.last })) {
        if (auto held = hold(turn, id, part, store::Silence::NotShown); !held)
            return held;
        hasProgress = true;
    }
    for (const store::Range &part : store::clipped(asked, { Seq { 1 }, previous(synced.oldest) })) {
        if (auto held = hold(turn, id, part, store::Silence::Expired); !held)
            return held;
        hasProgress = true;
    }
    if (auto raised = store.conversations.raiseHead(id, synced.head); !raised)
        return raised;
    if (synced.revision) {
        if (auto done = m_receipts.synced(turn, id, *synced.revision); !done)
            return done;
    }
    turn.touched(id);
    turn.then([this, id, hasProgress] { finished(id, hasProgress); });
    return {};
}

/// The group is told of exactly those seqs that nothing came for.
Result<void> Gaps::hold(Turn &turn, ConversationId conversation, store::Range range, store::Silence why)
{
    auto held = m_context.store.held.held(conversation);
    if (!held)
        return held.error();
    if (auto silent = m_context.store.held.holdSilently(conversation, range, why); !silent)
        return silent; // before what it opens is shown: by then it is known that nothing is missing there
    for (const store::Range &part : store::missing(*held, range)) {
        auto taken = m_context.groups.skip(conversation, part);
        if (!taken)
            return taken.error();
        if (auto shown = disclose(m_context, turn, conversation, *taken); !shown)
            return shown;
    }
    turn.filled(conversation, range);
    turn.logged(conversation); // silence, too, may be what the head waited for
    return {};
}

void Gaps::finished(ConversationId conversation, bool hasProgress)
{
    Need &need = m_needs[conversation];
    need.state = NeedState::Wanted;
    if (!hasProgress)
        return failed(conversation);
    const bool wasNothingButReceipts = need.gaps.empty();
    refresh(conversation);
    const auto left = m_needs.find(conversation);
    if (left != m_needs.end() && wasNothingButReceipts && left->second.gaps.empty())
        return failed(conversation); // asked for what was missing, and it still is
    if (left != m_needs.end())
        left->second.failures = 0;
    m_backoff.reset();
    m_receipts.look({ conversation });
    fill();
}

void Gaps::refused(ConversationId conversation, const Error &error, std::optional<Milliseconds> retryAfter)
{
    Need &need = m_needs[conversation];
    need.state = NeedState::Wanted;
    if (error.code == Errc::RateLimited || error.code == Errc::Unavailable)
        m_pause->start(retryAfter.value_or(kFirstWait));
    else if (isFinalRefusal(error.code))
        need.state = NeedState::GivenUp;
    else
        failed(conversation);
}

void Gaps::failed(ConversationId conversation)
{
    Need &need = m_needs[conversation];
    if (++need.failures >= kFailuresUntilGivenUp)
        need.state = NeedState::GivenUp;
    m_pause->start(m_backoff.next());
}

bool Gaps::isBusy() const
{
    const bool isFetching = std::any_of(
        m_flights.begin(), m_flights.end(), [](const auto &flight) { return flight.second.range.length() > 0; });
    return isFetching || (m_pause->isActive() && missing() > 0);
}

qint64 Gaps::missing() const
{
    qint64 total = 0;
    for (const auto &[conversation, need] : m_needs) {
        if (need.state != NeedState::GivenUp)
            total += store::totalLength(need.gaps);
    }
    return total;
}

} // namespace pc::session
