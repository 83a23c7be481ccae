// SPDX-License-Identifier: GPL-3.0-or-later
// What the relay asks of a key package before it keeps it: it must be valid (RFC 9420 section 10.1), in our suite, alive, and
// of the very device that brings it.

#pragma once

#include "core/identity/lifetimes.h"
#include "core/relay/keys/keypackages.h"

#include <QByteArrayView>

namespace pc::relay::keys {

using identity::lifetimeRules;

/// Errors: Invalid, with the reason in words for developers.
Result<PublishedPackage> checkPackage(QByteArrayView bytes, UserId user, DeviceId device, UtcTime now);

} // namespace pc::relay::keys
