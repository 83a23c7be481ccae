// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/officestore.h"

#include "core/relay/accounts/chainrows.h"

namespace pc::relay::accounts {

Result<identity::OfficeList> OfficeStore::list(SchoolId school)
{
    sql::Statement select(m_database, "SELECT list FROM offices WHERE school = ?");
    return onlyList<identity::OfficeList>(select.query(school));
}

Result<void> OfficeStore::append(const identity::OfficeList &list, const QByteArray &entry)
{
    sql::Statement insert(m_database, "INSERT INTO office_entries (school, number, entry) VALUES (?, ?, ?)");
    if (auto inserted = insert.run(list.school(), qint64(list.number()), entry); !inserted)
        return inserted.error();
    sql::Statement save(
        m_database, "INSERT INTO offices (school, list) VALUES (?, ?) ON CONFLICT DO UPDATE SET list = excluded.list");
    auto saved = save.run(list.school(), crypto::toByteArray(list.encode()));
    return saved ? Result<void>() : saved.error();
}

Result<std::vector<QByteArray>> OfficeStore::entries(SchoolId school, quint32 after, int limit)
{
    sql::Statement select(
        m_database, "SELECT entry FROM office_entries WHERE school = ? AND number > ? ORDER BY number LIMIT ?");
    return allBytes(select.query(school, qint64(after), limit));
}

Result<QByteArray> OfficeStore::word(UserId person)
{
    sql::Statement select(m_database, "SELECT word FROM office_words WHERE person = ?");
    return onlyBytes(select.query(person));
}

Result<void> OfficeStore::saveWord(UserId person, const QByteArray &word)
{
    sql::Statement save(m_database,
        "INSERT INTO office_words (person, word) VALUES (?, ?) ON CONFLICT DO UPDATE SET word = excluded.word");
    auto saved = save.run(person, word);
    return saved ? Result<void>() : saved.error();
}

} // namespace pc::relay::accounts
