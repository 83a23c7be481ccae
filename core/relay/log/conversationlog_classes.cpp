// SPDX-License-Identifier: GPL-3.0-or-later
// The school's side of ConversationLog: classes.

#include "core/relay/accounts/auditlog.h"
#include "core/relay/accounts/registry.h"
#include "core/relay/log/conversationlog.h"

#include <utility>

namespace pc::relay::log {

namespace {

QLatin1StringView actName(wire::ConversationOp op)
{
    switch (op) {
    case wire::ConversationOp::Create:
        return QLatin1StringView("create-class");
    case wire::ConversationOp::AddMembers:
        return QLatin1StringView("add-to-class");
    case wire::ConversationOp::RemoveMembers:
        return QLatin1StringView("remove-from-class");
    case wire::ConversationOp::Rename:
    case wire::ConversationOp::Settings:
    case wire::ConversationOp::State:
        break;
    }
    return QLatin1StringView("change-class");
}

Error classRefusal(Errc why, int maxMembers)
{
    switch (why) {
    case Errc::NotFound:
        return { why, QStringLiteral("no such class, or somebody who is not of its school") };
    case Errc::TooLarge:
        return { why, QStringLiteral("a class has at most %1 members").arg(maxMembers) };
    case Errc::Invalid:
        return { why, QStringLiteral("a class needs a name and somebody in it") };
    default:
        return { why, QStringLiteral("the class was not changed") };
    }
}

} // namespace

void ConversationLog::changeClass(const ClassChange &change, Reply<ClassRecord> reply)
{
    struct Outcome
    {
        Changed changed;
        ClassRecord record;
    };

    auto outcome = std::make_shared<Outcome>();
    const bool posted = m_writer->post(
        [this, change, outcome](sql::Database &database) -> Result<void> {
            const UtcTime now = m_clock.utcNow();
            auto changed = m_logWriter->classes().apply(change, now);
            if (!changed)
                return changed.error();
            outcome->changed = std::move(*changed);
            if (outcome->changed.refusal)
                return {};
            if (outcome->changed.entry) {
                if (auto noted = accounts::recordAct(database, now, actName(change.op), change.conversation.raw());
                    !noted)
                    return noted;
            }
            auto record = ClassList(database).find(change.conversation);
            if (!record)
                return record.error();
            outcome->record = std::move(*record);
            return {};
        },
        [this, outcome, reply](const Result<void> &done) {
            const Changed &changed = outcome->changed;
            if (done && changed.entry)
                publishEntry(changed);
            if (!done)
                reply(done.error());
            else if (changed.refusal)
                reply(classRefusal(*changed.refusal, m_options.maxMembers));
            else
                reply(std::move(outcome->record));
        });
    if (!posted)
        reply(accounts::Registry::busy());
}

void ConversationLog::classes(
    SchoolId school, const QString &after, int limit, Reply<accounts::Page<ClassRecord>> reply)
{
    const bool posted = m_reader->post([school, after, limit, reply](sql::Database &database) {
        reply(ClassList(database).pageOf(school, after, limit));
    });
    if (!posted)
        reply(accounts::Registry::busy());
}

void ConversationLog::classMembers(
    ConversationId id, const QString &after, int limit, Reply<accounts::Page<people::Person>> reply)
{
    const bool posted = m_reader->post(
        [id, after, limit, reply](sql::Database &database) { reply(ClassList(database).membersOf(id, after, limit)); });
    if (!posted)
        reply(accounts::Registry::busy());
}

} // namespace pc::relay::log
