// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/relay/killledger.h"

#include "core/sql/database.h"
#include "core/sql/statement.h"

namespace pc::test {

KillLedger::KillLedger(QString path)
    : m_path(std::move(path))
{
    const auto database = sql::Database::open(m_path, sql::OpenMode::Beside);
    if (!database)
        qFatal("the relay's database cannot be read");
    sql::Statement entries(**database,
        "SELECT c.id, e.message FROM entries e JOIN conversations c ON c.row = e.place >> 32 ORDER BY e.place");
    auto rows = entries.query();
    while (rows && rows->next())
        said(rows->id<ConversationId>(0), rows->id<MessageId>(1));
}

void KillLedger::said(ConversationId where, MessageId message)
{
    m_said.emplace(message, where);
}

void KillLedger::acknowledged(MessageId message, Seq seq)
{
    const auto [known, isNew] = m_acknowledged.emplace(message, seq);
    if (known->second != seq)
        m_wrong = QStringLiteral("a repeat was answered with %1 instead of %2").arg(seq.raw()).arg(known->second.raw());
    if (isNew)
        m_unread.insert(message);
}

void KillLedger::confirmed(UserId who, const wire::Receipt &receipt)
{
    Seq &mark = m_marks[{ who, receipt.conversation, receipt.kind }];
    mark = std::max(mark, receipt.upTo);
}

Seq KillLedger::highest(ConversationId where) const
{
    const auto known = m_read.find(where);
    return known == m_read.end() ? Seq {} : known->second;
}

QString KillLedger::look()
{
    if (!m_wrong.isEmpty())
        return m_wrong;
    const auto database = sql::Database::open(m_path, sql::OpenMode::Beside);
    if (!database)
        return QStringLiteral("does not open: ") + database.error().detail;
    return lookAt(**database);
}

QString KillLedger::lookAtAll()
{
    m_places.clear();
    m_read.clear();
    m_readRevisions.clear();
    m_readMarks.clear();
    for (const auto &[message, seq] : m_acknowledged)
        m_unread.insert(message);
    if (const QString wrong = look(); !wrong.isEmpty())
        return wrong;
    const auto database = sql::Database::open(m_path, sql::OpenMode::Beside);
    const auto sound = database ? (*database)->checkIntegrity() : Result<void>(database.error());
    return sound ? QString() : QStringLiteral("not sound: ") + sound.error().detail;
}

QString KillLedger::lookAt(sql::Database &database)
{
    std::vector<Log> logs;
    {
        sql::Statement told(database, "SELECT id, row, head, revision FROM conversations");
        auto rows = told.query();
        while (rows && rows->next())
            logs.push_back({ rows->id<ConversationId>(0), rows->integer(1), rows->seq(2), rows->integer(3) });
    }
    for (const Log &log : logs) {
        for (const QString &wrong :
            { lookAtEntries(database, log), lookAtReceipts(database, log), lookAtMarks(database, log) }) {
            if (!wrong.isEmpty())
                return wrong;
        }
    }
    return lookAtAnswers();
}

QString KillLedger::lookAtEntries(sql::Database &database, const Log &log)
{
    Seq &read = m_read[log.id];
    sql::Statement entries(database,
        "SELECT place & 4294967295, message FROM entries WHERE place > (?1 << 32) + ?2 AND place < (?1 + 1) << 32 "
        "ORDER BY place");
    auto rows = entries.query(log.row, read);
    while (rows && rows->next()) {
        const MessageId message = rows->id<MessageId>(1);
        if (rows->seq(0) != next(read))
            return QStringLiteral("%1 follows %2").arg(rows->integer(0)).arg(read.raw());
        read = next(read);
        if (!m_places.emplace(message, Place { log.id, read }).second)
            return QStringLiteral("a message has a second place, %1").arg(read.raw());
        const auto said = m_said.find(message);
        if (said == m_said.end() || said->second != log.id)
            return QStringLiteral("nobody said what is at %1").arg(read.raw());
    }
    return read == log.head
        ? QString()
        : QStringLiteral("the head is %1, the log ends with %2").arg(log.head.raw()).arg(read.raw());
}

QString KillLedger::lookAtAnswers()
{
    for (const MessageId message : std::exchange(m_unread, {})) {
        const auto place = m_places.find(message);
        const Seq seq = m_acknowledged.at(message);
        if (place == m_places.end() || place->second != Place { m_said.at(message), seq })
            return QStringLiteral("number %1 was acknowledged and is lost").arg(seq.raw());
    }
    return {};
}

/// Their history has no hole, rises for each member, and ends no higher than the log.
QString KillLedger::lookAtReceipts(sql::Database &database, const Log &log)
{
    qint64 &read = m_readRevisions[log.id];
    sql::Statement history(database,
        "SELECT revision, user, kind, up_to FROM receipts WHERE conversation = ? AND revision > ? ORDER BY revision");
    auto rows = history.query(log.row, read);
    while (rows && rows->next()) {
        if (rows->integer(0) != ++read)
            return QStringLiteral("a hole in the receipts before %1").arg(rows->integer(0));
        Seq &mark = m_readMarks[{ rows->id<UserId>(1), log.id, wire::ReceiptKind(rows->number(2)) }];
        if (rows->seq(3) <= mark || rows->seq(3) > log.head)
            return QStringLiteral("a receipt for %1 after one for %2, the head is %3")
                .arg(rows->integer(3))
                .arg(mark.raw())
                .arg(log.head.raw());
        mark = rows->seq(3);
    }
    return read == log.revision ? QString() : QStringLiteral("a receipt without a number, or the other way round");
}

QString KillLedger::lookAtMarks(sql::Database &database, const Log &log)
{
    std::map<Mark, Seq> stored;
    sql::Statement current(database, "SELECT user, kind, up_to FROM watermarks WHERE conversation = ?");
    auto rows = current.query(log.row);
    while (rows && rows->next())
        stored[{ rows->id<UserId>(0), log.id, wire::ReceiptKind(rows->number(1)) }] = rows->seq(2);
    for (const auto &[mark, upTo] : stored) {
        if (m_readMarks[mark] != upTo)
            return QStringLiteral("a watermark that is not its history's");
    }
    for (const auto &[mark, upTo] : m_marks) {
        if (std::get<ConversationId>(mark) == log.id && stored[mark] < upTo)
            return QStringLiteral("a receipt for %1 was acknowledged and is lost").arg(upTo.raw());
    }
    return {};
}

} // namespace pc::test
