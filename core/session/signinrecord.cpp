// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/signinrecord.h"

#include "core/crypto/random.h"
#include "core/vault/blocks.h"

namespace pc::session {

namespace {

constexpr char kVersion = 1;
constexpr qsizetype kAttemptBytes = 16;

/// The blocks of version 1, in order.
enum Block : size_t {
    VersionBlock,
    RelayBlock,
    UserBlock,
    DeviceBlock,
    RefreshTokenBlock,
    AttemptBlock,
    BlockCount,
};

} // namespace

crypto::SecretBytes encodeRecord(const SignInRecord &record)
{
    const QByteArray relay = record.relay.toUtf8();
    return vault::joinBlocks({ QByteArrayView(&kVersion, 1), relay, record.user.raw().view(),
        record.device.raw().view(), record.refreshToken.toByteArrayView(), record.attempt.toByteArrayView() });
}

Result<SignInRecord> decodeRecord(const crypto::SecretBytes &bytes)
{
    const Error corrupt { Errc::Corrupt, QStringLiteral("the sign-in record is damaged") };
    const auto blocks = vault::splitBlocks(bytes.toByteArrayView());
    if (!blocks || blocks->empty() || blocks->front().size() != 1)
        return corrupt;
    const char version = blocks->front().front();
    if (version > kVersion)
        return Error { Errc::NewerVersion, QStringLiteral("sign-in record version %1").arg(int(version)) };
    if (version != kVersion || blocks->size() != BlockCount)
        return corrupt;
    const auto user = idFromBytes<UserId>((*blocks)[UserBlock]);
    const auto device = idFromBytes<DeviceId>((*blocks)[DeviceBlock]);
    if (!user || !device)
        return corrupt;
    return SignInRecord { QString::fromUtf8((*blocks)[RelayBlock]), *user, *device,
        crypto::SecretBytes::copyOf((*blocks)[RefreshTokenBlock]),
        crypto::SecretBytes::copyOf((*blocks)[AttemptBlock]) };
}

crypto::SecretBytes makeAttempt()
{
    return crypto::randomToken(kAttemptBytes);
}

} // namespace pc::session
