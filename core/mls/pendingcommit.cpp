// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/mls/pendingcommit.h"

#include "core/mls/secretcodec.h"

namespace pc::mls {

namespace {

constexpr std::uint16_t kPendingVersion = 1;
constexpr Limits kLimits { .bytes = 32U << 20U, .elements = 8'192, .depth = 8 };

} // namespace

WipingBytes encodePending(const PendingCommit &pending)
{
    const GroupParts parts = pending.next.parts(); // of a group that nobody has sent in yet: no sender's ratchets
    SecretWriter out;
    out(kPendingVersion, pending.message, static_cast<std::uint8_t>(pending.welcome ? 1 : 0),
        pending.welcome.value_or(Bytes {}), pending.groupInfo, parts.epoch, parts.nodes, parts.proposals);
    return std::move(out).finish();
}

Result<PendingCommit> decodePending(const CipherSuite &suite, ByteView bytes)
{
    SecretReader in(bytes, kLimits);
    std::uint16_t version = 0;
    Bytes message;
    std::uint8_t hasWelcome = 0;
    Bytes welcome;
    Bytes groupInfo;
    GroupParts parts;
    in(version);
    in.check(version == kPendingVersion, Failure::UnknownStateVersion);
    in(message, hasWelcome);
    in.check(hasWelcome <= 1, Failure::PresenceInvalid);
    in(welcome, groupInfo, parts.epoch, parts.nodes, parts.proposals);
    if (const Result<void> done = in.finish(); !done)
        return done.failure();
    Result<Group> next = Group::restore(suite, parts);
    if (!next)
        return next.failure();
    PendingCommit pending { std::move(message), std::nullopt, std::move(groupInfo), std::move(*next), {} };
    if (hasWelcome == 1)
        pending.welcome = std::move(welcome);
    return pending;
}

} // namespace pc::mls
