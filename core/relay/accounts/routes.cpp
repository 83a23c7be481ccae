// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/routes.h"

#include "core/archive/segmentheader.h"
#include "core/relay/accounts/accountsjson.h"
#include "core/relay/accounts/archiveroutes.h"
#include "core/relay/accounts/historyroutes.h"
#include "core/relay/accounts/letterroutes.h"
#include "core/relay/accounts/routecall.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pc::relay::accounts {

namespace {

using front::HttpRequest;
using front::HttpResponse;
using Call = RouteCall;

constexpr std::string_view kDevicePrefix = "/v1/devices/";
constexpr std::string_view kDeviceListPrefix = "/v1/device-lists/";
constexpr std::string_view kLinkPrefix = "/v1/links/";

void logIn(Call &call)
{
    LogInRequest request { call.text("userName"), call.secret("password"), call.device(), call.address() };
    call.accounts.signIn().logIn(std::move(request), answer<SignedIn>(call.respond));
}

void join(Call &call)
{
    JoinRequest request { call.secret("invite"), call.text("userName"), call.secret("password"), call.text("name"),
        call.device(), call.address() };
    call.accounts.signIn().join(std::move(request), answer<SignedIn>(call.respond, 201));
}

void refresh(Call &call)
{
    const QByteArray attempt = call.text("attempt").toUtf8();
    call.accounts.signIn().refresh(call.secret("refreshToken"), attempt, answer<Tokens>(call.respond));
}

void logOut(Call &call)
{
    call.accounts.signIn().logOut(call.actor, answerNothing(call.respond));
}

void changePassword(Call &call)
{
    call.accounts.signIn().changePassword(
        call.actor, call.secret("oldPassword"), call.secret("newPassword"), answerNothing(call.respond));
}

void listDevices(Call &call)
{
    const auto reply = [respond = call.respond, current = call.actor.device](const Result<Page<Device>> &page) {
        respond(page ? json(200, toJson(*page, current)) : problem(page.error()));
    };
    call.accounts.self().devices(call.actor, call.query(QStringLiteral("after")), call.limit(), reply);
}

void revokeDevice(Call &call)
{
    // A text that is no id names no device.
    const auto device = idFromString<DeviceId>(call.segment(kDevicePrefix)).value_or(DeviceId {});
    call.accounts.self().revokeDevice(call.actor, device, answerNothing(call.respond));
}

void listPeople(Call &call)
{
    call.accounts.self().directory(call.actor, call.query(QStringLiteral("q")), call.query(QStringLiteral("after")),
        call.limit(), answer<Page<people::Person>>(call.respond));
}

void showSelf(Call &call)
{
    answer<Self>(call.respond)(call.accounts.self().self(call.actor));
}

void appendToDeviceList(Call &call)
{
    const auto reply = [respond = call.respond](const Result<quint32> &number) {
        respond(number ? json(200, { { QStringLiteral("number"), qint64(*number) } }) : problem(number.error()));
    };
    call.accounts.deviceLists().append(call.actor, call.bytes("entry"), reply);
}

void readDeviceList(Call &call)
{
    const auto of = idFromString<UserId>(call.segment(kDeviceListPrefix)).value_or(UserId {});
    const quint32 after = call.query(QStringLiteral("after")).toUInt();
    call.accounts.deviceLists().read(call.actor, of, after, answer<DeviceListPage>(call.respond));
}

void appendToOffice(Call &call)
{
    const auto reply = [respond = call.respond](const Result<quint32> &number) {
        respond(number ? json(200, { { QStringLiteral("number"), qint64(*number) } }) : problem(number.error()));
    };
    call.accounts.offices().append(call.actor, call.bytes("entry"), reply);
}

void readOffice(Call &call)
{
    const quint32 after = call.query(QStringLiteral("after")).toUInt();
    call.accounts.offices().read(call.actor, after, answer<OfficePage>(call.respond));
}

void sayForOffice(Call &call)
{
    call.accounts.offices().say(call.actor, call.bytes("word"), answerNothing(call.respond));
}

void beginLink(Call &call)
{
    const auto begun = call.accounts.links().begin(call.actor, call.text("code"), call.bytes("message"));
    call.respond(begun ? json(201, {}) : problem(begun.error()));
}

void readLink(Call &call)
{
    const int after = call.query(QStringLiteral("after")).toInt();
    answer<LinkMail>(call.respond)(call.accounts.links().read(call.actor, call.segment(kLinkPrefix), after));
}

void writeLink(Call &call)
{
    answerNothing(call.respond)(
        call.accounts.links().write(call.actor, call.segment(kLinkPrefix), call.bytes("message")));
}

void endLink(Call &call)
{
    call.accounts.links().end(call.actor, call.segment(kLinkPrefix));
    call.respond(HttpResponse::noContent());
}

using front::Access;

constexpr std::array kRoutes {
    CalledRoute { { "POST", "/v1/login", Access::Anybody }, logIn },
    CalledRoute { { "POST", "/v1/register", Access::Anybody }, join },
    CalledRoute { { "POST", "/v1/refresh", Access::Anybody }, refresh },
    CalledRoute { { "POST", "/v1/logout", Access::SignedIn }, logOut },
    CalledRoute { { "POST", "/v1/password", Access::SignedIn }, changePassword },
    CalledRoute { { "GET", "/v1/devices", Access::SignedIn }, listDevices },
    CalledRoute { { "DELETE", kDevicePrefix, Access::SignedIn }, revokeDevice },
    CalledRoute { { "GET", "/v1/people", Access::SignedIn }, listPeople },
    CalledRoute { { "GET", "/v1/self", Access::SignedIn }, showSelf },
    CalledRoute { { "POST", "/v1/device-list", Access::SignedIn }, appendToDeviceList },
    CalledRoute { { "GET", kDeviceListPrefix, Access::SignedIn }, readDeviceList },
    CalledRoute { { "POST", "/v1/office", Access::SignedIn }, appendToOffice },
    CalledRoute { { "GET", "/v1/office", Access::SignedIn }, readOffice },
    CalledRoute { { "POST", "/v1/office/words", Access::SignedIn }, sayForOffice },
    CalledRoute { { "POST", "/v1/links", Access::SignedIn }, beginLink },
    CalledRoute { { "GET", kLinkPrefix, Access::SignedIn }, readLink },
    CalledRoute { { "POST", kLinkPrefix, Access::SignedIn }, writeLink },
    CalledRoute { { "DELETE", kLinkPrefix, Access::SignedIn }, endLink },
};

/// Of this file and of the others.
const std::vector<CalledRoute> &everyRoute()
{
    static const std::vector<CalledRoute> kEvery = [] {
        std::vector<CalledRoute> every(kRoutes.begin(), kRoutes.end());
        for (const auto more : { archiveRoutes(), historyRoutes(), letterRoutes() })
            every.insert(every.end(), more.begin(), more.end());
        return every;
    }();
    return kEvery;
}

/// The route, or nothing and in `allowed` the methods that the path does know.
const CalledRoute *routeOf(const HttpRequest &request, std::string &allowed)
{
    for (const CalledRoute &route : everyRoute()) {
        if (!route.isAt(request.path))
            continue;
        if (route.method == request.method)
            return &route;
        allowed.append(allowed.empty() ? "" : ", ").append(route.method);
    }
    return nullptr;
}

bool isJson(std::string_view contentType)
{
    const std::string_view type = contentType.substr(0, contentType.find(';'));
    return type == "application/json" || type == "application/json ";
}

/// Reads and wipes the body. Signing out says all it has to say in its token: an empty body is an empty object.
std::optional<HttpResponse> readBody(Call &call, bool takesBytes)
{
    if (takesBytes) {
        if (call.request.field("content-type") != "application/octet-stream")
            return problem(415, Errc::Unsupported, "The body must be application/octet-stream");
        return std::nullopt;
    }
    if (call.request.method != "POST" || call.request.body.empty())
        return std::nullopt;
    auto parsed = FlatJson::parse(call.request.body);
    crypto::wipe(call.request.body);
    if (!isJson(call.request.field("content-type")))
        return problem(415, Errc::Unsupported, "The body must be application/json");
    if (!parsed)
        return problem(Error { Errc::Invalid, {} });
    call.body = std::move(*parsed);
    return std::nullopt;
}

std::optional<HttpResponse> readActor(Call &call)
{
    const std::string_view token = call.request.bearer();
    auto actor = call.accounts.actorOf(QByteArrayView(token.data(), qsizetype(token.size())));
    if (!actor)
        return problem(actor.error());
    call.actor = *actor;
    return std::nullopt;
}

} // namespace

bool Routes::owns(std::string_view path)
{
    const auto &every = everyRoute();
    return std::any_of(every.begin(), every.end(), [path](const CalledRoute &route) { return route.isAt(path); });
}

std::vector<front::Route> Routes::all()
{
    return { everyRoute().begin(), everyRoute().end() };
}

std::size_t Routes::bodyLimit(const HttpRequest &head, std::size_t usual)
{
    std::string allowed;
    const CalledRoute *route = routeOf(head, allowed);
    return route && route->takesBytes ? std::max(usual, archive::kMostSegmentBytes) : usual;
}

void Routes::handle(HttpRequest &&request, Respond respond)
{
    std::string allowed;
    const CalledRoute *route = routeOf(request, allowed);
    if (!route) {
        HttpResponse response = allowed.empty() ? problem(Error { Errc::NotFound, {} })
                                                : problem(405, Errc::Unsupported, "Not this method");
        if (!allowed.empty())
            response.fields.emplace_back("allow", allowed);
        respond(std::move(response));
        return;
    }
    Call call { m_accounts, std::move(request), {}, {}, std::move(respond) };
    auto refusal = route->access == Access::SignedIn ? readActor(call) : std::nullopt;
    if (!refusal)
        refusal = readBody(call, route->takesBytes);
    if (refusal)
        call.respond(std::move(*refusal));
    else
        route->handle(call);
}

} // namespace pc::relay::accounts
