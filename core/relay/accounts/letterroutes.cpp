// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/letterroutes.h"

#include "core/people/rolename.h"
#include "core/relay/accounts/accountsjson.h"
#include "core/relay/accounts/routecall.h"

#include <array>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;
using front::Access;

constexpr std::string_view kLetterPrefix = "/v1/letters/";

void writeLetter(RouteCall &call)
{
    NewLetter request;
    request.id = idFromString<InviteId>(call.text("id")).value_or(InviteId {});
    request.person = idFromString<UserId>(call.text("userId")).value_or(UserId {});
    request.name = call.text("name");
    request.role = people::roleFromName(call.text("role"));
    request.label = call.text("label");
    request.life = Milliseconds { qint64(call.number("seconds")) * 1'000 };
    request.code = call.text("code");
    request.letter = call.bytes("letter");
    call.accounts.letters().write(call.actor, request, answer<LetterRecord>(call.respond, 201));
}

void listLetters(RouteCall &call)
{
    call.accounts.letters().list(
        call.actor, call.query(u"after"_s), call.limit(), answer<Page<LetterRecord>>(call.respond));
}

void endLetter(RouteCall &call)
{
    // A text that is no id names no letter.
    const auto letter = idFromString<InviteId>(call.segment(kLetterPrefix)).value_or(InviteId {});
    call.accounts.letters().end(call.actor, letter, answerNothing(call.respond));
}

void proveLetter(RouteCall &call)
{
    call.accounts.letters().prove(call.actor, call.bytes("proof"), answerNothing(call.respond));
}

constexpr std::array kLetterRoutes {
    CalledRoute { { "POST", "/v1/letters", Access::SignedIn }, writeLetter },
    CalledRoute { { "GET", "/v1/letters", Access::SignedIn }, listLetters },
    CalledRoute { { "DELETE", kLetterPrefix, Access::SignedIn }, endLetter },
    CalledRoute { { "POST", "/v1/letter-proof", Access::SignedIn }, proveLetter },
};

} // namespace

std::span<const CalledRoute> letterRoutes()
{
    return kLetterRoutes;
}

} // namespace pc::relay::accounts
