// SPDX-License-Identifier: GPL-3.0-or-later
// Registry: what the services of this room share: the way to the database, the roster that mirrors it, the tokens, and
// whom to tell when a device's access ends.
//
// Replies come exactly once, on whichever thread finished (the caller's, the reader's, the writer's or one of the hash
// pool's), and not at all when the relay stops first.

#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/relay/accounts/accesstokens.h"
#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/devicestore.h"
#include "core/relay/accounts/peoplestore.h"
#include "core/relay/accounts/roster.h"
#include "core/sql/reader.h"
#include "core/sql/writer.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace pc::relay::accounts {

template<typename T>
using Reply = std::function<void(Result<T>)>;

struct RegistryHooks
{
    /// A device was revoked or signed out, or its person disabled: cut its sockets now. On the writer's thread.
    std::function<void(UserId, DeviceId)> deviceEnded;

    /// Somebody's name, role, label, school policy or standing changed: what was cached of them is old. Same thread.
    std::function<void(UserId)> personChanged;

    /// Another device asks for history that this person's devices may have: those that are online look. Any thread.
    std::function<void(UserId)> historyWanted;

    /// Whether the disk has room for what people store beside the log; without it, it has. Any thread.
    std::function<bool()> hasRoom;
};

class Registry
{
public:
    /// All must outlive this. `random` is used on the writer's thread only.
    Registry(sql::Writer &writer, sql::Reader &reader, const Clock &clock, Random &random, RegistryHooks hooks)
        : m_writer(writer)
        , m_reader(reader)
        , m_clock(clock)
        , m_random(random)
        , m_tokens(clock)
        , m_hooks(std::move(hooks))
    {
    }

    /// Fills the roster and the keys. Waits for the writer; once, before anything is served.
    Result<void> load();

    /// Replaces the signing key when its time has come. Cheap; once a day will do.
    void rotateKeys(bool now, Reply<void> reply);

    const Clock &clock() const { return m_clock; }
    Random &random() { return m_random; }
    AccessTokens &tokens() { return m_tokens; }
    Roster &roster() { return m_roster; }
    const Roster &roster() const { return m_roster; }

    /// Runs `work` in a transaction on the writer's thread; `reply` comes when its result is on the disk. A work may run
    /// twice, the first time undone, so it changes nothing but the database.
    template<typename T, typename Work>
    void write(Work work, Reply<T> reply)
    {
        auto result = std::make_shared<std::optional<T>>(); // shared by work and done, which are copied apart
        const bool queued = m_writer.post(
            [work = std::move(work), result](sql::Database &database) -> Result<void> {
                Result<T> made = work(database);
                if (!made)
                    return made.error();
                result->emplace(std::move(*made));
                return {};
            },
            [reply, result](const Result<void> &done) {
                if (done)
                    reply(std::move(**result));
                else
                    reply(done.error());
            });
        if (!queued)
            reply(busy());
    }

    /// Notes what changed nothing, or could not: an attempt. What was done is noted in its own transaction.
    void note(std::vector<AuditAct> acts);

    /// Runs `work` on the reader's thread.
    template<typename T, typename Work>
    void read(Work work, Reply<T> reply)
    {
        const bool posted = m_reader.post([this, work = std::move(work), reply](sql::Database &database) {
            auto result = work(database);
            if (!result && result.code() == Errc::Corrupt)
                m_writer.distrust(result.error());
            reply(std::move(result));
        });
        if (!posted)
            reply(busy());
    }

    /// Make known what a commit changed: to the roster first, then to whom it concerns.
    void publish(const School &school);
    void publish(const PersonRecord &person);
    void publish(const Device &device);

    void tellHistoryWanted(UserId user) const
    {
        if (m_hooks.historyWanted)
            m_hooks.historyWanted(user);
    }

    bool hasRoom() const { return !m_hooks.hasRoom || m_hooks.hasRoom(); }

    static Error busy() { return { Errc::Unavailable, QStringLiteral("too much is waiting") }; }

private:
    sql::Writer &m_writer;
    sql::Reader &m_reader;
    const Clock &m_clock;
    Random &m_random;
    AccessTokens m_tokens;
    Roster m_roster;
    RegistryHooks m_hooks;
};

} // namespace pc::relay::accounts
