// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/values.h"

#include "core/people/rolename.h"

namespace pc::headless {

namespace {

using namespace Qt::StringLiterals;

QString nameOf(session::Secrecy secrecy)
{
    switch (secrecy) {
    case session::Secrecy::Preparing:
        return u"preparing"_s;
    case session::Secrecy::Sealed:
        return u"sealed"_s;
    case session::Secrecy::InDoubt:
        return u"inDoubt"_s;
    case session::Secrecy::Broken:
        break;
    }
    return u"broken"_s;
}

QString nameOf(session::DeviceDoubt doubt)
{
    switch (doubt) {
    case session::DeviceDoubt::None:
        return u"none"_s;
    case session::DeviceDoubt::Unchecked:
        return u"unchecked"_s;
    case session::DeviceDoubt::NotListed:
        return u"notListed"_s;
    case session::DeviceDoubt::KeyChanged:
        return u"keyChanged"_s;
    case session::DeviceDoubt::TwoLists:
        break;
    }
    return u"twoLists"_s;
}

QString nameOf(session::KeysConfirmedBy by)
{
    switch (by) {
    case session::KeysConfirmedBy::Nobody:
        return u"nobody"_s;
    case session::KeysConfirmedBy::OwnUser:
        return u"ownUser"_s;
    case session::KeysConfirmedBy::Office:
        break;
    }
    return u"office"_s;
}

QString nameOf(chat::ConversationKind kind)
{
    switch (kind) {
    case chat::ConversationKind::Direct:
        return u"direct"_s;
    case chat::ConversationKind::Group:
        return u"group"_s;
    case chat::ConversationKind::Class:
        break;
    }
    return u"class"_s;
}

QString nameOf(people::PresenceStatus status)
{
    switch (status) {
    case people::PresenceStatus::Offline:
        return u"offline"_s;
    case people::PresenceStatus::Away:
        return u"away"_s;
    case people::PresenceStatus::Online:
        break;
    }
    return u"online"_s;
}

QJsonObject toJson(const chat::Member &member)
{
    QJsonObject json = headless::toJson(member.person);
    json.insert(u"owner"_s, member.role == chat::MemberRole::Owner);
    return json;
}

} // namespace

QString nameOf(session::AccountState state)
{
    using session::AccountState;
    switch (state) {
    case AccountState::Opening:
        return u"opening"_s;
    case AccountState::NeedsPassphrase:
        return u"needsPassphrase"_s;
    case AccountState::NeedsNewPassphrase:
        return u"needsNewPassphrase"_s;
    case AccountState::KeychainSilent:
        return u"keychainSilent"_s;
    case AccountState::NeedsSignIn:
        return u"needsSignIn"_s;
    case AccountState::SigningIn:
        return u"signingIn"_s;
    case AccountState::NeedsLink:
        return u"needsLink"_s;
    case AccountState::KeyLost:
        return u"keyLost"_s;
    case AccountState::StoreUnreadable:
        return u"storeUnreadable"_s;
    case AccountState::StoreNewer:
        return u"storeNewer"_s;
    case AccountState::StoreBusy:
        return u"storeBusy"_s;
    case AccountState::CannotSeal:
        return u"cannotSeal"_s;
    case AccountState::DiskFull:
        return u"diskFull"_s;
    case AccountState::DiskTrouble:
        return u"diskTrouble"_s;
    case AccountState::Ready:
        break;
    }
    return u"ready"_s;
}

QString nameOf(session::LinkState state)
{
    using session::LinkState;
    switch (state) {
    case LinkState::Offline:
        return u"offline"_s;
    case LinkState::Connecting:
        return u"connecting"_s;
    case LinkState::CatchingUp:
        return u"catchingUp"_s;
    case LinkState::UpToDate:
        return u"upToDate"_s;
    case LinkState::Refused:
        break;
    }
    return u"refused"_s;
}

QJsonObject toJson(const chat::Watermarks &watermarks)
{
    return { { u"delivered"_s, watermarks.delivered.raw() }, { u"read"_s, watermarks.read.raw() } };
}

QJsonObject toJson(const chat::ConversationSummary &summary)
{
    const chat::Conversation &conversation = summary.conversation;
    QJsonArray members;
    for (const chat::Member &member : conversation.members)
        members.append(toJson(member));
    const QJsonObject settings { { u"mutedUntil"_s, optionalTime(conversation.settings.mutedUntil) },
        { u"archived"_s, conversation.settings.archived }, { u"pinned"_s, conversation.settings.pinned } };
    QJsonObject json { { u"conversation"_s, text(conversation.id) }, { u"kind"_s, nameOf(conversation.kind) },
        { u"title"_s, conversation.title }, { u"members"_s, members }, { u"settings"_s, settings },
        { u"first"_s, conversation.first.raw() }, { u"head"_s, conversation.head.raw() },
        { u"cursor"_s, conversation.cursor.raw() }, { u"readUpTo"_s, conversation.readUpTo.raw() },
        { u"watermarks"_s, toJson(conversation.watermarks) }, { u"left"_s, conversation.left },
        { u"unread"_s, summary.unread }, { u"draft"_s, summary.draft } };
    if (summary.last)
        json.insert(u"last"_s, toJson(*summary.last));
    return json;
}

QJsonObject toJson(const people::Person &person)
{
    return { { u"user"_s, text(person.id) }, { u"name"_s, person.name }, { u"role"_s, people::roleName(person.role) },
        { u"label"_s, person.label } };
}

QJsonObject toJson(const people::DirectoryPage &page)
{
    return { { u"people"_s, toJsonArray(page.people) }, { u"next"_s, page.next } };
}

QJsonObject toJson(const people::Presence &presence)
{
    return { { u"status"_s, nameOf(presence.status) }, { u"lastSeen"_s, optionalTime(presence.lastSeen) } };
}

QJsonObject toJson(const session::Self &self)
{
    QJsonObject json { { u"person"_s, toJson(self.person) }, { u"device"_s, text(self.device) },
        { u"schoolName"_s, self.schoolName },
        { u"guardiansMayWriteToGuardians"_s, self.policy.guardiansMayWriteToGuardians },
        { u"guardiansMayCreateGroups"_s, self.policy.guardiansMayCreateGroups } };
    if (self.shorterKeeping)
        json.insert(u"shorterKeeping"_s,
            QJsonObject {
                { u"days"_s, self.shorterKeeping->days }, { u"from"_s, toMilliseconds(self.shorterKeeping->from) } });
    return json;
}

QJsonObject toJson(const session::ReadingPerson &reading)
{
    QJsonArray devices;
    for (const session::ReadingDevice &device : reading.devices)
        devices.append(QJsonObject { { u"device"_s, text(device.id) }, { u"since"_s, toMilliseconds(device.since) },
            { u"isThis"_s, device.isThis }, { u"doubt"_s, nameOf(device.doubt) } });
    QJsonObject json { { u"person"_s, toJson(reading.person) }, { u"devices"_s, devices },
        { u"isMember"_s, reading.isMember }, { u"isConfirmedByOffice"_s, reading.isConfirmedByOffice } };
    if (reading.before)
        json.insert(u"before"_s, toJson(*reading.before));
    return json;
}

QJsonObject toJson(const session::PersonKeys &keys)
{
    return { { u"user"_s, text(keys.user) }, { u"firstSeen"_s, toMilliseconds(keys.firstSeen) },
        { u"confirmedBy"_s, nameOf(keys.confirmedBy) }, { u"confirmedAt"_s, optionalTime(keys.confirmedAt) },
        { u"isInDoubt"_s, keys.isInDoubt },
        { u"role"_s, keys.role ? QJsonValue(people::roleName(*keys.role)) : QJsonValue() }, { u"name"_s, keys.name },
        { u"label"_s, keys.label }, { u"shown"_s, QString::fromLatin1(keys.shown.toHex()) } };
}

QJsonObject toJson(const session::Readers &readers)
{
    return { { u"secrecy"_s, nameOf(readers.secrecy) }, { u"people"_s, toJsonArray(readers.people) },
        { u"code"_s, readers.code }, { u"officeCode"_s, readers.officeCode } };
}

QJsonObject toJson(const session::LinkStatus &status)
{
    QJsonObject json { { u"state"_s, nameOf(status.state) }, { u"missing"_s, status.missing },
        { u"outgoing"_s, status.outgoing } };
    if (status.reason)
        json.insert(u"reason"_s, QString(wireName(*status.reason)));
    if (status.clock != session::OwnClock::Right)
        json.insert(u"clock"_s, status.clock == session::OwnClock::Slow ? u"slow"_s : u"fast"_s);
    return json;
}

QJsonObject toJson(const session::NetworkState &state)
{
    QJsonObject json { { u"proxy"_s, session::textOf(state.settings.proxy) } };
    if (state.roots) {
        json.insert(u"rootCertificate"_s,
            QJsonObject { { u"name"_s, state.roots->name },
                { u"validUntil"_s, toMilliseconds(state.roots->validUntil) },
                { u"sha256"_s, QString::fromLatin1(state.roots->fingerprint) } });
    }
    return json;
}

QJsonObject toJson(const session::LinkOffer &offer)
{
    return { { u"code"_s, offer.code }, { u"picture"_s, offer.picture },
        { u"words"_s, QJsonArray::fromStringList(offer.words) }, { u"agreed"_s, offer.isAgreed } };
}

QJsonObject toJson(const session::LinkCandidate &candidate)
{
    return { { u"name"_s, candidate.name }, { u"words"_s, QJsonArray::fromStringList(candidate.words) } };
}

QJsonObject toJson(const session::OwnDevice &device)
{
    QJsonObject json { { u"device"_s, text(device.id) }, { u"name"_s, device.name }, { u"platform"_s, device.platform },
        { u"isThis"_s, device.isThis }, { u"isLinked"_s, device.isLinked } };
    if (device.lastSeen)
        json.insert(u"lastSeen"_s, toMilliseconds(*device.lastSeen));
    return json;
}

QJsonObject toJson(const session::CheckReport &report)
{
    QJsonArray steps;
    for (const session::CheckLine &line : report.lines) {
        QJsonObject step { { u"step"_s, QString(link::nameOf(line.step)) },
            { u"outcome"_s, QString(link::nameOf(line.outcome)) }, { u"ms"_s, qint64(line.took.count()) } };
        if (line.finding != session::CheckFinding::Nothing)
            step.insert(u"finding"_s, QString(link::nameOf(line.finding)));
        steps.append(step);
    }
    QJsonObject json { { u"steps"_s, steps }, { u"ownRoots"_s, report.hasOwnRoots } };
    if (!report.proxy.isEmpty())
        json.insert(u"proxy"_s, report.proxy);
    if (report.validUntil) {
        json.insert(u"issuer"_s, report.issuer);
        json.insert(u"validUntil"_s, toMilliseconds(*report.validUntil));
    }
    return json;
}

} // namespace pc::headless
