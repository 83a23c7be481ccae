// SPDX-License-Identifier: GPL-3.0-or-later

#include "schoolrelay.h"

#include "core/relay/accounts/schema.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/schema.h"
#include "core/sql/migrator.h"
#include "core/sql/statement.h"

#include <QTest>

namespace pc::test {

namespace {

constexpr int kMostMembers = 64;

template<typename Value>
Value must(Result<Value> value)
{
    if (!value)
        qFatal("the relay failed: %s", qPrintable(value.error().detail));
    return std::move(*value);
}

} // namespace

template<typename Id>
Id SchoolRelay::nextId()
{
    Uuid raw;
    raw.bytes[0] = 0x50;
    ++m_ids;
    raw.bytes[14] = quint8(m_ids >> 8);
    raw.bytes[15] = quint8(m_ids);
    return Id { raw };
}

SchoolRelay::SchoolRelay()
    : m_school(nextId<SchoolId>())
{
    const QString path = m_dir.filePath(QStringLiteral("relay.db"));
    m_database = must(sql::Database::open(path, sql::OpenMode::ReadWrite));
    const auto migrations = must(sql::loadMigrations(
        { relay::accounts::schemaFolder(), relay::log::schemaFolder(), relay::keys::schemaFolder() }));
    must(sql::migrate(*m_database, migrations));
    m_franking = must(relay::keys::FrankingKeys::load(*m_database, clock.utcNow()));
    m_writer = std::make_unique<relay::log::LogWriter>(*m_database, kMostMembers, m_franking, clock);
    m_readerDatabase = must(sql::Database::open(path, sql::OpenMode::ReadOnly));
    m_reader = std::make_unique<relay::log::LogReader>(*m_readerDatabase, m_franking);
    sql::Statement school(*m_database, "INSERT INTO schools(id, name, created) VALUES(?, 'School', 0)");
    must(school.run(m_school));
    if (!m_database->execute("BEGIN IMMEDIATE"))
        qFatal("no transaction");
}

SchoolRelay::~SchoolRelay()
{
    if (aead.reuses() != 0)
        qFatal("a key sealed two texts");
}

void SchoolRelay::commit()
{
    if (!m_writer->flush() || !m_database->execute("COMMIT") || !m_database->execute("BEGIN IMMEDIATE"))
        qFatal("the relay does not commit");
}

relay::accounts::Actor SchoolRelay::enrol(people::Role role)
{
    const auto user = nextId<UserId>();
    sql::Statement person(*m_database,
        "INSERT INTO people(id, school, name, search_name, search_text, role, created) VALUES(?, ?, ?, '', '', ?, 0)");
    must(person.run(user, m_school, QStringLiteral("Person %1").arg(m_ids), role));
    return enrolDevice({ user, role, m_school, {} });
}

relay::accounts::Actor SchoolRelay::enrolDevice(const relay::accounts::Actor &owner)
{
    const auto id = nextId<DeviceId>();
    sql::Statement device(*m_database,
        "INSERT INTO devices(id, person, name, platform, created, last_seen, not_before) VALUES(?, ?, '', '', 0, 0, "
        "0)");
    must(device.run(id, owner.user));
    commit();
    return { owner.user, owner.role, owner.school, id };
}

ConversationId SchoolRelay::make(const relay::accounts::Actor &from, wire::Conversation change)
{
    change.op = wire::ConversationOp::Create;
    change.conversation = nextId<ConversationId>();
    change.message = nextId<MessageId>();
    const auto changed = must(m_writer->conversations().apply(from, change, clock.utcNow()));
    if (changed.refusal)
        qFatal("no conversation");
    commit();
    return changed.conversation;
}

ConversationId SchoolRelay::group(const relay::accounts::Actor &from, const std::vector<relay::accounts::Actor> &others)
{
    wire::Conversation change;
    change.kind = wire::ConversationKind::Group;
    change.title = QStringLiteral("Museum trip");
    for (const auto &other : others)
        change.members.push_back({ other.user, false, {}, {}, {} });
    return make(from, change);
}

ConversationId SchoolRelay::direct(const relay::accounts::Actor &from, const relay::accounts::Actor &to)
{
    wire::Conversation change;
    change.kind = wire::ConversationKind::Direct;
    change.members = { { to.user, false, {}, {}, {} } };
    return make(from, change);
}

bool SchoolRelay::change(const relay::accounts::Actor &by, wire::Conversation change)
{
    change.message = nextId<MessageId>();
    const auto changed = must(m_writer->conversations().apply(by, change, clock.utcNow()));
    commit();
    return !changed.refusal;
}

bool SchoolRelay::addMember(const relay::accounts::Actor &by, ConversationId where, UserId user)
{
    wire::Conversation added;
    added.op = wire::ConversationOp::AddMembers;
    added.conversation = where;
    added.members = { { user, false, {}, {}, {} } };
    return change(by, added);
}

bool SchoolRelay::removeMember(const relay::accounts::Actor &by, ConversationId where, UserId user)
{
    wire::Conversation removed;
    removed.op = wire::ConversationOp::RemoveMembers;
    removed.conversation = where;
    removed.members = { { user, false, {}, {}, {} } };
    return change(by, removed);
}

relay::log::Appended SchoolRelay::append(const relay::accounts::Actor &from, const wire::Message &message)
{
    std::optional<relay::log::SealedMessage> sealed;
    if (auto read = relay::log::readSealed(message.content, message.conversation))
        sealed = std::move(*read);
    auto appended = must(m_writer->appender().append(from, message, sealed, clock.utcNow()));
    commit();
    return appended;
}

relay::log::Appended SchoolRelay::apply(const relay::accounts::Actor &from, const wire::Handshake &handshake)
{
    auto appended = must(m_writer->groups().apply(from, handshake, clock.utcNow()));
    commit();
    return appended;
}

relay::log::KeysAnswer SchoolRelay::ask(const relay::accounts::Actor &from, const wire::Keys &keys)
{
    auto answer = must(m_writer->keys().answer(from, keys));
    commit();
    return answer;
}

relay::log::SyncRun SchoolRelay::sync(const relay::accounts::Actor &to, ConversationId where, Seq after)
{
    wire::Sync sync;
    sync.conversation = where;
    sync.after = after;
    sync.receiptsAfter = Revision {};
    wire::Limits limits;
    limits.pageBytes = 64 * 1024 * 1024;
    return must(m_reader->sync(to, sync, limits));
}

} // namespace pc::test
