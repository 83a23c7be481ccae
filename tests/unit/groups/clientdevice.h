// SPDX-License-Identifier: GPL-3.0-or-later
// ClientDevice: one device with a real store and a GroupKeeper, which does by hand what a session does: takes what the relay
// sends, keeps messages and their bytes, and can die between any two steps.

#pragma once

#include "core/groups/groupkeeper.h"
#include "core/groups/ownpackages.h"
#include "core/store/store.h"
#include "core/trust/accountbook.h"

#include <map>
#include <set>

#include "schoolrelay.h"

namespace pc::test {

/// Randomness of its own that can be repeated, for keys.
class SeededKeys final : public crypto::RandomSource
{
public:
    explicit SeededKeys(quint64 seed)
        : m_random(seed)
    {
    }

    void fill(crypto::MutableByteView out) override { m_random.fill(out); }

private:
    SeededRandom m_random;
};

class ClientDevice
{
public:
    ClientDevice(SchoolRelay &relay, relay::accounts::Actor actor);

    const relay::accounts::Actor self;

    groups::GroupKeeper &keeper() { return *m_keeper; }
    store::Store &store() { return *m_store; }
    trust::AccountBook &accounts() { return *m_accounts; }

    /// Dies and starts anew from what is on its disk.
    void restart();

    /// Its disk as it is now; and such a disk put back.
    void backUp(const QString &name);
    void restore(const QString &name);

    /// Key packages to the relay, as many as it should have.
    void publish();

    // The log.

    /// Everything that is new, in order.
    void sync(ConversationId where);

    /// The same, but one entry at a time from the end backwards.
    void syncBackwards(ConversationId where);

    /// All of it but for the entries in `without`.
    void syncWithout(ConversationId where, const std::set<Seq> &without);

    // Changes of the group.

    /// The next thing to do, once. Gives what it was.
    groups::NeedKind doNext(ConversationId where);

    /// Reads the log and does what is to be done, until there is nothing more.
    void settle(ConversationId where);

    /// The draft that this need leads to, stored and not sent.
    std::optional<groups::HandshakeDraft> prepare(ConversationId where, const groups::Need &need);
    relay::log::Appended send(const groups::HandshakeDraft &draft);
    void hear(const groups::HandshakeDraft &draft, const relay::log::Appended &answer);
    groups::NeedKind need(ConversationId where);

    /// What is to be done next, once those whose lists are wanted were asked for.
    groups::Need needed(ConversationId where);

    /// Takes these people's lists as the relay has them.
    void check(const std::vector<UserId> &users);

    // Messages.

    /// Seals and stores; gives the message's id, or why it was not sealed.
    groups::Either<MessageId, groups::SealRefusal> write(ConversationId where, const QByteArray &text);
    relay::log::Appended post(ConversationId where, MessageId message);
    void hear(ConversationId where, MessageId message, const relay::log::Appended &answer);

    /// All three, with a reseal when it comes too late. False when it was not sealed.
    bool say(ConversationId where, const QByteArray &text);

    /// What the timeline shows, by seq: texts; "own", "before", "outside", "broken", "undecryptable" for the rest.
    std::map<Seq, QByteArray> shown(ConversationId where) const;
    std::vector<QByteArray> texts(ConversationId where) const;

    bool wasRolledBack = false;

    /// Every column of every row.
    QByteArray dump();

    /// Runs `work` in a transaction that must hold.
    void write(const std::function<Result<void>()> &work);

    /// As a session hands it over.
    static groups::LogEntry toLogEntry(const relay::log::Entry &entry);
    void note(ConversationId where, const groups::Taken &taken);

private:
    void open();
    void receive(ConversationId where, const std::vector<relay::log::Entry> &entries);
    void apply(const wire::Conversation &change);
    bool joinByWelcome();
    wire::Keys asking(wire::KeysOp op, std::optional<ConversationId> where = {}) const;

    SchoolRelay &m_relay;
    QTemporaryDir m_dir;
    SeededRandom m_ids;
    SeededKeys m_keys;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<trust::AccountBook> m_accounts;
    std::unique_ptr<groups::GroupKeeper> m_keeper;
    std::map<ConversationId, std::map<Seq, QByteArray>> m_shown;
};

} // namespace pc::test
