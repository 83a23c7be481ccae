// SPDX-License-Identifier: GPL-3.0-or-later
// History: the verdict, by what lies on the disks and by what the witness noted. Statements of its own; nothing of the code
// under test is asked.

#include "core/chat/contentcodec.h"
#include "tests/histories/history.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

namespace pc::histories {

namespace {

constexpr int kReadReceipt = 1;

template<typename Id>
Id idOf(const QVariant &value)
{
    Uuid id;
    const QByteArray bytes = value.toByteArray();
    std::copy_n(bytes.begin(), std::min<qsizetype>(bytes.size(), qsizetype(id.bytes.size())), id.bytes.begin());
    return Id { id };
}

QString literal(ConversationId id)
{
    return QStringLiteral("x'%1'").arg(QString::fromLatin1(id.raw().toByteArray().toHex()));
}

/// The relay's database, for as long as this lives.
class RelayRows
{
public:
    explicit RelayRows(const QString &path)
        : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("judge")))
    {
        m_database.setDatabaseName(path);
        m_database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        if (!m_database.open())
            qFatal("the relay's database cannot be judged");
    }

    ~RelayRows()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(QStringLiteral("judge"));
    }

    QSqlQuery ask(const QString &sql) const
    {
        QSqlQuery query(m_database);
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        return query;
    }

private:
    QSqlDatabase m_database;
};

} // namespace

void History::judge()
{
    const auto logs = readLogs();
    for (const Talk &talk : talks()) {
        const auto found = logs.find(talk.id);
        const Log log = found == logs.end() ? Log {} : found->second;
        judgeLog(talk.id, log);
        for (const auto &device : m_devices) {
            const int person = int(sim::numberOf(device->self.user)) - 1;
            if (std::ranges::find(talk.people, person) == talk.people.end())
                continue;
            judgeTimeline(*device, talk.id, log);
            judgeOrder(*device, talk.id, log);
        }
        judgeReceipts(talk.id, log);
    }
    judgePromises(logs);
    for (const auto &device : m_devices) {
        if (!device->isOnline() || !device->isSettled())
            m_witness.find(QStringLiteral("%1 never has everything").arg(device->name()));
    }
}

std::map<ConversationId, History::Log> History::readLogs()
{
    std::map<ConversationId, Log> logs;
    const RelayRows relay(m_relay->path());
    QSqlQuery rows
        = relay.ask(QStringLiteral("SELECT c.id, e.place & 4294967295, e.message, e.body, e.sender FROM entries e "
                                   "JOIN conversations c ON c.row = e.place >> 32 ORDER BY e.place"));
    while (rows.next()) {
        logs[idOf<ConversationId>(rows.value(0))].push_back({ Seq { rows.value(1).toLongLong() },
            idOf<MessageId>(rows.value(2)), test::insideOf(rows.value(3).toByteArray()), idOf<UserId>(rows.value(4)) });
    }
    return logs;
}

void History::judgeLog(ConversationId where, const Log &log)
{
    std::set<MessageId> ids;
    std::set<QByteArray> insides;
    qint64 seq = 0;
    for (const Entry &entry : log) {
        if (entry.seq.raw() != ++seq)
            m_witness.find(QStringLiteral("%1 has a hole before %2").arg(shortId(where)).arg(entry.seq.raw()));
        if (!ids.insert(entry.message).second || !insides.insert(entry.inside).second)
            m_witness.find(QStringLiteral("%1 holds a message twice, at %2").arg(shortId(where)).arg(entry.seq.raw()));
        const auto written = m_witness.written().find(entry.message);
        if (written != m_witness.written().end() && written->second.where != where)
            m_witness.find(QStringLiteral("%1 holds what was written elsewhere").arg(shortId(where)));
    }
}

/// What somebody was told stands; what was acknowledged is there.
void History::judgePromises(const std::map<ConversationId, Log> &logs)
{
    std::map<std::pair<ConversationId, Seq>, MessageId> places;
    std::set<MessageId> there;
    for (const auto &[where, log] : logs) {
        for (const Entry &entry : log) {
            places[{ where, entry.seq }] = entry.message;
            there.insert(entry.message);
        }
    }
    const Uuid epoch = m_relay->epoch();
    for (const auto &[place, message] : m_witness.toldBy(epoch)) {
        const auto found = places.find(place);
        if (found == places.end() || found->second != message)
            m_witness.find(QStringLiteral("number %1 was told and is not so").arg(place.second.raw()));
    }
    for (const MessageId message : m_witness.acknowledgements()) {
        if (!there.contains(message))
            m_witness.find(QStringLiteral("a message was acknowledged and is lost"));
    }
}

void History::judgeTimeline(Device &device, ConversationId where, const Log &log)
{
    const QVariantList rows = device.disk().rows(
        QStringLiteral("SELECT seq, id, text, misses FROM messages WHERE conversation = %1 ORDER BY order_key")
            .arg(literal(where)));
    const QString whose = device.name() + u' ' + shortId(where);
    std::set<MessageId> shown;
    qsizetype place = 0;
    for (const QVariant &row : rows) {
        const QVariantList values = row.toList();
        const auto message = idOf<MessageId>(values[1]);
        if (!shown.insert(message).second)
            m_witness.find(whose + QStringLiteral(" shows a message twice"));
        const Entry *entry = place < qsizetype(log.size()) ? &log[size_t(place)] : nullptr;
        ++place;
        if (!entry || entry->message != message || entry->seq.raw() != values[0].toLongLong()) {
            m_witness.find(whose
                + QStringLiteral(" shows another message at %1: “%2”, seq %3")
                      .arg(place)
                      .arg(values[2].toString(), values[0].toString()));
            return;
        }
        const auto content = chat::decodeContent(entry->inside);
        if (!content || content->text != values[2].toString())
            m_witness.find(whose + QStringLiteral(" shows another text at %1").arg(place));
        if (values[3].toInt() != 0)
            m_witness.find(whose + QStringLiteral(" says that something is missing before %1").arg(place));
    }
    if (place < qsizetype(log.size()))
        m_witness.find(whose + QStringLiteral(" shows %1 of %2 messages").arg(place).arg(log.size()));
    for (const auto &[message, what] : m_witness.shownTo(device.self.device)) {
        if (what.where == where && !shown.contains(message))
            m_witness.find(whose + QStringLiteral(" no longer shows what it showed"));
    }
    const QVariantList waiting
        = device.disk().rows(QStringLiteral("SELECT count(*) FROM outbox WHERE conversation = %1").arg(literal(where)));
    if (waiting.front().toList().front().toInt() != 0)
        m_witness.find(whose + QStringLiteral(" still has messages to send"));
}

/// Whatever a device's user wrote is there, in the order of writing.
void History::judgeOrder(Device &device, ConversationId where, const Log &log)
{
    std::vector<MessageId> own;
    const auto &written = m_witness.writtenBy(device.self.device, where);
    for (const Entry &entry : log) {
        if (std::ranges::find(written, entry.message) != written.end())
            own.push_back(entry.message);
    }
    if (own != written)
        m_witness.find(QStringLiteral("%1: what was written is not what is there, in its order").arg(device.name()));
}

void History::judgeReceipts(ConversationId where, const Log &log)
{
    const RelayRows relay(m_relay->path());
    std::map<std::pair<UserId, int>, qint64> marks;
    qint64 revision = 0;
    QSqlQuery history = relay.ask(QStringLiteral(
        "SELECT r.revision, r.user, r.kind, r.up_to FROM receipts r JOIN conversations c ON c.row = r.conversation "
        "WHERE c.id = %1 ORDER BY r.revision")
                                      .arg(literal(where)));
    while (history.next()) {
        qint64 &mark = marks[{ idOf<UserId>(history.value(1)), history.value(2).toInt() }];
        const qint64 upTo = history.value(3).toLongLong();
        if (history.value(0).toLongLong() != ++revision || upTo <= mark || upTo > qint64(log.size()))
            m_witness.find(QStringLiteral("%1: receipt %2 is out of order").arg(shortId(where)).arg(revision));
        mark = upTo;
    }
    const auto talk = std::ranges::find(talks(), where, &Talk::id);
    for (const int person : talk->people) {
        const auto user = sim::numbered<UserId>(0x01, quint32(person + 1));
        const auto last
            = std::ranges::find_if(log.rbegin(), log.rend(), [&](const Entry &entry) { return entry.sender != user; });
        if (last != log.rend() && marks[{ user, 0 }] < last->seq.raw())
            m_witness.find(
                QStringLiteral("%1: %2 is not known to be delivered").arg(shortId(where)).arg(last->seq.raw()));
    }
    for (const auto &device : m_devices) {
        const int person = int(sim::numberOf(device->self.user)) - 1;
        if (std::ranges::find(talk->people, person) != talk->people.end())
            judgeMarks(*device, where, log, marks);
    }
}

/// Everybody knows how far the others are. Nobody confirms their own messages, so that a mark says no more than one at the
/// last message of somebody else below it: a restore may bring marks down to own ones.
void History::judgeMarks(
    Device &device, ConversationId where, const Log &log, const std::map<std::pair<UserId, int>, qint64> &marks)
{
    const QVariantList rows = device.disk().rows(
        QStringLiteral("SELECT user, delivered, read FROM members WHERE conversation = %1").arg(literal(where)));
    for (const QVariant &row : rows) {
        const QVariantList values = row.toList();
        const auto user = idOf<UserId>(values[0]);
        if (user == device.self.user)
            continue;
        const auto meaning = [&](qint64 mark) {
            while (mark > 0 && (mark > qint64(log.size()) || log[size_t(mark - 1)].sender == user))
                --mark;
            return mark;
        };
        const auto markOf = [&](int kind) {
            const auto found = marks.find({ user, kind });
            return meaning(found == marks.end() ? 0 : found->second);
        };
        const qint64 read = markOf(kReadReceipt);
        const qint64 delivered = meaning(values[1].toLongLong());
        if (meaning(values[2].toLongLong()) != read
            || (delivered != markOf(0) && delivered != std::max(markOf(0), read)))
            m_witness.find(
                QStringLiteral("%1 %2 believes %3 to be at %4 and %5, the relay says %6 and %7")
                    .arg(device.name(), shortId(where), shortId(user), values[1].toString(), values[2].toString())
                    .arg(markOf(0))
                    .arg(read));
    }
}

} // namespace pc::histories
