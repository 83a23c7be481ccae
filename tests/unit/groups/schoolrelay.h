// SPDX-License-Identifier: GPL-3.0-or-later
// SchoolRelay: the relay's real log, group writer and key desk on a temporary file, with one school: what a client would meet
// behind the network, asked by plain calls.

#pragma once

#include "core/base/fakeclock.h"
#include "core/relay/log/logreader.h"
#include "core/relay/log/logwriter.h"
#include "core/sql/database.h"
#include "tests/support/enrolled/paperlists.h"
#include "tests/unit/groups/recordingaead.h"

#include <QTemporaryDir>

#include <memory>

namespace pc::test {

class SchoolRelay
{
public:
    SchoolRelay();

    /// No key of its devices ever sealed two texts.
    ~SchoolRelay();

    SchoolRelay(const SchoolRelay &) = delete;
    SchoolRelay &operator=(const SchoolRelay &) = delete;

    relay::accounts::Actor enrol(people::Role role = people::Role::Guardian);

    /// Another device of the same person.
    relay::accounts::Actor enrolDevice(const relay::accounts::Actor &owner);

    ConversationId group(const relay::accounts::Actor &from, const std::vector<relay::accounts::Actor> &others);
    ConversationId direct(const relay::accounts::Actor &from, const relay::accounts::Actor &to);
    bool addMember(const relay::accounts::Actor &by, ConversationId where, UserId user);
    bool removeMember(const relay::accounts::Actor &by, ConversationId where, UserId user);

    relay::log::Appended append(const relay::accounts::Actor &from, const wire::Message &message);
    relay::log::Appended apply(const relay::accounts::Actor &from, const wire::Handshake &handshake);
    relay::log::KeysAnswer ask(const relay::accounts::Actor &from, const wire::Keys &keys);

    /// What that person may see of (after, head].
    relay::log::SyncRun sync(const relay::accounts::Actor &to, ConversationId where, Seq after);

    FakeClock clock;
    RecordingAead aead; ///< Of all devices.
    PaperLists lists;

private:
    ConversationId make(const relay::accounts::Actor &from, wire::Conversation change);
    bool change(const relay::accounts::Actor &by, wire::Conversation change);
    void commit();

    template<typename Id>
    Id nextId();

    QTemporaryDir m_dir;
    std::unique_ptr<sql::Database> m_database;
    std::unique_ptr<sql::Database> m_readerDatabase;
    relay::keys::FrankingKeys m_franking;
    std::unique_ptr<relay::log::LogWriter> m_writer;
    std::unique_ptr<relay::log::LogReader> m_reader;
    SchoolId m_school;
    quint16 m_ids = 0;
};

} // namespace pc::test
