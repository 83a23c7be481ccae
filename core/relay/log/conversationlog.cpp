// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/log/conversationlog.h"

#include "core/base/log.h"
#include "core/base/logline.h"

#include <utility>

namespace pc::relay::log {

namespace {

Error queueFull()
{
    return { Errc::Unavailable, QStringLiteral("too much is waiting") };
}

/// The disk's errors are ours alone: a client hears that it should try again.
Error forClient(const Error &error)
{
    if (error.code == Errc::Conflict)
        return error;
    return { Errc::Unavailable, error.detail };
}

} // namespace

ConversationLog::ConversationLog(Clock &clock, Options options)
    : m_clock(clock)
    , m_options(std::move(options))
{
}

Result<void> ConversationLog::prepare(sql::Database &database)
{
    if (m_franking)
        return {};
    auto franking = keys::FrankingKeys::load(database, m_clock.utcNow());
    if (!franking)
        return franking.error();
    m_franking = std::move(*franking);
    return {};
}

void ConversationLog::opened(sql::Database &database)
{
    m_logWriter = std::make_unique<LogWriter>(database, m_options.maxMembers, *m_franking, m_clock);
}

void ConversationLog::closing()
{
    m_logWriter.reset();
}

Result<void> ConversationLog::beforeCommit()
{
    return m_logWriter->flush();
}

void ConversationLog::rolledBack()
{
    m_logWriter->forget();
}

void ConversationLog::batchCommitted()
{
    for (auto &[mailbox, tasks] : m_pending)
        mailbox->post(std::exchange(tasks, {}));
}

void ConversationLog::attach(sql::Writer &writer, sql::Reader &reader)
{
    m_writer = &writer;
    m_reader = &reader;
}

void ConversationLog::readerOpened(sql::Database &database)
{
    m_logReader = std::make_unique<LogReader>(database, *m_franking);
}

void ConversationLog::readerClosing()
{
    m_logReader.reset();
}

void ConversationLog::observe(Mailbox &mailbox, Observer observer)
{
    m_observers.emplace(&mailbox, std::move(observer));
}

void ConversationLog::answerLater(Mailbox &mailbox, Task task)
{
    m_pending[&mailbox].push_back(std::move(task));
}

void ConversationLog::publish(Delivery delivery)
{
    const auto shared = std::make_shared<const Delivery>(std::move(delivery));
    for (const auto &[mailbox, observer] : m_observers)
        m_pending[mailbox].push_back([&observer = observer, shared] { observer(shared); });
}

/// A request on its way through the writer: the work, what it gave, and who is told.
template<typename T, typename Work, typename Publish>
class ConversationLog::Job final : public sql::WriteJob
{
public:
    Job(ConversationLog &log, Mailbox &mailbox, Reply<T> reply, Work work, Publish publish)
        : m_log(log)
        , m_mailbox(mailbox)
        , m_reply(std::move(reply))
        , m_work(std::move(work))
        , m_publish(std::move(publish))
    {
    }

    Result<void> run(sql::Database &) override
    {
        auto result = m_work();
        if (!result)
            return result.error();
        m_outcome = std::move(*result);
        return {};
    }

    void done(const Result<void> &result) override
    {
        if (!result) {
            m_log.answerLater(
                m_mailbox, [reply = std::move(m_reply), error = forClient(result.error())] { reply(error); });
            return;
        }
        m_publish(m_outcome);
        m_log.answerLater(m_mailbox,
            [reply = std::move(m_reply), outcome = std::move(m_outcome)]() mutable { reply(std::move(outcome)); });
    }

    /// The queue is full: it never ran.
    void refuse()
    {
        m_mailbox.post([reply = std::move(m_reply)] { reply(queueFull()); });
    }

private:
    ConversationLog &m_log;
    Mailbox &m_mailbox;
    Reply<T> m_reply;
    Work m_work;
    Publish m_publish;
    T m_outcome;
};

template<typename T, typename Work, typename Publish>
void ConversationLog::write(Mailbox &mailbox, Reply<T> reply, Work work, Publish publishResult)
{
    using Made = Job<T, Work, Publish>;
    std::unique_ptr<sql::WriteJob> job
        = std::make_unique<Made>(*this, mailbox, std::move(reply), std::move(work), std::move(publishResult));
    if (!m_writer->post(job))
        static_cast<Made &>(*job).refuse();
}

template<typename T, typename Work>
void ConversationLog::read(Mailbox &mailbox, Reply<T> reply, Work work)
{
    const bool posted = m_reader->post([this, reply, &mailbox, work = std::move(work)](sql::Database &) {
        auto result = std::make_shared<Result<T>>(work());
        if (!*result && result->code() == Errc::Corrupt)
            m_writer->distrust(result->error());
        mailbox.post([reply, result] {
            if (!*result)
                reply(forClient(result->error()));
            else
                reply(std::move(*result));
        });
    });
    if (!posted)
        mailbox.post([reply] { reply(queueFull()); });
}

/// False when there is too little room, and that was answered.
template<typename T>
bool ConversationLog::mayGrow(Mailbox &mailbox, const Reply<T> &reply) const
{
    if (!m_options.hasRoom || m_options.hasRoom())
        return true;
    mailbox.post([reply] { reply(Error { Errc::Unavailable, QStringLiteral("the disk is nearly full") }); });
    return false;
}

void ConversationLog::append(
    const accounts::Actor &actor, wire::Message message, Mailbox &mailbox, Reply<Appended> reply)
{
    if (!mayGrow(mailbox, reply))
        return;
    std::optional<SealedMessage> sealed;
    if (auto read = readSealed(message.content, message.conversation))
        sealed = std::move(*read);
    auto work = [this, actor, message = std::move(message), sealed = std::move(sealed)] {
        return m_logWriter->appender().append(actor, message, sealed, m_clock.utcNow());
    };
    write<Appended>(
        mailbox, std::move(reply), std::move(work), [this](const Appended &appended) { publishAppended(appended); });
}

void ConversationLog::handshake(
    const accounts::Actor &actor, wire::Handshake handshake, Mailbox &mailbox, Reply<Appended> reply)
{
    if (!mayGrow(mailbox, reply))
        return;
    auto work = [this, actor, handshake = std::move(handshake)] {
        return m_logWriter->groups().apply(actor, handshake, m_clock.utcNow());
    };
    write<Appended>(
        mailbox, std::move(reply), std::move(work), [this](const Appended &appended) { publishAppended(appended); });
}

void ConversationLog::keys(const accounts::Actor &actor, wire::Keys keys, Mailbox &mailbox, Reply<KeysAnswer> reply)
{
    if (keys.op == wire::KeysOp::PutPackages && !mayGrow(mailbox, reply))
        return;
    auto work = [this, actor, keys = std::move(keys)] { return m_logWriter->keys().answer(actor, keys); };
    write<KeysAnswer>(mailbox, std::move(reply), std::move(work), [this](const KeysAnswer &answer) {
        if (answer.hinted && answer.conversation)
            publishHint(*answer.conversation, *answer.hinted);
    });
}

void ConversationLog::tidy(Mailbox &mailbox, Reply<bool> reply)
{
    const auto work = [this] { return m_logWriter->tidy(m_clock.utcNow()); };
    auto answer = [reply = std::move(reply)](
                      const Result<Tidied> &tidied) { reply(tidied ? Result<bool>(tidied->more) : tidied.error()); };
    write<Tidied>(mailbox, std::move(answer), work, [this](const Tidied &tidied) { noteTidied(tidied); });
}

void ConversationLog::deviceEnded(DeviceId device)
{
    using Groups = std::vector<std::pair<ConversationId, SharedRoster>>;
    auto groups = std::make_shared<Groups>();
    const bool posted = m_writer->post(
        [this, device, groups](sql::Database &) -> Result<void> {
            auto found = m_logWriter->care().leftBehind(device);
            if (!found)
                return found.error();
            *groups = std::move(*found);
            return {};
        },
        [this, groups](const Result<void> &done) {
            if (!done)
                return;
            for (const auto &[conversation, roster] : *groups)
                publishHint(conversation, *roster);
        });
    // A hint that is not given is no loss: every device asks when it has caught up.
    if (!posted)
        LogLine(lcLog(), QtInfoMsg, "too much is waiting: no hint about a device that was signed out");
}

void ConversationLog::publishHint(ConversationId conversation, const Roster &roster)
{
    Delivery delivery;
    wire::Keys hint;
    hint.op = wire::KeysOp::CheckGroup;
    hint.conversation = conversation;
    delivery.payloads.push_back(hint);
    for (const RosterMember &member : roster.members) {
        if (member.isPresent())
            delivery.users.push_back(member.user);
    }
    publish(std::move(delivery));
}

/// To everybody but who sent it: the answer tells them.
void ConversationLog::publishAppended(const Appended &appended)
{
    if (appended.refusal || appended.repeated)
        return;
    Delivery delivery;
    delivery.entry = appended.entry;
    delivery.head = wire::Head { appended.entry.conversation, appended.entry.seq, {} };
    delivery.roster = appended.roster;
    delivery.origin = appended.entry.device;
    publish(std::move(delivery));
}

void ConversationLog::change(
    const accounts::Actor &actor, wire::Conversation change, Mailbox &mailbox, Reply<Changed> reply)
{
    if (!mayGrow(mailbox, reply))
        return;
    const auto work
        = [this, actor, change] { return m_logWriter->conversations().apply(actor, change, m_clock.utcNow()); };
    write<Changed>(mailbox, std::move(reply), work, [this, actor, change](const Changed &changed) {
        if (changed.refusal)
            return;
        if (changed.entry) {
            publishEntry(changed);
        } else if (change.op == wire::ConversationOp::Settings) {
            Delivery delivery;
            delivery.origin = actor.device;
            delivery.payloads.push_back(change);
            delivery.users.push_back(actor.user);
            publish(std::move(delivery));
        }
    });
}

/// To everybody, its maker too: each takes what changed out of the log.
void ConversationLog::publishEntry(const Changed &changed)
{
    Delivery delivery;
    delivery.entry = changed.entry;
    delivery.head = wire::Head { changed.conversation, changed.seq, {} };
    delivery.roster = changed.roster;
    delivery.joined = changed.joined;
    delivery.users = changed.removed; // they see how it ended
    publish(std::move(delivery));
}

void ConversationLog::confirm(
    const accounts::Actor &actor, wire::Receipt receipt, Mailbox &mailbox, Reply<Confirmed> reply)
{
    const auto work
        = [this, actor, receipt] { return m_logWriter->receipts().confirm(actor, receipt, m_clock.utcNow()); };
    write<Confirmed>(mailbox, std::move(reply), work, [this](const Confirmed &confirmed) {
        // Those that were confirmed in one transaction share a step; the first to be answered tells it.
        if (!confirmed.step || std::exchange(confirmed.step->isPublished, true))
            return;
        const ReceiptStep &step = *confirmed.step;
        Delivery delivery;
        delivery.payloads.push_back(step.receipt);
        delivery.head = wire::Head { step.receipt.conversation, {}, step.receipt.revision };
        delivery.users = step.interested;
        delivery.origin = step.device;
        publish(std::move(delivery));
    });
}

void ConversationLog::greet(const accounts::Actor &actor, wire::Hello hello, Mailbox &mailbox, Reply<Greeting> reply)
{
    read<Greeting>(mailbox, std::move(reply),
        [this, actor, hello = std::move(hello)] { return m_logReader->greet(actor, hello, m_options.limits); });
}

void ConversationLog::sync(const accounts::Actor &actor, wire::Sync sync, Mailbox &mailbox, Reply<SyncRun> reply)
{
    read<SyncRun>(
        mailbox, std::move(reply), [this, actor, sync] { return m_logReader->sync(actor, sync, m_options.limits); });
}

void ConversationLog::state(
    UserId user, ConversationId conversation, Mailbox &mailbox, Reply<std::optional<wire::Conversation>> reply)
{
    read<std::optional<wire::Conversation>>(
        mailbox, std::move(reply), [this, user, conversation] { return m_logReader->state(user, conversation); });
}

void ConversationLog::roster(ConversationId conversation, Mailbox &mailbox, Reply<SharedRoster> reply)
{
    read<SharedRoster>(mailbox, std::move(reply), [this, conversation] { return m_logReader->roster(conversation); });
}

void ConversationLog::contacts(UserId user, int limit, Mailbox &mailbox, Reply<std::vector<Contact>> reply)
{
    read<std::vector<Contact>>(
        mailbox, std::move(reply), [this, user, limit] { return m_logReader->contacts(user, limit); });
}

} // namespace pc::relay::log
