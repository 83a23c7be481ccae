// SPDX-License-Identifier: GPL-3.0-or-later
// GroupBench: a conversation of three people on the relay's writer, and devices with real keys that make and change its group.

#pragma once

#include "core/sql/statement.h"
#include "tests/support/groupdevice/groupdevice.h"

#include "logfixture.h"

namespace pc::test {

namespace accounts = relay::accounts;
namespace log = relay::log;

/// A conversation of a teacher, a mother and a father, with a device each.
class GroupBench : public LogFixture
{
public:
    GroupBench()
        : conversation(group(teacher, { mother.user, father.user }))
        , teachers(teacher.user, teacher.device, now)
        , mothers(mother.user, mother.device, now)
        , fathers(father.user, father.device, now)
    {
    }

    log::Appended hand(const accounts::Actor &actor, wire::HandshakeOp op, const MadeHandshake &made)
    {
        return hand(actor, op, made, idOf<MessageId>(++m_ids, 77));
    }

    log::Appended hand(const accounts::Actor &actor, wire::HandshakeOp op, const MadeHandshake &made, MessageId message)
    {
        wire::Handshake handshake;
        handshake.conversation = conversation;
        handshake.message = message;
        handshake.op = op;
        handshake.epoch = made.epoch;
        handshake.content = made.content;
        handshake.tree = made.tree;
        handshake.welcome = made.welcome;
        handshake.groupInfo = made.groupInfo;
        auto appended = writer().groups().apply(actor, handshake, now);
        if (!appended)
            qFatal("the store failed");
        return *appended;
    }

    log::KeysAnswer ask(const accounts::Actor &actor, wire::KeysOp op, std::vector<UserId> users = {},
        std::vector<QByteArray> items = {})
    {
        auto answer = writer().keys().answer(actor, { op, conversation, std::move(users), std::move(items) });
        if (!answer)
            qFatal("the store failed");
        return *answer;
    }

    log::Appended write(const accounts::Actor &actor, const QByteArray &sealed)
    {
        wire::Message message;
        message.conversation = conversation;
        message.message = idOf<MessageId>(++m_ids, 78);
        message.content = sealed;
        return say(actor, message);
    }

    mls::Bytes groupId(quint32 generation = 0) const { return log::groupIdOf(conversation, generation); }

    /// Teacher and mother are in it.
    void begin()
    {
        hand(teacher, wire::HandshakeOp::Create, teachers.create(groupId()));
        ask(mother, wire::KeysOp::PutPackages, {}, { mothers.keyPackage() });
        auto added = teachers.add(ask(teacher, wire::KeysOp::ClaimPackages, { mother.user }).items);
        hand(teacher, wire::HandshakeOp::Commit, added.handshake);
        teachers.take(std::move(added));
        const auto welcome = ask(mother, wire::KeysOp::NextWelcome);
        if (!mothers.join(welcome.items[0], welcome.items[1]))
            qFatal("the mother could not join");
        ask(mother, wire::KeysOp::AckWelcome);
    }

    /// All that the group's tables and the log hold.
    QByteArray dump()
    {
        QByteArray all;
        for (sql::SqlText table :
            { sql::SqlText("SELECT quote(epoch) || quote(state) || quote(group_info) FROM groups"),
                sql::SqlText("SELECT quote(device) || quote(bundle) FROM welcomes"),
                sql::SqlText("SELECT quote(welcome) FROM welcome_bundles"),
                sql::SqlText("SELECT quote(place) || quote(body) FROM entries") }) {
            sql::Statement statement(database(), table);
            auto rows = statement.query();
            while (rows->next())
                all += rows->text(0).toUtf8() + '\n';
        }
        return all;
    }

    /// One more device of that person, not in the group.
    accounts::Actor anotherDevice(const accounts::Actor &owner, quint8 number)
    {
        accounts::Actor actor = owner;
        actor.device = idOf<DeviceId>(number);
        sql::Statement insert(database(),
            "INSERT INTO devices(id, person, name, platform, created, last_seen, not_before) "
            "VALUES(?, ?, '', '', 0, 0, 0)");
        if (!insert.run(actor.device, actor.user))
            qFatal("the device could not be enrolled");
        return actor;
    }

    /// That device comes in by itself, and the others take its commit.
    log::Appended joinFromOutside(
        const accounts::Actor &actor, GroupDevice &device, const std::vector<GroupDevice *> &others)
    {
        const auto info = ask(actor, wire::KeysOp::GroupInfo);
        auto joined = device.joinFromOutside(info.items[0], info.items[1]);
        auto appended = hand(actor, wire::HandshakeOp::Commit, joined.handshake);
        for (GroupDevice *other : others)
            other->process(joined.handshake.content);
        device.take(std::move(joined));
        return appended;
    }

    ConversationId conversation;
    GroupDevice teachers;
    GroupDevice mothers;
    GroupDevice fathers;

private:
    quint8 m_ids = 0;
};

} // namespace pc::test
