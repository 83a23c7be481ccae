// SPDX-License-Identifier: GPL-3.0-or-later
// What the HTTP interface of this room answers, as JSON. README.md shows each form.

#pragma once

#include "core/relay/accounts/archives.h"
#include "core/relay/accounts/devicelists.h"
#include "core/relay/accounts/letterstore.h"
#include "core/relay/accounts/linkdesk.h"
#include "core/relay/accounts/offices.h"
#include "core/relay/accounts/recoveries.h"
#include "core/relay/accounts/selfservice.h"
#include "core/relay/accounts/signin.h"

#include <QJsonObject>

namespace pc::relay::accounts {

QJsonObject toJson(const people::Person &person);
QJsonObject toJson(const people::SchoolPolicy &policy);
QJsonObject toJson(const Tokens &tokens);
QJsonObject toJson(const SignedIn &signedIn);
QJsonObject toJson(const Self &self);
QJsonObject toJson(const Page<people::Person> &page);
QJsonObject toJson(const Page<Device> &page, DeviceId current);
QJsonObject toJson(const DeviceListPage &page);
QJsonObject toJson(const OfficePage &page);
QJsonObject toJson(const LetterRecord &letter);
QJsonObject toJson(const Page<LetterRecord> &page);
QJsonObject toJson(const LinkMail &mail);
QJsonObject toJson(const ArchiveState &state);
QJsonObject toJson(const ArchiveLease &lease);
QJsonObject toJson(const RecoveryState &state);
QJsonObject toJson(const RecoveryOpening &opening);

/// UTC, ISO 8601 with milliseconds.
QString timeText(UtcTime time);

} // namespace pc::relay::accounts
