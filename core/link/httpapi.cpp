// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/httpapi.h"

#include "core/link/apijson.h"

#include <QUrlQuery>

#include <utility>

namespace pc::link {

namespace {

template<typename T>
HttpCaller::Reply parsedBy(Result<T> (*parse)(const QByteArray &), HttpApi::Reply<T> reply)
{
    return [parse, reply = std::move(reply)](
               const Result<QByteArray> &body) { reply(body ? parse(*body) : Result<T>(body.error())); };
}

HttpCaller::Reply unparsed(HttpApi::Reply<void> reply)
{
    return [reply = std::move(reply)](
               const Result<QByteArray> &body) { reply(body ? Result<void>() : Result<void>(body.error())); };
}

} // namespace

void HttpApi::logIn(const Credentials &credentials, Reply<Grant> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("login")), {}, loginJson(credentials) },
        parsedBy(parseGrant, std::move(reply)));
}

void HttpApi::registerByInvite(const QString &invite, const Credentials &credentials, Reply<Grant> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("register")), {}, registerJson(invite, credentials) },
        parsedBy(parseGrant, std::move(reply)));
}

void HttpApi::refresh(const QString &refreshToken, const QString &attempt, Reply<Renewal> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("refresh")), {}, refreshJson(refreshToken, attempt) },
        parsedBy(parseRenewal, std::move(reply)));
}

void HttpApi::logOut(const QString &accessToken, Reply<void> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("logout")), accessToken, "{}" }, unparsed(std::move(reply)));
}

void HttpApi::self(const QString &accessToken, Reply<SelfInfo> reply)
{
    m_caller.ask(
        { "GET", m_relay.apiUrl(QStringLiteral("self")), accessToken, {} }, parsedBy(parseSelf, std::move(reply)));
}

void HttpApi::people(const QString &accessToken, const QString &query, const QString &after, Reply<PeoplePage> reply)
{
    m_caller.ask({ "GET", pageUrl(QStringLiteral("people"), query, after), accessToken, {} },
        parsedBy(parsePeople, std::move(reply)));
}

void HttpApi::devices(const QString &accessToken, const QString &after, Reply<DevicesPage> reply)
{
    m_caller.ask({ "GET", pageUrl(QStringLiteral("devices"), {}, after), accessToken, {} },
        parsedBy(parseDevices, std::move(reply)));
}

void HttpApi::revokeDevice(const QString &accessToken, DeviceId device, Reply<void> reply)
{
    const QUrl url = m_relay.apiUrl(QStringLiteral("devices/") + device.raw().toString());
    m_caller.ask({ "DELETE", url, accessToken, {} }, unparsed(std::move(reply)));
}

void HttpApi::changePassword(
    const QString &accessToken, const QString &oldPassword, const QString &newPassword, Reply<void> reply)
{
    m_caller.ask(
        { "POST", m_relay.apiUrl(QStringLiteral("password")), accessToken, passwordJson(oldPassword, newPassword) },
        unparsed(std::move(reply)));
}

void HttpApi::appendToDeviceList(const QString &accessToken, const QByteArray &entry, Reply<quint32> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("device-list")), accessToken, entryJson(entry) },
        parsedBy(parseListNumber, std::move(reply)));
}

void HttpApi::deviceList(const QString &accessToken, UserId of, quint32 after, Reply<DeviceListPage> reply)
{
    const QString path = QStringLiteral("device-lists/") + of.raw().toString();
    m_caller.ask({ "GET", pageUrl(path, {}, QString::number(after)), accessToken, {} },
        parsedBy(parseDeviceList, std::move(reply)));
}

void HttpApi::office(const QString &accessToken, quint32 after, Reply<DeviceListPage> reply)
{
    m_caller.ask({ "GET", pageUrl(QStringLiteral("office"), {}, QString::number(after)), accessToken, {} },
        parsedBy(parseDeviceList, std::move(reply)));
}

void HttpApi::appendToOffice(const QString &accessToken, const QByteArray &entry, Reply<quint32> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("office")), accessToken, entryJson(entry) },
        parsedBy(parseListNumber, std::move(reply)));
}

void HttpApi::sayForOffice(const QString &accessToken, const QByteArray &word, Reply<void> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("office/words")), accessToken, wordJson(word) },
        unparsed(std::move(reply)));
}

void HttpApi::beginLink(const QString &accessToken, const QString &code, const QByteArray &message, Reply<void> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("links")), accessToken, linkBeginningJson(code, message) },
        unparsed(std::move(reply)));
}

void HttpApi::readLink(const QString &accessToken, const QString &code, int after, Reply<std::vector<QByteArray>> reply)
{
    m_caller.ask({ "GET", pageUrl(QStringLiteral("links/") + code, {}, QString::number(after)), accessToken, {} },
        parsedBy(parseLinkMail, std::move(reply)));
}

void HttpApi::writeLink(const QString &accessToken, const QString &code, const QByteArray &message, Reply<void> reply)
{
    m_caller.ask({ "POST", m_relay.apiUrl(QStringLiteral("links/") + code), accessToken, linkMessageJson(message) },
        unparsed(std::move(reply)));
}

void HttpApi::endLink(const QString &accessToken, const QString &code, Reply<void> reply)
{
    const QUrl url = m_relay.apiUrl(QStringLiteral("links/") + code);
    m_caller.ask({ "DELETE", url, accessToken, {} }, unparsed(std::move(reply)));
}

QUrl HttpApi::pageUrl(const QString &path, const QString &query, const QString &after) const
{
    QUrlQuery parameters;
    const auto add = [&parameters](const QString &key, const QString &value) {
        // QUrlQuery leaves '+' alone, which the other side may read as a space.
        if (!value.isEmpty())
            parameters.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(QStringLiteral("q"), query);
    add(QStringLiteral("after"), after);
    QUrl url = m_relay.apiUrl(path);
    if (!parameters.isEmpty())
        url.setQuery(parameters);
    return url;
}

} // namespace pc::link
