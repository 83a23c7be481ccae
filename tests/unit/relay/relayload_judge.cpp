// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "tests/unit/relay/relayload.h"

namespace pc::test {

namespace {

qint64 numberFrom(sql::Database &database, sql::SqlText query)
{
    sql::Statement statement(database, query);
    auto rows = statement.query();
    return rows && rows->next() ? rows->integer(0) : -1;
}

template<typename Id>
bool isThere(sql::Database &database, sql::SqlText query, const Id &id)
{
    sql::Statement statement(database, query);
    auto rows = statement.query(id);
    return rows && rows->next();
}

} // namespace

QString RelayLoad::judge(const QString &path) const
{
    if (!m_wrong.isEmpty())
        return m_wrong;
    const auto database = sql::Database::open(path, sql::OpenMode::ReadOnly);
    if (!database)
        return QStringLiteral("does not open: ") + database.error().detail;
    if (const auto sound = (*database)->checkIntegrity(); !sound)
        return QStringLiteral("not sound: ") + sound.error().detail;
    for (const QString &wrong :
        { judgeLog(**database), judgeReceipts(**database), judgeAccounts(**database), judgeKeys(**database) }) {
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}

QString RelayLoad::judgeLog(sql::Database &database) const
{
    std::map<qint64, qint64> heads;
    std::map<MessageId, Seq> found;
    {
        sql::Statement entries(database, "SELECT place >> 32, place & 4294967295, message FROM entries ORDER BY place");
        auto rows = entries.query();
        while (rows && rows->next()) {
            if (rows->integer(1) != ++heads[rows->integer(0)])
                return QStringLiteral("a hole in the numbers");
            if (!found.emplace(rows->id<MessageId>(2), Seq { rows->integer(1) }).second)
                return QStringLiteral("a message twice");
        }
    }
    sql::Statement told(database, "SELECT row, head FROM conversations");
    auto rows = told.query();
    while (rows && rows->next()) {
        if (heads[rows->integer(0)] != rows->integer(1))
            return QStringLiteral("a head that is not the log's");
    }
    for (const auto &[id, seq] : m_messages) {
        const auto entry = found.find(id);
        if (entry == found.end() || entry->second != seq)
            return QStringLiteral("number %1 was answered and is lost").arg(seq.raw());
    }
    for (const ConversationId id : m_conversations) {
        if (!isThere(database, "SELECT 1 FROM conversations WHERE id = ?", id))
            return QStringLiteral("a conversation was answered and is lost");
    }
    return {};
}

/// Their history has no hole, rises for each member, and ends where the watermark stands.
QString RelayLoad::judgeReceipts(sql::Database &database) const
{
    std::map<std::tuple<qint64, UserId, qint64>, qint64> marks;
    std::map<qint64, qint64> revisions;
    {
        sql::Statement history(
            database, "SELECT conversation, revision, user, kind, up_to FROM receipts ORDER BY conversation, revision");
        auto rows = history.query();
        while (rows && rows->next()) {
            if (rows->integer(1) != ++revisions[rows->integer(0)])
                return QStringLiteral("a hole in the receipts");
            qint64 &mark = marks[{ rows->integer(0), rows->id<UserId>(2), rows->integer(3) }];
            if (rows->integer(4) <= mark)
                return QStringLiteral("a receipt that went back");
            mark = rows->integer(4);
        }
    }
    if (numberFrom(database, "SELECT count(*) FROM watermarks") != qint64(marks.size()))
        return QStringLiteral("a watermark without its history");
    std::map<std::pair<UserId, qint64>, qint64> stored;
    {
        sql::Statement current(database, "SELECT conversation, user, kind, up_to FROM watermarks");
        auto rows = current.query();
        while (rows && rows->next()) {
            if (marks[{ rows->integer(0), rows->id<UserId>(1), rows->integer(2) }] != rows->integer(3))
                return QStringLiteral("a watermark that is not its history's");
            stored[{ rows->id<UserId>(1), rows->integer(2) }] = rows->integer(3);
        }
    }
    for (const auto &[whose, upTo] : m_marks) {
        if (stored[{ whose.first, qint64(whose.second) }] < upTo.raw())
            return QStringLiteral("a receipt was answered and is lost");
    }
    return {};
}

QString RelayLoad::judgeAccounts(sql::Database &database) const
{
    for (const UserId id : m_people) {
        if (!isThere(database, "SELECT 1 FROM people WHERE id = ?", id))
            return QStringLiteral("a person was answered and is lost");
    }
    sql::Statement family(database, "SELECT current FROM refresh_families");
    auto rows = family.query();
    if (!rows || !rows->next() || rows->bytes(0).toLongLong() < m_rotated)
        return QStringLiteral("a sign-in was answered and is lost");
    return {};
}

QString RelayLoad::judgeKeys(sql::Database &database) const
{
    for (const QByteArray &package : m_put) {
        if (!isThere(database, "SELECT 1 FROM key_packages WHERE ref = ?", package))
            return QStringLiteral("a key package was answered and is lost");
    }
    for (const QByteArray &package : m_claimed) {
        if (!isThere(database, "SELECT 1 FROM key_packages WHERE ref = ? AND claimed IS NOT NULL", package))
            return QStringLiteral("a package that was handed out can be handed out again");
    }
    if (m_isTidied && numberFrom(database, "SELECT count(*) FROM key_packages WHERE expires = 0") != 0)
        return QStringLiteral("what was tidied away is back");
    if (numberFrom(database, "SELECT count(*) FROM franking_keys") != 1)
        return QStringLiteral("not one franking key");
    return {};
}

} // namespace pc::test
