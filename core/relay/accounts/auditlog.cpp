// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/auditlog.h"

#include "core/crypto/hash.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "core/sql/transaction.h"

#include <QtEndian>

#include <array>

namespace pc::relay::accounts {

namespace {

constexpr std::array kActorNames { "administrator", "person", "relay", "stranger" };
static_assert(kActorNames.size() == size_t(kLastAuditActor) + 1);

void put(QByteArray &out, qint64 value)
{
    std::array<char, sizeof value> bytes {};
    qToBigEndian(value, bytes.data());
    out.append(bytes.data(), bytes.size());
}

void put(QByteArray &out, const QByteArray &bytes)
{
    put(out, qint64(bytes.size()));
    out += bytes;
}

AuditEntry entryOf(const sql::Rows &rows)
{
    return { rows.integer(0), rows.integer(1), rows.integer(2), rows.bytes(3), rows.text(4), rows.bytes(5),
        rows.integer(6), rows.bytes(7) };
}

QByteArray joined(const std::vector<Uuid> &ids)
{
    QByteArray bytes;
    for (const Uuid &id : ids)
        bytes += id.toByteArray();
    return bytes;
}

/// Follows the chain from its first line.
class Follower
{
public:
    explicit Follower(const QByteArray &known)
        : m_known(known)
    {
        m_verdict.head.hash = QByteArray(crypto::kBlake2bBytes, '\0');
        m_verdict.knownHead = known.isEmpty() || known == m_verdict.head.hash;
    }

    /// False when the chain ends here.
    bool follow(const AuditEntry &entry)
    {
        const AuditHead &head = m_verdict.head;
        if (entry.number != head.number + 1 || entry.hash != auditHash(head.hash, entry)) {
            m_verdict.firstBad = head.number + 1;
            return false;
        }
        m_verdict.head = { entry.number, entry.hash };
        m_verdict.knownHead = m_verdict.knownHead || entry.hash == m_known;
        return true;
    }

    AuditVerdict end(const AuditHead &noted)
    {
        const AuditHead &head = m_verdict.head;
        if (!m_verdict.firstBad && (noted.number != head.number || noted.hash != head.hash))
            m_verdict.firstBad = noted.number > head.number ? head.number + 1 : std::max<qint64>(head.number, 1);
        return m_verdict;
    }

private:
    QByteArray m_known;
    AuditVerdict m_verdict;
};

} // namespace

QString auditActorName(AuditActor actor)
{
    return QString::fromLatin1(kActorNames.at(size_t(actor)));
}

QByteArray auditHash(const QByteArray &before, const AuditEntry &entry)
{
    QByteArray bytes("parentconnect audit 1");
    put(bytes, before);
    put(bytes, entry.number);
    put(bytes, entry.at);
    put(bytes, entry.actor);
    put(bytes, entry.person);
    put(bytes, entry.times);
    put(bytes, entry.act.toUtf8());
    put(bytes, entry.objects);
    return crypto::blake2b(bytes);
}

Result<void> AuditLog::append(UtcTime at, const AuditAct &act)
{
    auto last = head();
    if (!last)
        return last.error();
    AuditEntry entry;
    entry.number = last->number + 1;
    entry.at = toMilliseconds(at);
    entry.actor = qint64(act.actor);
    entry.person = act.person ? act.person->raw().toByteArray() : QByteArray("");
    entry.act = act.act;
    entry.objects = joined(act.objects);
    entry.times = act.times;
    entry.hash = auditHash(last->hash, entry);
    sql::Statement insert(m_database,
        "INSERT INTO audit(number, at, actor, person, act, objects, times, hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    if (auto added = insert.run(
            entry.number, entry.at, entry.actor, entry.person, entry.act, entry.objects, entry.times, entry.hash);
        !added)
        return added.error();
    sql::Statement move(m_database, "UPDATE audit_head SET number = ?, hash = ?");
    const auto moved = move.run(entry.number, entry.hash);
    return moved ? Result<void>() : Result<void>(moved.error());
}

Result<AuditHead> AuditLog::head()
{
    sql::Statement select(m_database, "SELECT number, hash FROM audit_head");
    auto rows = select.query();
    if (!rows)
        return rows.error();
    if (rows->next())
        return AuditHead { rows->integer(0), rows->bytes(1) };
    if (auto end = rows->finish(); !end)
        return end.error();
    return AuditHead {}; // verify() tells of it; what is done must be noted all the same
}

Result<std::vector<AuditEntry>> AuditLog::page(qint64 before, int limit)
{
    sql::Statement select(m_database,
        "SELECT number, at, actor, person, act, objects, times, hash FROM audit WHERE ? = 0 OR number < ? "
        "ORDER BY number DESC LIMIT ?");
    auto rows = select.query(before, before, limit);
    if (!rows)
        return rows.error();
    std::vector<AuditEntry> entries;
    while (rows->next())
        entries.push_back(entryOf(*rows));
    if (auto end = rows->finish(); !end)
        return end.error();
    return entries;
}

Result<AuditVerdict> AuditLog::verify(const QByteArray &known)
{
    const auto noted = head();
    if (!noted)
        return noted.error();
    sql::Statement select(
        m_database, "SELECT number, at, actor, person, act, objects, times, hash FROM audit ORDER BY number");
    auto rows = select.query();
    if (!rows)
        return rows.error();
    Follower follower(known);
    while (rows->next()) {
        if (!follower.follow(entryOf(*rows)))
            break;
    }
    if (auto end = rows->finish(); !end)
        return end.error();
    return follower.end(*noted);
}

AuditAct actOf(UserId person, QLatin1StringView act, const Uuid &object)
{
    return { act, { object }, AuditActor::Person, person };
}

Result<void> recordAct(sql::Database &database, UtcTime at, QLatin1StringView act, const Uuid &object)
{
    AuditAct line;
    line.act = act;
    line.objects = { object };
    return AuditLog(database).append(at, line);
}

Result<void> adoptEarlierActs(sql::Database &database)
{
    struct Act
    {
        UtcTime at;
        QByteArray act;
        Uuid object;
    };

    std::vector<Act> acts;
    {
        sql::Statement select(database, "SELECT at, act, object FROM admin_acts ORDER BY number");
        auto rows = select.query();
        if (!rows)
            return rows.error();
        while (rows->next())
            acts.push_back({ rows->time(0), rows->text(1).toLatin1(), rows->id<UserId>(2).raw() });
        if (auto end = rows->finish(); !end)
            return end.error();
    }
    if (acts.empty())
        return {};
    auto transaction = sql::Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    for (const Act &act : acts) {
        if (auto noted = recordAct(database, act.at, QLatin1StringView(act.act), act.object); !noted)
            return noted;
    }
    if (auto emptied = database.execute("DELETE FROM admin_acts"); !emptied)
        return emptied;
    return transaction->commit();
}

} // namespace pc::relay::accounts
