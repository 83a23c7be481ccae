// SPDX-License-Identifier: GPL-3.0-or-later
// ConversationLog: the durable log as the I/O loops see it: asynchronous. A request goes to the writer's or the reader's
// thread; its answer comes back through the asking loop's mailbox, and never before what it promises is on the disk.
// What was committed is told to every loop, in the order of the log.
//
// Thread: requests from any; answers and deliveries on the loop of the mailbox.

#pragma once

#include "core/base/clock.h"
#include "core/base/tally.h"
#include "core/relay/log/classlist.h"
#include "core/relay/log/logreader.h"
#include "core/relay/log/logwriter.h"
#include "core/relay/log/mailbox.h"
#include "core/sql/freespace.h"
#include "core/sql/reader.h"
#include "core/sql/writer.h"

#include <atomic>
#include <functional>
#include <map>

namespace pc::relay::log {

/// Something committed that people who are online want to know.
struct Delivery
{
    std::vector<wire::Payload> payloads; ///< None when an entry says it all.
    std::optional<Entry> entry;
    std::optional<wire::Head> head; ///< What heartbeats will tell.
    SharedRoster roster; ///< Set when it may have changed, and with each entry.
    std::vector<UserId> users; ///< Receivers, beside the roster's present members when there is an entry.
    std::vector<UserId> joined; ///< Who must first be told the whole conversation.
    DeviceId origin; ///< Gets the answer instead.
};

/// What an erasure came to.
struct ErasureReport
{
    qint64 entries = 0; ///< That lost their content, or a name.
    bool isHeldBack = false; ///< Some are kept by a hold, and go when it is released.
    bool isRebuilt = false; ///< Nothing is left in free room of the file; else it is written anew at the next start.
};

/// Counted on the writer's thread; any thread may read them.
struct LogCounters
{
    Tally expired; ///< Entries that retention took.
};

class ErasureList;

class ConversationLog
{
public:
    using Observer = std::function<void(const std::shared_ptr<const Delivery> &)>;

    template<typename T>
    using Reply = std::function<void(Result<T>)>;

    struct Options
    {
        int maxMembers = 1000;
        wire::Limits limits;
        std::function<bool()>
            hasRoom {}; ///< Whether what makes the log longer may be taken; asked on any thread. Absent: yes.
    };

    ConversationLog(Clock &clock, Options options);

    // The writer's hooks, on its thread. Attach them before the writer starts.

    /// Before the first opened(): loads what lasts from one connection to the next.
    Result<void> prepare(sql::Database &database);
    /// After prepare(): whoever stands in the list and is in the database is erased from it, and a file that was to be written
    /// anew is. Slow only where there is something to do.
    Result<void> reapplyErasures(sql::Database &database, const ErasureList &list);
    void opened(sql::Database &database);
    void closing();
    Result<void> beforeCommit();
    void rolledBack();
    void batchCommitted();

    /// Once the threads run. Neither is owned; both must end before this.
    void attach(sql::Writer &writer, sql::Reader &reader);

    // The reader's hooks, on its thread.
    void readerOpened(sql::Database &database);
    void readerClosing();

    /// Before the loops start.
    void observe(Mailbox &mailbox, Observer observer);

    // Each answers through `reply` on the mailbox's loop, exactly once. Unavailable when the queue is full or the disk
    // refuses.
    void append(const accounts::Actor &actor, wire::Message message, Mailbox &mailbox, Reply<Appended> reply);
    void handshake(const accounts::Actor &actor, wire::Handshake handshake, Mailbox &mailbox, Reply<Appended> reply);
    void keys(const accounts::Actor &actor, wire::Keys keys, Mailbox &mailbox, Reply<KeysAnswer> reply);
    void change(const accounts::Actor &actor, wire::Conversation change, Mailbox &mailbox, Reply<Changed> reply);
    void confirm(const accounts::Actor &actor, wire::Receipt receipt, Mailbox &mailbox, Reply<Confirmed> reply);
    void greet(const accounts::Actor &actor, wire::Hello hello, Mailbox &mailbox, Reply<Greeting> reply);
    void sync(const accounts::Actor &actor, wire::Sync sync, Mailbox &mailbox, Reply<SyncRun> reply);
    void state(
        UserId user, ConversationId conversation, Mailbox &mailbox, Reply<std::optional<wire::Conversation>> reply);
    void roster(ConversationId conversation, Mailbox &mailbox, Reply<SharedRoster> reply);
    /// Drops what nobody comes for any more, a bounded amount; answers whether more is left.
    void tidy(Mailbox &mailbox, Reply<bool> reply);
    void contacts(UserId user, int limit, Mailbox &mailbox, Reply<std::vector<Contact>> reply);

    /// A device was signed out for good: those in whose groups it has a leaf are told to look at them. Any thread.
    void deviceEnded(DeviceId device);

    // For administration, which has no loop: these answer on the writer's or the reader's thread, and each change leaves a
    // line in the audit log. Errors have words for who asked.
    void changeHold(const Hold &hold, bool isPlaced, Reply<void> reply);
    void holds(Reply<std::vector<Hold>> reply);

    /// Erases a person, which nothing takes back: `begun` is told as soon as they are nobody any more, `reply` when what they
    /// wrote is gone too. Errors: NotFound, Conflict (a hold covers them).
    void erase(UserId person, std::function<void(const Erased &)> begun, Reply<ErasureReport> reply);

    /// Writes the whole file anew; nothing else is written meanwhile.
    void compact(Reply<sql::FileSpace> reply);

    const LogCounters &counters() const { return m_counters; }

    void changeClass(const ClassChange &change, Reply<ClassRecord> reply);
    void classes(SchoolId school, const QString &after, int limit, Reply<accounts::Page<ClassRecord>> reply);
    void classMembers(ConversationId id, const QString &after, int limit, Reply<accounts::Page<people::Person>> reply);

private:
    template<typename T, typename Work, typename Publish>
    class Job;
    template<typename T, typename Work, typename Publish>
    void write(Mailbox &mailbox, Reply<T> reply, Work work, Publish publish);
    template<typename T, typename Work>
    void read(Mailbox &mailbox, Reply<T> reply, Work work);
    template<typename T>
    bool mayGrow(Mailbox &mailbox, const Reply<T> &reply) const;

    void noteTidied(const Tidied &tidied);
    void eraseOn(UserId person, ErasureReport report, Reply<ErasureReport> reply);
    void finishErasure(UserId person, ErasureReport report, Reply<ErasureReport> reply);

    void answerLater(Mailbox &mailbox, Task task);
    void publish(Delivery delivery);
    void publishHint(ConversationId conversation, const Roster &roster);
    void publishEntry(const Changed &changed);
    void publishAppended(const Appended &appended);

    Clock &m_clock;
    Options m_options;
    sql::Writer *m_writer = nullptr;
    sql::Reader *m_reader = nullptr;
    std::optional<keys::FrankingKeys> m_franking; ///< Set before any other thread runs, and never again.
    std::unique_ptr<LogWriter> m_logWriter; ///< Writer's thread.
    std::unique_ptr<LogReader> m_logReader; ///< Reader's thread.
    LogCounters m_counters;
    qint64 m_expired = 0; ///< Writer's thread: of the running pass.
    std::map<Mailbox *, Observer> m_observers;
    std::map<Mailbox *, std::vector<Task>> m_pending; ///< Writer's thread: of the running batch.
};

} // namespace pc::relay::log
