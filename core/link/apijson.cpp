// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/apijson.h"

#include "core/link/apifields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

namespace pc::link {

namespace {

using Key = QLatin1StringView;
using Fields = ApiFields;

constexpr qsizetype kLongestToken = 8 * 1024;
constexpr qsizetype kLongestBytes = 1'500;
constexpr double kLongestGrantSeconds = 366.0 * 24 * 3600;

wire::PersonRole roleOf(const QString &name, Fields &fields)
{
    if (name == QLatin1StringView("staff"))
        return wire::PersonRole::Staff;
    if (name == QLatin1StringView("administrator"))
        return wire::PersonRole::Administrator;
    fields.require(name == QLatin1StringView("guardian"));
    return wire::PersonRole::Guardian;
}

Profile profileOf(Fields &fields)
{
    Profile profile;
    profile.id = fields.id<UserId>(Key("userId"));
    profile.school = fields.id<SchoolId>(Key("schoolId"));
    profile.name = fields.text(Key("name"));
    profile.role = roleOf(fields.text(Key("role")), fields);
    profile.label = fields.optionalText(Key("label"));
    return profile;
}

SelfInfo selfOf(Fields &fields)
{
    Fields policy = fields.object(Key("policy"));
    SelfInfo self;
    self.person = profileOf(fields);
    self.device = fields.id<DeviceId>(Key("deviceId"));
    self.schoolName = fields.optionalText(Key("schoolName"));
    self.policy.guardiansMayWriteToGuardians = policy.flag(Key("guardiansMayWriteToGuardians"));
    self.policy.guardiansMayCreateGroups = policy.flag(Key("guardiansMayCreateGroups"));
    return self;
}

Renewal renewalOf(Fields &fields)
{
    Renewal renewal;
    renewal.accessToken = fields.text(Key("accessToken"), kLongestToken);
    renewal.refreshToken = fields.text(Key("refreshToken"), kLongestToken);
    fields.require(!renewal.accessToken.isEmpty() && !renewal.refreshToken.isEmpty());
    renewal.expiresIn = Milliseconds { qint64(fields.number(Key("expiresIn"), kLongestGrantSeconds) * 1000) };
    return renewal;
}

QJsonObject credentialsObject(const Credentials &credentials)
{
    QJsonObject object { { Key("userName"), credentials.userName }, { Key("password"), credentials.password },
        { Key("deviceName"), credentials.deviceName }, { Key("platform"), credentials.platform } };
    if (credentials.device)
        object.insert(Key("deviceId"), credentials.device->raw().toString());
    return object;
}

std::vector<QByteArray> bytesOf(Key key, Fields &fields)
{
    std::vector<QByteArray> items;
    for (const auto &item : fields.array(key)) {
        const auto bytes = bytesFromBase64Url(item, kLongestBytes);
        fields.require(bytes.has_value());
        items.push_back(bytes.value_or(QByteArray()));
    }
    return items;
}

quint32 listNumberOf(Fields &fields)
{
    return quint32(fields.number(Key("number"), double(std::numeric_limits<quint32>::max())));
}

} // namespace

QByteArray loginJson(const Credentials &credentials)
{
    return compact(credentialsObject(credentials));
}

QByteArray registerJson(const QString &invite, const Credentials &credentials)
{
    QJsonObject object = credentialsObject(credentials);
    object.insert(Key("invite"), invite);
    return compact(object);
}

QByteArray refreshJson(const QString &refreshToken, const QString &attempt)
{
    return compact({ { Key("refreshToken"), refreshToken }, { Key("attempt"), attempt } });
}

QByteArray passwordJson(const QString &oldPassword, const QString &newPassword)
{
    return compact({ { Key("oldPassword"), oldPassword }, { Key("newPassword"), newPassword } });
}

QByteArray entryJson(const QByteArray &entry)
{
    return compact({ { Key("entry"), base64Url(entry) } });
}

QByteArray wordJson(const QByteArray &word)
{
    return compact({ { Key("word"), base64Url(word) } });
}

QByteArray linkMessageJson(const QByteArray &message)
{
    return compact({ { Key("message"), base64Url(message) } });
}

QByteArray linkBeginningJson(const QString &code, const QByteArray &message)
{
    return compact({ { Key("code"), code }, { Key("message"), base64Url(message) } });
}

Result<Renewal> parseRenewal(const QByteArray &json)
{
    Fields fields = parseObject(json);
    const Renewal renewal = renewalOf(fields);
    if (!fields.ok())
        return malformed();
    return renewal;
}

Result<Grant> parseGrant(const QByteArray &json)
{
    Fields fields = parseObject(json);
    const Grant grant { selfOf(fields), renewalOf(fields) };
    if (!fields.ok())
        return malformed();
    return grant;
}

Result<SelfInfo> parseSelf(const QByteArray &json)
{
    Fields fields = parseObject(json);
    const SelfInfo self = selfOf(fields);
    if (!fields.ok())
        return malformed();
    return self;
}

Result<PeoplePage> parsePeople(const QByteArray &json)
{
    Fields fields = parseObject(json);
    PeoplePage page;
    for (const auto &item : fields.array(Key("people"))) {
        Fields person(item.toObject());
        page.people.push_back(profileOf(person));
        fields.require(person.ok());
    }
    page.next = fields.optionalText(Key("next"));
    if (!fields.ok())
        return malformed();
    return page;
}

Result<DevicesPage> parseDevices(const QByteArray &json)
{
    Fields fields = parseObject(json);
    DevicesPage page;
    for (const auto &item : fields.array(Key("devices"))) {
        Fields device(item.toObject());
        page.devices.push_back(
            { device.id<DeviceId>(Key("deviceId")), device.text(Key("name")), device.optionalText(Key("platform")),
                device.time(Key("createdAt")), device.time(Key("lastSeen")), device.flag(Key("current")) });
        fields.require(device.ok());
    }
    page.next = fields.optionalText(Key("next"));
    if (!fields.ok())
        return malformed();
    return page;
}

Result<quint32> parseListNumber(const QByteArray &json)
{
    Fields fields = parseObject(json);
    const quint32 number = listNumberOf(fields);
    if (!fields.ok())
        return malformed();
    return number;
}

Result<DeviceListPage> parseDeviceList(const QByteArray &json)
{
    Fields fields = parseObject(json);
    DeviceListPage page { bytesOf(Key("entries"), fields), listNumberOf(fields), {} };
    const auto word = bytesFromBase64Url(fields.optionalText(Key("word")), kLongestBytes);
    fields.require(word.has_value());
    page.word = word.value_or(QByteArray());
    if (!fields.ok())
        return malformed();
    return page;
}

Result<std::vector<QByteArray>> parseLinkMail(const QByteArray &json)
{
    Fields fields = parseObject(json);
    auto messages = bytesOf(Key("messages"), fields);
    if (!fields.ok())
        return malformed();
    return messages;
}

Error problemError(int status, const QString &contentType, const QByteArray &body)
{
    const QString detail = QStringLiteral("HTTP status %1").arg(status);
    if (contentType.startsWith(QLatin1StringView("application/problem+json"))) {
        const QString name = QJsonDocument::fromJson(body).object().value(Key("code")).toString();
        if (const auto code = errcFromWireName(name))
            return { *code, detail };
    }
    return { status >= 500 ? Errc::Unavailable : Errc::Network, detail };
}

} // namespace pc::link
