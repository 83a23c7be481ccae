// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/link/apijson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <limits>

namespace pc::link {

namespace {

using Key = QLatin1StringView;

constexpr qsizetype kLongestToken = 8 * 1024;
constexpr qsizetype kLongestText = 1'000;
constexpr qsizetype kLongestBytes = 2'000; ///< As base64url.
constexpr qsizetype kMostItems = 1'000;
constexpr double kLongestGrantSeconds = 366.0 * 24 * 3600;

/// Reads one object and remembers whether everything asked of it was there and in bounds.
class Fields
{
public:
    explicit Fields(const QJsonObject &object)
        : m_object(object)
    {
    }

    bool ok() const { return m_ok; }
    bool has(Key key) const { return !m_object.value(key).isUndefined() && !m_object.value(key).isNull(); }

    QString text(Key key, qsizetype longest = kLongestText)
    {
        const QJsonValue value = m_object.value(key);
        const QString text = value.toString();
        require(value.isString() && text.size() <= longest);
        return text;
    }

    QString optionalText(Key key) { return has(key) ? text(key) : QString(); }

    template<typename Id>
    Id id(Key key)
    {
        const auto id = idFromString<Id>(text(key));
        require(id.has_value());
        return id.value_or(Id {});
    }

    bool flag(Key key) { return has(key) && m_object.value(key).toBool(); }

    double number(Key key, double most)
    {
        const double number = m_object.value(key).toDouble(-1);
        require(std::isfinite(number) && number >= 0 && number <= most);
        return number;
    }

    std::optional<UtcTime> time(Key key)
    {
        if (!has(key))
            return std::nullopt;
        return utcFromMilliseconds(qint64(number(key, double(1LL << 53))));
    }

    Fields object(Key key)
    {
        require(m_object.value(key).isObject());
        return Fields(m_object.value(key).toObject());
    }

    QJsonArray array(Key key)
    {
        const QJsonArray array = m_object.value(key).toArray();
        require(m_object.value(key).isArray() && array.size() <= kMostItems);
        return array;
    }

    void require(bool condition) { m_ok = m_ok && condition; }

private:
    QJsonObject m_object;
    bool m_ok = true;
};

/// Whoever answers so is not a relay: a captive portal says 200 to everything. To the user that is no connection, and
/// nothing that they entered was wrong.
Error malformed()
{
    return { Errc::Network, QStringLiteral("the relay's answer is not as agreed") };
}

Fields parse(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    Fields fields(document.object());
    fields.require(document.isObject());
    return fields;
}

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

QString base64Url(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QByteArray bytesIn(const QString &text, Fields &fields)
{
    const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(),
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    fields.require(text.size() <= kLongestBytes && decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok);
    return *decoded;
}

std::vector<QByteArray> bytesOf(Key key, Fields &fields)
{
    std::vector<QByteArray> items;
    for (const auto &item : fields.array(key)) {
        fields.require(item.isString());
        items.push_back(bytesIn(item.toString(), fields));
    }
    return items;
}

quint32 listNumberOf(Fields &fields)
{
    return quint32(fields.number(Key("number"), double(std::numeric_limits<quint32>::max())));
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
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
    Fields fields = parse(json);
    const Renewal renewal = renewalOf(fields);
    if (!fields.ok())
        return malformed();
    return renewal;
}

Result<Grant> parseGrant(const QByteArray &json)
{
    Fields fields = parse(json);
    const Grant grant { selfOf(fields), renewalOf(fields) };
    if (!fields.ok())
        return malformed();
    return grant;
}

Result<SelfInfo> parseSelf(const QByteArray &json)
{
    Fields fields = parse(json);
    const SelfInfo self = selfOf(fields);
    if (!fields.ok())
        return malformed();
    return self;
}

Result<PeoplePage> parsePeople(const QByteArray &json)
{
    Fields fields = parse(json);
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
    Fields fields = parse(json);
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
    Fields fields = parse(json);
    const quint32 number = listNumberOf(fields);
    if (!fields.ok())
        return malformed();
    return number;
}

Result<DeviceListPage> parseDeviceList(const QByteArray &json)
{
    Fields fields = parse(json);
    DeviceListPage page { bytesOf(Key("entries"), fields), listNumberOf(fields), {} };
    page.word = bytesIn(fields.optionalText(Key("word")), fields);
    if (!fields.ok())
        return malformed();
    return page;
}

Result<std::vector<QByteArray>> parseLinkMail(const QByteArray &json)
{
    Fields fields = parse(json);
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
