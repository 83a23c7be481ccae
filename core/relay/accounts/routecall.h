// SPDX-License-Identifier: GPL-3.0-or-later
// RouteCall: a request on its way through a route of this room, and how its answer is written. For the files that hold routes.

#pragma once

#include "core/crypto/base64url.h"
#include "core/relay/accounts/accounts.h"
#include "core/relay/accounts/flatjson.h"
#include "core/relay/accounts/problem.h"
#include "core/relay/accounts/routes.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <limits>
#include <utility>

namespace pc::relay::accounts {

inline constexpr int kDefaultPage = 50;

/// A request that was looked at as far as all routes need it.
struct RouteCall
{
    Accounts &accounts;
    front::HttpRequest request;
    FlatJson body; ///< Of POST, but where a route takes bytes.
    Actor actor; ///< Where the route asks for one.
    Routes::Respond respond;

    QString text(std::string_view key) const
    {
        const std::string *value = body.text(key);
        return value ? QString::fromStdString(*value) : QString();
    }

    crypto::SecretBytes secret(std::string_view key)
    {
        std::string *value = body.text(key);
        return value ? crypto::SecretBytes::takeFrom(*value) : crypto::SecretBytes();
    }

    QString query(const QString &key) const
    {
        // A form's '+' is a space to us too; QUrlQuery leaves it.
        const QString raw = QString::fromStdString(request.query).replace(u'+', QStringLiteral("%20"));
        return QUrlQuery(raw).queryItemValue(key, QUrl::FullyDecoded);
    }

    int limit() const
    {
        const int wanted = query(QStringLiteral("limit")).toInt();
        return wanted > 0 ? wanted : kDefaultPage;
    }

    /// What follows the route's path.
    QString segment(std::string_view prefix) const
    {
        return QString::fromStdString(request.path.substr(prefix.size()));
    }

    /// 0 for what is no whole number of 32 bits.
    quint32 number(std::string_view key) const
    {
        const std::int64_t *value = body.number(key);
        return value && *value > 0 && *value <= std::numeric_limits<quint32>::max() ? quint32(*value) : 0;
    }

    /// Empty when it is not base64url.
    QByteArray bytes(std::string_view key) const
    {
        const std::string *value = body.text(key);
        return value ? crypto::fromBase64Url(QByteArrayView(*value)).value_or(QByteArray()) : QByteArray();
    }

    DeviceRequest device() const
    {
        return { idFromString<DeviceId>(text("deviceId")), text("deviceName"), text("platform") };
    }

    QString address() const { return QString::fromStdString(request.peer); }
};

inline front::HttpResponse json(int status, const QJsonObject &object)
{
    front::HttpResponse response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
    response.fields.emplace_back("cache-control", "no-store");
    return response;
}

/// Answers with the value's JSON, or with the problem.
template<typename T>
Reply<T> answer(Routes::Respond respond, int status = 200)
{
    return [respond = std::move(respond), status](
               const Result<T> &result) { respond(result ? json(status, toJson(*result)) : problem(result.error())); };
}

inline Reply<void> answerNothing(Routes::Respond respond)
{
    return [respond = std::move(respond)](const Result<void> &result) {
        respond(result ? front::HttpResponse::noContent() : problem(result.error()));
    };
}

/// A route and what it does.
struct CalledRoute : front::Route
{
    void (*handle)(RouteCall &);
    bool takesBytes = false; ///< The body is no JSON, and may be as long as a segment of an archive.
};

} // namespace pc::relay::accounts
