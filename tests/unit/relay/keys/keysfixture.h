// SPDX-License-Identifier: GPL-3.0-or-later
// The relay's database on a temporary file, for the tests of its tables of keys.

#pragma once

#include "core/relay/accounts/schema.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/schema.h"
#include "core/sql/database.h"
#include "core/sql/migrator.h"
#include "core/sql/statement.h"

#include <QTemporaryDir>

#include <memory>

namespace pc::test {

template<typename Id>
Id numbered(quint8 number)
{
    Uuid raw;
    raw.bytes[15] = number;
    return Id { raw };
}

class KeysFixture
{
public:
    KeysFixture()
    {
        auto opened = sql::Database::open(m_dir.filePath(QStringLiteral("relay.db")), sql::OpenMode::ReadWrite);
        auto migrations = sql::loadMigrations(
            { relay::accounts::schemaFolder(), relay::log::schemaFolder(), relay::keys::schemaFolder() });
        if (!opened || !migrations || !sql::migrate(**opened, *migrations))
            qFatal("the fixture's database could not be made");
        database = std::move(*opened);
    }

    /// A conversation that such a person is in, with one device; gives its row. Numbers name them.
    qint64 conversation(quint8 number, quint8 person)
    {
        sql::Statement school(
            *database, "INSERT INTO schools(id, name, created) VALUES(?, '', 0) ON CONFLICT DO NOTHING");
        sql::Statement people(*database,
            "INSERT INTO people(id, school, name, search_name, search_text, role, created) VALUES(?, ?, '', '', '', 0, "
            "0) "
            "ON CONFLICT DO NOTHING");
        sql::Statement device(*database,
            "INSERT INTO devices(id, person, name, platform, created, last_seen, not_before) VALUES(?, ?, '', '', 0, "
            "0, 0) "
            "ON CONFLICT DO NOTHING");
        sql::Statement conversation(*database,
            "INSERT INTO conversations(row, id, school, kind, title, head, revision, oldest, created_at) "
            "VALUES(?, ?, ?, 0, '', 0, 0, 1, 0) ON CONFLICT DO NOTHING");
        sql::Statement member(*database,
            "INSERT INTO members(conversation, user, owner, first) VALUES(?, ?, 0, 1) ON CONFLICT DO NOTHING");
        const auto schoolId = numbered<SchoolId>(1);
        if (!school.run(schoolId) || !people.run(numbered<UserId>(person), schoolId)
            || !device.run(numbered<DeviceId>(person), numbered<UserId>(person))
            || !conversation.run(number, numbered<ConversationId>(number), schoolId)
            || !member.run(number, numbered<UserId>(person)))
            qFatal("the fixture's rows could not be made");
        return number;
    }

    /// The device of that person.
    bool signOut(quint8 person)
    {
        sql::Statement update(*database, "UPDATE devices SET revoked = 1 WHERE id = ?");
        const auto done = update.run(numbered<DeviceId>(person));
        return done && *done == 1;
    }

    qint64 rowsIn(sql::SqlText count)
    {
        sql::Statement statement(*database, count);
        auto rows = statement.query();
        return rows && rows->next() ? rows->integer(0) : -1;
    }

    std::unique_ptr<sql::Database> database;

private:
    QTemporaryDir m_dir;
};

} // namespace pc::test
