// SPDX-License-Identifier: GPL-3.0-or-later
// Fills a relay's data directory with people who can sign in at once, for load generators:
//
//   pc_bench_prepare DATA-DIRECTORY PEOPLE GROUP [MESSAGES] > people.txt
//
// Person i has a direct conversation with person i + PEOPLE/2; the first GROUP people share one group. Each conversation has
// an MLS group, begun by whoever made it and in epoch 0. MESSAGES are spread evenly over the direct conversations, as sealed
// messages of which the relay can read what it reads of all. Each line of the output is a person's access token (good for 15
// minutes) and their direct conversation; the first line is the group.

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/crypto/initialise.h"
#include "core/crypto/qtbytes.h"
#include "core/mls_public/mlsmessage.h"
#include "core/relay/accounts/admission.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/relay/accounts/schema.h"
#include "core/relay/accounts/signingkeystore.h"
#include "core/relay/keys/franking.h"
#include "core/relay/keys/schema.h"
#include "core/relay/log/logwriter.h"
#include "core/relay/log/schema.h"
#include "core/sql/database.h"
#include "core/sql/migrator.h"
#include "core/sql/transaction.h"
#include "tests/support/groupdevice/groupdevice.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

using namespace pc;
using namespace pc::relay;

namespace {

constexpr int kMessagesAtOnce = 20'000;
constexpr size_t kCipherBytes = 177; ///< With what stands around it a frame of 400 bytes, as the generator's.
constexpr size_t kSenderBytes = 28;

struct Ready
{
    accounts::Actor actor;
    QByteArray token;
    ConversationId direct;
};

class Preparation
{
public:
    Preparation(sql::Database &database, keys::FrankingKeys franking, int groupMembers)
        : m_database(database)
        , m_people(database)
        , m_franking(std::move(franking))
        , m_log(database, groupMembers, m_franking, m_clock)
        , m_tokens(m_clock)
    {
    }

    Result<void> run(int people, int group)
    {
        accounts::SigningKeyStore keys(m_database);
        auto current = keys.current(m_clock.utcNow());
        if (!current)
            return current.error();
        m_tokens.setKeys(std::move(*current));
        const accounts::School school { SchoolId { makeUuid7(m_clock.utcNow(), m_random) }, QStringLiteral("Bench"),
            {} };
        if (auto done = m_people.addSchool(school, m_clock.utcNow()); !done)
            return done;
        for (int i = 0; i < people; ++i) {
            if (auto done = enrol(school.id, i); !done)
                return done;
        }
        if (auto done = converse(); !done)
            return done;
        return gather(group);
    }

    /// `messages` over all direct conversations, in transactions of their own.
    Result<void> talk(int messages)
    {
        const int conversations = int(m_ready.size() / 2);
        for (int said = 0; said < messages && conversations > 0;) {
            auto transaction = sql::Transaction::begin(m_database);
            if (!transaction)
                return transaction.error();
            for (const int end = std::min(messages, said + kMessagesAtOnce); said < end; ++said) {
                if (auto done = say(m_ready[size_t(said % conversations)]); !done)
                    return done;
            }
            if (auto done = m_log.flush(); !done)
                return done;
            if (auto done = transaction->commit(); !done)
                return done;
        }
        return {};
    }

    void print() const
    {
        std::printf("%s\n", m_group.raw().toByteArray().toHex().constData());
        for (const Ready &ready : m_ready)
            std::printf("%s %s\n", ready.token.constData(), ready.direct.raw().toByteArray().toHex().constData());
    }

private:
    Result<void> enrol(SchoolId school, int number)
    {
        people::Person person;
        person.id = UserId { makeUuid7(m_clock.utcNow(), m_random) };
        person.school = school;
        person.name = QStringLiteral("Person %1").arg(number);
        person.role = people::Role::Staff;
        if (auto done = m_people.addPerson(person, m_clock.utcNow()); !done)
            return done;
        // No password fits this: these people sign in by the tokens made here alone.
        if (auto done = m_people.join(person.id, QStringLiteral("person%1").arg(number), "none"); !done)
            return done;
        auto admitted = accounts::admit(m_database, person.id,
            { std::nullopt, QStringLiteral("Bench"), QStringLiteral("bench") }, m_clock.utcNow(), m_random);
        if (!admitted)
            return admitted.error();
        Ready ready;
        ready.actor = { person.id, person.role, school, admitted->device.id };
        ready.token = m_tokens.issue(person.id, admitted->device.id, school);
        m_ready.push_back(std::move(ready));
        return {};
    }

    wire::Conversation creation(wire::ConversationKind kind)
    {
        wire::Conversation change;
        change.op = wire::ConversationOp::Create;
        change.kind = kind;
        change.conversation = ConversationId { makeUuid4(m_random) };
        change.message = MessageId { makeUuid4(m_random) };
        return change;
    }

    Result<void> say(const Ready &ready)
    {
        mls::PrivateMessageView message;
        const mls::Bytes group = log::groupIdOf(ready.direct, 0);
        std::array<quint8, kCipherBytes> inside {};
        m_random.fill(inside);
        const auto part = [&inside](size_t bytes) { return mls::ByteView(inside).first(bytes); };
        message.content.groupId = group;
        message.content.contentType = mls::ContentType::Application;
        message.content.authenticatedData = part(keys::kCommitmentBytes);
        message.content.encryptedSenderData = part(kSenderBytes);
        message.content.ciphertext = inside;
        wire::Message said;
        said.conversation = ready.direct;
        said.message = MessageId { makeUuid7(m_clock.utcNow(), m_random) };
        said.content = crypto::toByteArray(mls::encode(message));
        const auto sealed = log::readSealed(said.content, said.conversation);
        if (!sealed)
            return sealed.error();
        const auto stored = m_log.appender().append(ready.actor, said, *sealed, m_clock.utcNow());
        if (!stored)
            return stored.error();
        if (stored->refusal)
            return Error { *stored->refusal, QStringLiteral("a message was refused") };
        return {};
    }

    Result<ConversationId> create(const accounts::Actor &actor, const wire::Conversation &change)
    {
        auto changed = m_log.conversations().apply(actor, change, m_clock.utcNow());
        if (!changed)
            return changed.error();
        if (changed->refusal)
            return Error { *changed->refusal, QStringLiteral("refused") };
        if (auto begun = beginGroup(actor, changed->conversation); !begun)
            return begun.error();
        return changed->conversation;
    }

    Result<void> beginGroup(const accounts::Actor &actor, ConversationId conversation)
    {
        const UtcTime now = m_clock.utcNow();
        test::GroupDevice device(actor.user, actor.device, now);
        const test::MadeHandshake made = device.create(log::groupIdOf(conversation, 0));
        wire::Handshake handshake;
        handshake.conversation = conversation;
        handshake.message = MessageId { makeUuid4(m_random) };
        handshake.op = wire::HandshakeOp::Create;
        handshake.content = made.content;
        handshake.tree = made.tree;
        auto begun = m_log.groups().apply(actor, handshake, now);
        if (!begun)
            return begun.error();
        if (begun->refusal)
            return Error { *begun->refusal, QStringLiteral("the group was refused") };
        return m_log.flush();
    }

    Result<void> converse()
    {
        const size_t half = m_ready.size() / 2;
        for (size_t i = 0; i < half; ++i) {
            wire::Conversation change = creation(wire::ConversationKind::Direct);
            change.members = { { m_ready[i + half].actor.user, false, {}, {}, {} } };
            auto made = create(m_ready[i].actor, change);
            if (!made)
                return made.error();
            m_ready[i].direct = *made;
            m_ready[i + half].direct = *made;
        }
        return {};
    }

    Result<void> gather(int members)
    {
        if (members < 2 || members > int(m_ready.size()))
            return {};
        wire::Conversation change = creation(wire::ConversationKind::Group);
        change.title = QStringLiteral("Everybody");
        for (int i = 1; i < members; ++i)
            change.members.push_back({ m_ready[size_t(i)].actor.user, false, {}, {}, {} });
        auto made = create(m_ready.front().actor, change);
        if (!made)
            return made.error();
        m_group = *made;
        return {};
    }

    sql::Database &m_database;
    SystemClock m_clock;
    SystemRandom m_random;
    accounts::PeopleStore m_people;
    keys::FrankingKeys m_franking;
    log::LogWriter m_log;
    accounts::AccessTokens m_tokens;
    std::vector<Ready> m_ready;
    ConversationId m_group;
};

Result<void> prepare(const QString &directory, int people, int group, int messages)
{
    if (auto ready = crypto::initialise(); !ready)
        return ready;
    if (!QDir().mkpath(directory))
        return { Errc::Disk, QStringLiteral("no data directory") };
    auto database = sql::Database::open(QDir(directory).filePath(QStringLiteral("relay.db")), sql::OpenMode::ReadWrite);
    if (!database)
        return database.error();
    auto migrations = sql::loadMigrations({ accounts::schemaFolder(), log::schemaFolder(), keys::schemaFolder() });
    if (!migrations)
        return migrations.error();
    if (auto migrated = sql::migrate(**database, *migrations); !migrated)
        return migrated.error();
    auto transaction = sql::Transaction::begin(**database);
    if (!transaction)
        return transaction.error();
    auto franking = keys::FrankingKeys::load(**database, SystemClock().utcNow());
    if (!franking)
        return franking.error();
    Preparation preparation(**database, std::move(*franking), std::max(group, 2) + 1);
    if (auto done = preparation.run(people, group); !done)
        return done;
    if (auto done = transaction->commit(); !done)
        return done;
    if (auto done = preparation.talk(messages); !done)
        return done;
    preparation.print();
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.size() < 4 || arguments.size() > 5) {
        std::fprintf(stderr, "usage: pc_bench_prepare DATA-DIRECTORY PEOPLE GROUP [MESSAGES]\n");
        return 2;
    }
    if (auto done = prepare(arguments[1], arguments[2].toInt(), arguments[3].toInt(), arguments.value(4).toInt());
        !done) {
        std::fprintf(stderr, "pc_bench_prepare: %s\n", qPrintable(done.error().detail));
        return 1;
    }
    return 0;
}
