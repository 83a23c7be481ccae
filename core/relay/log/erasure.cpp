// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/erasure.h"

#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/devicestore.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/relay/log/personaldata.h"
#include "core/relay/log/place.h"
#include "core/wire/codec.h"
#include "core/wire/limits.h"

#include <algorithm>

namespace pc::relay::log {

namespace {

/// Whoever leaves without a device of theirs: the school, of a class, else they themselves.
accounts::Actor leaverOf(const Roster &roster, const people::Person &person)
{
    if (roster.kind == wire::ConversationKind::Class) {
        return { people::schoolAsUser(roster.school), people::Role::Administrator, roster.school,
            DeviceId { roster.school.raw() } };
    }
    return { person.id, person.role, person.school, DeviceId { person.id.raw() } };
}

qint64 firstPlaceBehind(qint64 row)
{
    return placeOf(row + 1, Seq {});
}

/// A change of a conversation without that person's name; nothing when it does not name them.
std::optional<QByteArray> withoutName(const QByteArray &body, UserId person)
{
    const auto frame = wire::decode(body, wire::Encoding::Cbor, wire::kMaxHandshakeBytes);
    if (!frame || !std::holds_alternative<wire::Conversation>(frame->data))
        return std::nullopt;
    auto change = std::get<wire::Conversation>(frame->data);
    bool isNamed = false;
    for (wire::Member &member : change.members) {
        if (member.user != person || (member.name.isEmpty() && member.label.isEmpty()))
            continue;
        member.name.clear();
        member.label.clear();
        isNamed = true;
    }
    return isNamed ? std::optional(conversationBody(change)) : std::nullopt;
}

} // namespace

Erasure::Erasure(sql::Database &database, ConversationCache &cache, ConversationTable &table, Holds &holds)
    : m_database(database)
    , m_cache(cache)
    , m_table(table)
    , m_holds(holds)
    , m_mark(database, "UPDATE people SET erased = ? WHERE id = ?")
    , m_add(database, "INSERT INTO erasures(person, at) VALUES(?, ?)")
    , m_memberships(database,
          "SELECT c.id FROM members m JOIN conversations c ON c.row = m.conversation "
          "WHERE m.user = ? AND m.last IS NULL AND c.kind <> ?")
    , m_first(database, "SELECT person, place FROM erasures WHERE done = 0 ORDER BY person LIMIT 1")
    , m_conversation(database, "SELECT min(conversation) FROM members WHERE user = ? AND conversation >= ?")
    , m_entries(database,
          "SELECT place, kind, sender, body FROM entries WHERE place > ? AND place <= ? ORDER BY place LIMIT ?")
    , m_change(database, "UPDATE entries SET kind = ?, body = ? WHERE place = ?")
    , m_reach(database, "UPDATE erasures SET place = ? WHERE person = ?")
    , m_keep(database, "UPDATE erasures SET held = 1 WHERE person = ?")
    , m_finish(database, "UPDATE erasures SET done = 1 WHERE person = ?")
    , m_again(database, "UPDATE erasures SET place = 0, held = 0, done = 0 WHERE held = 1")
    , m_heldBack(database, "SELECT held FROM erasures WHERE person = ?")
{
}

Result<Erased> Erasure::begin(UserId person, UtcTime now)
{
    auto found = accounts::PeopleStore(m_database).person(person);
    if (!found)
        return found.error();
    auto isHeld = m_holds.coversPerson(person);
    if (!isHeld)
        return isHeld.error();
    if (*isHeld)
        return { Errc::Conflict, QStringLiteral("a legal hold covers this person: it has to be released first") };
    Erased erased;
    auto left = leaveAll(found->person, now);
    if (!left)
        return left.error();
    erased.left = std::move(*left);
    auto devices = signOut(person, now);
    if (!devices)
        return devices.error();
    erased.devices = std::move(*devices);
    for (const PersonalTable &table : personalTables()) {
        for (const sql::SqlText &statement : table.erase) {
            if (auto done = sql::Statement(m_database, statement).run(person); !done)
                return done.error();
        }
    }
    if (auto marked = m_mark.run(now, person); !marked)
        return marked.error();
    if (auto added = m_add.run(person, now); !added)
        return added.error();
    if (auto noted = accounts::recordAct(m_database, now, QLatin1StringView("erase"), person.raw()); !noted)
        return noted.error();
    erased.person.person.id = person;
    erased.person.person.school = found->person.school;
    erased.person.person.role = found->person.role;
    erased.person.disabled = true;
    return erased;
}

Result<std::vector<accounts::Device>> Erasure::signOut(UserId person, UtcTime now)
{
    accounts::DeviceStore store(m_database);
    auto devices = store.devicesOf(person);
    if (!devices)
        return devices;
    for (accounts::Device &device : *devices) {
        if (auto revoked = store.revoke(device.id, now); !revoked)
            return revoked.error();
        device.revoked = true;
    }
    return devices;
}

Result<std::vector<Changed>> Erasure::leaveAll(const people::Person &person, UtcTime now)
{
    std::vector<ConversationId> conversations;
    {
        auto rows = m_memberships.query(person.id, wire::ConversationKind::Direct);
        if (!rows)
            return rows.error();
        while (rows->next())
            conversations.push_back(rows->id<ConversationId>(0));
        if (auto end = rows->finish(); !end)
            return end.error();
    }
    std::vector<Changed> left;
    for (const ConversationId id : conversations) {
        auto changed = leave(id, person, now);
        if (!changed)
            return changed.error();
        left.push_back(std::move(*changed));
    }
    return left;
}

Result<Changed> Erasure::leave(ConversationId id, const people::Person &person, UtcTime now)
{
    auto state = m_cache.find(id);
    if (!state)
        return state.error();
    if (!*state)
        return { Errc::Corrupt, QStringLiteral("a member's conversation is not there") };
    const SharedRoster roster = (*state)->roster;
    if (auto gone = m_table.leave((*state)->row, person.id, next((*state)->head)); !gone)
        return gone.error();
    wire::Conversation logged;
    logged.conversation = id;
    SystemRandom random;
    logged.message = MessageId { makeUuid4(random) };
    logged.op = wire::ConversationOp::RemoveMembers;
    logged.kind = roster->kind;
    logged.members = { wire::Member { person.id, false, {}, {}, {} } };
    Changed changed;
    changed.removed = { person.id };
    return m_table.finish(**state, leaverOf(*roster, person), logged, now, std::move(changed));
}

Result<ErasureStep> Erasure::step()
{
    auto task = firstTask();
    if (!task)
        return task.error();
    ErasureStep step;
    if (!*task)
        return step;
    step.more = true;
    for (int looked = 0; looked < kEntriesAtOnce;) {
        auto row = nextConversation(**task);
        if (!row)
            return row.error();
        if (!*row) {
            if (auto finished = m_finish.run((*task)->person); !finished)
                return finished.error();
            return step;
        }
        auto seen = eraseIn(**row, **task, step.entries);
        if (!seen)
            return seen.error();
        looked += *seen + 1;
    }
    if (auto reached = m_reach.run((*task)->place, (*task)->person); !reached)
        return reached.error();
    return step;
}

Result<std::optional<Erasure::Task>> Erasure::firstTask()
{
    auto rows = m_first.query();
    if (!rows)
        return rows.error();
    std::optional<Task> task;
    if (rows->next())
        task = Task { rows->id<UserId>(0), rows->integer(1) };
    if (auto end = rows->finish(); !end)
        return end.error();
    return task;
}

Result<std::optional<qint64>> Erasure::nextConversation(const Task &task)
{
    auto rows = m_conversation.query(task.person, task.place >> kSeqBits);
    if (!rows)
        return rows.error();
    std::optional<qint64> row;
    if (rows->next() && !rows->isNull(0))
        row = rows->integer(0);
    if (auto end = rows->finish(); !end)
        return end.error();
    return row;
}

/// Looks at the next entries of one conversation, and moves the task on; answers how many it looked at.
Result<int> Erasure::eraseIn(qint64 row, Task &task, qint64 &changed)
{
    auto isHeld = m_holds.coversConversation(row);
    if (!isHeld)
        return isHeld.error();
    if (*isHeld) {
        task.place = firstPlaceBehind(row);
        auto kept = m_keep.run(task.person);
        return kept ? Result<int>(0) : Result<int>(kept.error());
    }
    std::vector<std::pair<qint64, Entry>> found;
    {
        const qint64 after = std::max(task.place, placeOf(row, Seq {}));
        auto rows = m_entries.query(after, firstPlaceBehind(row) - 1, kEntriesAtOnce);
        if (!rows)
            return rows.error();
        while (rows->next()) {
            Entry entry;
            entry.kind = EntryKind(rows->number(1));
            entry.sender = rows->id<UserId>(2);
            entry.body = rows->bytes(3);
            found.emplace_back(rows->integer(0), std::move(entry));
        }
        if (auto end = rows->finish(); !end)
            return end.error();
    }
    for (const auto &[place, entry] : found) {
        auto erased = eraseEntry(entry, task.person, place);
        if (!erased)
            return erased.error();
        changed += *erased ? 1 : 0;
    }
    const bool isWhole = int(found.size()) < kEntriesAtOnce;
    task.place = isWhole ? firstPlaceBehind(row) : found.back().first;
    return int(found.size());
}

Result<bool> Erasure::eraseEntry(const Entry &entry, UserId person, qint64 place)
{
    if (entry.kind == EntryKind::Message && entry.sender == person) {
        auto done = m_change.run(EntryKind::Erased, QByteArray(), place);
        return done ? Result<bool>(true) : Result<bool>(done.error());
    }
    if (entry.kind != EntryKind::Conversation || !entry.body.contains(person.raw().toByteArray()))
        return false;
    const auto body = withoutName(entry.body, person);
    if (!body)
        return false;
    auto done = m_change.run(entry.kind, *body, place);
    return done ? Result<bool>(true) : Result<bool>(done.error());
}

Result<void> Erasure::again()
{
    auto done = m_again.run();
    return done ? Result<void>() : Result<void>(done.error());
}

Result<bool> Erasure::isHeldBack(UserId person)
{
    auto rows = m_heldBack.query(person);
    if (!rows)
        return rows.error();
    const bool held = rows->next() && rows->flag(0);
    if (auto end = rows->finish(); !end)
        return end.error();
    return held;
}

} // namespace pc::relay::log
