// SPDX-License-Identifier: GPL-3.0-or-later
// What administration answers, as JSON. Ids and times are texts; secrets (an invite's code, a new password) are shown in
// the one answer that makes them.

#pragma once

#include "core/relay/accounts/administration.h"
#include "core/relay/log/conversationlog.h"

#include <QJsonArray>
#include <QJsonObject>

namespace pc::relay::admin {

QJsonObject toJson(const accounts::School &school);
QJsonObject toJson(const accounts::PersonRecord &person);
QJsonObject toJson(const accounts::Invite &invite);
QJsonObject toJson(const accounts::MadeInvite &made);
QJsonObject toJson(const accounts::Device &device);
QJsonObject toJson(const accounts::AuditEntry &entry);
QJsonObject toJson(const accounts::AuditHead &head);
QJsonObject toJson(const accounts::Statistics &statistics);
QJsonObject toJson(const log::ClassRecord &record);
QJsonObject toJson(const log::Hold &hold);
QJsonObject toJson(const log::ErasureReport &report);
QJsonObject toJson(const people::Person &person);

template<typename T>
QJsonArray toJson(const std::vector<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(toJson(item));
    return array;
}

} // namespace pc::relay::admin
