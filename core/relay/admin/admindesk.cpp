// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/admindesk.h"

#include "core/relay/accounts/accountsjson.h"
#include "core/relay/admin/adminjson.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;
using accounts::Administration;
using Answer = AdminDesk::Answer;

constexpr int kDefaultPage = 100;
constexpr qint64 kDayMs = qint64(24) * 60 * 60 * 1'000;

QJsonObject success(const QJsonObject &result)
{
    return { { u"ok"_s, true }, { u"result"_s, result } };
}

/// A request's arguments. What is missing or malformed is remembered, and the first of it is the answer.
class Arguments
{
public:
    explicit Arguments(const QJsonObject &object)
        : m_object(object)
    {
    }

    bool has(QLatin1StringView key) const { return m_object.contains(key); }
    QString text(QLatin1StringView key) const { return m_object.value(key).toString(); }
    bool flag(QLatin1StringView key) const { return m_object.value(key).toBool(); }

    int number(QLatin1StringView key, int otherwise)
    {
        if (!has(key))
            return otherwise;
        const int value = m_object.value(key).toInt(-1);
        if (value < 0)
            fail(u"%1 must be a whole number"_s.arg(key));
        return value;
    }

    QString required(QLatin1StringView key)
    {
        const QString value = text(key);
        if (value.isEmpty())
            fail(u"%1 is missing"_s.arg(key));
        return value;
    }

    template<typename Id>
    Id id(QLatin1StringView key)
    {
        const auto id = idFromString<Id>(required(key));
        if (!id)
            fail(u"%1 is no id"_s.arg(key));
        return id.value_or(Id {});
    }

    people::Role role(QLatin1StringView key)
    {
        const auto role = accounts::roleFromName(has(key) ? text(key) : u"guardian"_s);
        if (!role)
            fail(u"%1 is guardian, staff or administrator"_s.arg(key));
        return role.value_or(people::Role::Guardian);
    }

    people::SchoolPolicy policy() const
    {
        return { flag("guardiansMayWriteToGuardians"_L1), flag("guardiansMayCreateGroups"_L1) };
    }

    const std::optional<Error> &error() const { return m_error; }

private:
    void fail(const QString &what)
    {
        if (!m_error)
            m_error = Error { Errc::Invalid, what };
    }

    QJsonObject m_object;
    std::optional<Error> m_error;
};

template<typename T>
accounts::Reply<T> answerObject(Answer answer)
{
    return [answer = std::move(answer)](
               const Result<T> &result) { answer(result ? success(toJson(*result)) : refusal(result.error())); };
}

accounts::Reply<void> answerDone(Answer answer)
{
    return [answer = std::move(answer)](
               const Result<void> &result) { answer(result ? success({}) : refusal(result.error())); };
}

template<typename T>
accounts::Reply<accounts::Page<T>> answerPage(Answer answer)
{
    return [answer = std::move(answer)](const Result<accounts::Page<T>> &page) {
        answer(
            page ? success({ { u"items"_s, toJson(page->items) }, { u"next"_s, page->next } }) : refusal(page.error()));
    };
}

/// One command: reads its arguments, and unless one is wrong, answers a way to carry it out.
using Carry = std::function<void(Administration &, Answer)>;

Carry createSchool(Arguments &given)
{
    return [name = given.required("name"_L1), policy = given.policy()](Administration &administration, Answer answer) {
        administration.createSchool(name, policy, answerObject<accounts::School>(std::move(answer)));
    };
}

Carry setPolicy(Arguments &given)
{
    return [school = given.id<SchoolId>("school"_L1), policy = given.policy()](
               Administration &administration, Answer answer) {
        administration.setPolicy(school, policy, answerObject<accounts::School>(std::move(answer)));
    };
}

Carry createPerson(Arguments &given)
{
    const accounts::NewPerson person { given.id<SchoolId>("school"_L1), given.required("name"_L1),
        given.role("role"_L1), given.text("label"_L1) };
    return [person](Administration &administration, Answer answer) {
        administration.createPerson(person, answerObject<accounts::PersonRecord>(std::move(answer)));
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
    return [invite](Administration &administration, Answer answer) {
        administration.createInvite(invite, answerObject<accounts::MadeInvite>(std::move(answer)));
    };
}

Carry withdrawInvite(Arguments &given)
{
    return [invite = given.id<accounts::InviteId>("invite"_L1)](Administration &administration, Answer answer) {
        administration.withdrawInvite(invite, answerDone(std::move(answer)));
    };
}

Carry resetPassword(Arguments &given)
{
    return [user = given.id<UserId>("person"_L1)](Administration &administration, Answer answer) {
        administration.resetPassword(user, [answer = std::move(answer)](const Result<QString> &password) {
            answer(password ? success({ { u"password"_s, *password } }) : refusal(password.error()));
        });
    };
}

template<bool disabled>
Carry setDisabled(Arguments &given)
{
    return [user = given.id<UserId>("person"_L1)](Administration &administration, Answer answer) {
        administration.setDisabled(user, disabled, answerObject<accounts::PersonRecord>(std::move(answer)));
    };
}

Carry revokeDevice(Arguments &given)
{
    return [device = given.id<DeviceId>("device"_L1)](Administration &administration, Answer answer) {
        administration.revokeDevice(device, answerDone(std::move(answer)));
    };
}

Carry listSchools(Arguments &)
{
    return [](Administration &administration, Answer answer) {
        administration.schools([answer = std::move(answer)](const Result<std::vector<accounts::School>> &schools) {
            answer(schools ? success({ { u"items"_s, toJson(*schools) }, { u"next"_s, QString() } })
                           : refusal(schools.error()));
        });
    };
}

Carry listPeople(Arguments &given)
{
    return [school = given.id<SchoolId>("school"_L1), search = given.text("search"_L1), after = given.text("after"_L1),
               limit = given.number("limit"_L1, kDefaultPage)](Administration &administration, Answer answer) {
        administration.people(school, search, after, limit, answerPage<accounts::PersonRecord>(std::move(answer)));
    };
}

Carry listInvites(Arguments &given)
{
    return [school = given.id<SchoolId>("school"_L1), after = given.text("after"_L1),
               limit = given.number("limit"_L1, kDefaultPage)](Administration &administration, Answer answer) {
        administration.invites(school, after, limit, answerPage<accounts::Invite>(std::move(answer)));
    };
}

Carry listDevices(Arguments &given)
{
    return [user = given.id<UserId>("person"_L1), after = given.text("after"_L1),
               limit = given.number("limit"_L1, kDefaultPage)](Administration &administration, Answer answer) {
        administration.devices(user, after, limit, answerPage<accounts::Device>(std::move(answer)));
    };
}

struct Command
{
    QLatin1StringView name;
    Carry (*prepare)(Arguments &);
};

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
};

} // namespace

void AdminDesk::handle(const QJsonObject &request, Answer answer)
{
    const QString name = request.value(u"command").toString();
    const auto command
        = std::find_if(kCommands.begin(), kCommands.end(), [&name](const Command &c) { return c.name == name; });
    if (command == kCommands.end()) {
        answer(refusal({ Errc::Unsupported, u"there is no such command"_s }));
        return;
    }
    Arguments arguments(request.value(u"arguments").toObject());
    const Carry carry = command->prepare(arguments);
    if (arguments.error())
        answer(refusal(*arguments.error()));
    else
        carry(m_accounts.administration(), std::move(answer));
}

QJsonObject refusal(const Error &error)
{
    return { { u"ok"_s, false }, { u"code"_s, QString(wireName(error.code)) }, { u"message"_s, error.detail } };
}

} // namespace pc::relay::admin
