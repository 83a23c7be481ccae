// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/accountsjson.h"

#include "core/crypto/base64url.h"
#include "core/people/rolename.h"

#include <QDateTime>
#include <QJsonArray>

namespace pc::relay::accounts {

namespace {

using namespace Qt::StringLiterals;

template<typename Id>
QString text(const Id &id)
{
    return id.raw().toString();
}

} // namespace

QJsonObject toJson(const people::Person &person)
{
    return { { u"userId"_s, text(person.id) }, { u"schoolId"_s, text(person.school) }, { u"name"_s, person.name },
        { u"role"_s, people::roleName(person.role) }, { u"label"_s, person.label } };
}

QJsonObject toJson(const people::SchoolPolicy &policy)
{
    return { { u"guardiansMayWriteToGuardians"_s, policy.guardiansMayWriteToGuardians },
        { u"guardiansMayCreateGroups"_s, policy.guardiansMayCreateGroups } };
}

QJsonObject toJson(const Tokens &tokens)
{
    return { { u"accessToken"_s, QString::fromLatin1(tokens.access) },
        { u"expiresIn"_s, qint64(kAccessTokenLife.count() / 1000) },
        { u"refreshToken"_s, QString::fromLatin1(tokens.refresh.toByteArrayView()) } };
}

QJsonObject toJson(const SignedIn &signedIn)
{
    QJsonObject json = toJson(Self { signedIn.person, signedIn.school, signedIn.device });
    const QJsonObject tokens = toJson(signedIn.tokens);
    for (auto field = tokens.begin(); field != tokens.end(); ++field)
        json.insert(field.key(), field.value());
    return json;
}

QJsonObject toJson(const Self &self)
{
    QJsonObject json = toJson(self.person);
    json.insert(u"deviceId"_s, text(self.device));
    json.insert(u"schoolName"_s, self.school.name);
    json.insert(u"policy"_s, toJson(self.school.policy));
    return json;
}

QJsonObject toJson(const Page<people::Person> &page)
{
    QJsonArray people;
    for (const people::Person &person : page.items)
        people.append(toJson(person));
    return { { u"people"_s, people }, { u"next"_s, page.next } };
}

QJsonObject toJson(const Page<Device> &page, DeviceId current)
{
    QJsonArray devices;
    for (const Device &device : page.items) {
        devices.append(QJsonObject { { u"deviceId"_s, text(device.id) }, { u"name"_s, device.name },
            { u"platform"_s, device.platform }, { u"createdAt"_s, toMilliseconds(device.created) },
            { u"lastSeen"_s, toMilliseconds(device.lastSeen) }, { u"current"_s, device.id == current } });
    }
    return { { u"devices"_s, devices }, { u"next"_s, page.next } };
}

namespace {

QJsonArray base64Urls(const std::vector<QByteArray> &items)
{
    QJsonArray texts;
    for (const QByteArray &bytes : items)
        texts.append(QString::fromLatin1(crypto::toBase64Url(bytes)));
    return texts;
}

} // namespace

QJsonObject toJson(const DeviceListPage &page)
{
    QJsonObject object { { u"entries"_s, base64Urls(page.entries) }, { u"number"_s, qint64(page.number) } };
    if (!page.word.isEmpty())
        object.insert(u"word"_s, base64Urls({ page.word }).at(0));
    return object;
}

QJsonObject toJson(const OfficePage &page)
{
    return { { u"entries"_s, base64Urls(page.entries) }, { u"number"_s, qint64(page.number) } };
}

QJsonObject toJson(const LinkMail &mail)
{
    return { { u"messages"_s, base64Urls(mail.messages) } };
}

QString timeText(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace pc::relay::accounts
