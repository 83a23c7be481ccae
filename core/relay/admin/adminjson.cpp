// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/relay/admin/adminjson.h"

#include "core/people/rolename.h"
#include "core/relay/accounts/accountsjson.h"

#include <array>

namespace pc::relay::admin {

namespace {

using namespace Qt::StringLiterals;

template<typename Id>
QString idText(const Id &id)
{
    return id.raw().toString();
}

} // namespace

QJsonObject toJson(const accounts::School &school)
{
    return { { u"id"_s, idText(school.id) }, { u"name"_s, school.name },
        { u"guardiansMayWriteToGuardians"_s, school.policy.guardiansMayWriteToGuardians },
        { u"guardiansMayCreateGroups"_s, school.policy.guardiansMayCreateGroups },
        { u"retentionDays"_s, school.retentionDays } };
}

QJsonObject toJson(const accounts::PersonRecord &record)
{
    const people::Person &person = record.person;
    QJsonObject json { { u"id"_s, idText(person.id) }, { u"school"_s, idText(person.school) },
        { u"name"_s, person.name }, { u"role"_s, people::roleName(person.role) }, { u"label"_s, person.label },
        { u"userName"_s, record.userName }, { u"disabled"_s, record.disabled } };
    if (record.lastSeen)
        json.insert(u"lastSeen"_s, accounts::timeText(*record.lastSeen));
    return json;
}

QJsonObject toJson(const accounts::Invite &invite)
{
    QJsonObject json { { u"id"_s, idText(invite.id) }, { u"school"_s, idText(invite.school) },
        { u"role"_s, people::roleName(invite.role) }, { u"label"_s, invite.label },
        { u"expires"_s, accounts::timeText(invite.expires) }, { u"maxUses"_s, invite.maxUses },
        { u"used"_s, invite.used } };
    if (invite.person)
        json.insert(u"person"_s, idText(*invite.person));
    return json;
}

QJsonObject toJson(const accounts::MadeInvite &made)
{
    QJsonObject json = toJson(made.invite);
    json.insert(u"code"_s, made.code);
    return json;
}

QJsonObject toJson(const accounts::Device &device)
{
    return { { u"id"_s, idText(device.id) }, { u"person"_s, idText(device.user) }, { u"name"_s, device.name },
        { u"platform"_s, device.platform }, { u"created"_s, accounts::timeText(device.created) },
        { u"lastSeen"_s, accounts::timeText(device.lastSeen) }, { u"signedIn"_s, device.signedIn } };
}

QJsonObject toJson(const accounts::AuditEntry &entry)
{
    QJsonArray objects;
    for (qsizetype at = 0; at + 16 <= entry.objects.size(); at += 16) {
        if (const auto id = idFromBytes<UserId>(QByteArrayView(entry.objects).sliced(at, 16)))
            objects.append(idText(*id));
    }
    const bool known = entry.actor >= 0 && entry.actor <= qint64(accounts::kLastAuditActor);
    QJsonObject json { { u"number"_s, entry.number }, { u"at"_s, accounts::timeText(utcFromMilliseconds(entry.at)) },
        { u"actor"_s, known ? accounts::auditActorName(accounts::AuditActor(entry.actor)) : u"unknown"_s },
        { u"act"_s, entry.act }, { u"objects"_s, objects }, { u"times"_s, entry.times },
        { u"hash"_s, QString::fromLatin1(entry.hash.toHex()) } };
    if (const auto person = idFromBytes<UserId>(entry.person))
        json.insert(u"person"_s, idText(*person));
    return json;
}

QJsonObject toJson(const accounts::AuditHead &head)
{
    return { { u"number"_s, head.number }, { u"head"_s, QString::fromLatin1(head.hash.toHex()) } };
}

QJsonObject toJson(const accounts::Statistics &statistics)
{
    QJsonObject bytes;
    QJsonObject rows;
    for (const sql::TableSize &table : statistics.tables) {
        bytes.insert(table.name, table.bytes);
        rows.insert(table.name, table.rows);
    }
    QJsonObject json { { u"people"_s, statistics.people }, { u"joined"_s, statistics.joined },
        { u"devices"_s, statistics.devices }, { u"devicesSeenInADay"_s, statistics.devicesSeen },
        { u"freeBytes"_s, statistics.freeBytes }, { u"bytes"_s, bytes }, { u"rows"_s, rows },
        { u"expiredEntries"_s, statistics.expired } };
    if (statistics.lastExpiry)
        json.insert(u"lastExpiry"_s, accounts::timeText(*statistics.lastExpiry));
    return json;
}

QJsonObject toJson(const log::ClassRecord &record)
{
    return { { u"id"_s, idText(record.id) }, { u"school"_s, idText(record.school) }, { u"name"_s, record.name },
        { u"members"_s, record.members } };
}

QJsonObject toJson(const log::Hold &hold)
{
    static constexpr std::array kKinds { "school"_L1, "person"_L1, "conversation"_L1 };
    return { { u"kind"_s, QString(kKinds.at(size_t(hold.kind))) }, { u"id"_s, hold.object.toString() },
        { u"since"_s, accounts::timeText(hold.since) } };
}

QJsonObject toJson(const log::ErasureReport &report)
{
    QJsonObject json { { u"entries"_s, report.entries } };
    if (report.isHeldBack) {
        json.insert(u"held"_s,
            u"what they wrote in conversations under a legal hold is kept, and goes when the hold is released"_s);
    }
    if (!report.isRebuilt) {
        json.insert(u"freeRoom"_s,
            u"copies in free room of the file go when it is written anew: at the next start, or with compact"_s);
    }
    return json;
}

QJsonObject toJson(const people::Person &person)
{
    return { { u"id"_s, idText(person.id) }, { u"name"_s, person.name }, { u"role"_s, people::roleName(person.role) },
        { u"label"_s, person.label } };
}

} // namespace pc::relay::admin
