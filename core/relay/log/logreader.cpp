// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/logreader.h"

#include "core/relay/log/place.h"
#include "core/relay/log/sealedmessage.h"
#include "core/sql/database.h"
#include "core/wire/limits.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace pc::relay::log {

namespace {

/// How many entries of one conversation a greeting brings; the rest is fetched when it is wanted.
constexpr int kGreetingEntries = 50;

/// A frame's keys and ids, beside its body; for counting pages in bytes.
constexpr qint64 kFrameOverhead = 200;

/// A receipt as a whole, with its proof.
constexpr qint64 kReceiptBytes = kFrameOverhead + wire::kMaxProofBytes;

/// One consistent view of the file for several statements.
class Snapshot
{
public:
    explicit Snapshot(sql::Database &database)
        : m_database(database)
        , m_begun(database.execute("BEGIN"))
    {
    }

    ~Snapshot()
    {
        // Nothing was written: ending it cannot lose anything.
        if (m_begun)
            (void)m_database.execute("COMMIT");
    }

    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

private:
    sql::Database &m_database;
    Result<void> m_begun;
};

Visible readVisible(const sql::Rows &rows)
{
    Visible v;
    v.row = rows.integer(0);
    v.conversation = rows.id<ConversationId>(1);
    v.first = rows.seq(2);
    v.left = !rows.isNull(3);
    v.last = v.left ? rows.seq(3) : rows.seq(4);
    v.revision = Revision { rows.integer(5) };
    v.oldest = rows.seq(6);
    return v;
}

qint64 bytesOf(const std::vector<Entry> &entries)
{
    qint64 bytes = 0;
    for (const Entry &entry : entries)
        bytes += entry.body.size() + kFrameOverhead;
    return bytes;
}

/// Cuts a run to a page; from the far end, so that what is left stays without a hole.
void trim(std::vector<Entry> &entries, bool newestFirst, int frames, qint64 bytes)
{
    while (!entries.empty() && (int(entries.size()) > frames || (bytesOf(entries) > bytes && entries.size() > 1))) {
        if (newestFirst)
            entries.erase(entries.begin(), entries.begin() + std::max<qsizetype>(1, qsizetype(entries.size()) / 8));
        else
            entries.erase(entries.end() - std::max<qsizetype>(1, qsizetype(entries.size()) / 8), entries.end());
    }
}

/// Nobody is sent what was erased: a client that asked for it learns that there is nothing to show.
void dropErased(std::vector<Entry> &entries)
{
    std::erase_if(entries, [](const Entry &entry) { return entry.kind == EntryKind::Erased; });
}

} // namespace

LogReader::LogReader(sql::Database &database, const keys::FrankingKeys &franking)
    : m_database(database)
    , m_franking(franking)
    , m_visible(database,
          "SELECT c.row, c.id, m.first, m.last, c.head, c.revision, c.oldest FROM members m "
          "JOIN conversations c ON c.row = m.conversation WHERE m.user = ?")
    , m_visibleOne(database,
          "SELECT c.row, c.id, m.first, m.last, c.head, c.revision, c.oldest FROM conversations c "
          "JOIN members m ON m.conversation = c.row AND m.user = ? WHERE c.id = ?")
    , m_ascending(database,
          "SELECT place, kind, sender, device, message, sent_at, body FROM entries "
          "WHERE place > ? AND place <= ? ORDER BY place LIMIT ?")
    , m_descending(database,
          "SELECT place, kind, sender, device, message, sent_at, body FROM entries "
          "WHERE place > ? AND place <= ? ORDER BY place DESC LIMIT ?")
    , m_receipts(database,
          "SELECT user, kind, up_to, revision, at, proof FROM watermarks WHERE conversation = ? AND revision > ? "
          "ORDER BY revision")
    , m_state(database,
          "SELECT c.row, c.kind, c.title, c.head, c.revision, m.first, m.last, m.muted_until, m.archived, m.pinned "
          "FROM conversations c JOIN members m ON m.conversation = c.row AND m.user = ? WHERE c.id = ?")
    , m_members(database,
          "SELECT m.user, m.owner, p.name, p.role, p.label FROM members m "
          "JOIN people p ON p.id = m.user WHERE m.conversation = ? AND m.last IS NULL ORDER BY m.user")
    , m_roster(database, "SELECT row, school, kind FROM conversations WHERE id = ?")
    , m_rosterMembers(database, "SELECT user, owner, first, last FROM members WHERE conversation = ? ORDER BY user")
    , m_contacts(database,
          "SELECT DISTINCT o.user, p.last_seen FROM members m JOIN members o ON o.conversation = m.conversation "
          "JOIN people p ON p.id = o.user WHERE m.user = ? AND m.last IS NULL AND o.last IS NULL AND o.user <> m.user "
          "LIMIT ?")
    , m_epoch(database, "SELECT 1 FROM relay_meta WHERE key = 'log_epoch' AND value = ?")
    , m_restore(database, "SELECT coalesce(max(number), 0) FROM restores WHERE ended = ?")
    , m_kept(database,
          "SELECT coalesce(min(h.head), 0), coalesce(min(h.revision), 0), "
          "count(h.restore) > 0 AND count(h.restore) = count(*) FROM restores r "
          "LEFT JOIN restored_heads h ON h.restore = r.number AND h.conversation = ? WHERE r.number >= ?")
{
}

Result<std::vector<Visible>> LogReader::visible(UserId user)
{
    auto rows = m_visible.query(user);
    if (!rows)
        return rows.error();
    std::vector<Visible> all;
    while (rows->next())
        all.push_back(readVisible(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    return all;
}

Result<std::optional<Visible>> LogReader::visible(UserId user, ConversationId conversation)
{
    auto rows = m_visibleOne.query(user, conversation);
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<Visible>();
    return std::optional(readVisible(*rows));
}

Result<std::vector<Entry>> LogReader::entries(const Visible &of, Seq after, Seq upTo, int limit, bool newestFirst)
{
    const Seq from { std::max(after.raw(), std::max(of.first.raw(), of.oldest.raw()) - 1) };
    const Seq to { std::min(upTo.raw(), of.last.raw()) };
    std::vector<Entry> found;
    if (to <= from || limit <= 0)
        return found;
    sql::Statement &statement = newestFirst ? m_descending : m_ascending;
    auto rows = statement.query(placeOf(of.row, from), placeOf(of.row, to), limit);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        found.push_back({ of.conversation, seqOf(rows->integer(0)), EntryKind(rows->number(1)), rows->id<UserId>(2),
            rows->id<DeviceId>(3), rows->id<MessageId>(4), rows->time(5), rows->bytes(6), {} });
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    for (Entry &entry : found) {
        if (entry.kind != EntryKind::Message)
            continue;
        if (const auto sealed = readSealed(entry.body, entry.conversation))
            entry.tag = tagOf(m_franking, entry, *sealed);
    }
    if (newestFirst)
        std::reverse(found.begin(), found.end());
    return found;
}

Result<std::vector<wire::Receipt>> LogReader::receipts(const Visible &of, Revision after)
{
    std::vector<wire::Receipt> found;
    if (of.left || after >= of.revision)
        return found;
    auto rows = m_receipts.query(of.row, after);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        found.push_back({ of.conversation, wire::ReceiptKind(rows->number(1)), rows->seq(2), rows->id<UserId>(0),
            Revision { rows->integer(3) }, rows->time(4), rows->bytes(5) });
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

Result<std::vector<wire::Member>> LogReader::members(qint64 row)
{
    auto rows = m_members.query(row);
    if (!rows)
        return rows.error();
    std::vector<wire::Member> found;
    while (rows->next()) {
        found.push_back(
            { rows->id<UserId>(0), rows->flag(1), rows->text(2), wire::PersonRole(rows->number(3)), rows->text(4) });
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

Result<std::optional<wire::Conversation>> LogReader::state(UserId user, ConversationId conversation)
{
    wire::Conversation state;
    qint64 row = 0;
    {
        auto rows = m_state.query(user, conversation);
        if (!rows)
            return rows.error();
        if (!rows->next())
            return std::optional<wire::Conversation>();
        row = rows->integer(0);
        state.conversation = conversation;
        state.op = wire::ConversationOp::State;
        state.kind = wire::ConversationKind(rows->number(1));
        state.title = rows->text(2);
        state.first = rows->seq(5);
        state.left = !rows->isNull(6);
        state.head = { conversation, state.left ? rows->seq(6) : rows->seq(3), Revision { rows->integer(4) } };
        state.settings = wire::PersonalSettings { rows->optionalTime(7), rows->flag(8), rows->flag(9) };
    }
    auto present = members(row);
    if (!present)
        return present.error();
    state.members = std::move(*present);
    return std::optional(std::move(state));
}

Result<SharedRoster> LogReader::roster(ConversationId conversation)
{
    auto roster = std::make_shared<Roster>();
    qint64 row = 0;
    {
        auto rows = m_roster.query(conversation);
        if (!rows)
            return rows.error();
        if (!rows->next())
            return SharedRoster();
        row = rows->integer(0);
        roster->school = rows->id<SchoolId>(1);
        roster->kind = wire::ConversationKind(rows->number(2));
    }
    auto rows = m_rosterMembers.query(row);
    if (!rows)
        return rows.error();
    while (rows->next()) {
        RosterMember member { rows->id<UserId>(0), rows->flag(1), rows->seq(2), std::nullopt };
        if (!rows->isNull(3))
            member.last = rows->seq(3);
        roster->members.push_back(member);
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return SharedRoster(std::move(roster));
}

Result<std::vector<Contact>> LogReader::contacts(UserId user, int limit)
{
    auto rows = m_contacts.query(user, limit);
    if (!rows)
        return rows.error();
    std::vector<Contact> found;
    while (rows->next())
        found.push_back({ rows->id<UserId>(0), rows->optionalTime(1) });
    if (auto end = rows->finish(); !end)
        return end.error();
    return found;
}

Result<std::vector<wire::Head>> LogReader::heads(UserId user)
{
    auto all = visible(user);
    if (!all)
        return all.error();
    std::vector<wire::Head> found;
    for (const Visible &v : *all)
        found.push_back({ v.conversation, v.last, v.revision });
    return found;
}

Result<Greeting> LogReader::greet(const accounts::Actor &actor, const wire::Hello &hello, const wire::Limits &limits)
{
    const Snapshot snapshot(m_database);
    auto all = visible(actor.user);
    if (!all)
        return all.error();
    auto restored = restoresSince(hello.logEpoch);
    if (!restored)
        return restored.error();
    if (*restored)
        return greetRestored(actor, *all, **restored);
    // UUIDv4 conversations tell no age; the one whose log has grown most recently is not known without reading, so the
    // client's own order (newest first) decides, and unknown ones come first.
    QHash<ConversationId, qsizetype> order;
    for (qsizetype i = 0; i < qsizetype(hello.cursors.size()); ++i)
        order.insert(hello.cursors[size_t(i)].conversation, i);
    std::stable_sort(all->begin(), all->end(), [&](const Visible &a, const Visible &b) {
        return order.value(a.conversation, -1) < order.value(b.conversation, -1);
    });

    Greeting greeting;
    int frames = limits.pageFrames;
    qint64 bytes = limits.pageBytes;
    for (const Visible &v : *all) {
        greeting.heads.push_back({ v.conversation, v.last, v.revision });
        const auto known = order.constFind(v.conversation);
        const bool isKnown = known != order.constEnd();
        if ((!isKnown && hello.partial) || frames <= 0 || bytes <= 0)
            continue;
        const wire::Cursor cursor = isKnown ? hello.cursors[size_t(*known)] : wire::Cursor { v.conversation, {}, {} };
        if (isKnown && cursor.seq >= v.last && cursor.revision >= v.revision)
            continue;
        Run run;
        if (!isKnown) {
            auto described = state(actor.user, v.conversation);
            if (!described)
                return described.error();
            if (*described)
                run.before.push_back(std::move(**described));
        }
        auto found = entries(v, cursor.seq, v.last, std::min(frames, kGreetingEntries), true);
        if (!found)
            return found.error();
        trim(*found, true, frames, bytes);
        dropErased(*found);
        run.entries = std::move(*found);
        auto confirmed = receipts(v, cursor.revision);
        if (!confirmed)
            return confirmed.error();
        run.receipts = std::move(*confirmed);
        frames -= int(run.before.size() + run.entries.size() + run.receipts.size());
        bytes -= bytesOf(run.entries) + qint64(run.receipts.size()) * kReceiptBytes;
        greeting.runs.push_back(std::move(run));
    }
    return greeting;
}

Result<SyncRun> LogReader::sync(const accounts::Actor &actor, const wire::Sync &sync, const wire::Limits &limits)
{
    const Snapshot snapshot(m_database);
    SyncRun answer;
    auto found = visible(actor.user, sync.conversation);
    if (!found)
        return found.error();
    if (!*found) {
        answer.refusal = Errc::NotFound;
        return answer;
    }
    const Visible &v = **found;
    const Seq upTo = sync.upTo.value_or(v.last);
    const int limit = std::clamp(sync.limit, 0, limits.pageFrames);
    auto page = entries(v, sync.after, upTo, limit, sync.newestFirst);
    if (!page)
        return page.error();
    trim(*page, sync.newestFirst, limit, limits.pageBytes);
    answer.synced.head = v.last;
    answer.synced.oldest = Seq { std::max(v.first.raw(), v.oldest.raw()) };
    if (page->empty()) {
        // Nothing there: the whole asked range is covered, as far as it exists.
        answer.synced.first = next(sync.after);
        answer.synced.last = limit > 0 ? Seq { std::min(upTo.raw(), v.last.raw()) } : sync.after;
    } else {
        answer.synced.first = page->front().seq;
        answer.synced.last = page->back().seq;
    }
    dropErased(*page);
    answer.run.entries = std::move(*page);
    if (sync.receiptsAfter == Revision {}) {
        // A device that has no receipt at all may not know the conversation either: the greeting's one page did not
        // reach it, or its hello could not name all that it knows.
        auto described = state(actor.user, v.conversation);
        if (!described)
            return described.error();
        if (*described)
            answer.run.before.push_back(std::move(**described));
    }
    if (sync.receiptsAfter) {
        auto confirmed = receipts(v, *sync.receiptsAfter);
        if (!confirmed)
            return confirmed.error();
        answer.run.receipts = std::move(*confirmed);
        answer.synced.revision = v.revision;
    }
    return answer;
}

} // namespace pc::relay::log
