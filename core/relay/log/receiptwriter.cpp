// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/receiptwriter.h"

#include "core/relay/log/place.h"

#include <algorithm>

namespace pc::relay::log {

namespace {

/// Up to here everybody is told; in larger conversations only those whose messages are meant.
constexpr int kSmallConversation = 16;

/// How far back authors are looked for; whoever wrote before sees it at the next sync.
constexpr qint64 kAuthorWindow = 256;

} // namespace

ReceiptWriter::ReceiptWriter(sql::Database &database, ConversationCache &cache)
    : m_cache(cache)
    , m_current(database, "SELECT up_to FROM watermarks WHERE conversation = ? AND user = ? AND kind = ?")
    , m_raise(database,
          "INSERT INTO watermarks(conversation, user, kind, up_to, revision, at, proof) VALUES(?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT(conversation, user, kind) DO UPDATE SET "
          "up_to = excluded.up_to, revision = excluded.revision, at = excluded.at, proof = excluded.proof")
    , m_history(
          database, "INSERT INTO receipts(conversation, revision, user, kind, up_to, at) VALUES(?, ?, ?, ?, ?, ?)")
    , m_authors(database, "SELECT DISTINCT sender FROM entries WHERE place > ? AND place <= ?")
{
}

Result<Confirmed> ReceiptWriter::confirm(const accounts::Actor &actor, const wire::Receipt &receipt, UtcTime now)
{
    auto found = m_cache.find(receipt.conversation);
    if (!found)
        return found.error();
    Confirmed confirmed;
    ConversationState *state = *found;
    const auto object = Roster::objectFor(state ? state->roster.get() : nullptr, actor.user);
    if (auto allowed = accounts::authorise(actor, accounts::Action::SendReceipt, object); !allowed) {
        confirmed.refusal = allowed.code();
        return confirmed;
    }
    if (receipt.upTo > state->head) {
        confirmed.refusal = Errc::Invalid;
        return confirmed;
    }
    auto looked = watermark(*state, actor.user, receipt.kind);
    if (!looked)
        return looked.error();
    Watermark &mark = **looked;
    if (receipt.upTo <= mark.upTo)
        return confirmed;
    if (!mark.step) {
        mark.step = std::make_shared<ReceiptStep>();
        mark.step->before = mark.upTo;
        m_gathered.push_back(mark.step);
        m_cache.markDirty(*state);
    }
    mark.upTo = receipt.upTo;
    mark.step->receipt = { receipt.conversation, receipt.kind, receipt.upTo, actor.user, {}, now, receipt.proof };
    mark.step->device = actor.device;
    confirmed.step = mark.step;
    return confirmed;
}

Result<Watermark *> ReceiptWriter::watermark(ConversationState &state, UserId user, wire::ReceiptKind kind)
{
    for (Watermark &mark : state.watermarks) {
        if (mark.user == user && mark.kind == kind)
            return &mark;
    }
    auto rows = m_current.query(state.row, user, kind);
    if (!rows)
        return rows.error();
    const Seq upTo = rows->next() ? rows->seq(0) : Seq {};
    if (auto end = rows->finish(); !end)
        return end.error();
    return &state.watermarks.emplace_back(Watermark { user, kind, upTo, nullptr });
}

Result<void> ReceiptWriter::flush()
{
    for (const auto &step : m_gathered) {
        if (auto written = write(*step); !written)
            return written;
    }
    m_gathered.clear();
    return {};
}

Result<void> ReceiptWriter::write(ReceiptStep &step)
{
    wire::Receipt &receipt = step.receipt;
    auto found = m_cache.find(receipt.conversation);
    if (!found)
        return found.error();
    ConversationState &state = **found; // it is dirty, so it was kept
    auto mark = watermark(state, receipt.user, receipt.kind);
    if (!mark)
        return mark.error();
    (*mark)->step = nullptr;
    receipt.revision = m_cache.takeRevision(state);
    if (auto done
        = m_raise.run(state.row, receipt.user, receipt.kind, receipt.upTo, receipt.revision, receipt.at, receipt.proof);
        !done)
        return done.error();
    if (auto done = m_history.run(state.row, receipt.revision, receipt.user, receipt.kind, receipt.upTo, receipt.at);
        !done)
        return done.error();
    auto who = interested(state, step);
    if (!who)
        return who.error();
    step.interested = std::move(*who);
    return {};
}

Result<std::vector<UserId>> ReceiptWriter::interested(const ConversationState &state, const ReceiptStep &step)
{
    const UserId self = step.receipt.user;
    std::vector<UserId> users { self };
    if (state.roster->present() <= kSmallConversation) {
        for (const RosterMember &member : state.roster->members) {
            if (member.isPresent() && member.user != self)
                users.push_back(member.user);
        }
        return users;
    }
    const Seq from { std::max(step.before.raw(), step.receipt.upTo.raw() - kAuthorWindow) };
    auto rows = m_authors.query(placeOf(state.row, from), placeOf(state.row, step.receipt.upTo));
    if (!rows)
        return rows.error();
    while (rows->next()) {
        const auto author = rows->id<UserId>(0);
        if (author != self)
            users.push_back(author);
    }
    return users;
}

} // namespace pc::relay::log
