// SPDX-License-Identifier: GPL-3.0-or-later
// The key of a profile's store, out of the vault that the profile names: for tests and benches that look into a store from
// outside, as the client itself would.

#pragma once

#include "core/session/profilefolder.h"
#include "core/vault/vault.h"

#include <optional>

namespace pc::test {

/// Waits in an event loop of its own. `passphrase` is asked for where the vault is a file. Makes a key where there is no
/// store yet.
Result<crypto::SecretBytes> keyOfProfile(
    const session::ProfileFolder &folder, const std::optional<QString> &passphrase);

} // namespace pc::test
