// SPDX-License-Identifier: GPL-3.0-or-later
// Session's values as JSON. Ids are UUID text, times milliseconds since the epoch (UTC), order keys text, since they do
// not fit a JSON number.

#pragma once

#include "core/session/account.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace pc::headless {

/// Null when there is none.
inline QJsonValue optionalTime(const std::optional<UtcTime> &time)
{
    return time ? QJsonValue(toMilliseconds(*time)) : QJsonValue();
}

QString nameOf(session::AccountState state);
QString nameOf(session::LinkState state);
QString nameOf(chat::DeliveryState state);

QJsonObject toJson(const chat::Message &message);
QJsonObject toJson(const chat::ConversationSummary &summary);
QJsonObject toJson(const chat::Page &page);
QJsonObject toJson(const chat::Watermarks &watermarks);
QJsonObject toJson(const chat::MemberReceipt &receipt);
QJsonObject toJson(const people::Person &person);
QJsonObject toJson(const people::DirectoryPage &page);
QJsonObject toJson(const people::Presence &presence);
QJsonObject toJson(const session::Self &self);
QJsonObject toJson(const session::ReadingPerson &reading);
QJsonObject toJson(const session::PersonKeys &keys);
QJsonObject toJson(const session::Invitation &invitation);
QJsonObject toJson(const session::Readers &readers);
QJsonObject toJson(const session::LinkStatus &status);
QJsonObject toJson(const session::NetworkState &state);
QJsonObject toJson(const session::CheckReport &report);
QJsonObject toJson(const session::LinkOffer &offer);
QJsonObject toJson(const session::LinkCandidate &candidate);
QJsonObject toJson(const session::OwnDevice &device);

template<typename Id>
QString text(const Id &id)
{
    return id.raw().toString();
}

template<typename T>
QJsonArray toJsonArray(const std::vector<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(toJson(value));
    return array;
}

} // namespace pc::headless
