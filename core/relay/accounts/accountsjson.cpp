// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/accounts/accountsjson.h"

#include "core/crypto/base64url.h"
#include "core/crypto/qtbytes.h"
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

QJsonObject toJson(const LetterRecord &letter)
{
    return { { u"id"_s, text(letter.id) }, { u"userId"_s, text(letter.person) },
        { u"letter"_s, QString::fromLatin1(crypto::toBase64Url(letter.letter)) },
        { u"writtenAt"_s, timeText(letter.written) }, { u"expiresAt"_s, timeText(letter.expires) },
        { u"proof"_s,
            letter.proof.isEmpty() ? QJsonValue() : QString::fromLatin1(crypto::toBase64Url(letter.proof)) } };
}

QJsonObject toJson(const Page<LetterRecord> &page)
{
    QJsonArray letters;
    for (const LetterRecord &letter : page.items)
        letters.append(toJson(letter));
    return { { u"letters"_s, letters }, { u"next"_s, page.next } };
}

QJsonObject toJson(const LinkMail &mail)
{
    return { { u"messages"_s, base64Urls(mail.messages) } };
}

namespace {

QString base64Url(const QByteArray &bytes)
{
    return QString::fromLatin1(crypto::toBase64Url(bytes));
}

QJsonValue toJson(const std::optional<Generation> &generation)
{
    if (!generation)
        return QJsonValue::Null;
    return QJsonObject { { u"generation"_s, qint64(generation->number) }, { u"first"_s, qint64(generation->first) },
        { u"next"_s, qint64(generation->next) }, { u"head"_s, base64Url(crypto::toByteArray(generation->head)) },
        { u"bytes"_s, generation->bytes } };
}

QJsonObject toJson(const TriesLeft &tries)
{
    return { { u"triesLeft"_s, tries.count }, { u"retryAfterMs"_s, qint64(tries.until.count()) } };
}

} // namespace

QJsonObject toJson(const ArchiveState &state)
{
    return { { u"kept"_s, state.isKept }, { u"last"_s, qint64(state.last) }, { u"present"_s, toJson(state.present) },
        { u"beside"_s, toJson(state.beside) }, { u"quota"_s, state.quota } };
}

QJsonObject toJson(const ArchiveLease &lease)
{
    return { { u"granted"_s, lease.isGranted }, { u"leftMs"_s, qint64(lease.left.count()) } };
}

QJsonObject toJson(const RecoveryState &state)
{
    QJsonObject json = toJson(state.tries);
    json.insert(u"version"_s, state.record ? state.record->version : 0);
    if (!state.record)
        return json;
    json.insert(u"madeAt"_s, toMilliseconds(state.record->made));
    json.insert(u"changedAt"_s, toMilliseconds(state.record->changed));
    json.insert(u"parameters"_s, base64Url(state.record->parameters));
    if (!state.record->blob.isEmpty())
        json.insert(u"blob"_s, base64Url(state.record->blob));
    return json;
}

QJsonObject toJson(const RecoveryOpening &opening)
{
    QJsonObject json = toJson(opening.tries);
    json.insert(u"opened"_s, opening.blob.has_value());
    if (opening.blob)
        json.insert(u"blob"_s, base64Url(*opening.blob));
    return json;
}

QString timeText(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(toMilliseconds(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace pc::relay::accounts
