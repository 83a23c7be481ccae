// SPDX-License-Identifier: GPL-3.0-or-later
// What ConversationLog does so that nothing is kept longer than it may be: retention, holds, erasures, room given back.

#include "core/base/log.h"
#include "core/base/logline.h"
#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/registry.h"
#include "core/relay/log/conversationlog.h"
#include "core/relay/log/erasurelist.h"
#include "core/sql/database.h"
#include "core/sql/freespace.h"
#include "core/sql/transaction.h"

#include <utility>
#include <variant>

namespace pc::relay::log {

namespace {

/// A file of this size is written anew within about a second; larger ones at the next start, or when somebody asks for it.
constexpr qint64 kRebuiltAtOnce = 128 * 1024 * 1024;

Result<bool> isRebuildWanted(sql::Database &database)
{
    sql::Statement select(database, "SELECT 1 FROM relay_meta WHERE key = 'rebuild_wanted'");
    auto rows = select.query();
    if (!rows)
        return rows.error();
    return rows->next();
}

/// Outside of any transaction: the mark goes last, so that a power cut begins again.
Result<void> rebuildAndForget(sql::Database &database)
{
    if (auto rebuilt = sql::rebuild(database, sql::Shrinking::LittleByLittle); !rebuilt)
        return rebuilt;
    sql::Statement remove(database, "DELETE FROM relay_meta WHERE key = 'rebuild_wanted'");
    if (auto done = remove.run(); !done)
        return done.error();
    // Who reads just now keeps the log for a moment; it is emptied after the next purge or at the end.
    const auto emptied = sql::emptyLog(database);
    return emptied ? Result<void>() : Result<void>(emptied.error());
}

} // namespace

void ConversationLog::noteTidied(const Tidied &tidied)
{
    m_counters.expired.add(tidied.expired);
    m_expired += tidied.expired;
    if (!tidied.isPassOver || m_expired == 0)
        return;
    LogLine(lcRelay(), QtInfoMsg, "retention has taken what was too old").with("entries", std::exchange(m_expired, 0));
    // What was deleted need not lie in the log any longer than here.
    (void)m_writer->postApart(
        [](sql::Database &database) {
            const auto emptied = sql::emptyLog(database);
            return emptied ? Result<void>() : Result<void>(emptied.error());
        },
        [](const Result<void> &) {});
}

void ConversationLog::changeHold(const Hold &hold, bool isPlaced, Reply<void> reply)
{
    const bool posted = m_writer->post(
        [this, hold, isPlaced](sql::Database &database) -> Result<void> {
            const UtcTime now = m_clock.utcNow();
            Holds &holds = m_logWriter->holds();
            auto changed
                = isPlaced ? holds.place({ hold.kind, hold.object, now }) : holds.release(hold.kind, hold.object);
            if (changed && !isPlaced)
                changed = m_logWriter->erasure().again();
            if (!changed)
                return changed;
            return accounts::recordAct(
                database, now, QLatin1StringView(isPlaced ? "place-hold" : "release-hold"), hold.object);
        },
        reply);
    if (!posted)
        reply(accounts::Registry::busy());
}

void ConversationLog::holds(Reply<std::vector<Hold>> reply)
{
    const bool posted = m_reader->post([reply](sql::Database &database) { reply(allHolds(database)); });
    if (!posted)
        reply(accounts::Registry::busy());
}

void ConversationLog::erase(UserId person, std::function<void(const Erased &)> begun, Reply<ErasureReport> reply)
{
    auto erased = std::make_shared<Erased>();
    const bool posted = m_writer->post(
        [this, person, erased](sql::Database &database) -> Result<void> {
            auto done = m_logWriter->erasure().begin(person, m_clock.utcNow());
            if (!done)
                return done.error();
            *erased = std::move(*done);
            // Before it is on the disk: who stands in the list and was not erased is erased at the next start.
            return ErasureList::beside(database.path()).add(person);
        },
        [this, erased, begun, reply](const Result<void> &done) {
            if (!done) {
                reply(done.error());
                return;
            }
            for (const Changed &changed : erased->left)
                publishEntry(changed);
            begun(*erased);
            eraseOn(erased->person.person.id, {}, reply);
        });
    if (!posted)
        reply(accounts::Registry::busy());
}

/// Step after step, each a work of its own among those of others.
void ConversationLog::eraseOn(UserId person, ErasureReport report, Reply<ErasureReport> reply)
{
    auto step = std::make_shared<ErasureStep>();
    const bool posted = m_writer->post(
        [this, step](sql::Database &) -> Result<void> {
            auto done = m_logWriter->erasure().step();
            if (!done)
                return done.error();
            *step = *done;
            return {};
        },
        [this, person, step, report, reply](const Result<void> &done) mutable {
            report.entries += step->entries;
            if (!done)
                reply(done.error());
            else if (step->more)
                eraseOn(person, report, reply);
            else
                finishErasure(person, report, reply);
        });
    if (!posted)
        reply(accounts::Registry::busy());
}

void ConversationLog::finishErasure(UserId person, ErasureReport report, Reply<ErasureReport> reply)
{
    auto shared = std::make_shared<ErasureReport>(report);
    auto isSmall = std::make_shared<bool>(false);
    const bool posted = m_writer->post(
        [this, person, shared, isSmall](sql::Database &database) -> Result<void> {
            auto held = m_logWriter->erasure().isHeldBack(person);
            if (!held)
                return held.error();
            shared->isHeldBack = *held;
            *isSmall = database.bytes() <= kRebuiltAtOnce;
            return wantRebuild(database);
        },
        [this, shared, isSmall, reply](const Result<void> &done) {
            const auto rebuilt = [shared, reply](const Result<void> &result) {
                shared->isRebuilt = result.ok();
                reply(*shared);
            };
            if (!done)
                reply(done.error());
            else if (!*isSmall || !m_writer->postApart(rebuildAndForget, rebuilt))
                reply(*shared);
        });
    if (!posted)
        reply(accounts::Registry::busy());
}

void ConversationLog::compact(Reply<sql::FileSpace> reply)
{
    auto space = std::make_shared<sql::FileSpace>();
    const bool posted = m_writer->postApart(
        [space](sql::Database &database) -> Result<void> {
            if (auto rebuilt = rebuildAndForget(database); !rebuilt)
                return rebuilt;
            auto left = sql::fileSpace(database);
            if (!left)
                return left.error();
            *space = *left;
            return {};
        },
        [space, reply](const Result<void> &done) { reply(done ? Result<sql::FileSpace>(*space) : done.error()); });
    if (!posted)
        reply(accounts::Registry::busy());
}

Result<void> ConversationLog::reapplyErasures(sql::Database &database, const ErasureList &list)
{
    const auto people = list.read();
    if (!people)
        return people.error();
    LogWriter writer(database, m_options.maxMembers, *m_franking, m_clock);
    auto inOne = [&database, &writer](const auto &work) -> Result<void> {
        auto transaction = sql::Transaction::begin(database);
        if (!transaction)
            return transaction.error();
        if (auto done = work(); !done)
            return done;
        if (auto flushed = writer.flush(); !flushed)
            return flushed;
        return transaction->commit();
    };
    bool isAny = false;
    for (const UserId person : *people) {
        bool isBack = false;
        auto done = inOne([&]() -> Result<void> {
            auto begun = writer.erasure().begin(person, m_clock.utcNow());
            isBack = begun.ok();
            if (begun || begun.code() == Errc::NotFound)
                return {};
            if (begun.code() != Errc::Conflict)
                return begun.error();
            LogLine(lcRelay(), QtWarningMsg, "somebody who was erased is back, and held").with("person", person);
            return {};
        });
        if (!done)
            return done;
        isAny = isAny || isBack;
    }
    for (bool hasMore = isAny; hasMore;) {
        auto done = inOne([&]() -> Result<void> {
            auto step = writer.erasure().step();
            if (!step)
                return step.error();
            hasMore = step->more;
            return {};
        });
        if (!done)
            return done;
    }
    if (isAny) {
        LogLine(lcRelay(), QtWarningMsg, "who had been erased was in this database again, and is erased once more");
        if (auto wanted = wantRebuild(database); !wanted)
            return wanted;
    }
    auto isWanted = isRebuildWanted(database);
    if (!isWanted)
        return isWanted.error();
    return *isWanted ? rebuildAndForget(database) : Result<void>();
}

} // namespace pc::relay::log
