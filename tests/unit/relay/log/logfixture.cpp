// SPDX-License-Identifier: GPL-3.0-or-later

#include "logfixture.h"

#include "core/crypto/qtbytes.h"
#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/profile.h"
#include "core/relay/accounts/schema.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/schema.h"
#include "core/sql/migrator.h"
#include "core/sql/statement.h"
#include "tests/support/groupdevice/groupdevice.h"
#include "tests/support/groupdevice/lookalike.h"

#include <QTest>

namespace pc::test {

LogFixture::LogFixture()
    : m_path(m_dir.filePath(QStringLiteral("relay.db")))
{
    if (!open() || !enrol() || !m_database->execute("BEGIN IMMEDIATE"))
        qFatal("the fixture's database could not be made");
}

bool LogFixture::open()
{
    auto database = sql::Database::open(m_path, sql::OpenMode::ReadWrite);
    if (!database)
        return false;
    m_database = std::move(*database);
    auto migrations = sql::loadMigrations(
        { relay::accounts::schemaFolder(), relay::log::schemaFolder(), relay::keys::schemaFolder() });
    if (!migrations || !sql::migrate(*m_database, *migrations))
        return false;
    auto franking = relay::keys::FrankingKeys::load(*m_database, now);
    if (!franking)
        return false;
    m_franking = std::move(*franking);
    m_writer = std::make_unique<relay::log::LogWriter>(*m_database, 8, m_franking, clock);
    return true;
}

bool LogFixture::enrol()
{
    sql::Statement school(*m_database, "INSERT INTO schools(id, name, created) VALUES(?, ?, 0)");
    sql::Statement person(*m_database,
        "INSERT INTO people(id, school, name, search_name, search_text, role, created) VALUES(?, ?, ?, ?, ?, ?, 0)");
    sql::Statement device(*m_database,
        "INSERT INTO devices(id, person, name, platform, created, last_seen, not_before) VALUES(?, ?, '', '', 0, 0, "
        "0)");
    for (quint8 number = 1; number <= 2; ++number) {
        if (!school.run(idOf<SchoolId>(number, 9), QStringLiteral("School")))
            return false;
    }
    for (const auto &actor : { teacher, mother, father, office, stranger }) {
        const QString name = QStringLiteral("Person %1").arg(actor.user.raw().bytes[15]);
        if (auto done = person.run(actor.user, actor.school, name, name, name, actor.role); !done) {
            qWarning("%s", qPrintable(done.error().detail));
            return false;
        }
        if (!device.run(actor.device, actor.user))
            return false;
    }
    return true;
}

relay::log::LogReader &LogFixture::reader()
{
    if (!m_reader) {
        auto database = sql::Database::open(m_path, sql::OpenMode::ReadOnly);
        if (!database)
            qFatal("no reader");
        m_readerDatabase = std::move(*database);
        m_reader = std::make_unique<relay::log::LogReader>(*m_readerDatabase, m_franking);
    }
    return *m_reader;
}

void LogFixture::close()
{
    m_reader.reset();
    m_readerDatabase.reset();
    m_writer.reset();
    m_database.reset();
}

void LogFixture::reopen()
{
    close();
    if (!open() || !m_database->execute("BEGIN IMMEDIATE"))
        qFatal("the fixture's database could not be opened again");
}

bool LogFixture::commit()
{
    return m_writer->flush().ok() && m_database->execute("COMMIT").ok() && m_database->execute("BEGIN IMMEDIATE").ok();
}

ConversationId LogFixture::direct(const relay::accounts::Actor &from, const relay::accounts::Actor &to)
{
    wire::Conversation change;
    change.op = wire::ConversationOp::Create;
    change.kind = wire::ConversationKind::Direct;
    change.conversation = idOf<ConversationId>(++m_conversations, 7);
    change.message = idOf<MessageId>(m_conversations, 8);
    change.members = { { to.user, false, {}, {}, {} } };
    const auto changed = m_writer->conversations().apply(from, change, now);
    return changed && !changed->refusal ? changed->conversation : ConversationId {};
}

ConversationId LogFixture::group(const relay::accounts::Actor &from, const std::vector<UserId> &members)
{
    wire::Conversation change;
    change.op = wire::ConversationOp::Create;
    change.kind = wire::ConversationKind::Group;
    change.title = QStringLiteral("Museum trip");
    change.conversation = idOf<ConversationId>(++m_conversations, 7);
    change.message = idOf<MessageId>(m_conversations, 8);
    for (const UserId user : members)
        change.members.push_back({ user, false, {}, {}, {} });
    const auto changed = m_writer->conversations().apply(from, change, now);
    return changed && !changed->refusal ? changed->conversation : ConversationId {};
}

void LogFixture::giveGroup(ConversationId conversation)
{
    sql::Statement find(*m_database,
        "SELECT c.row FROM conversations c WHERE c.id = ? "
        "AND NOT EXISTS (SELECT 1 FROM groups g WHERE g.conversation = c.row)");
    qint64 row = 0;
    {
        auto rows = find.query(conversation);
        if (!rows || !rows->next())
            return;
        row = rows->integer(0);
    }
    GroupDevice device(teacher.user, teacher.device, now);
    const MadeHandshake made = device.create(relay::log::groupIdOf(conversation, 0));
    const auto message = mls::decode<mls::MlsMessage>(crypto::viewOf(made.content));
    auto group = mls::PublicGroup::follow(
        std::get<mls::GroupInfo>(message->content), device.group().tree().nodes(), mls::kSuite, device.rules());
    relay::keys::GroupTable table(*m_database);
    // What was taken from the old view of the conversation is written before it goes.
    if (!group || !table.save(row, { 0, Seq { 1 }, std::move(*group), made.content }) || !m_writer->flush())
        qFatal("the group could not be made");
    m_writer->forget();
}

relay::log::Appended LogFixture::say(
    const relay::accounts::Actor &from, ConversationId where, quint8 number, const QByteArray &inside)
{
    giveGroup(where);
    wire::Message message;
    message.conversation = where;
    message.message = idOf<MessageId>(number, 1);
    message.content = lookalike(where, 0, inside);
    return say(from, message);
}

relay::log::Appended LogFixture::say(const relay::accounts::Actor &from, const wire::Message &message)
{
    std::optional<relay::log::SealedMessage> sealed;
    if (auto read = relay::log::readSealed(message.content, message.conversation))
        sealed = std::move(*read);
    auto appended = m_writer->appender().append(from, message, sealed, now);
    if (!appended)
        qFatal("the store failed");
    return *appended;
}

} // namespace pc::test
