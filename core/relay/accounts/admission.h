// SPDX-License-Identifier: GPL-3.0-or-later
// Admission: the part of signing in that is one transaction: a device, its line of refresh tokens, and room for both.

#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"
#include "core/relay/accounts/records.h"

#include <memory>
#include <optional>

namespace pc::sql {
class Database;
}

namespace pc::relay::accounts {

/// What a client says of the device it runs on.
struct DeviceRequest
{
    std::optional<DeviceId> id; ///< Of an earlier sign-in: keeps its place in the list and its messages' idempotence.
    QString name;
    QString platform;
};

struct Admission
{
    PersonRecord person;
    Device device;
    std::optional<Device> displaced; ///< Made room: the one that was unseen for longest.
    std::shared_ptr<crypto::SecretBytes> refresh; ///< Shared because works and their results are copied.
};

/// More than a person carries; beyond it the device that was unseen for longest is signed out.
inline constexpr int kMostDevices = 32;

/// Error: Unauthenticated, when the person is disabled.
Result<Admission> admit(
    sql::Database &database, UserId user, const DeviceRequest &request, UtcTime now, Random &random);

} // namespace pc::relay::accounts
