// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/members.h"

#include "core/store/rows.h"

namespace pc::store {

namespace {

people::Person readPerson(const sql::Rows &row)
{
    return { row.id<UserId>(0), row.id<SchoolId>(1), row.text(2), people::Role(row.number(3)), row.text(4) };
}

chat::Member readMember(const sql::Rows &row)
{
    return { readPerson(row), row.flag(5) ? chat::MemberRole::Owner : chat::MemberRole::Member };
}

} // namespace

Members::Members(sql::Database &database)
    : m_present(database,
        "SELECT user, school, name, role, label, owner FROM members LEFT JOIN people ON people.id = user"
        " WHERE conversation = ? AND present = 1 ORDER BY owner DESC, name, user")
    , m_former(database,
          "SELECT user, school, name, role, label FROM members JOIN people ON people.id = user"
          " WHERE conversation = ? AND present = 0 AND name <> '' ORDER BY name, user")
    , m_all(database, "SELECT user, present, changed FROM members WHERE conversation = ?")
    , m_conversationsOf(database, "SELECT conversation FROM members WHERE user = ? AND present = 1")
    , m_isPresent(database, "SELECT present FROM members WHERE conversation = ? AND user = ?")
    // `since`: where the head is when they are first heard of; who came back in between begins anew.
    , m_join(database,
          "INSERT INTO members (conversation, user, owner, present, changed, joined, since) VALUES (?1, ?2, ?3, 1, ?4, "
          "?4,"
          " max(?4, coalesce((SELECT head FROM conversations WHERE id = ?1), 0)))"
          " ON CONFLICT DO UPDATE SET joined = max(joined, excluded.joined),"
          " since = CASE WHEN since > 0 THEN max(since, excluded.changed)"
          " WHEN excluded.changed > changed THEN excluded.since ELSE 0 END,"
          " owner = CASE WHEN excluded.changed > changed THEN excluded.owner ELSE owner END,"
          " present = CASE WHEN excluded.changed > changed THEN 1 ELSE present END,"
          " changed = max(changed, excluded.changed)")
    , m_leave(database,
          "INSERT INTO members (conversation, user, present, changed) VALUES (?, ?, 0, ?)"
          " ON CONFLICT DO UPDATE SET present = CASE WHEN excluded.changed > changed THEN 0 ELSE present END,"
          " since = CASE WHEN excluded.changed > changed OR since = 0 THEN 0 ELSE max(since, excluded.changed) END,"
          " changed = max(changed, excluded.changed)")
    , m_beginSnapshot(database, "UPDATE members SET present = 0, changed = ? WHERE conversation = ? AND changed <= ?")
    , m_inSnapshot(database,
          "INSERT INTO members (conversation, user, owner, present, changed, since) VALUES (?1, ?2, ?3, 1, ?4,"
          " max(1, ?4, coalesce((SELECT head FROM conversations WHERE id = ?1), 0)))"
          " ON CONFLICT DO UPDATE SET present = 1, owner = excluded.owner, changed = excluded.changed,"
          " since = CASE WHEN since > 0 THEN since ELSE excluded.since END WHERE excluded.changed >= changed")
    , m_endSnapshot(database, "UPDATE members SET since = 0 WHERE conversation = ? AND present = 0")
    , m_presentSince(
          database, "SELECT since FROM members WHERE conversation = ? AND user = ? AND present = 1 AND since > 0")
    , m_raiseDelivered(database,
          "INSERT INTO members (conversation, user, delivered) VALUES (?, ?, ?)"
          " ON CONFLICT DO UPDATE SET delivered = max(delivered, excluded.delivered)")
    , m_raiseRead(database,
          "INSERT INTO members (conversation, user, read) VALUES (?, ?, ?)"
          " ON CONFLICT DO UPDATE SET read = max(read, excluded.read)")
    // What was sent before somebody joined was never for them; who read it has received it.
    , m_watermarks(database,
          "SELECT coalesce(min(max(delivered, read, joined - 1)), 0), coalesce(min(max(read, joined - 1)), 0)"
          " FROM members WHERE conversation = ? AND present = 1 AND user <> ?")
    , m_restoreMarks(database,
          "UPDATE members SET changed = min(changed, ?), joined = min(joined, ?), delivered = min(delivered, ?),"
          " read = min(read, ?) WHERE conversation = ?")
{
}

Result<std::vector<chat::Member>> Members::present(ConversationId conversation)
{
    return allRows(m_present.query(conversation), readMember);
}

Result<std::vector<people::Person>> Members::former(ConversationId conversation)
{
    return allRows(m_former.query(conversation), readPerson);
}

Result<std::vector<Membership>> Members::all(ConversationId conversation)
{
    return allRows(m_all.query(conversation), [](const sql::Rows &row) {
        return Membership { row.id<UserId>(0), row.flag(1), row.seq(2) };
    });
}

Result<std::vector<ConversationId>> Members::conversationsOf(UserId user)
{
    return allRows(m_conversationsOf.query(user), [](const sql::Rows &row) { return row.id<ConversationId>(0); });
}

Result<bool> Members::isPresent(ConversationId conversation, UserId user)
{
    auto present = oneInteger(m_isPresent.query(conversation, user));
    if (!present)
        return present.error();
    return *present != 0;
}

Result<void> Members::join(ConversationId conversation, UserId user, bool owner, Seq at)
{
    return done(m_join.run(conversation, user, owner, at));
}

Result<void> Members::leave(ConversationId conversation, UserId user, Seq at)
{
    return done(m_leave.run(conversation, user, at));
}

Result<void> Members::beginSnapshot(ConversationId conversation, Seq at)
{
    return done(m_beginSnapshot.run(at, conversation, at));
}

Result<void> Members::inSnapshot(ConversationId conversation, UserId user, bool owner, Seq at)
{
    return done(m_inSnapshot.run(conversation, user, owner, at));
}

Result<void> Members::endSnapshot(ConversationId conversation)
{
    return done(m_endSnapshot.run(conversation));
}

Result<std::optional<Seq>> Members::presentSince(ConversationId conversation, UserId user)
{
    return firstRow(m_presentSince.query(conversation, user), [](const sql::Rows &row) { return row.seq(0); });
}

Result<void> Members::raiseMark(ConversationId conversation, UserId user, chat::ReceiptKind kind, Seq upTo)
{
    switch (kind) {
    case chat::ReceiptKind::Delivered:
        return done(m_raiseDelivered.run(conversation, user, upTo));
    case chat::ReceiptKind::Read:
        return done(m_raiseRead.run(conversation, user, upTo));
    }
    return {};
}

Result<chat::Watermarks> Members::watermarks(ConversationId conversation, UserId self)
{
    auto marks = firstRow(m_watermarks.query(conversation, self), [](const sql::Rows &row) {
        return chat::Watermarks { row.seq(0), row.seq(1) };
    });
    if (!marks)
        return marks.error();
    return marks->value_or(chat::Watermarks {});
}

Result<void> Members::restoreMarks(ConversationId conversation, Seq head)
{
    return done(m_restoreMarks.run(head, head, head, head, conversation));
}

} // namespace pc::store
