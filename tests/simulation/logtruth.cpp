// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/simulation/logtruth.h"

#include "core/crypto/qtbytes.h"
#include "core/identity/groupname.h"
#include "core/identity/leafholder.h"
#include "core/mls_public/mlsmessage.h"
#include "core/mls_public/profile.h"
#include "core/mls_public/publicgroup.h"
#include "core/relay/log/place.h"
#include "core/sql/database.h"
#include "core/sql/statement.h"
#include "core/wire/limits.h"
#include "tests/simulation/must.h"
#include "tests/support/mlscrowd/openpolicy.h"

#include <algorithm>

namespace pc::sim {

using relay::log::EntryKind;

namespace {

template<typename Kind>
Kind read(const QByteArray &bytes)
{
    mls::Limits limits;
    limits.bytes = wire::kMaxHandshakeBytes;
    auto message = mls::decode<mls::MlsMessage>(crypto::viewOf(bytes), limits);
    auto *kind = message ? std::get_if<Kind>(&message->content) : nullptr;
    if (!kind)
        qFatal("the log holds what is no handshake");
    return std::move(*kind);
}

std::map<DeviceId, UserId> leavesOf(const mls::RatchetTree &tree)
{
    std::map<DeviceId, UserId> leaves;
    for (const mls::LeafIndex index : tree.members()) {
        const auto holder = identity::holderOf(*tree.leaf(index));
        if (holder)
            leaves.emplace(holder->device, holder->user);
    }
    return leaves;
}

mls::PublicGroup begun(const wire::Handshake &handshake, const QByteArray &tree)
{
    mls::Limits limits;
    limits.bytes = wire::kMaxHandshakeBytes;
    auto nodes = mls::decode<mls::TreeNodes>(crypto::viewOf(tree), limits);
    if (!nodes)
        qFatal("a group that nobody made");
    auto group = mls::PublicGroup::follow(
        read<mls::GroupInfo>(handshake.content), std::move(*nodes), mls::kSuite, test::openRules());
    if (!group)
        qFatal("a created group is none: %d", int(group.failure()));
    return std::move(*group);
}

} // namespace

const TruthMember *TruthConversation::find(UserId user) const
{
    const auto found = std::ranges::find(members, user, &TruthMember::user);
    return found == members.end() ? nullptr : &*found;
}

std::set<UserId> TruthConversation::membersAt(Seq seq) const
{
    std::set<UserId> present;
    for (const relay::log::Entry &entry : entries) {
        if (entry.seq > seq)
            break;
        if (entry.kind != EntryKind::Conversation)
            continue;
        const wire::Frame frame = relay::log::toFrame(entry);
        const auto &change = std::get<wire::Conversation>(frame.data);
        for (const wire::Member &member : change.members) {
            if (change.op == wire::ConversationOp::RemoveMembers)
                present.erase(member.user);
            else
                present.insert(member.user);
        }
        if (change.op == wire::ConversationOp::Create)
            present.insert(entry.sender);
    }
    return present;
}

std::optional<Seq> TruthConversation::leftAt(UserId user) const
{
    if (membersAt(head).contains(user))
        return std::nullopt;
    std::optional<Seq> left;
    for (const relay::log::Entry &entry : entries) {
        if (entry.kind != EntryKind::Conversation)
            continue;
        const wire::Frame frame = relay::log::toFrame(entry);
        const auto &change = std::get<wire::Conversation>(frame.data);
        if (change.op == wire::ConversationOp::RemoveMembers
            && std::ranges::find(change.members, user, &wire::Member::user) != change.members.end())
            left = entry.seq;
    }
    return left;
}

const TruthEpoch *TruthConversation::epochOf(const TruthMessage &message) const
{
    const auto found = epochs.find({ message.sealed.generation, message.sealed.epoch });
    return found == epochs.end() ? nullptr : &found->second;
}

const TruthConversation *LogTruth::find(ConversationId id) const
{
    const auto found = std::ranges::find(conversations, id, &TruthConversation::id);
    return found == conversations.end() ? nullptr : &*found;
}

LogTruth LogTruth::read(const QString &relayDatabase, const std::map<MessageId, QByteArray> &firstTrees)
{
    const auto database = must(sql::Database::open(relayDatabase, sql::OpenMode::ReadOnly));
    LogTruth truth;
    {
        sql::Statement meta(*database, "SELECT value FROM relay_meta WHERE key = 'log_epoch'");
        auto rows = must(meta.query());
        if (rows.next())
            truth.logEpoch = Uuid::fromBytes(rows.bytes(0)).value_or(Uuid());
    }
    std::vector<qint64> places;
    {
        sql::Statement list(*database, "SELECT row, id, head FROM conversations ORDER BY row");
        auto rows = must(list.query());
        while (rows.next()) {
            places.push_back(rows.integer(0));
            truth.conversations.emplace_back();
            truth.conversations.back().id = rows.id<ConversationId>(1);
            truth.conversations.back().head = rows.seq(2);
        }
    }
    for (size_t i = 0; i < places.size(); ++i) {
        readMembers(*database, places[i], truth.conversations[i]);
        readEntries(*database, places[i], truth.conversations[i]);
        follow(truth.conversations[i], firstTrees);
    }
    return truth;
}

void LogTruth::readMembers(sql::Database &database, qint64 row, TruthConversation &conversation)
{
    sql::Statement list(database, "SELECT user, first, last FROM members WHERE conversation = ? ORDER BY user");
    auto rows = must(list.query(row));
    while (rows.next()) {
        const bool isPresent = rows.isNull(2);
        conversation.members.push_back(
            { rows.id<UserId>(0), rows.seq(1), isPresent ? conversation.head : rows.seq(2), isPresent });
    }
}

void LogTruth::readEntries(sql::Database &database, qint64 row, TruthConversation &conversation)
{
    sql::Statement list(database,
        "SELECT place, kind, sender, device, message, sent_at, body FROM entries WHERE place > ? AND place <= ? "
        "ORDER BY place");
    auto rows
        = must(list.query(relay::log::placeOf(row, Seq {}), relay::log::placeOf(row, Seq { conversation.head.raw() })));
    while (rows.next()) {
        relay::log::Entry entry;
        entry.conversation = conversation.id;
        entry.seq = relay::log::seqOf(rows.integer(0));
        entry.kind = EntryKind(rows.number(1));
        entry.sender = rows.id<UserId>(2);
        entry.device = rows.id<DeviceId>(3);
        entry.message = rows.id<MessageId>(4);
        entry.sentAt = rows.time(5);
        entry.body = rows.bytes(6);
        if (entry.kind == EntryKind::Message) {
            if (auto sealed = relay::log::readSealed(entry.body, conversation.id))
                conversation.messages.push_back({ entry, std::move(*sealed) });
        }
        conversation.entries.push_back(std::move(entry));
    }
}

void LogTruth::follow(TruthConversation &conversation, const std::map<MessageId, QByteArray> &firstTrees)
{
    std::optional<mls::PublicGroup> group;
    quint32 generation = 0;
    for (const relay::log::Entry &entry : conversation.entries) {
        if (entry.kind != EntryKind::Handshake)
            continue;
        const wire::Frame frame = relay::log::toFrame(entry);
        const auto &handshake = std::get<wire::Handshake>(frame.data);
        bool fromOutside = false;
        if (handshake.op == wire::HandshakeOp::Create) {
            group = begun(handshake, firstTrees.at(entry.message));
            generation = identity::generationOf(group->context().groupId, conversation.id).value_or(0);
        } else if (handshake.op == wire::HandshakeOp::Propose) {
            group = *group->afterProposal(sim::read<mls::PublicMessage>(handshake.content), test::openRules());
            continue;
        } else {
            const auto message = sim::read<mls::PublicMessage>(handshake.content);
            fromOutside = message.content.sender.type() == mls::SenderType::NewMemberCommit;
            auto next = group->afterCommit(message, std::nullopt, test::openRules());
            if (!next)
                qFatal("the log holds a commit that is none: %d", int(next.failure()));
            group = std::move(next->group);
        }
        conversation.epochs[{ generation, group->context().epoch }]
            = TruthEpoch { entry.seq, fromOutside, leavesOf(group->tree()) };
    }
}

} // namespace pc::sim
