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

constexpr std::array kDuties {
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
