// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/signinrecord.h"

#include "core/crypto/random.h"

#include <QCborMap>
#include <QCborValue>

namespace pc::session {

namespace {

constexpr qint64 kVersion = 1;
constexpr qsizetype kAttemptBytes = 16;

// Keys of the map; numbers, so that the entry stays small where keychains bound it.
enum Key : qint64 {
    VersionKey = 0,
    RelayKey = 1,
    UserKey = 2,
    DeviceKey = 3,
    RefreshTokenKey = 4,
    AttemptKey = 5,
};

QByteArray plain(const crypto::SecretBytes &secret)
{
    return secret.toByteArrayView().toByteArray();
}

crypto::SecretBytes secretOf(const QCborMap &map, Key key)
{
    QByteArray bytes = map.value(key).toByteArray();
    return crypto::SecretBytes::takeFrom(bytes);
}

} // namespace

crypto::SecretBytes encodeRecord(const SignInRecord &record)
{
    const QCborMap map { { VersionKey, kVersion }, { RelayKey, record.relay },
        { UserKey, record.user.raw().toByteArray() }, { DeviceKey, record.device.raw().toByteArray() },
        { RefreshTokenKey, plain(record.refreshToken) }, { AttemptKey, plain(record.attempt) } };
    QByteArray bytes = map.toCborValue().toCbor();
    return crypto::SecretBytes::takeFrom(bytes);
}

Result<SignInRecord> decodeRecord(const crypto::SecretBytes &bytes)
{
    const QCborMap map = QCborValue::fromCbor(plain(bytes)).toMap();
    const qint64 version = map.value(VersionKey).toInteger();
    if (version > kVersion)
        return Error { Errc::NewerVersion, QStringLiteral("sign-in record version %1").arg(version) };
    const auto user = idFromBytes<UserId>(map.value(UserKey).toByteArray());
    const auto device = idFromBytes<DeviceId>(map.value(DeviceKey).toByteArray());
    if (version != kVersion || !user || !device)
        return Error { Errc::Corrupt, QStringLiteral("the sign-in record is damaged") };
    return SignInRecord { map.value(RelayKey).toString(), *user, *device, secretOf(map, RefreshTokenKey),
        secretOf(map, AttemptKey) };
}

crypto::SecretBytes makeAttempt()
{
    return crypto::randomToken(kAttemptBytes);
}

} // namespace pc::session
