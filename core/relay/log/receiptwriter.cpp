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
          "INSERT INTO watermarks(conversation, user, kind, up_to, revision, at) VALUES(?, ?, ?, ?, ?, ?) "
          "ON CONFLICT(conversation, user, kind) DO UPDATE SET "
          "up_to = excluded.up_to, revision = excluded.revision, at = excluded.at")
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
    auto before = current(state->row, actor.user, receipt.kind);
    if (!before)
        return before.error();
    if (receipt.upTo <= *before)
        return confirmed;
    const Revision revision = m_cache.takeRevision(*state);
    if (auto done = m_raise.run(state->row, actor.user, receipt.kind, receipt.upTo, revision, now); !done)
        return done.error();
    if (auto done = m_history.run(state->row, revision, actor.user, receipt.kind, receipt.upTo, now); !done)
        return done.error();
    auto who = interested(*state, actor.user, *before, receipt.upTo);
    if (!who)
        return who.error();
    confirmed.interested = std::move(*who);
    confirmed.receipt = wire::Receipt { receipt.conversation, receipt.kind, receipt.upTo, actor.user, revision, now };
    return confirmed;
}

Result<Seq> ReceiptWriter::current(qint64 row, UserId user, wire::ReceiptKind kind)
{
    auto rows = m_current.query(row, user, kind);
    if (!rows)
        return rows.error();
    return rows->next() ? rows->seq(0) : Seq {};
}

Result<std::vector<UserId>> ReceiptWriter::interested(const ConversationState &state, UserId self, Seq after, Seq upTo)
{
    std::vector<UserId> users { self };
    if (state.roster->present() <= kSmallConversation) {
        for (const RosterMember &member : state.roster->members) {
            if (member.isPresent() && member.user != self)
                users.push_back(member.user);
        }
        return users;
    }
    const Seq from { std::max(after.raw(), upTo.raw() - kAuthorWindow) };
    auto rows = m_authors.query(placeOf(state.row, from), placeOf(state.row, upTo));
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
