// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/admindesk.h"

#include "core/base/random.h"
#include "core/relay/admin/adminarguments.h"
#include "core/relay/admin/admincommands.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;
using Answer = AdminDesk::Answer;

constexpr qint64 kDayMs = qint64(24) * 60 * 60 * 1'000;

Carry createSchool(Arguments &given)
{
    return [name = given.required("name"_L1), policy = given.policy()](const Services &services, Answer answer) {
        services.people.createSchool(name, policy, answerObject<accounts::School>(std::move(answer)));
    };
}

Carry setPolicy(Arguments &given)
{
    return
        [school = given.id<SchoolId>("school"_L1), policy = given.policy()](const Services &services, Answer answer) {
            services.people.setPolicy(school, policy, answerObject<accounts::School>(std::move(answer)));
        };
}

Carry createPerson(Arguments &given)
{
    const accounts::NewPerson person { given.id<SchoolId>("school"_L1), given.required("name"_L1),
        given.role("role"_L1), given.text("label"_L1) };
    return [person](const Services &services, Answer answer) {
        services.people.createPerson(person, answerObject<accounts::PersonRecord>(std::move(answer)));
    };
}

Carry createInvite(Arguments &given)
{
    accounts::NewInvite invite;
    if (given.has("person"_L1))
        invite.person = given.id<UserId>("person"_L1);
    else
        invite.school = given.id<SchoolId>("school"_L1);
    invite.role = given.role("role"_L1);
    invite.label = given.text("label"_L1);
    invite.life = Milliseconds { given.number("days"_L1, 14) * kDayMs };
    invite.uses = given.number("uses"_L1, 1);
    return [invite](const Services &services, Answer answer) {
        services.people.createInvite(invite, answerObject<accounts::MadeInvite>(std::move(answer)));
    };
}

Carry withdrawInvite(Arguments &given)
{
    return [invite = given.id<accounts::InviteId>("invite"_L1)](const Services &services, Answer answer) {
        services.people.withdrawInvite(invite, answerDone(std::move(answer)));
    };
}

Carry resetPassword(Arguments &given)
{
    return [user = given.id<UserId>("person"_L1)](const Services &services, Answer answer) {
        services.people.resetPassword(user, [answer = std::move(answer)](const Result<QString> &password) {
            answer(password ? success({ { u"password"_s, *password } }) : refusal(password.error()));
        });
    };
}

template<bool disabled>
Carry setDisabled(Arguments &given)
{
    return [user = given.id<UserId>("person"_L1)](const Services &services, Answer answer) {
        services.people.setDisabled(user, disabled, answerObject<accounts::PersonRecord>(std::move(answer)));
    };
}

Carry revokeDevice(Arguments &given)
{
    return [device = given.id<DeviceId>("device"_L1)](const Services &services, Answer answer) {
        services.people.revokeDevice(device, answerDone(std::move(answer)));
    };
}

Carry listSchools(Arguments &)
{
    return [](const Services &services, Answer answer) {
        services.people.schools([answer = std::move(answer)](const Result<std::vector<accounts::School>> &schools) {
            answer(schools ? success({ { u"items"_s, toJson(*schools) }, { u"next"_s, QString() } })
                           : refusal(schools.error()));
        });
    };
}

Carry listPeople(Arguments &given)
{
    return [school = given.id<SchoolId>("school"_L1), search = given.text("search"_L1), after = given.text("after"_L1),
               limit = given.page()](const Services &services, Answer answer) {
        services.people.people(school, search, after, limit, answerPage<accounts::PersonRecord>(std::move(answer)));
    };
}

Carry listInvites(Arguments &given)
{
    return [school = given.id<SchoolId>("school"_L1), after = given.text("after"_L1), limit = given.page()](
               const Services &services, Answer answer) {
        services.people.invites(school, after, limit, answerPage<accounts::Invite>(std::move(answer)));
    };
}

Carry listDevices(Arguments &given)
{
    return [user = given.id<UserId>("person"_L1), after = given.text("after"_L1), limit = given.page()](
               const Services &services, Answer answer) {
        services.people.devices(user, after, limit, answerPage<accounts::Device>(std::move(answer)));
    };
}

/// Ids are made here, as a client makes its own, so that the work may run again.
log::ClassChange classChange(wire::ConversationOp op, std::vector<UserId> members)
{
    SystemRandom random;
    log::ClassChange change;
    change.op = op;
    change.message = MessageId { makeUuid4(random) };
    change.members = std::move(members);
    return change;
}

Carry carryClassChange(log::ClassChange change)
{
    return [change = std::move(change)](const Services &services, Answer answer) {
        services.log.changeClass(change, answerObject<log::ClassRecord>(std::move(answer)));
    };
}

Carry createClass(Arguments &given)
{
    SystemRandom random;
    log::ClassChange change = classChange(wire::ConversationOp::Create, given.ids<UserId>("members"_L1));
    change.school = given.id<SchoolId>("school"_L1);
    change.conversation = ConversationId { makeUuid4(random) };
    change.name = given.displayName("name"_L1);
    return carryClassChange(std::move(change));
}

template<wire::ConversationOp op>
Carry changeClass(Arguments &given)
{
    log::ClassChange change = classChange(op, given.ids<UserId>("members"_L1));
    change.conversation = given.id<ConversationId>("class"_L1);
    return carryClassChange(std::move(change));
}

Carry listClasses(Arguments &given)
{
    return [school = given.id<SchoolId>("school"_L1), after = given.text("after"_L1), limit = given.page()](
               const Services &services, Answer answer) {
        services.log.classes(school, after, limit, answerPage<log::ClassRecord>(std::move(answer)));
    };
}

Carry listMembers(Arguments &given)
{
    return [id = given.id<ConversationId>("class"_L1), after = given.text("after"_L1), limit = given.page()](
               const Services &services, Answer answer) {
        services.log.classMembers(id, after, limit, answerPage<people::Person>(std::move(answer)));
    };
}

constexpr std::array kCommands {
    Command { "create-school"_L1, createSchool },
    Command { "set-policy"_L1, setPolicy },
    Command { "create-person"_L1, createPerson },
    Command { "create-invite"_L1, createInvite },
    Command { "withdraw-invite"_L1, withdrawInvite },
    Command { "reset-password"_L1, resetPassword },
    Command { "disable-person"_L1, setDisabled<true> },
    Command { "enable-person"_L1, setDisabled<false> },
    Command { "revoke-device"_L1, revokeDevice },
    Command { "list-schools"_L1, listSchools },
    Command { "list-people"_L1, listPeople },
    Command { "list-invites"_L1, listInvites },
    Command { "list-devices"_L1, listDevices },
    Command { "create-class"_L1, createClass },
    Command { "add-to-class"_L1, changeClass<wire::ConversationOp::AddMembers> },
    Command { "remove-from-class"_L1, changeClass<wire::ConversationOp::RemoveMembers> },
    Command { "list-classes"_L1, listClasses },
    Command { "list-members"_L1, listMembers },
};

const Command *findCommand(std::span<const Command> among, const QString &name)
{
    const auto found = std::ranges::find_if(among, [&name](const Command &c) { return c.name == name; });
    return found == among.end() ? nullptr : &*found;
}

} // namespace

void AdminDesk::handle(const QJsonObject &request, Answer answer)
{
    const QString name = request.value(u"command").toString();
    const Command *command = findCommand(kCommands, name);
    if (!command)
        command = findCommand(dutyCommands(), name);
    if (!command)
        command = findCommand(dataCommands(), name);
    if (!command) {
        answer(refusal({ Errc::Unsupported, u"there is no such command"_s }));
        return;
    }
    Arguments arguments(request.value(u"arguments").toObject());
    const Carry carry = command->prepare(arguments);
    if (arguments.error())
        answer(refusal(*arguments.error()));
    else
        carry({ m_accounts.administration(), m_log, m_running }, std::move(answer));
}

QJsonObject refusal(const Error &error)
{
    return { { u"ok"_s, false }, { u"code"_s, QString(wireName(error.code)) }, { u"message"_s, error.detail } };
}

} // namespace pc::relay::admin
