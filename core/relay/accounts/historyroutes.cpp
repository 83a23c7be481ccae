// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/historyroutes.h"

#include "core/crypto/base64url.h"
#include "core/relay/accounts/routecall.h"

#include <QJsonArray>

#include <array>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;
using front::Access;
using front::HttpResponse;

constexpr std::string_view kHistoryPrefix = "/v1/history/";

/// 0, which no request has, for what is no number.
quint32 numberIn(const RouteCall &call)
{
    return call.segment(kHistoryPrefix).toUInt();
}

void askForHistory(RouteCall &call)
{
    const auto conversation = idFromString<ConversationId>(call.text("conversation")).value_or(ConversationId {});
    const auto reply = [respond = call.respond](const Result<quint32> &number) {
        respond(number ? json(201, { { u"number"_s, qint64(*number) } }) : problem(number.error()));
    };
    call.accounts.histories().ask(call.actor, conversation, call.bytes("request"), reply);
}

void listWantedHistory(RouteCall &call)
{
    QJsonArray wanted;
    for (const HistoryWanted &one : call.accounts.histories().desk().wanted(call.actor)) {
        wanted.append(QJsonObject { { u"number"_s, qint64(one.number) },
            { u"request"_s, QString::fromLatin1(crypto::toBase64Url(one.request)) } });
    }
    call.respond(json(200, { { u"wanted"_s, wanted } }));
}

void readHistory(RouteCall &call)
{
    const auto given = call.accounts.histories().desk().read(call.actor, numberIn(call));
    if (!given || given->isEmpty())
        return call.respond(given ? HttpResponse::noContent() : problem(given.error()));
    HttpResponse response;
    response.contentType = "application/octet-stream";
    response.fields.emplace_back("cache-control", "no-store");
    response.body.assign(given->constData(), std::size_t(given->size()));
    call.respond(std::move(response));
}

void giveHistory(RouteCall &call)
{
    const std::string &body = call.request.body;
    answerNothing(call.respond)(call.accounts.histories().desk().answer(
        call.actor, numberIn(call), QByteArray(body.data(), qsizetype(body.size()))));
}

void dropHistory(RouteCall &call)
{
    call.accounts.histories().desk().drop(call.actor, numberIn(call));
    call.respond(HttpResponse::noContent());
}

constexpr std::array kHistoryRoutes {
    CalledRoute { { "POST", "/v1/history", Access::SignedIn }, askForHistory },
    CalledRoute { { "GET", "/v1/history", Access::SignedIn }, listWantedHistory },
    CalledRoute { { "GET", kHistoryPrefix, Access::SignedIn }, readHistory },
    CalledRoute { { "POST", kHistoryPrefix, Access::SignedIn }, giveHistory, true },
    CalledRoute { { "DELETE", kHistoryPrefix, Access::SignedIn }, dropHistory },
};

} // namespace

std::span<const CalledRoute> historyRoutes()
{
    return kHistoryRoutes;
}

} // namespace pc::relay::accounts
