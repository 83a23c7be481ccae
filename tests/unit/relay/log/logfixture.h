// SPDX-License-Identifier: GPL-3.0-or-later
// A relay's database on a temporary file, with one school of five people, for the tests of the log.

#pragma once

#include "core/base/fakeclock.h"
#include "core/relay/log/logreader.h"
#include "core/relay/log/logwriter.h"
#include "core/sql/database.h"

#include <QTemporaryDir>

#include <memory>

namespace pc::test {

/// Ids that can be told apart in a failure: the last byte is the number.
template<typename Id>
Id idOf(quint8 number, quint8 kind = 0)
{
    Uuid raw;
    raw.bytes[0] = kind;
    raw.bytes[15] = number;
    return Id { raw };
}

class LogFixture
{
public:
    LogFixture();

    relay::accounts::Actor teacher { idOf<UserId>(1), people::Role::Staff, idOf<SchoolId>(1, 9), idOf<DeviceId>(1) };
    relay::accounts::Actor mother { idOf<UserId>(2), people::Role::Guardian, idOf<SchoolId>(1, 9), idOf<DeviceId>(2) };
    relay::accounts::Actor father { idOf<UserId>(3), people::Role::Guardian, idOf<SchoolId>(1, 9), idOf<DeviceId>(3) };
    relay::accounts::Actor office { idOf<UserId>(4), people::Role::Administrator, idOf<SchoolId>(1, 9),
        idOf<DeviceId>(4) };
    relay::accounts::Actor stranger { idOf<UserId>(9), people::Role::Staff, idOf<SchoolId>(2, 9), idOf<DeviceId>(9) };

    const QString &path() const { return m_path; }
    sql::Database &database() { return *m_database; }
    relay::log::LogWriter &writer() { return *m_writer; }

    /// Opens a reader on its own connection.
    relay::log::LogReader &reader();

    /// Lets the file go; what was not committed is lost.
    void close();

    /// Closes everything and opens it anew, as a restart does.
    void reopen();

    /// Ends the current transaction and begins the next.
    bool commit();

    ConversationId direct(const relay::accounts::Actor &from, const relay::accounts::Actor &to);
    ConversationId group(const relay::accounts::Actor &from, const std::vector<UserId> &members);

    /// A group for the conversation, of whoever, with no entry in the log; none when it has one.
    void giveGroup(ConversationId conversation);

    /// As if it were sealed in such a group, which is made where there is none.
    relay::log::Appended say(const relay::accounts::Actor &from, ConversationId where, quint8 number,
        const QByteArray &inside = QByteArray("hello"));

    relay::log::Appended say(const relay::accounts::Actor &from, const wire::Message &message);

    FakeClock clock;
    UtcTime now = utcFromMilliseconds(1'760'000'000'000);

private:
    bool open();
    bool enrol();

    QTemporaryDir m_dir;
    QString m_path;
    std::unique_ptr<sql::Database> m_database;
    std::unique_ptr<sql::Database> m_readerDatabase;
    relay::keys::FrankingKeys m_franking;
    std::unique_ptr<relay::log::LogWriter> m_writer;
    std::unique_ptr<relay::log::LogReader> m_reader;
    quint8 m_conversations = 0;
};

} // namespace pc::test
