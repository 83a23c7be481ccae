// SPDX-License-Identifier: GPL-3.0-or-later
// ClientDevice: its disk, and the log as it comes.

#include "clientdevice.h"

#include "core/sql/statement.h"
#include "core/sql/storeseal.h"
#include "tests/support/enrolled/enrolled.h"
#include "tests/support/testkey/testkey.h"

#include <QDir>
#include <QFile>

#include <algorithm>

#include "must.h"

namespace pc::test {

using namespace groups;

namespace {

groups::EntryKind kindOf(wire::HandshakeOp op)
{
    switch (op) {
    case wire::HandshakeOp::Create:
        return groups::EntryKind::Create;
    case wire::HandshakeOp::Propose:
        return groups::EntryKind::Propose;
    case wire::HandshakeOp::Commit:
        break;
    }
    return groups::EntryKind::Commit;
}

QByteArray wordFor(const std::variant<Opened, OwnMessage, Unreadable> &outcome)
{
    if (const auto *opened = std::get_if<Opened>(&outcome))
        return opened->content;
    if (std::holds_alternative<OwnMessage>(outcome))
        return "own";
    switch (std::get<Unreadable>(outcome)) {
    case Unreadable::BeforeThisDevice:
        return "before";
    case Unreadable::NotInGroup:
        return "outside";
    case Unreadable::Undecryptable:
        return "undecryptable";
    case Unreadable::Broken:
        break;
    }
    return "broken";
}

void copyFolder(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    for (const QString &name : QDir(from).entryList(QDir::Files)) {
        QFile::remove(to + u'/' + name);
        if (!QFile::copy(from + u'/' + name, to + u'/' + name))
            qFatal("no copy");
    }
}

} // namespace

LogEntry ClientDevice::toLogEntry(const relay::log::Entry &entry)
{
    LogEntry made { entry.conversation, entry.seq, groups::EntryKind::Event, entry.message, entry.sender, entry.device,
        entry.sentAt, {} };
    const wire::Frame frame = relay::log::toFrame(entry);
    if (const auto *message = std::get_if<wire::Message>(&frame.data)) {
        made.kind = groups::EntryKind::Message;
        made.body = message->content;
    } else if (const auto *handshake = std::get_if<wire::Handshake>(&frame.data)) {
        made.kind = kindOf(handshake->op);
        made.body = handshake->content;
    }
    return made;
}

ClientDevice::ClientDevice(SchoolRelay &relay, relay::accounts::Actor actor)
    : self(actor)
    , m_relay(relay)
    , m_ids(actor.device.raw().bytes[15] * 1'000U + actor.device.raw().bytes[14])
    , m_keys(actor.device.raw().bytes[15] * 7'001U + actor.device.raw().bytes[14])
{
    open();
}

void ClientDevice::open()
{
    QDir().mkpath(m_dir.filePath(QStringLiteral("disk")));
    m_store = must(store::Store::open(m_dir.filePath(QStringLiteral("disk/store.db")), testKey()));
    m_accounts = std::make_unique<trust::AccountBook>(*m_store);
    m_keeper = must(openEnrolled({ .store = *m_store,
                                     .clock = m_relay.clock,
                                     .random = m_ids,
                                     .keys = m_keys,
                                     .accounts = *m_accounts,
                                     .user = self.user,
                                     .device = self.device,
                                     .suite = { mls::productSuite().id(), m_relay.aead } },
        m_relay.lists));
}

void ClientDevice::restart()
{
    m_keeper.reset();
    m_accounts.reset();
    m_store.reset();
    open();
}

void ClientDevice::backUp(const QString &name)
{
    m_keeper.reset();
    m_accounts.reset();
    m_store.reset();
    copyFolder(m_dir.filePath(QStringLiteral("disk")), m_dir.filePath(name));
    open();
}

void ClientDevice::restore(const QString &name)
{
    m_keeper.reset();
    m_accounts.reset();
    m_store.reset();
    for (const QString &old : QDir(m_dir.filePath(QStringLiteral("disk"))).entryList(QDir::Files))
        QFile::remove(m_dir.filePath(QStringLiteral("disk/") + old));
    copyFolder(m_dir.filePath(name), m_dir.filePath(QStringLiteral("disk")));
    m_shown.clear();
    open();
}

void ClientDevice::write(const std::function<Result<void>()> &work)
{
    must(m_store->transact(work));
}

void ClientDevice::apply(const wire::Conversation &change)
{
    store::Store &store = *m_store;
    must(store.conversations.ensure(change.conversation));
    const bool isState = change.op == wire::ConversationOp::State;
    if (isState) {
        must(store.conversations.describe(change.conversation, chat::ConversationKind::Group));
        must(store.conversations.setFirst(change.conversation, std::max(change.first, Seq { 1 })));
        must(store.conversations.setLeft(change.conversation, change.left));
        must(store.members.beginSnapshot(change.conversation, change.head.seq));
        must(store.conversations.raiseHead(change.conversation, change.head.seq));
    }
    for (const wire::Member &member : change.members) {
        if (isState) {
            if (!change.left || member.user != self.user)
                must(store.members.inSnapshot(change.conversation, member.user, member.owner, change.head.seq));
        } else if (change.op == wire::ConversationOp::RemoveMembers) {
            must(store.members.leave(change.conversation, member.user, change.seq));
        } else if (change.op != wire::ConversationOp::Rename) {
            must(store.members.join(change.conversation, member.user, member.owner, change.seq));
        }
    }
}

void ClientDevice::receive(ConversationId where, const std::vector<relay::log::Entry> &entries)
{
    write([&]() -> Result<void> {
        for (const relay::log::Entry &entry : entries) {
            auto isFree = m_store->held.take(where, entry.seq);
            if (!isFree)
                return isFree.error();
            if (auto raised = m_store->conversations.raiseHead(where, entry.seq); !raised)
                return raised;
            const wire::Frame frame = relay::log::toFrame(entry);
            if (const auto *change = std::get_if<wire::Conversation>(&frame.data); change && *isFree)
                apply(*change);
            auto taken = m_keeper->take(toLogEntry(entry));
            if (!taken)
                return taken.error();
            note(where, *taken);
        }
        return {};
    });
}

void ClientDevice::note(ConversationId where, const Taken &taken)
{
    wasRolledBack = wasRolledBack || taken.isRolledBack;
    for (const MessageTaken &message : taken.messages)
        m_shown[where][message.seq] = wordFor(message.outcome);
}

void ClientDevice::sync(ConversationId where)
{
    syncWithout(where, {});
}

void ClientDevice::syncWithout(ConversationId where, const std::set<Seq> &without)
{
    const auto row = must(m_store->conversations.find(where));
    Seq after;
    if (row) {
        const auto cursor = must(m_store->held.cursor(where, row->first));
        after = std::max(cursor, previous(row->first));
    }
    auto run = m_relay.sync(self, where, after);
    if (run.refusal)
        return;
    write([&]() -> Result<void> {
        for (const wire::Payload &payload : run.run.before) {
            if (const auto *state = std::get_if<wire::Conversation>(&payload))
                apply(*state);
        }
        return {};
    });
    std::erase_if(run.run.entries, [&](const relay::log::Entry &entry) { return without.contains(entry.seq); });
    receive(where, run.run.entries);
}

void ClientDevice::syncBackwards(ConversationId where)
{
    auto run = m_relay.sync(self, where, {});
    write([&]() -> Result<void> {
        for (const wire::Payload &payload : run.run.before) {
            if (const auto *state = std::get_if<wire::Conversation>(&payload))
                apply(*state);
        }
        return {};
    });
    std::ranges::reverse(run.run.entries);
    for (const relay::log::Entry &entry : run.run.entries)
        receive(where, { entry });
}

QByteArray ClientDevice::dump()
{
    m_keeper.reset();
    m_accounts.reset();
    m_store.reset();
    const auto seal = must(sql::StoreSeal::create(testKey()));
    auto database = must(sql::Database::open(
        m_dir.filePath(QStringLiteral("disk/store.db")), sql::OpenMode::ReadWrite, seal->sealing()));
    QByteArray all;
    const auto add = [&](sql::SqlText sql, int columns) {
        sql::Statement statement(*database, sql);
        auto rows = must(statement.query());
        while (rows.next()) {
            for (int column = 0; column < columns; ++column)
                all += rows.bytes(column).toHex() + ',';
            all += '\n';
        }
    };
    add("SELECT * FROM groups ORDER BY 1", 9);
    add("SELECT * FROM group_epochs ORDER BY 1", 4);
    add("SELECT * FROM group_senders ORDER BY 1, 2", 3);
    add("SELECT * FROM pending_handshakes ORDER BY 1", 13);
    add("SELECT * FROM sealed_messages ORDER BY 1, 2", 2);
    add("SELECT * FROM early_entries ORDER BY 1, 2", 9);
    add("SELECT * FROM key_packages ORDER BY 1", 8);
    add("SELECT * FROM account_pins ORDER BY 1", 5);
    database.reset();
    open();
    return all;
}

} // namespace pc::test
