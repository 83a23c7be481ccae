// SPDX-License-Identifier: GPL-3.0-or-later
// Commands that look after the relay itself.

#include "core/relay/admin/admincommands.h"

#include <array>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;
using accounts::AuditEntry;
using accounts::AuditHead;
using accounts::AuditVerdict;
using Answer = AdminDesk::Answer;

Carry auditList(Arguments &given)
{
    return [before = given.number("before"_L1, 0), limit = given.page()](const Services &services, Answer answer) {
        services.people.auditPage(
            before, limit, [answer = std::move(answer), limit](const Result<std::vector<AuditEntry>> &entries) {
                if (!entries) {
                    answer(refusal(entries.error()));
                    return;
                }
                const bool isFull = int(entries->size()) == limit && entries->back().number > 1;
                answer(success({ { u"items"_s, toJson(*entries) },
                    { u"next"_s, isFull ? QString::number(entries->back().number) : QString() } }));
            });
    };
}

Carry auditHead(Arguments &)
{
    return [](const Services &services, Answer answer) {
        services.people.auditHead(answerObject<AuditHead>(std::move(answer)));
    };
}

Carry auditVerify(Arguments &given)
{
    return [known = given.hash("head"_L1)](const Services &services, Answer answer) {
        services.people.verifyAudit(known, [answer = std::move(answer)](const Result<AuditVerdict> &verdict) {
            if (!verdict)
                answer(refusal(verdict.error()));
            else if (verdict->firstBad)
                answer(refusal({ Errc::Corrupt,
                    u"the audit log is not as it was written: number %1 is the first that is wrong"_s.arg(
                        *verdict->firstBad) }));
            else if (!verdict->knownHead)
                answer(refusal({ Errc::Corrupt, u"the audit log holds together, but that head was never in it"_s }));
            else
                answer(success(toJson(verdict->head)));
        });
    };
}

Carry showPerson(Arguments &given)
{
    return [user = given.id<UserId>("person"_L1)](const Services &services, Answer answer) {
        services.people.person(user, answerObject<accounts::PersonRecord>(std::move(answer)));
    };
}

Carry statistics(Arguments &)
{
    return [](const Services &services, Answer answer) {
        services.people.statistics([answer = std::move(answer), sessions = services.running.sessions](
                                       const Result<accounts::Statistics> &statistics) {
            if (!statistics) {
                answer(refusal(statistics.error()));
                return;
            }
            QJsonObject json = toJson(*statistics);
            if (sessions)
                json.insert(u"sessions"_s, sessions());
            answer(success(json));
        });
    };
}

Carry limits(Arguments &)
{
    return [](const Services &services, Answer answer) {
        if (services.running.limits)
            answer(success(services.running.limits()));
        else
            answer(refusal({ Errc::Unavailable, u"no relay runs: see config show for what will hold"_s }));
    };
}

Carry ready(Arguments &)
{
    return [](const Services &services, Answer answer) {
        const std::string_view trouble = services.running.trouble ? services.running.trouble() : "no relay runs";
        if (trouble.empty())
            answer(success({ { u"ready"_s, true } }));
        else
            answer(refusal({ Errc::Unavailable, QString::fromUtf8(trouble) }));
    };
}

Carry noteBackup(Arguments &)
{
    return [](const Services &services, Answer answer) {
        services.people.note("backup"_L1, answerDone(std::move(answer)));
    };
}

constexpr std::array kDuties {
    Command { "show-person"_L1, showPerson },
    Command { "statistics"_L1, statistics },
    Command { "limits"_L1, limits },
    Command { "ready"_L1, ready },
    Command { "note-backup"_L1, noteBackup },
    Command { "audit-list"_L1, auditList },
    Command { "audit-head"_L1, auditHead },
    Command { "audit-verify"_L1, auditVerify },
};

} // namespace

std::span<const Command> dutyCommands()
{
    return kDuties;
}

} // namespace pc::relay::admin
