// SPDX-License-Identifier: GPL-3.0-or-later
// What is secret in the configuration stands in files of its own, which the configuration names, or which systemd hands to
// the relay (LoadCredential). Never in the configuration itself, in the environment or on a command line.

#pragma once

#include "core/base/result.h"
#include "core/crypto/secret.h"

#include <QString>

namespace pc::relay::admin {

inline constexpr qsizetype kLongestSecret = 64 * 1024;

/// Where a secret is: `path` when one is given; else systemd's credential of that name, if `credentials` (the folder that
/// $CREDENTIALS_DIRECTORY names) has it; else empty.
QString secretPath(const QString &path, const QString &credential, const QString &credentials);

/// The file's bytes without a line's end behind them. Errors, in words that name the file: NotFound (no such file, or not for
/// us to read), Forbidden (others may read or change it; of files in `credentials` systemd takes care), Invalid (empty, too
/// long, no plain file).
Result<crypto::SecretBytes> readSecret(const QString &path, const QString &credentials = {});

/// The same, of 64 hex digits: 32 bytes. Errors also: Invalid.
Result<crypto::SecretBytes> readKey(const QString &path, const QString &credentials = {});

/// Makes a file with a new key (0600). Error: Conflict (it is there already), Disk.
Result<void> makeKey(const QString &path);

} // namespace pc::relay::admin
