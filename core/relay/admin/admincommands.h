// SPDX-License-Identifier: GPL-3.0-or-later
// What a command of administration is made of. Commands that change people and classes stand in admindesk.cpp, those that
// look after the relay itself in duties.cpp, those about how long data is kept in dataduties.cpp.

#pragma once

#include "core/relay/admin/adminarguments.h"
#include "core/relay/admin/admindesk.h"
#include "core/relay/admin/adminjson.h"

#include <functional>
#include <span>
#include <utility>

namespace pc::relay::admin {

struct Services
{
    accounts::Administration &people;
    log::ConversationLog &log;
    const Running &running;
};

/// One command: reads its arguments, and unless one is wrong, answers a way to carry it out.
using Carry = std::function<void(const Services &, AdminDesk::Answer)>;

struct Command
{
    QLatin1StringView name;
    Carry (*prepare)(Arguments &);
};

std::span<const Command> dutyCommands();
std::span<const Command> dataCommands();

inline QJsonObject success(const QJsonObject &result)
{
    return { { QStringLiteral("ok"), true }, { QStringLiteral("result"), result } };
}

template<typename T>
accounts::Reply<T> answerObject(AdminDesk::Answer answer)
{
    return [answer = std::move(answer)](
               const Result<T> &result) { answer(result ? success(toJson(*result)) : refusal(result.error())); };
}

inline accounts::Reply<void> answerDone(AdminDesk::Answer answer)
{
    return [answer = std::move(answer)](
               const Result<void> &result) { answer(result ? success({}) : refusal(result.error())); };
}

template<typename T>
accounts::Reply<accounts::Page<T>> answerPage(AdminDesk::Answer answer)
{
    return [answer = std::move(answer)](const Result<accounts::Page<T>> &page) {
        answer(page
                ? success({ { QStringLiteral("items"), toJson(page->items) }, { QStringLiteral("next"), page->next } })
                : refusal(page.error()));
    };
}

} // namespace pc::relay::admin
