// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of the relay's HTTP routes, in and out. Total: any bytes give a value or Invalid.

#pragma once

#include "core/base/result.h"
#include "core/link/apivalues.h"

#include <QByteArray>

namespace pc::link {

QByteArray loginJson(const Credentials &credentials);
QByteArray registerJson(const QString &invite, const Credentials &credentials);
QByteArray refreshJson(const QString &refreshToken, const QString &attempt);
QByteArray passwordJson(const QString &oldPassword, const QString &newPassword);
QByteArray entryJson(const QByteArray &entry);
QByteArray wordJson(const QByteArray &word);
QByteArray linkMessageJson(const QByteArray &message);
QByteArray linkBeginningJson(const QString &code, const QByteArray &message);

Result<Grant> parseGrant(const QByteArray &json);
Result<Renewal> parseRenewal(const QByteArray &json);
Result<SelfInfo> parseSelf(const QByteArray &json);
Result<PeoplePage> parsePeople(const QByteArray &json);
Result<DevicesPage> parseDevices(const QByteArray &json);
Result<quint32> parseListNumber(const QByteArray &json);
Result<DeviceListPage> parseDeviceList(const QByteArray &json);
Result<std::vector<QByteArray>> parseLinkMail(const QByteArray &json);

/// What a status of 400 or more means: the code of a problem document (RFC 9457), else Unavailable for 5xx and Network
/// for the rest, since then it was not the relay that spoke.
Error problemError(int status, const QString &contentType, const QByteArray &body);

} // namespace pc::link
