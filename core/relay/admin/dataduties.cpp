// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about how long data is kept: retention, holds, erasures.

#include "core/relay/admin/admincommands.h"

#include <array>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;
using log::Hold;
using log::HoldKind;
using Answer = AdminDesk::Answer;

Carry setRetention(Arguments &given)
{
    return [school = given.id<SchoolId>("school"_L1), days = given.number("days"_L1, 0)](
               const Services &services, Answer answer) {
        services.people.setRetention(school, days, answerObject<accounts::School>(std::move(answer)));
    };
}

/// What is named, which must be one thing.
Hold holdOf(Arguments &given)
{
    Hold hold;
    given.one({ "school"_L1, "person"_L1, "conversation"_L1 });
    if (given.has("school"_L1))
        hold = { HoldKind::School, given.id<SchoolId>("school"_L1).raw(), {} };
    else if (given.has("person"_L1))
        hold = { HoldKind::Person, given.id<UserId>("person"_L1).raw(), {} };
    else if (given.has("conversation"_L1))
        hold = { HoldKind::Conversation, given.id<ConversationId>("conversation"_L1).raw(), {} };
    return hold;
}

template<bool isPlaced>
Carry changeHold(Arguments &given)
{
    return [hold = holdOf(given)](const Services &services, Answer answer) {
        services.log.changeHold(hold, isPlaced, answerDone(std::move(answer)));
    };
}

Carry listHolds(Arguments &)
{
    return [](const Services &services, Answer answer) {
        services.log.holds([answer = std::move(answer)](const Result<std::vector<Hold>> &holds) {
            answer(
                holds ? success({ { u"items"_s, toJson(*holds) }, { u"next"_s, QString() } }) : refusal(holds.error()));
        });
    };
}

Carry erase(Arguments &given)
{
    const auto person = given.id<UserId>("person"_L1);
    given.confirmed("yes"_L1, "an erasure cannot be taken back: confirm it with --yes");
    return [person](const Services &services, Answer answer) {
        services.log.erase(
            person,
            [&people = services.people](
                const log::Erased &erased) { people.publishErased(erased.person, erased.devices); },
            [answer = std::move(answer)](const Result<log::ErasureReport> &report) {
                answer(report ? success(toJson(*report)) : refusal(report.error()));
            });
    };
}

Carry compact(Arguments &)
{
    return [](const Services &services, Answer answer) {
        services.log.compact([answer = std::move(answer)](const Result<sql::FileSpace> &space) {
            answer(space ? success({ { u"pages"_s, space->pages } }) : refusal(space.error()));
        });
    };
}

Carry noteExport(Arguments &given)
{
    return [person = given.id<UserId>("person"_L1)](const Services &services, Answer answer) {
        services.people.note("export"_L1, answerDone(std::move(answer)), person.raw());
    };
}

constexpr std::array kDataDuties {
    Command { "set-retention"_L1, setRetention },
    Command { "place-hold"_L1, changeHold<true> },
    Command { "release-hold"_L1, changeHold<false> },
    Command { "list-holds"_L1, listHolds },
    Command { "erase"_L1, erase },
    Command { "compact"_L1, compact },
    Command { "note-export"_L1, noteExport },
};

} // namespace

std::span<const Command> dataCommands()
{
    return kDataDuties;
}

} // namespace pc::relay::admin
