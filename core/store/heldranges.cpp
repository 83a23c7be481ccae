// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/heldranges.h"

#include "core/store/rows.h"

#include <algorithm>

namespace pc::store {

namespace {

Range readRange(const sql::Rows &row)
{
    return { row.seq(0), row.seq(1) };
}

SilentRange readSilent(const sql::Rows &row)
{
    return { readRange(row), Silence(row.number(2)) };
}

Range widened(Range range, const std::vector<Range> &by)
{
    for (const Range &other : by) {
        range.first = std::min(range.first, other.first);
        range.last = std::max(range.last, other.last);
    }
    return range;
}

} // namespace

HeldRanges::HeldRanges(sql::Database &database)
    : m_touching(
        database, "SELECT first, last FROM held WHERE conversation = ? AND first <= ? AND last >= ? ORDER BY first")
    , m_add(database, "INSERT INTO held (conversation, first, last) VALUES (?, ?, ?)")
    , m_extend(database, "UPDATE held SET last = ? WHERE conversation = ? AND first = ?")
    , m_removeWithin(database, "DELETE FROM held WHERE conversation = ? AND first >= ? AND last <= ?")
    , m_covering(database, "SELECT last FROM held WHERE conversation = ? AND first <= ? AND last >= ?")
    , m_held(database, "SELECT first, last FROM held WHERE conversation = ? ORDER BY first")
    , m_silentTouching(database,
          "SELECT first, last FROM silent WHERE conversation = ? AND expired = ? AND first <= ? AND last >= ?")
    , m_silentCovering(
          database, "SELECT first, last, expired FROM silent WHERE conversation = ? AND first <= ? AND last >= ?")
    , m_addSilent(database, "INSERT INTO silent (conversation, first, last, expired) VALUES (?, ?, ?, ?)")
    , m_removeSilentWithin(
          database, "DELETE FROM silent WHERE conversation = ? AND expired = ? AND first >= ? AND last <= ?")
    , m_silent(database, "SELECT first, last, expired FROM silent WHERE conversation = ? ORDER BY first")
    , m_dropAbove(database, "DELETE FROM held WHERE conversation = ? AND first > ?")
    , m_cutAt(database, "UPDATE held SET last = ? WHERE conversation = ? AND last > ?")
    , m_dropSilentAbove(database, "DELETE FROM silent WHERE conversation = ? AND first > ?")
    , m_cutSilentAt(database, "UPDATE silent SET last = ? WHERE conversation = ? AND last > ?")
{
}

Result<bool> HeldRanges::take(ConversationId conversation, Seq seq)
{
    auto isHeld = contains(conversation, seq);
    if (!isHeld)
        return isHeld;
    if (*isHeld)
        return breakSilence(conversation, seq);
    if (auto held = hold(conversation, { seq, seq }); !held)
        return held.error();
    return true;
}

Result<bool> HeldRanges::breakSilence(ConversationId conversation, Seq seq)
{
    auto silent = firstRow(m_silentCovering.query(conversation, seq, seq), readSilent);
    if (!silent)
        return silent.error();
    if (!*silent)
        return false;
    const auto [range, why] = **silent;
    if (auto removed = m_removeSilentWithin.run(conversation, why, range.first, range.last); !removed)
        return removed.error();
    for (const Range &rest : missing({ { seq, seq } }, range)) {
        if (auto added = m_addSilent.run(conversation, rest.first, rest.last, why); !added)
            return added.error();
    }
    return true;
}

Result<void> HeldRanges::hold(ConversationId conversation, Range range)
{
    auto touching = allRows(m_touching.query(conversation, next(range.last), previous(range.first)), readRange);
    if (!touching)
        return touching.error();
    const Range whole = widened(range, *touching);
    // The usual case by far, the next seq of the log, is one update in place.
    if (touching->size() == 1 && touching->front().first == whole.first)
        return done(m_extend.run(whole.last, conversation, whole.first));
    if (!touching->empty()) {
        if (auto removed = m_removeWithin.run(conversation, whole.first, whole.last); !removed)
            return removed.error();
    }
    return done(m_add.run(conversation, whole.first, whole.last));
}

Result<void> HeldRanges::holdSilently(ConversationId conversation, Range range, Silence why)
{
    auto ranges = held(conversation);
    if (!ranges)
        return ranges.error();
    for (const Range &part : missing(*ranges, range)) {
        if (auto added = addSilent(conversation, part, why); !added)
            return added;
        if (auto taken = hold(conversation, part); !taken)
            return taken;
    }
    return {};
}

Result<void> HeldRanges::silence(ConversationId conversation, Seq seq)
{
    return addSilent(conversation, { seq, seq }, Silence::NotShown);
}

Result<void> HeldRanges::expire(ConversationId conversation, Range range)
{
    auto ranges = silent(conversation);
    if (!ranges)
        return ranges.error();
    for (const SilentRange &known : *ranges) {
        if (clipped({ known.range }, range).empty())
            continue;
        if (auto removed = m_removeSilentWithin.run(conversation, known.why, known.range.first, known.range.last);
            !removed)
            return removed.error();
        for (const Range &rest : missing({ range }, known.range)) {
            if (auto kept = addSilent(conversation, rest, known.why); !kept)
                return kept;
        }
    }
    if (auto taken = hold(conversation, range); !taken)
        return taken;
    return addSilent(conversation, range, Silence::Expired);
}

Result<void> HeldRanges::addSilent(ConversationId conversation, Range range, Silence why)
{
    auto touching
        = allRows(m_silentTouching.query(conversation, why, next(range.last), previous(range.first)), readRange);
    if (!touching)
        return touching.error();
    const Range whole = widened(range, *touching);
    if (auto removed = m_removeSilentWithin.run(conversation, why, whole.first, whole.last); !removed)
        return removed.error();
    return done(m_addSilent.run(conversation, whole.first, whole.last, why));
}

Result<bool> HeldRanges::contains(ConversationId conversation, Seq seq)
{
    auto last = firstRow(m_covering.query(conversation, seq, seq), [](const sql::Rows &row) { return row.seq(0); });
    if (!last)
        return last.error();
    return last->has_value();
}

Result<Seq> HeldRanges::cursor(ConversationId conversation, Seq first)
{
    auto last = firstRow(m_covering.query(conversation, first, first), [](const sql::Rows &row) { return row.seq(0); });
    if (!last)
        return last.error();
    return last->value_or(previous(first));
}

Result<std::vector<Range>> HeldRanges::held(ConversationId conversation)
{
    return allRows(m_held.query(conversation), readRange);
}

Result<std::vector<SilentRange>> HeldRanges::silent(ConversationId conversation)
{
    return allRows(m_silent.query(conversation), readSilent);
}

Result<void> HeldRanges::truncate(ConversationId conversation, Seq seq)
{
    for (sql::Statement *drop : { &m_dropAbove, &m_dropSilentAbove }) {
        if (auto dropped = drop->run(conversation, seq); !dropped)
            return dropped.error();
    }
    for (sql::Statement *cut : { &m_cutAt, &m_cutSilentAt }) {
        if (auto shortened = cut->run(seq, conversation, seq); !shortened)
            return shortened.error();
    }
    return {};
}

} // namespace pc::store
